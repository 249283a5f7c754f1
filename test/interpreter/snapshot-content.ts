/** All that a snapshot says, as a value that can be compared. */
import { type FanRecord, type FrameRecord, historyOf, type Snapshot, type ThreadRecord } from '#interpreter';

/**
 * The content of a snapshot without the engine's own marks of ownership and without its bounds of sizes, which are
 * better or worse with the objects that a host shares with the engine.
 */
export function contentOf(snapshot: Snapshot): unknown {
  const { program: _program, history: _history, info: _info, threads, ...rest } = snapshot;
  return structuredClone({ ...rest, threads: threads.map(threadContent), events: historyOf(snapshot) });
}

const threadContent = ({ owner: _owner, scope, frame, ...thread }: ThreadRecord): object => ({
  ...thread,
  scope: scope.pointer,
  frame: frame && frameContent(frame),
});

const frameContent = (frame: FrameRecord): object => ({
  ...frame,
  owner: undefined,
  inputBytes: undefined,
  inputLevels: undefined,
  measured: undefined,
  measuredBytes: undefined,
  measuredLevels: undefined,
  addedBytes: undefined,
  addedLevels: undefined,
  state: frame.pointer,
  fan: frame.fan && fanContent(frame.fan),
  failedFan: frame.failedFan && fanContent(frame.failedFan),
});

const fanContent = (fan: FanRecord): object => ({
  ...fan,
  owner: undefined,
  resultBytes: undefined,
  resultLevels: undefined,
  results: fan.results.chunks.map(({ values }) => values),
  unsuccessful: [...childrenOf(fan.unsuccessful)],
  pendingRedrive: [...childrenOf(fan.pendingRedrive)],
});

function* childrenOf(first: FanRecord['unsuccessful']): Generator<object> {
  for (let at = first; at; at = at.next) yield { stopTime: at.stopTime, child: threadContent(at.child) };
}
