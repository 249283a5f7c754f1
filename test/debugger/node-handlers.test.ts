/** Handlers in processes of their own and behind addresses: what they answer, how they fail, and that they end. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HandlerReply } from '../../debugger/host.ts';
import { LONGEST_LINE } from '../../debugger/node/lines.ts';
import { MOST_AT_ONCE } from '../../debugger/node/turns.ts';
import { nodeHandlers } from '../../debugger/node-handlers.ts';
import { isLoopback } from '../../debugger/outside/allowed-hosts.ts';
import { isAlive } from './alive.ts';

const host = nodeHandlers({ refuseFile: () => undefined, allowsRemote: () => false, pathOf: (file) => file });

interface Call {
  readonly handler?: string;
  readonly event?: unknown;
  readonly timeout?: number;
}

describe('a handler file', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'stepwright-test-handlers-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  function begin(name: string, text: string, { handler, event = {}, timeout = 20_000 }: Call = {}) {
    const file = join(folder, name);
    writeFileSync(file, text);
    const printed: string[] = [];
    const run = host.run({
      file,
      ...(handler !== undefined && { handler }),
      timeout,
      label: name,
      functionName: 'arn:aws:lambda:us-east-1:123456789012:function:charge:live',
      event: JSON.stringify(event),
      log: (line) => printed.push(line),
    });
    return { ...run, printed };
  }
  const answerOf = (...args: Parameters<typeof begin>): Promise<HandlerReply> => begin(...args).result;
  const causeOf = (reply: HandlerReply): Record<string, unknown> => ('cause' in reply ? JSON.parse(reply.cause) : {});

  it('gives what its function returns, in CommonJS and as an ES module', async () => {
    const common = 'exports.handler = async (event, context) => ({ twice: event.n * 2, name: context.functionName });';
    assert.deepEqual(await answerOf('a.cjs', common, { event: { n: 4 } }), { result: '{"twice":8,"name":"charge"}' });
    const module = 'export const rate = (event) => event.n + 1;';
    assert.deepEqual(await answerOf('b.mjs', module, { handler: 'rate', event: { n: 1 } }), { result: '2' });
    const callback = 'exports.handler = (event, context, done) => setTimeout(() => done(null, "late"), 5);';
    assert.deepEqual(await answerOf('c.cjs', callback), { result: '"late"' });
    assert.deepEqual(await answerOf('d.cjs', 'exports.handler = () => undefined;'), { result: 'null' });
  });

  it('is told of itself what Lambda tells a function', async () => {
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:charge:live';
    const js =
      'exports.handler = async (_, c) => [c.invokedFunctionArn, c.memoryLimitInMB, c.logGroupName, process.env.AWS_LAMBDA_FUNCTION_VERSION];';
    assert.deepEqual(await answerOf('own.cjs', js), {
      result: JSON.stringify([arn, '128', '/aws/lambda/charge', '$LATEST']),
    });
    if (spawnSync('python3', ['--version']).error) return;
    const py =
      'def lambda_handler(_, c):\n    return [c.invoked_function_arn, c.memory_limit_in_mb, c.log_group_name, c.client_context]\n';
    assert.deepEqual(await answerOf('own.py', py, { handler: 'lambda_handler' }), {
      result: `["${arn}", "128", "/aws/lambda/charge", null]`,
    });
  });

  it('prints without disturbing its result', async () => {
    const run = begin('e.cjs', 'exports.handler = () => { console.log("one"); console.error("two"); return 1; };');
    assert.deepEqual(await run.result, { result: '1' });
    assert.deepEqual([...run.printed].sort(), ['one', 'two']);
  });

  it('has the environment of the debugger, without what VS Code tells its own processes', async () => {
    const given = { STEPWRIGHT_TEST: 'a', VSCODE_IPC_HOOK: '/run/editor.sock' };
    Object.assign(process.env, given);
    const names = JSON.stringify(Object.keys(given));
    const text = `exports.handler = () => ${names}.map((name) => process.env[name] ?? null);`;
    const reply = await answerOf('r.cjs', text);
    for (const name of Object.keys(given)) delete process.env[name];
    assert.deepEqual(reply, { result: '["a",null]' });
  });

  it('fails as Lambda tells it, with the name of the error', async () => {
    const text =
      'class Declined extends Error { name = "Declined" }\nexports.handler = async () => { throw new Declined("No money."); };';
    const reply = await answerOf('f.cjs', text);
    assert.equal('error' in reply && reply.error, 'Declined');
    const { errorType, errorMessage, trace } = causeOf(reply);
    assert.deepEqual(
      [errorType, errorMessage, (trace as string[])[0]],
      ['Declined', 'No money.', 'Declined: No money.'],
    );
  });

  it('says that there is no function of the name', async () => {
    const reply = await answerOf('g.cjs', 'exports.other = 1;');
    assert.equal('error' in reply && reply.error, 'Runtime.HandlerNotFound');
    assert.match(String(causeOf(reply).errorMessage), /g\.cjs exports no function "handler"\.$/);
  });

  it('says that its process has ended before the result', async () => {
    const run = begin('h.cjs', 'exports.handler = () => { console.error("giving up"); process.exit(3); };');
    const reply = await run.result;
    assert.equal('error' in reply && reply.error, 'Runtime.ExitError');
    assert.match(String(causeOf(reply).errorMessage), /ended with exit code 3 before it gave a result/);
    assert.deepEqual(run.printed, ['giving up']);
  });

  /** Starts a process of its own, says which, and never ends. */
  const ENDLESS = `exports.handler = () => {
    const { spawn } = require('node:child_process');
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    console.log(child.pid);
    return new Promise(() => setInterval(() => {}, 1000));
  };`;

  it('is ended when its time is over', async () => {
    const reply = await answerOf('i.cjs', ENDLESS, { timeout: 500 });
    assert.equal('error' in reply && reply.error, 'Sandbox.Timedout');
    assert.equal(causeOf(reply).errorMessage, 'Task timed out after 0.50 seconds');
  });

  it('is ended with all that it has started when nobody waits for it any more', async () => {
    const run = begin('j.cjs', ENDLESS);
    while (run.printed.length === 0) await new Promise(setImmediate);
    run.cancel();
    const reply = await run.result;
    assert.equal('error' in reply && reply.error, 'Runtime.ExitError');
    while (isAlive(Number(run.printed[0]))) await new Promise(setImmediate);
  });

  it('is done with its result, and so is what it has left behind with its output in hand', async () => {
    const text = `exports.handler = () => {
      const { spawn } = require('node:child_process');
      return spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' }).pid;
    };`;
    const reply = await answerOf('m.cjs', text);
    assert.match('result' in reply ? reply.result : '', /^\d+$/, JSON.stringify(reply));
    while (isAlive(Number('result' in reply && reply.result))) await new Promise(setImmediate);
  });

  it('is heard in parts where it never ends its line', async () => {
    const run = begin('n.cjs', 'exports.handler = () => { process.stdout.write("x".repeat(200000)); return 1; };');
    assert.deepEqual(await run.result, { result: '1' });
    assert.equal(run.printed.join(''), 'x'.repeat(200_000));
    assert.ok(run.printed.every((line) => line.length <= LONGEST_LINE));
  });

  it('gives no more than Lambda takes', async () => {
    const reply = await answerOf('o.cjs', 'exports.handler = ({ n }) => "x".repeat(n);', { event: { n: 6_291_555 } });
    assert.equal('error' in reply && reply.error, 'Function.ResponseSizeTooLarge');
    const fits = await answerOf('p.cjs', 'exports.handler = ({ n }) => "x".repeat(n);', { event: { n: 6_291_554 } });
    assert.equal('result' in fits && fits.result.length, 6_291_556);
  });

  it('is not alone: so many run at once as the machine bears, without a warning of Node', async () => {
    const warnings: Error[] = [];
    const listen = (warning: Error): void => void warnings.push(warning);
    process.on('warning', listen);
    const before = process.listenerCount('exit');
    const text =
      'exports.handler = () => { console.log("begun"); return new Promise(() => setInterval(() => {}, 1000)); };';
    const runs = Array.from({ length: MOST_AT_ONCE + 5 }, () => begin('q.cjs', text));
    const begun = () => runs.filter(({ printed }) => printed.length > 0);
    while (begun().length < MOST_AT_ONCE) await new Promise(setImmediate);
    assert.equal(process.listenerCount('exit'), before + 1);
    runs[0]?.cancel();
    while (begun().length < MOST_AT_ONCE + 1) await new Promise(setImmediate);
    // Those that wait go first: they get no turn by the end of the others.
    for (const run of runs.reverse()) run.cancel();
    await Promise.all(runs.map(({ result }) => result));
    assert.equal(begun().length, MOST_AT_ONCE + 1);
    assert.equal(process.listenerCount('exit'), before);
    process.off('warning', listen);
    assert.deepEqual(warnings, []);
  });

  it('may be written in Python, where there is Python', async () => {
    const text =
      'def lambda_handler(event, context):\n    if event["n"] > 1:\n        raise ValueError("too many")\n    print("hello")\n    return {"n": event["n"], "of": context.function_name}\n';
    const good = begin('k.py', text, { handler: 'lambda_handler', event: { n: 1 } });
    const [reply, bad] = await Promise.all([
      good.result,
      answerOf('l.py', text, { handler: 'lambda_handler', event: { n: 2 } }),
    ]);
    if (spawnSync('python3', ['--version']).error) {
      assert.match(String(causeOf(reply).errorMessage), /^python3 cannot be started: /);
      return;
    }
    assert.deepEqual([reply, good.printed], [{ result: '{"n": 1, "of": "charge"}' }, ['hello']]);
    assert.equal('error' in bad && bad.error, 'ValueError');
    assert.equal(causeOf(bad).errorMessage, 'too many');
  });
});

