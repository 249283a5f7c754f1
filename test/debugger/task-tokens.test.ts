/** Task tokens that handlers answer through the endpoint of their session, as the SDK of Step Functions does. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TokenCall } from '../../debugger/host.ts';
import { signingDefaults } from '../../debugger/node/signing.ts';
import { openTokenEndpoint } from '../../debugger/node/token-endpoint.ts';
import { nodeHandlers } from '../../debugger/node-handlers.ts';
import { createFakeHost, DapClient } from './dap-client.ts';

/** Sends what the SDK sends; the answer is its status and body. */
const SEND = `
const send = async (action, input) => {
  const response = await fetch(process.env.AWS_ENDPOINT_URL_SFN + '/', {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AWSStepFunctions.' + action },
    body: JSON.stringify(input),
  });
  return response.status + ' ' + await response.text();
};
`;
const MACHINE = {
  StartAt: 'Approve',
  States: {
    Approve: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: 'approve', Payload: { 'token.$': '$$.Task.Token', 'order.$': '$.order' } },
      HeartbeatSeconds: 60,
      End: true,
    },
  },
};

describe('task tokens', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'stepwright-test-tokens-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function launch(code: string, more: object = {}, machine: object = MACHINE) {
    const program = join(folder, 'order.asl.json');
    const file = join(folder, 'approve.cjs');
    writeFileSync(file, SEND + code);
    const files = { [program]: JSON.stringify(machine), [file]: '' };
    const handlers = nodeHandlers({ refuseFile: () => undefined, allowsRemote: () => false, pathOf: (one) => one });
    const client = new DapClient({ ...createFakeHost(files), handlers });
    await client.initialize();
    const launched = client.request('launch', { program, input: { order: 7 }, handlers: { approve: file }, ...more });
    await client.event('initialized');
    await client.send('configurationDone');
    await launched;
    return client;
  }

  it('are answered by the handler itself, which gets them in its payload and comes to its end', async () => {
    const client = await launch(`exports.handler = async ({ token, order }) => {
      console.log(await send('SendTaskSuccess', { taskToken: token, output: JSON.stringify({ approved: order }) }));
      console.log('more work');
      return 'ignored';
    };`);
    await client.event('terminated');
    assert.match(client.output, /Approve is answered by its task token → \{"approved": 7\}/);
    assert.match(client.output, /Output: \{"approved": 7\}/);
    client.session.dispose();
  });

  it('wait for somebody else where the handler does not answer them; what it returns is ignored', async () => {
    const client = await launch('exports.handler = async () => "ignored";');
    const { body } = await client.event('stepwright/taskPending');
    assert.equal(body.isSent, true);
    assert.match(client.output, /Approve is sent to the handler approve\.cjs, and waits/);
    await client.request('evaluate', { expression: '.succeed {"by": "Robin"}', context: 'repl' });
    await client.event('terminated');
    assert.match(client.output, /Output: \{"by": "Robin"\}/);
    client.session.dispose();
  });

  it('are answered only once: what comes after is told as AWS tells it', async () => {
    const client = await launch(`exports.handler = async ({ token }) => {
      console.log('[' + await send('SendTaskHeartbeat', { taskToken: token }) + ']');
      console.log('[' + await send('SendTaskSuccess', { taskToken: token, output: '{broken' }) + ']');
      console.log('[' + await send('SendTaskSuccess', { taskToken: 'nobody', output: '{}' }) + ']');
      console.log('[' + await send('DescribeExecution', { taskToken: token }) + ']');
      console.log('[' + await send('SendTaskFailure', { taskToken: token, error: 'Declined', cause: 'No.' }) + ']');
      console.log('[' + await send('SendTaskSuccess', { taskToken: token, output: '{}' }) + ']');
    };`);
    const { body } = await client.event('stopped');
    assert.deepEqual(
      [body.reason, body.text, body.description],
      ['exception', 'Declined', 'Declined, not caught: No.'],
    );
    while (!client.output.includes('TaskTimedOut')) await new Promise(setImmediate);
    const answers = [...client.output.matchAll(/\[(.*)\]/g)].map(([, one]) => one);
    assert.deepEqual(
      answers.map((one = '') => `${one.slice(0, 3)} ${JSON.parse(one.slice(4)).__type ?? ''}`.trim()),
      ['200', '400 InvalidOutput', '400 InvalidToken', '400 UnknownOperationException', '200', '400 TaskTimedOut'],
    );
    assert.match(client.output, /Approve is alive; its next heartbeat is due in 60 s\./);
    client.session.dispose();
  });

  it('reach the endpoint from the SDK, which signs as it does for Lambda', async () => {
    const sdk = fileURLToPath(new URL('../../node_modules/@aws-sdk/client-sqs/', import.meta.url));
    const client = await launch(`const { SQSClient, ListQueuesCommand } = require(${JSON.stringify(sdk)});
    exports.handler = async () => {
      const client = new SQSClient({ endpoint: process.env.AWS_ENDPOINT_URL_SFN });
      // Another API at the same address: whoever gets this answer has come through.
      await client.send(new ListQueuesCommand({}));
    };`);
    const { body } = await client.event('stopped');
    assert.equal(body.text, 'UnknownOperationException');
    client.session.dispose();
  });

  it('fail with their handler where it fails', async () => {
    const client = await launch('exports.handler = async () => { throw new RangeError("no"); };');
    const { body } = await client.event('stopped');
    assert.deepEqual([body.reason, body.text], ['exception', 'RangeError']);
    client.session.dispose();
  });

  it('do not call the handler again when the execution has gone back', async () => {
    const client = await launch('exports.handler = async () => console.log("called");', { stopOnEntry: true });
    await client.stopped();
    await client.request('next', { threadId: 1 });
    const pending = await client.event('stepwright/taskPending');
    await client.request('pause', { threadId: 1 });
    await client.stopped();
    await client.request('stepBack', { threadId: 1 });
    await client.stopped();
    await client.request('continue', { threadId: 1 });
    const again = await client.event('stepwright/taskPending');
    assert.equal(again.body.token, pending.body.token);
    await client.request('stepwright/answerTask', { task: again.body.task, answer: { return: 1 } });
    await client.event('terminated');
    assert.equal(client.output.split('called').length, 2, client.output);
    client.session.dispose();
  });

  it('have no endpoint any more when the session is over', async () => {
    const client = await launch(`exports.handler = async () => console.log('at ' + process.env.AWS_ENDPOINT_URL_SFN);`);
    await client.event('stepwright/taskPending');
    const [, url = ''] = /at (http\S+)/.exec(client.output) ?? [];
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{48}$/);
    assert.equal((await fetch(url, { method: 'POST', body: '{}' })).status, 400);
    await client.send('disconnect', {});
    await assert.rejects(fetch(url, { method: 'POST', body: '{}' }), /fetch failed/);
    client.session.dispose();
  });
});

