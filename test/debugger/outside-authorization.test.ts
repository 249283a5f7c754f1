/** Tasks that are sent with an authorization of their own: tokens of connections, and calls of APIs that are signed. */
import assert from 'node:assert/strict';
import { nodeRequests } from '../../debugger/node-requests.ts';
import { useLocalServer } from './local-service.ts';
import { useSendingWorkspace } from './sending-session.ts';

const SECRET = 'a-secret-that-nobody-may-see';
const API = 'abc123.execute-api.eu-west-1.amazonaws.com';
const sending = (resource: string, Parameters: object, more: object = {}): object => ({
  StartAt: 'Charge',
  States: { Charge: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters, ...more, End: true } },
});
const httpTask = (more: object = {}): object =>
  sending(
    'http:invoke',
    {
      ApiEndpoint: 'https://api.example.com/v1/charge',
      Method: 'POST',
      Authentication: { ConnectionArn: 'arn:aws:events:us-east-1:123456789012:connection/Pay/1' },
    },
    more,
  );
const RETRY = { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }] };

describe('a connection with OAuth', () => {
  const server = useLocalServer();
  const launch = useSendingWorkspace();
  /** Tokens are `t1`, `t2`, …; `refused` are answered 401 by the API. */
  const issue = (refused: readonly string[] = [], more: object = {}): void => {
    let issued = 0;
    server.answer = ({ url, headers }) => {
      if (url.startsWith('/token')) return { body: JSON.stringify({ access_token: `t${++issued}`, ...more }) };
      return { status: refused.includes(String(headers.authorization)) ? 401 : 200 };
    };
  };
  const http = (more: object = {}) => ({
    endpoints: { 'https://api.example.com': server.url, 'https://auth.example.com': server.url },
    connections: {
      Pay: {
        headers: { 'X-More': 'yes' },
        oauth: {
          authorizationEndpoint: 'https://auth.example.com/token',
          clientId: 'me',
          clientSecret: SECRET,
          body: { scope: 'pay' },
          ...more,
        },
      },
    },
  });
  const seen = () => server.requests.map(({ url, headers }) => `${url} ${headers.authorization ?? ''}`.trim());

  it('gets a token, and sends the task with it and with what it adds', async () => {
    issue();
    const { client } = await launch(httpTask(), { http: http() });
    await client.event('terminated');
    assert.deepEqual(seen(), ['/token', '/v1/charge Bearer t1']);
    assert.equal(
      server.requests[0]?.body,
      `grant_type=client_credentials&client_id=me&client_secret=${SECRET}&scope=pay`,
    );
    assert.equal(server.requests[1]?.headers['x-more'], 'yes');
    assert.match(client.output, new RegExp(`Charge is answered by ${server.host} → `));
    assert.doesNotMatch(JSON.stringify([client.events, client.host.logged]), new RegExp(`${SECRET}|Bearer t1`));
    client.session.dispose();
  });

  const each = (more: object): object => ({
    StartAt: 'Each',
    States: { Each: { Type: 'Map', ItemsPath: '$.items', ItemProcessor: httpTask(), ...more, End: true } },
  });

  it('asks for one token for tasks that begin together, and keeps it while it holds', async () => {
    issue();
    const input = { items: [1, 2, 3] };
    for (const more of [{}, { MaxConcurrency: 1 }]) {
      server.requests.length = 0;
      const { client } = await launch(each(more), { http: http(), input });
      await client.event('terminated');
      assert.equal(server.requests.filter(({ url }) => url === '/token').length, 1);
      assert.equal(server.requests.length, 4);
      client.session.dispose();
    }
  });

  it('gets a new token where the one that it has ends within a minute', async () => {
    issue([], { expires_in: 60 });
    const { client } = await launch(each({ MaxConcurrency: 1 }), { http: http(), input: { items: [1, 2] } });
    await client.event('terminated');
    assert.deepEqual(seen(), ['/token', '/v1/charge Bearer t1', '/token', '/v1/charge Bearer t2']);
    client.session.dispose();
  });

  it('fails where its token is refused, and gets a new one for the next try', async () => {
    issue(['Bearer t1']);
    const { client } = await launch(httpTask(RETRY), { http: http() });
    await client.event('terminated');
    assert.deepEqual(seen(), ['/token', '/v1/charge Bearer t1', '/token', '/v1/charge Bearer t2']);
    assert.match(client.output, /States\.Http\.StatusCode\.401/);
    client.session.dispose();
  });

  it('that gets no token is not authorized, which fails the task as on AWS', async () => {
    server.answer = () => ({ status: 401, body: `{"error": "invalid_client", "error_description": "${SECRET}"}` });
    const { client } = await launch(httpTask(), { http: http() });
    const { body } = await client.event('stopped');
    assert.deepEqual(
      [body.text, body.description],
      [
        'Events.ConnectionResource.InvalidConnectionState',
        `Events.ConnectionResource.InvalidConnectionState, not caught: The connection is not authorized: ${server.host} answered 401 Unauthorized (invalid_client).`,
      ],
    );
    assert.doesNotMatch(JSON.stringify(client.events), new RegExp(SECRET));
    client.session.dispose();
  });

  it('asks only hosts that the user allows, over https: else the user is asked', async () => {
    for (const [authorizationEndpoint, message] of [
      [
        'https://elsewhere.example.com/token',
        /Charge is not sent: elsewhere\.example\.com is neither this machine nor/,
      ],
      ['http://allowed.example.com/token', /Charge is not sent: .* only to https addresses|https addresses only/],
    ] as const) {
      const args = { http: http({ authorizationEndpoint }) };
      const { client } = await launch(httpTask(), args, { allowed: ['allowed.example.com'] });
      await client.event('stepwright/taskPending');
      assert.match(client.output, message);
      assert.deepEqual(server.requests, []);
      client.session.dispose();
    }
  });
});