describe('a function behind an address', () => {
  let server: Server;
  let url = '';
  before(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        if (request.url?.includes('moved')) response.writeHead(302, { location: 'http://example.invalid/' }).end();
        else if (request.url?.includes('broken')) response.writeHead(500).end('out of order');
        else if (request.url?.includes('endless')) {
          const more = (): unknown => response.write('x'.repeat(1_000_000)) && setImmediate(more);
          response.on('drain', more);
          more();
        } else if (request.url?.includes('failing'))
          response
            .setHeader('x-amz-function-error', 'Unhandled')
            .end('{"errorType": "Declined", "errorMessage": "No."}');
        else response.end(JSON.stringify({ path: request.url, method: request.method, body }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => new Promise((resolve) => server.close(resolve)));

  const call = (functionName: string, at = url): Promise<HandlerReply> =>
    host.run({ url: at, timeout: 5000, label: '', functionName, event: '{"n": 1}', log: () => {} }).result;

  it('is invoked as Lambda is', async () => {
    const reply = await call('arn:aws:lambda:us-east-1:123456789012:function:ship');
    assert.deepEqual('result' in reply && JSON.parse(reply.result), {
      path: '/2015-03-31/functions/ship/invocations',
      method: 'POST',
      body: '{"n": 1}',
    });
  });

  it('fails with the error of the function, and with what is wrong with the address', async () => {
    const failing = await call('failing');
    assert.equal('error' in failing && failing.error, 'Declined');
    const broken = await call('broken');
    assert.match('cause' in broken ? broken.cause : '', /answered 500: out of order/);
    const gone = await call('ship', 'http://127.0.0.1:1');
    assert.match(
      'cause' in gone ? gone.cause : '',
      /^\{"errorType":"Lambda\.SdkClientException",.*cannot be reached: /,
    );
  });

  it('gives no more than Lambda takes, and is not read to its end', async () => {
    const endless = await call('endless');
    assert.equal('error' in endless && endless.error, 'Function.ResponseSizeTooLarge');
  });

  it('is not followed to where it redirects', async () => {
    const moved = await call('moved');
    assert.equal('error' in moved && moved.error, 'Lambda.SdkClientException');
  });

  it('has to be of this machine, unless others are allowed', () => {
    for (const local of ['http://localhost:3001', 'http://127.0.0.1', 'http://127.9.9.9:1/x', 'http://[::1]:8080'])
      assert.equal(isLoopback(local), true, local);
    for (const remote of [
      'http://example.com',
      'http://127.0.0.1.example.com',
      'http://10.0.0.1',
      'http://localhost@example.com',
    ])
      assert.equal(isLoopback(remote), false, remote);
    const target = { url: 'http://example.com', timeout: 1, label: '' };
    assert.match(host.refusal(target) ?? '', /allowRemoteHandlers/);
    const open = nodeHandlers({ refuseFile: () => undefined, allowsRemote: () => true, pathOf: (file) => file });
    assert.equal(open.refusal(target), undefined);
    const secret = { ...target, url: 'http://me:secret@example.com' };
    assert.match(open.refusal(secret) ?? '', /^its address has to begin with .*, without a user before it\.$/);
  });
});
