/** What the extension does with the preview beside VS Code itself: messages, and states by their place in the text. */
import assert from 'node:assert/strict';
import { parseAsl } from '#asl';
import { buildScene } from '#graph';
import { readFromPreview, uriInState } from '../../client/preview/messages.ts';
import { indexScene } from '../../client/preview/scene-index.ts';

describe('a message from the preview', () => {
  it('is read when it has the right shape', () => {
    for (const message of [
      { type: 'ready' },
      { type: 'export' },
      { type: 'reveal', pointer: '/States/A', focus: true },
      { type: 'toggle-breakpoint', pointer: '/States/A' },
    ]) {
      assert.deepEqual(readFromPreview(message), message);
    }
  });

  it('is dropped when not', () => {
    for (const message of [
      undefined,
      null,
      'ready',
      {},
      { type: 'reveal', pointer: 1, focus: true },
      { type: 'reveal', pointer: 'x' },
      { type: 'x' },
    ]) {
      assert.equal(readFromPreview(message), undefined);
    }
  });

  it('keeps only the document of an earlier window', () => {
    assert.equal(uriInState({ uri: 'file:///a' }), 'file:///a');
    for (const state of [undefined, null, {}, { uri: 1 }]) assert.equal(uriInState(state), undefined);
  });
});

describe('the states of a scene', () => {
  const text = JSON.stringify({
    StartAt: 'M',
    States: {
      M: { Type: 'Map', ItemProcessor: { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }, Next: 'A' },
      A: { Type: 'Pass', End: true },
    },
  });
  const [machine] = parseAsl(text, 'json').machines;
  assert.ok(machine);
  const index = indexScene(buildScene(machine));

  it('are found by a place in the text, the innermost first', () => {
    assert.equal(index.at(text.indexOf('"Map"'))?.id, '/States/M');
    assert.equal(index.at(text.indexOf('"Pass"'))?.id, '/States/M/ItemProcessor/States/A');
    assert.equal(index.at(text.lastIndexOf('"Pass"'))?.id, '/States/A');
    assert.equal(index.at(2), undefined);
  });

  it('are found by name in every scope', () => {
    const ids = index.named('A').map(({ id }) => id);
    assert.deepEqual(ids, ['/States/M/ItemProcessor/States/A', '/States/A']);
    assert.deepEqual(index.named('B'), []);
  });
});