describe('a call through API Gateway', () => {
  const server = useLocalServer();
  const launch = useSendingWorkspace();
  const call = (more: object = {}, resource = 'apigateway:invoke'): object =>
    sending(resource, {
      ApiEndpoint: API,
      Method: 'POST',
      Stage: 'prod',
      Path: 'bills',
      'RequestBody.$': '$',
      ...more,
    });
  const bills = (): void => {
    server.answer = () => ({ headers: { 'content-type': 'application/json' }, body: '{"bills": [7]}' });
  };

  it('goes to the endpoint of its service, or to the address that stands for its own', async () => {
    bills();
    for (const [args, path] of [
      [{ services: { apigateway: server.url } }, '/prod/bills'],
      [{ http: { endpoints: { [`https://${API}/prod`]: server.url } } }, '/bills'],
    ] as const) {
      server.requests.length = 0;
      const { client } = await launch(call(), args);
      await client.event('terminated');
      const [request] = server.requests;
      assert.deepEqual([request?.method, request?.url, request?.body], ['POST', path, '{"amount":5}']);
      assert.equal(request?.headers.authorization, undefined);
      assert.match(client.output, new RegExp(`Charge is answered by the API at ${server.host} → `));
      assert.match(client.output, /"ResponseBody": \{"bills": \[7\]\}, "StatusCode": 200, "StatusText": "OK"/);
      client.session.dispose();
    }
  });

  it('is signed for a role, with the keys of the launch configuration or nobody’s', async () => {
    bills();
    const keys = { accessKeyId: 'AKIAME', secretAccessKey: SECRET };
    for (const [endpoint, key] of [
      [{ url: server.url, ...keys }, 'AKIAME'],
      [server.url, process.env.AWS_ACCESS_KEY_ID ?? 'local'],
    ] as const) {
      server.requests.length = 0;
      const { client } = await launch(call({ AuthType: 'IAM_ROLE' }), { services: { apigateway: endpoint } });
      await client.event('terminated');
      assert.match(
        String(server.requests[0]?.headers.authorization),
        new RegExp(`^AWS4-HMAC-SHA256 Credential=${key}/\\d{8}/eu-west-1/execute-api/aws4_request, SignedHeaders=`),
      );
      assert.doesNotMatch(JSON.stringify(client.events), new RegExp(`${SECRET}|AWS4-HMAC`));
      client.session.dispose();
    }
  });

  it('that is given up while it is signed is not sent', async () => {
    const unused = (): string => '';
    const host = nodeRequests({ allowedHosts: () => [], remedy: '', pathOf: unused, rootOf: unused });
    const signing = { service: 'execute-api', region: 'eu-west-1' };
    const request = { url: server.url, method: 'GET', headers: [], body: undefined, timeout: 5000, mostBytes: 100 };
    const given = host.send({ ...request, signing });
    given.cancel();
    assert.deepEqual(await given.result, { unreachable: 'The request was not sent.' });
    assert.deepEqual(server.requests, []);
  });

  it('with a resource policy is sent as it is', async () => {
    bills();
    const { client } = await launch(call({ AuthType: 'RESOURCE_POLICY' }), { services: { apigateway: server.url } });
    await client.event('terminated');
    assert.equal(server.requests[0]?.headers.authorization, undefined);
    client.session.dispose();
  });

  it('fails with the status and the answer of the API', async () => {
    server.answer = () => ({ status: 403, body: '{"message":"Missing Authentication Token"}' });
    const { client } = await launch(call(), { services: { apigateway: server.url } });
    const { body } = await client.event('stopped');
    assert.deepEqual(
      [body.text, body.description],
      ['ApiGateway.403', 'ApiGateway.403, not caught: {"message":"Missing Authentication Token"}'],
    );
    client.session.dispose();
  });

  it('that waits for its token is sent once, and waits', async () => {
    const headers = { Headers: { 'TaskToken.$': 'States.Array($$.Task.Token)' } };
    const { client } = await launch(call(headers, 'apigateway:invoke.waitForTaskToken'), {
      services: { apigateway: server.url },
    });
    await client.event('stepwright/taskPending');
    assert.match(client.output, new RegExp(`Charge is sent to the API at ${server.host}, and waits`));
    assert.equal(server.requests.length, 1);
    assert.ok(server.requests[0]?.headers.tasktoken);
    client.session.dispose();
  });

  it('goes to hosts only that the user allows: else the user is asked', async () => {
    const { client } = await launch(call(), { http: true });
    await client.event('stepwright/taskPending');
    assert.match(client.output, /Charge is not sent: abc123\.execute-api\.eu-west-1\.amazonaws\.com is neither this/);
    client.session.dispose();
  });

  it('is not made where no keys sign it for another machine', async () => {
    const { AWS_ACCESS_KEY_ID: known } = process.env;
    delete process.env.AWS_ACCESS_KEY_ID;
    try {
      const { client } = await launch(call({ AuthType: 'IAM_ROLE' }), { http: true }, { allowed: ['*.amazonaws.com'] });
      await client.event('stepwright/taskPending');
      assert.match(client.output, /Charge is not sent: it is to be signed for a role \(AuthType IAM_ROLE\), and there/);
      client.session.dispose();
    } finally {
      if (known !== undefined) process.env.AWS_ACCESS_KEY_ID = known;
    }
  });

  it('fails where Step Functions would not make it', async () => {
    const { client } = await launch(call({ Headers: { Host: ['evil'] } }), { services: { apigateway: server.url } });
    const { body } = await client.event('stopped');
    assert.equal(body.text, 'States.Runtime');
    assert.deepEqual(server.requests, []);
    client.session.dispose();
  });
});
