/** The preview believes only messages of the right shape. */
import assert from 'node:assert/strict';
import { buildScene } from '#graph';
import { readMessage, readState } from '../../webview/messages.ts';
import { largeMachine } from '../graph/machines.ts';

const scene = buildScene(largeMachine(40, true));

describe('a message to the preview', () => {
  const good: readonly object[] = [
    { type: 'show', uri: 'file:///a', title: 'a', scene },
    { type: 'stale', message: 'm' },
    { type: 'empty', message: 'm' },
    { type: 'cursor', pointer: undefined, reveal: false },
    { type: 'cursor', pointer: '/States/A', reveal: true },
    { type: 'run', overlay: undefined },
    { type: 'run', overlay: { status: 'RUNNING', states: {}, edges: {}, maps: {} } },
    { type: 'breakpoints', pointers: ['/States/A'] },
    { type: 'problems', marks: {} },
    { type: 'command', command: 'fit' },
  ];
  for (const message of good) {
    it(`is read: ${JSON.stringify(message).slice(0, 60)}`, () => assert.equal(readMessage(message), message));
  }

  const bad: readonly unknown[] = [
    undefined,
    'fit',
    [],
    {},
    { type: 'toString' },
    { type: 'show', uri: 'file:///a', title: 'a', scene: {} },
    { type: 'show', uri: 'file:///a', title: 'a', scene: { root: { id: '/', nodes: [{}], edges: [] } } },
    { type: 'show', title: 'a', scene },
    { type: 'cursor', pointer: 1, reveal: true },
    { type: 'run', overlay: { status: 'RUNNING' } },
    { type: 'breakpoints', pointers: [1] },
    { type: 'command', command: 'rm' },
  ];
  for (const message of bad) {
    it(`is dropped: ${JSON.stringify(message)?.slice(0, 60)}`, () => assert.equal(readMessage(message), undefined));
  }
});

describe('what the preview kept', () => {
  it('is read when it is whole, and forgotten when not', () => {
    const state = { uri: 'file:///a', scale: 1, x: 0, y: 0, current: undefined };
    assert.equal(readState(state), state);
    for (const broken of [undefined, {}, { ...state, x: Number.NaN }, { ...state, current: 1 }, { ...state, uri: 1 }]) {
      assert.equal(readState(broken), undefined);
    }
  });
});
