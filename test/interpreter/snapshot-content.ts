/** All that a snapshot says, as a value that can be compared. */
import { historyOf, type Snapshot } from '#interpreter';

/**
 * The content of a snapshot without the engine's own marks of ownership and without its bounds of sizes, which are
 * better or worse with the objects that a host shares with the engine.
 */
export function contentOf(snapshot: Snapshot): unknown {
  const { program: _program, history: _history, info: _info, threads, ...rest } = snapshot;
  const plain = threads.map(({ owner: _owner, scope, frame, ...thread }) => ({
    ...thread,
    scope: scope.pointer,
    frame: frame && {
      ...frame,
      owner: undefined,
      inputBytes: undefined,
      addedBytes: undefined,
      state: frame.pointer,
      fan: frame.fan && {
        ...frame.fan,
        owner: undefined,
        results: frame.fan.results.chunks.map(({ values }) => values),
      },
    },
  }));
  return structuredClone({ ...rest, threads: plain, events: historyOf(snapshot) });
}
