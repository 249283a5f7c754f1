/** Tasks that are really sent from a debug session: HTTP Tasks and services, to a server of the test. */
import assert from 'node:assert/strict';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { useLocalServer } from './local-service.ts';
import { useSendingWorkspace } from './sending-session.ts';

const CONNECTION = 'arn:aws:events:us-east-1:123456789012:connection/Pay/81210c42-8af1-456b-9c4a-6ff02fc664ac';
const SECRET = 'a-secret-that-nobody-may-see';

const httpTask = (more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::http:invoke',
  Parameters: {
    ApiEndpoint: 'https://api.example.com/v1/charge',
    Method: 'POST',
    'RequestBody.$': '$',
    Authentication: { ConnectionArn: CONNECTION },
    ...more,
  },
  End: true,
});
const machineOf = (state: object): object => ({ StartAt: 'Charge', States: { Charge: state } });

describe('tasks that are sent from a session', () => {
  const server = useLocalServer();
  const launch = useSendingWorkspace();

  describe('HTTP Tasks', () => {
    const local = () => ({ 'https://api.example.com': `${server.url}/stand-in/` });

    it('go to the address that stands for theirs, with the authorization of their connection', async () => {
      server.answer = () => ({ headers: { 'content-type': 'application/json' }, body: '{"id": 7}' });
      const connections = { Pay: { basic: { username: 'me', password: SECRET }, query: { v: '2' } } };
      const { client } = await launch(machineOf(httpTask()), { http: { endpoints: local(), connections } });
      await client.event('terminated');
      const [request] = server.requests;
      assert.deepEqual(
        [request?.method, request?.url, request?.body],
        ['POST', '/stand-in/v1/charge?v=2', '{"amount":5}'],
      );
      assert.equal(request?.headers.authorization, `Basic ${Buffer.from(`me:${SECRET}`).toString('base64')}`);
      assert.equal(request?.headers['content-type'], 'application/json; charset=UTF-8');
      assert.equal(request?.headers['user-agent'], 'Amazon|StepFunctions|HttpInvoke|us-east-1');
      assert.match(client.output, new RegExp(`Charge is answered by ${server.host} → `));
      assert.match(client.output, /"ResponseBody": \{"id": 7\}/);
      const told = JSON.stringify([client.events, client.host.logged]);
      assert.doesNotMatch(told, new RegExp(`${SECRET}|${Buffer.from(`me:${SECRET}`).toString('base64')}`));
      client.session.dispose();
    });

    for (const [what, connection, header, value] of [
      ['a key', { apiKey: { name: 'X-Api-Key', value: 'k' } }, 'x-api-key', 'k'],
      ['a bearer token', { bearer: 't' }, 'authorization', 'Bearer t'],
    ] as const) {
      it(`are authorized by ${what}, also by the ARN of the connection`, async () => {
        const http = { endpoints: local(), connections: { [CONNECTION]: connection } };
        const { client } = await launch(machineOf(httpTask()), { http });
        await client.event('terminated');
        assert.equal(server.requests[0]?.headers[header], value);
        client.session.dispose();
      });
    }

    it('say that they go without authorization where the connection is not known', async () => {
      const { client } = await launch(machineOf(httpTask()), { http: { endpoints: local() } });
      await client.event('terminated');
      assert.match(client.output, /Charge is sent without authorization: 'http' → 'connections' .* has no 'Pay'\./);
      client.session.dispose();
    });

    it('fail as AWS lets them fail', async () => {
      server.answer = () => ({ status: 429, body: 'slow down' });
      const { client } = await launch(machineOf(httpTask()), { http: { endpoints: local() } });
      const { body } = await client.event('stopped');
      assert.deepEqual(
        [body.reason, body.text, body.description],
        ['exception', 'States.Http.StatusCode.429', 'States.Http.StatusCode.429, not caught: Too Many Requests'],
      );
      client.session.dispose();
    });

    it('do not follow redirections', async () => {
      server.answer = ({ url }) =>
        url.includes('elsewhere') ? {} : { status: 307, headers: { location: '/elsewhere' }, body: '' };
      const { client } = await launch(machineOf(httpTask()), { http: { endpoints: local() } });
      const { body } = await client.event('stopped');
      assert.equal(body.text, 'States.Http.StatusCode.307');
      assert.equal(server.requests.length, 1);
      client.session.dispose();
    });

    it('read no more than AWS does', async () => {
      server.answer = () => ({ headers: { 'content-type': 'text/plain' }, body: 'x'.repeat(5_000_000) });
      const { client } = await launch(machineOf(httpTask()), { http: { endpoints: local() } });
      const { body } = await client.event('stopped');
      assert.equal(body.text, 'States.DataLimitExceeded');
      client.session.dispose();
    });

    it('fail where AWS refuses their parameters', async () => {
      const { client } = await launch(machineOf(httpTask({ Headers: { Host: 'evil' } })), {
        http: { endpoints: local() },
      });
      const { body } = await client.event('stopped');
      assert.deepEqual(
        [body.text, body.description],
        [
          'States.Runtime',
          "States.Runtime, not caught: The header 'Host' must not be used in the definition of an HTTP Task.",
        ],
      );
      assert.deepEqual(server.requests, []);
      client.session.dispose();
    });

    for (const [what, endpoint, allowed, sentence] of [
      [
        'hosts that are not allowed',
        'https://api.example.com/v1',
        [],
        'api.example.com is neither this machine nor among the hosts of the setting stepwright.debug.allowedHosts.',
      ],
      [
        'addresses that are not https',
        'http://api.example.com/v1',
        ['api.example.com'],
        'HTTP Task sends to https addresses only, not to http://api.example.com.',
      ],
    ] as const) {
      it(`are not sent to ${what}: the user is told at the state, and asked`, async () => {
        const machine = machineOf(httpTask({ ApiEndpoint: endpoint }));
        const { client } = await launch(machine, { http: true }, { allowed: [...allowed] });
        await client.event('stepwright/taskPending');
        const said = client.events.find(({ event, body }) => event === 'output' && /is not sent/.test(body.output));
        assert.equal(said?.body.output, `Charge is not sent: ${sentence}\n`);
        assert.deepEqual([said?.body.line, said?.body.source.name], [4, 'order.asl.json']);
        client.session.dispose();
      });
    }

    it('are not sent where the configuration does not say so, also not to this machine', async () => {
      const machine = machineOf(httpTask({ ApiEndpoint: `${server.url}/v1` }));
      for (const args of [{}, { http: false }, { http: { send: false } }]) {
        const { client } = await launch(machine, args);
        await client.event('stepwright/taskPending');
        assert.deepEqual(server.requests, []);
        client.session.dispose();
      }
    });

    it('are sent once: going back and forward again takes what came', async () => {
      const states = { Charge: { ...httpTask(), End: undefined, Next: 'Done' }, Done: { Type: 'Pass', End: true } };
      const { client } = await launch(
        { StartAt: 'Charge', States: states },
        { http: { endpoints: local() }, stopOnEntry: true },
      );
      await client.stopped();
      const threadId = 1;
      for (const command of ['next', 'stepBack', 'next']) {
        await client.request(command, { threadId });
        await client.stopped();
      }
      assert.equal(server.requests.length, 1);
      client.session.dispose();
    });
  });

  it('are those of nested executions, too, and what is said of them stands in their definition', async () => {
    server.answer = () => ({ body: '{"Attributes": {}}' });
    const put = {
      Type: 'Task',
      Resource: 'arn:aws:states:::dynamodb:putItem',
      Parameters: { TableName: 't', Item: {} },
    };
    const call = { ...httpTask({ ApiEndpoint: 'https://elsewhere.example.com' }) };
    const child = { StartAt: 'Put', States: { Put: { ...put, Next: 'Call' }, Call: call } };
    const parent = machineOf({
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:child' },
      End: true,
    });
    const args = { machines: { child: 'child.asl.json' }, services: { dynamodb: server.url }, http: true };
    const files = { 'child.asl.json': JSON.stringify(child, undefined, 2) };
    const { client } = await launch(parent, args, { files });
    await client.event('stepwright/taskPending');
    assert.equal(server.requests[0]?.headers['x-amz-target'], 'DynamoDB_20120810.PutItem');
    const said = client.events.find(({ event, body }) => event === 'output' && /is not sent/.test(body.output));
    assert.deepEqual([said?.body.source.name, said?.body.line], ['child.asl.json', 13]);
    client.session.dispose();
  });

  describe('services', () => {
    const dynamo = (resource: string, more: object = {}) =>
      machineOf({
        Type: 'Task',
        Resource: resource,
        Parameters: { TableName: 't', Item: { id: { S: '1' } } },
        End: true,
        ...more,
      });

    it('are called at the endpoint, by the name of the service or a star', async () => {
      server.answer = () => ({ headers: { 'x-amzn-requestid': 'r' }, body: '{"Attributes": {"n": {"N": "1"}}}' });
      for (const services of [{ dynamodb: server.url }, { '*': { url: server.url, region: 'eu-west-1' } }]) {
        const { client } = await launch(dynamo('arn:aws:states:::aws-sdk:dynamodb:putItem'), { services });
        await client.event('terminated');
        assert.match(client.output, new RegExp(`Charge is answered by dynamodb at ${server.host} → `));
        assert.match(client.output, /Output: \{"Attributes": \{"n": \{"N": "1"\}\}\}/);
        client.session.dispose();
      }
      assert.deepEqual(
        server.requests.map(({ headers }) => headers['x-amz-target']),
        ['DynamoDB_20120810.PutItem', 'DynamoDB_20120810.PutItem'],
      );
    });

    it('fail with the names of their integration', async () => {
      server.answer = () => ({
        status: 400,
        body: '{"__type": "x#ConditionalCheckFailedException", "message": "No."}',
      });
      for (const [resource, error] of [
        ['arn:aws:states:::aws-sdk:dynamodb:putItem', 'DynamoDb.ConditionalCheckFailedException'],
        ['arn:aws:states:::dynamodb:putItem', 'DynamoDB.ConditionalCheckFailedException'],
      ] as const) {
        const { client } = await launch(dynamo(resource), { services: { dynamodb: server.url } });
        const { body } = await client.event('stopped');
        assert.equal(body.text, error);
        client.session.dispose();
      }
    });

    it('that wait for a token are sent once, and wait among the waiting tasks', async () => {
      const message = { QueueUrl: `${server.url}/q`, MessageBody: { 'token.$': '$$.Task.Token' } };
      const machine = machineOf({
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Parameters: message,
        End: true,
      });
      const { createHash } = await import('node:crypto');
      server.answer = ({ body }) => {
        const MD5OfMessageBody = createHash('md5').update(JSON.parse(body).MessageBody).digest('hex');
        return { body: JSON.stringify({ MessageId: 'm', MD5OfMessageBody }) };
      };
      const { client } = await launch(machine, { services: { sqs: server.url } });
      const { body } = await client.event('stepwright/taskPending');
      assert.equal(body.isSent, true);
      assert.match(client.output, new RegExp(`Charge is sent to sqs at ${server.host}, and waits`));
      assert.equal(JSON.parse(JSON.parse(server.requests[0]?.body ?? '').MessageBody).token, body.token);
      const { tasks } = await client.request<{ tasks: { pattern: string }[] }>('stepwright/waitingTasks');
      assert.deepEqual(
        tasks.map(({ pattern }) => pattern),
        ['token'],
      );
      await client.request('stepwright/answerTask', { task: body.task, answer: { return: { by: 'Robin' } } });
      await client.event('terminated');
      assert.match(client.output, /Output: \{"by": "Robin"\}/);
      assert.equal(server.requests.length, 1);
      client.session.dispose();
    });

    it('without a client say which package is missing, and ask', async () => {
      const machine = dynamo('arn:aws:states:::aws-sdk:secretsmanager:getSecretValue', {
        Parameters: { SecretId: 's' },
      });
      const { client } = await launch(machine, { services: { '*': server.url } });
      await client.event('stepwright/taskPending');
      assert.match(client.output, /Charge is not sent: .* @aws-sdk\/client-secrets-manager, which is not installed\./);
      client.session.dispose();
    });

    it('that no client calls are left to the user', async () => {
      const parameters = { ApiEndpoint: 'x.example.com', Method: 'GET' };
      const machine = machineOf({
        Type: 'Task',
        Resource: 'arn:aws:states:::apigateway:invoke',
        Parameters: parameters,
        End: true,
      });
      const { client } = await launch(machine, { services: { '*': server.url } });
      await client.event('stepwright/taskPending');
      assert.match(
        client.output,
        /Charge is not sent: '\*' does not stand for the APIs behind API Gateway\. Their endpoint has to be named/,
      );
      client.session.dispose();
    });
  });

  describe('are refused at launch', () => {
    const refused = async (args: object, message: RegExp, isSending = true): Promise<void> => {
      const { client, response } = await launch(machineOf({ Type: 'Pass', End: true }), args, { isSending });
      assert.equal(response.success, false);
      assert.match((response as DebugProtocol.Response).message ?? '', message);
      client.session.dispose();
    };
    for (const [what, args, message] of [
      [
        'a remote endpoint',
        { services: { dynamodb: 'https://db.example.com' } },
        /'services' → 'dynamodb' cannot be used: db\.example\.com is neither/,
      ],
      ['a service without an address', { services: { dynamodb: 1 } }, /'services' → 'dynamodb' has to be an object\./],
      [
        'half of the credentials',
        { services: { s3: { url: 'http://localhost', accessKeyId: 'x' } } },
        /needs both 'accessKeyId' and/,
      ],
      [
        'an unknown field of a service',
        { services: { s3: { uri: 'x' } } },
        /has the unknown field 'uri'\. It takes url, region/,
      ],
      [
        'a remote stand-in',
        { http: { endpoints: { 'https://a.com': 'https://b.com' } } },
        /'endpoints' → 'https:\/\/a\.com' cannot be used: b\.com/,
      ],
      [
        'a connection with two authorizations',
        { http: { connections: { a: { bearer: 'x', apiKey: {} } } } },
        /more than one of 'basic', 'apiKey'/,
      ],
      [
        'a connection without the secret of its client',
        { http: { connections: { a: { oauth: { authorizationEndpoint: 'https://a.com', clientId: 'me' } } } } },
        /'connections' → 'a' → 'oauth' → 'clientSecret' has to be a text\./,
      ],
      [
        'a connection with no address for its tokens',
        { http: { connections: { a: { oauth: { authorizationEndpoint: 'a', clientId: 'b', clientSecret: 'c' } } } } },
        /'oauth' → 'authorizationEndpoint' has to be an address such as https:/,
      ],
      ['an unknown field of http', { http: { host: [] } }, /'http' has the unknown field 'host'/],
      [
        'a header in two lines',
        { http: { connections: { a: { headers: { b: 'x\r\ny' } } } } },
        /a header 'b' that no request can have/,
      ],
      ['http as a text', { http: 'yes' }, /'http' has to be true, or an object/],
      ['debugHandlers as a text', { debugHandlers: 'yes' }, /'debugHandlers' has to be true or false/],
    ] as const) {
      it(what, () => refused(args, message));
    }

    it('anything, where nothing is sent: in a browser', async () => {
      await refused({ http: true }, /'http' cannot be used: nothing is sent from here\./, false);
      await refused(
        { services: { '*': 'http://127.0.0.1:1' } },
        /'services' → '\*' cannot be used: nothing is sent/,
        false,
      );
    });

    it('without telling what a connection holds', async () => {
      const connections = { a: { bearer: SECRET, headers: { 'not a name': SECRET } } };
      const { client, response } = await launch(machineOf({ Type: 'Pass', End: true }), { http: { connections } });
      assert.equal(response.success, false);
      assert.doesNotMatch(JSON.stringify(response), new RegExp(SECRET));
      client.session.dispose();
    });
  });
});
