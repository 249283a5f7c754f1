/** The command line as a whole: help, version, wrong use, and the two servers over standard input and output. */
import assert from 'node:assert/strict';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { useCli } from './cli-process.ts';

/** The body of the first message that the server sends. */
function firstMessage(server: ChildProcessWithoutNullStreams): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    let text = '';
    server.stdout.on('data', (chunk) => {
      text += chunk;
      const [, header, length] = /^(Content-Length: (\d+)\r\n\r\n)/.exec(text) ?? [];
      if (header === undefined || text.length < header.length + Number(length)) return;
      resolve(JSON.parse(text.slice(header.length, header.length + Number(length))));
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`The server ended with code ${code} and said: ${text}`)));
  });
}

function send(server: ChildProcessWithoutNullStreams, message: object): void {
  const body = JSON.stringify(message);
  server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

function ended(server: ChildProcessWithoutNullStreams): Promise<number | null> {
  return new Promise((resolve) => server.once('exit', resolve));
}

describe('stepwright', () => {
  const cli = useCli();

  it('says its version', () => {
    assert.deepEqual(cli.run('--version'), { code: 0, stdout: '1.2.3\n', stderr: '' });
  });

  it('names its commands in the help', () => {
    const { code, stdout } = cli.run('--help');
    assert.equal(code, 0);
    for (const command of ['lint', 'run', 'graph', 'lsp', 'dap'])
      assert.match(stdout, new RegExp(`^  ${command} `, 'm'));
  });

  it('ends with 2 and a sentence after wrong use', () => {
    const wrong = [[], ['paint'], ['lint'], ['lint', '--colour', 'x'], ['lint', '--format', 'xml', 'x'], ['run']];
    for (const args of wrong) {
      const { code, stdout, stderr } = cli.run(...args);
      assert.equal(code, 2, args.join(' '));
      assert.equal(stdout, '');
      assert.match(stderr, /^[A-Z]/, args.join(' '));
    }
  });

  it('serves LSP over standard input and output', async () => {
    const server = cli.start('lsp', '--stdio');
    send(server, {
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { processId: null, rootUri: null, capabilities: {} },
    });
    const { result } = (await firstMessage(server)) as { result: { capabilities: { textDocumentSync?: unknown } } };
    assert.ok(result.capabilities.textDocumentSync);
    send(server, { jsonrpc: '2.0', id: 2, method: 'shutdown' });
    send(server, { jsonrpc: '2.0', method: 'exit' });
    assert.equal(await ended(server), 0);
  });

  it('serves DAP over standard input and output', async () => {
    const adapter = cli.start('dap', '--stdio');
    send(adapter, { seq: 1, type: 'request', command: 'initialize', arguments: { adapterID: 'asl' } });
    const answer = (await firstMessage(adapter)) as { command: string; body: { supportsStepBack?: boolean } };
    assert.equal(answer.command, 'initialize');
    assert.equal(answer.body.supportsStepBack, true);
    adapter.stdin.end();
    assert.equal(await ended(adapter), 0);
  });
});
