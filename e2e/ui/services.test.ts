/** Tasks that are sent: to a service by the workspace's own AWS SDK, to an API, and to nobody whom the user has not allowed. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { root } from '../../scripts/vscode/cache.mjs';
import { useLocalServer } from '../../test/debugger/local-service.ts';
import { consoleShows, pressToolbar, sessionEnded, startDebugging, stoppedIn } from '../debug-views.ts';
import { closeDialog, openDefinition, press, quickInput } from '../workbench.ts';
import { useSession } from './use-session.ts';

const CLIENT = 'node_modules/@aws-sdk/client-dynamodb';
const task = (Resource: string, Parameters: object, more: object = { End: true }): object => ({
  Type: 'Task',
  Resource: `arn:aws:states:::${Resource}`,
  Parameters,
  ...more,
});
const ORDER = {
  StartAt: 'Keep',
  States: {
    Keep: task(
      'dynamodb:putItem',
      { TableName: 'orders', Item: { id: { 'S.$': '$.id' } }, ConditionExpression: 'attribute_not_exists(id)' },
      { ResultSelector: { 'before.$': '$.Attributes.id.S' }, End: true },
    ),
  },
};
const SEND = { StartAt: 'Queue', States: { Queue: task('sqs:sendMessage', { QueueUrl: 'q', MessageBody: 'hello' }) } };
const CALL = {
  StartAt: 'Ask',
  States: {
    Ask: task(
      'apigateway:invoke',
      {
        ApiEndpoint: 'abc123.execute-api.eu-west-1.amazonaws.com',
        Method: 'GET',
        Stage: 'prod',
        Path: 'bills',
        AuthType: 'IAM_ROLE',
      },
      { OutputPath: '$.ResponseBody', End: true },
    ),
  },
};
const SHOP = {
  StartAt: 'Pay',
  States: {
    Pay: task(
      'http:invoke',
      {
        ApiEndpoint: 'https://api.example.com/pay',
        Method: 'POST',
        InvocationConfig: { ConnectionArn: 'arn:aws:events:eu-west-1:123456789012:connection/Shop/1' },
      },
      { OutputPath: '$.ResponseBody', End: true },
    ),
  },
};
const SHIP = {
  StartAt: 'Ship',
  States: {
    Ship: task('lambda:invoke', { FunctionName: 'ship', 'Payload.$': '$' }, { OutputPath: '$.Payload', End: true }),
  },
};
const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const launch = (name: string, file: string, more: object): object => ({
  type: 'asl',
  request: 'launch',
  name,
  program: `\${workspaceFolder}/${file}`,
  input: { id: '7' },
  ...more,
});

describe('tasks that are sent in VS Code', () => {
  const server = useLocalServer();
  const { page } = useSession(() => ({
    files: {
      'order.asl.json': pretty(ORDER),
      'send.asl.json': pretty(SEND),
      'call.asl.json': pretty(CALL),
      'shop.asl.json': pretty(SHOP),
      'ship.asl.json': pretty(SHIP),
      '.vscode/launch.json': pretty({
        version: '0.2.0',
        configurations: [
          launch('Order', 'order.asl.json', { services: { dynamodb: server.url } }),
          launch('Queue', 'send.asl.json', { services: { sqs: server.url } }),
          launch('Bills', 'call.asl.json', { services: { apigateway: server.url } }),
          launch('Shop', 'shop.asl.json', {
            http: {
              endpoints: { 'https://api.example.com': server.url, 'https://auth.example.com': server.url },
              connections: {
                Shop: {
                  oauth: {
                    authorizationEndpoint: 'https://auth.example.com/token',
                    clientId: 'me',
                    clientSecret: 'secret',
                  },
                },
              },
            },
          }),
          launch('Handler', 'ship.asl.json', { handlers: { ship: server.url } }),
          launch('Elsewhere', 'order.asl.json', { services: { dynamodb: 'https://db.example.com' } }),
        ],
      }),
    },
    links: { [CLIENT]: path.join(root, CLIENT) },
    settings: { 'debug.internalConsoleOptions': 'openOnSessionStart' },
  }));

  it('go to the endpoint of their service by the client that the workspace has', async () => {
    server.answer = () => ({ body: '{"Attributes": {"id": {"S": "6"}}}' });
    await openDefinition(page(), 'order.asl.json');
    await startDebugging(page(), 'Order');
    await consoleShows(page(), `Keep is answered by dynamodb at ${server.host}`);
    await consoleShows(page(), 'Output: {"before": "6"}');
    await sessionEnded(page());
    const [request] = server.requests;
    assert.equal(request?.headers['x-amz-target'], 'DynamoDB_20120810.PutItem');
    assert.deepEqual(JSON.parse(request?.body ?? '').Item, { id: { S: '7' } });
  });

  it('fail with the error of the service, where the state stands', async () => {
    const error = { __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException', message: 'Is there.' };
    server.answer = () => ({ status: 400, body: JSON.stringify(error) });
    await startDebugging(page(), 'Order');
    await press(page(), 'Control+Shift+D');
    await stoppedIn(page(), 'Keep', /DynamoDB\.ConditionalCheckFailedException, .*Is there/);
    await pressToolbar(page(), 'stop');
    await sessionEnded(page());
  });

  it('whose client is missing are asked for, and the console says what to install', async () => {
    await startDebugging(page(), 'Queue');
    await consoleShows(page(), 'Queue is not sent: sqs is called with the package @aws-sdk/client-sqs');
    await quickInput(page()).filter({ hasText: "Task 'Queue' needs an answer" }).waitFor();
    await press(page(), 'Escape');
    await press(page(), 'Shift+F5');
    await sessionEnded(page());
    assert.deepEqual(server.requests, []);
  });

  it('call an API, signed for a role', async () => {
    server.answer = () => ({ headers: { 'content-type': 'application/json' }, body: '{"bills": [7]}' });
    await startDebugging(page(), 'Bills');
    await consoleShows(page(), `Ask is answered by the API at ${server.host}`);
    await consoleShows(page(), 'Output: {"bills": [7]}');
    await sessionEnded(page());
    assert.deepEqual(
      server.requests.map(({ url, headers }) => `${url} ${headers.authorization?.split(' ')[0]}`),
      ['/prod/bills AWS4-HMAC-SHA256'],
    );
  });

  it('are authorized by the token that their connection gets', async () => {
    server.answer = ({ url, headers: { authorization } }) =>
      url === '/token' ? { body: '{"access_token": "t1"}' } : { body: `paid with ${authorization?.length}` };
    await startDebugging(page(), 'Shop');
    await consoleShows(page(), 'Output: "paid with 9"');
    await sessionEnded(page());
    assert.deepEqual(
      server.requests.map(({ url, headers }) => `${url} ${headers.authorization}`),
      ['/token undefined', '/pay Bearer t1'],
    );
  });

  it('invoke a function at the address that stands for it', async () => {
    server.answer = ({ body }) => ({ body: JSON.stringify({ shipped: JSON.parse(body).id }) });
    await startDebugging(page(), 'Handler');
    await consoleShows(page(), 'Output: {"shipped": "7"}');
    await sessionEnded(page());
    assert.deepEqual(
      server.requests.map(({ method, url }) => `${method} ${url}`),
      ['POST /2015-03-31/functions/ship/invocations'],
    );
  });

  it('go to no other machine that the user has not allowed', async () => {
    await startDebugging(page(), 'Elsewhere');
    const message = /'services' → 'dynamodb' cannot be used: db\.example\.com is neither this machine nor among/;
    await page().locator('.monaco-dialog-box', { hasText: message }).waitFor();
    await closeDialog(page());
  });
});
