/** Tasks of AWS services at an endpoint of the user's own: the client of the SDK that the workspace has calls a server of the test. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ServiceReply, ServiceRequest } from '../../debugger/host.ts';
import { nodeRequests } from '../../debugger/node-requests.ts';
import { useLocalServer } from './local-service.ts';

const CLIENTS = fileURLToPath(new URL('../../node_modules/@aws-sdk/', import.meta.url));

describe('the client of the workspace', () => {
  const server = useLocalServer();
  let workspace = '';
  before(() => {
    workspace = mkdtempSync(join(tmpdir(), 'stepwright-test-services-'));
    mkdirSync(join(workspace, 'machines', 'deep'), { recursive: true });
    mkdirSync(join(workspace, 'node_modules', '@aws-sdk'), { recursive: true });
    for (const name of ['client-dynamodb', 'client-sqs'])
      symlinkSync(join(CLIENTS, name), join(workspace, 'node_modules', '@aws-sdk', name), 'junction');
  });
  after(() => rmSync(workspace, { recursive: true, force: true }));

  const host = nodeRequests({
    allowedHosts: () => [],
    remedy: 'the test',
    pathOf: (file) => file,
    rootOf: () => workspace,
  });
  const call = (more: Partial<ServiceRequest>): Promise<ServiceReply> =>
    host.call({
      service: 'dynamodb',
      clientName: 'dynamodb',
      action: 'putItem',
      input: { TableName: 't', Item: { id: { S: '1' }, data: { B: { $bytes: 'aGk=' } } } },
      endpoint: { url: server.url, region: 'eu-west-1', timeout: 20_000 },
      program: join(workspace, 'machines', 'deep', 'order.asl.json'),
      log: () => {},
      ...more,
    }).result;

  it('sends what the API wants, to the endpoint, with keys that are nobody’s', async () => {
    server.answer = () => ({ headers: { 'x-amzn-requestid': 'r-1' }, body: '{"Attributes": {"id": {"S": "0"}}}' });
    const reply = await call({});
    assert.ok('output' in reply, JSON.stringify(reply));
    assert.deepEqual(reply.output, { Attributes: { id: { S: '0' } } });
    assert.deepEqual([reply.http.status, reply.http.requestId], [200, 'r-1']);
    assert.equal(reply.http.headers?.['x-amzn-requestid'], 'r-1');
    const [request] = server.requests;
    assert.equal(request?.headers['x-amz-target'], 'DynamoDB_20120810.PutItem');
    assert.deepEqual(JSON.parse(request?.body ?? ''), {
      TableName: 't',
      Item: { id: { S: '1' }, data: { B: 'aGk=' } },
    });
    assert.match(String(request?.headers.authorization), /Credential=local\/\d+\/eu-west-1\/dynamodb\//);
  });

  it('takes the keys of the launch configuration', async () => {
    const credentials = { accessKeyId: 'AKIAME', secretAccessKey: 's' };
    await call({ endpoint: { url: server.url, region: 'us-east-1', timeout: 20_000, credentials } });
    assert.match(String(server.requests[0]?.headers.authorization), /Credential=AKIAME\//);
  });

  it('tells the errors of the service with their codes', async () => {
    server.answer = () => ({
      status: 400,
      headers: { 'x-amzn-requestid': 'r-2' },
      body: '{"__type": "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException", "message": "No."}',
    });
    const reply = await call({});
    assert.ok('error' in reply, JSON.stringify(reply));
    assert.deepEqual(
      [reply.error, reply.message, reply.http.status, reply.http.requestId],
      ['ConditionalCheckFailedException', 'No.', 400, 'r-2'],
    );
  });

  it('goes to the endpoint also where a parameter names another machine', async () => {
    // The digest of "hello", which the client checks.
    const answer = { MessageId: 'm-1', MD5OfMessageBody: '5d41402abc4b2a76b9719d911017c592' };
    server.answer = () => ({ body: JSON.stringify(answer) });
    const reply = await call({
      service: 'sqs',
      clientName: 'sqs',
      action: 'sendMessage',
      input: { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/orders', MessageBody: 'hello' },
    });
    assert.deepEqual('output' in reply ? reply.output : reply, answer);
    assert.equal(server.requests[0]?.headers['x-amz-target'], 'AmazonSQS.SendMessage');
  });

  it('does not hand on what is far too large for a result', async () => {
    server.answer = () => ({ body: JSON.stringify({ Item: { a: { S: 'x'.repeat(5_000_000) } } }) });
    const reply = await call({ action: 'getItem', input: { TableName: 't', Key: { id: { S: '1' } } } });
    assert.deepEqual(reply, { isTooLarge: true });
  });

  it('gives moments as AWS writes them', async () => {
    server.answer = () => ({ body: '{"Table": {"TableName": "t", "CreationDateTime": 1700000000}}' });
    const reply = await call({ action: 'describeTable', input: { TableName: 't' } });
    assert.deepEqual('output' in reply && reply.output, {
      Table: { TableName: 't', CreationDateTime: '2023-11-14T22:13:20Z' },
    });
  });

  it('says that nobody is there, and that nobody answers in time', async () => {
    const gone = await call({ endpoint: { url: 'http://127.0.0.1:1', region: 'us-east-1', timeout: 20_000 } });
    assert.match('unreachable' in gone ? gone.unreachable : JSON.stringify(gone), /^127\.0\.0\.1:1: .*ECONNREFUSED/);
    server.answer = () => undefined;
    const late = await call({ endpoint: { url: server.url, region: 'us-east-1', timeout: 1500 } });
    assert.match(
      'unreachable' in late ? late.unreachable : JSON.stringify(late),
      /did not answer within|timed out|exceeded/,
    );
  });

  it('says which package to install where, and never looks above the workspace', async () => {
    const missing = await call({ service: 'secretsmanager', clientName: 'secrets-manager', action: 'getSecretValue' });
    assert.deepEqual(missing, {
      refused: `secretsmanager is called with the package @aws-sdk/client-secrets-manager, which is not installed. Install it where the definition is: npm install --save-dev @aws-sdk/client-secrets-manager in ${workspace}.`,
    });
    const below = nodeRequests({
      allowedHosts: () => [],
      remedy: 'the test',
      pathOf: (file) => file,
      rootOf: () => join(workspace, 'machines'),
    });
    const request: ServiceRequest = {
      service: 'dynamodb',
      clientName: 'dynamodb',
      action: 'putItem',
      input: {},
      endpoint: { url: server.url, region: 'us-east-1', timeout: 20_000 },
      program: join(workspace, 'machines', 'deep', 'order.asl.json'),
      log: () => {},
    };
    const reply = await below.call(request).result;
    assert.match('refused' in reply ? reply.refused : '', /client-dynamodb, which is not installed/);
    assert.deepEqual(server.requests, []);
  });

  it('says that its client has no such action', async () => {
    const reply = await call({ action: 'flyToTheMoon', input: {} });
    assert.match('refused' in reply ? reply.refused : '', /client-dynamodb has no flyToTheMoon\.$/);
  });
});
