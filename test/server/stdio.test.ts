/** The server as a process of its own, as any editor starts it. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'mocha';
import { overStdio } from './lsp-client.ts';

const SERVER = fileURLToPath(new URL('../../server/main.node.ts', import.meta.url));
const BUILT = fileURLToPath(new URL('../../dist/server.cjs', import.meta.url));
const CALL =
  'StartAt: A\nStates:\n  A:\n    Type: Task\n    Resource: arn:aws:states:::aws-sdk:s3:getObjekt\n    End: true\n';

describe('server: over stdio', () => {
  it('initializes, judges a document and ends when told to', async () => {
    const client = await overStdio(process.execPath, ['--import', 'tsx', SERVER, '--stdio']);
    assert.equal(client.initialized.serverInfo?.name, 'Stepwright');
    client.open('file:///a.asl.yaml', 'StartAt: Shp\nStates:\n  Ship:\n    Type: Succeed\n', 'asl-yaml');
    const { diagnostics } = await client.diagnostics('file:///a.asl.yaml');
    assert.ok(diagnostics.some((item) => item.code === 'unknown-state'));
    client.open('file:///b.asl.yaml', CALL, 'asl-yaml');
    const found = await client.diagnostics('file:///b.asl.yaml');
    assert.deepEqual(
      found.diagnostics.map(({ code }) => code),
      ['unknown-action'],
    );
    await client.stop();
  });

  it('finds the services beside its bundle, as it is packaged', async () => {
    const client = await overStdio(process.execPath, [BUILT, '--stdio']);
    client.open('file:///a.asl.yaml', CALL, 'asl-yaml');
    const { diagnostics } = await client.diagnostics('file:///a.asl.yaml');
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['unknown-action'],
    );
    await client.stop();
  });
});
