/** The graph of a document, as the preview asks for it. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { GRAPH_REQUEST, type GraphResult } from '#protocol';
import { inMemory, type LspClient } from './lsp-client.ts';

const URI = 'file:///order.asl.json';

describe('server: stepwright/graph', () => {
  let client: LspClient;
  beforeEach(async () => {
    client = await inMemory();
  });
  afterEach(() => client.stop());
  const graphOf = (uri = URI): Promise<GraphResult> =>
    client.connection.sendRequest(GRAPH_REQUEST, { textDocument: { uri } });

  it('gives the scene of a definition with its version', async () => {
    client.open(URI, '{ "StartAt": "Ship", "States": { "Ship": { "Type": "Succeed" } } }');
    const { version, scene, problem } = await graphOf();
    assert.deepEqual([version, problem], [1, undefined]);
    assert.deepEqual(
      scene?.root.nodes.map(({ id, name, type }) => [id, name, type]),
      [['/States/Ship', 'Ship', 'Succeed']],
    );
  });

  it('says where a broken text is broken, and still gives what can be known', async () => {
    client.open(URI, '{ "StartAt": "Ship",\n "States": { "Ship": { "Type": } } }');
    const { scene, problem } = await graphOf();
    assert.match(problem ?? '', /^Line 2: /);
    assert.equal(scene?.root.nodes.length, 1);
  });

  it('has no scene for a text that is no state machine', async () => {
    client.open(URI, '{ "name": "package" }');
    assert.equal((await graphOf()).scene, undefined);
  });

  it('has no scene for a document that is not open', async () => {
    assert.equal((await graphOf('file:///closed.asl.json')).scene, undefined);
  });
});