describe('the endpoint for task tokens', () => {
  const calls: TokenCall[] = [];
  let endpoint: Awaited<ReturnType<typeof openTokenEndpoint>>;
  before(async () => {
    endpoint = await openTokenEndpoint((call) => {
      calls.push(call);
      return undefined;
    });
  });
  after(() => endpoint.close());

  const TARGET = { 'x-amz-target': 'AWSStepFunctions.SendTaskHeartbeat' };
  const post = (url: string, headers: Record<string, string> = TARGET, body = '{"taskToken": "t"}') =>
    fetch(url, { method: 'POST', headers, body }).then(({ status }) => status);

  it('is nowhere but under its path', async () => {
    assert.equal(await post(endpoint.url), 200);
    assert.equal(await post(`${endpoint.url}/`), 200);
    const { origin } = new URL(endpoint.url);
    for (const url of [origin, `${origin}/`, `${endpoint.url}x`, `${endpoint.url}/x`, endpoint.url.slice(0, -1)])
      assert.equal(await post(url), 404, url);
    assert.equal((await fetch(endpoint.url)).status, 404);
    assert.equal(calls.length, 2);
  });

  it('does not answer to another name of the machine, as a page in a browser would have it', async () => {
    assert.equal(await post(endpoint.url.replace('127.0.0.1', 'localhost')).catch(() => 404), 404);
  });

  it('takes no more than a result can have', async () => {
    assert.equal(await post(endpoint.url, TARGET, 'x'.repeat(5_000_000)).catch(() => 413), 413);
  });

  it('refuses what is no call', async () => {
    for (const body of ['', '[]', 'null', '"x"', '{"taskToken": 1}', '{broken'])
      assert.equal(await post(endpoint.url, TARGET, body), 400, body);
    assert.equal(await post(endpoint.url, {}), 400);
  });
});

describe('what a handler signs with', () => {
  const NOBODY = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
  const REGION = { AWS_REGION: 'us-east-1', AWS_DEFAULT_REGION: 'us-east-1' };

  it('is nobody’s where the machine knows nothing of AWS', () =>
    assert.deepEqual(signingDefaults({}, false), { ...REGION, ...NOBODY }));

  it('is what the machine has, as far as it has it', () => {
    assert.deepEqual(signingDefaults({ AWS_ACCESS_KEY_ID: 'AKIAME' }, false), REGION);
    assert.deepEqual(signingDefaults({ AWS_DEFAULT_REGION: 'eu-west-1' }, false), NOBODY);
    assert.deepEqual(signingDefaults({ AWS_PROFILE: 'me' }, false), {});
    assert.deepEqual(signingDefaults({}, true), {});
  });
});
