/** The server as a process of its own, as any editor starts it. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'mocha';
import { overStdio } from './lsp-client.ts';

const SERVER = fileURLToPath(new URL('../../server/main.node.ts', import.meta.url));

describe('server: over stdio', () => {
  it('initializes, judges a document and ends when told to', async () => {
    const client = await overStdio(process.execPath, ['--import', 'tsx', SERVER, '--stdio']);
    assert.equal(client.initialized.serverInfo?.name, 'Stepwright');
    client.open('file:///a.asl.yaml', 'StartAt: Shp\nStates:\n  Ship:\n    Type: Succeed\n', 'asl-yaml');
    const { diagnostics } = await client.diagnostics('file:///a.asl.yaml');
    assert.ok(diagnostics.some((item) => item.code === 'unknown-state'));
    await client.stop();
  });
});
