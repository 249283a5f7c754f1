/** What one event changed in the threads of an execution, found without looking at threads that cannot have moved. */
import type { Snapshot } from '#interpreter';
import { nestedOf, type WorldEffect, type WorldEvent } from '../nested/world.ts';

type ThreadOf = Snapshot['threads'][number];

/** A thread before and after an event; `before` is absent when it began, `after` when it ended. */
export interface Change {
  readonly id: number;
  readonly before: ThreadOf | undefined;
  readonly after: ThreadOf | undefined;
}

/** The thread with that id; threads lie in order of id. */
export function findThread(snapshot: Snapshot, id: number): ThreadOf | undefined {
  const { threads } = snapshot;
  let low = 0;
  let high = threads.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const thread = threads[middle];
    if (!thread || thread.id === id) return thread;
    if (thread.id < id) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

/** The thread that the next `advance` runs. */
export function turnOf(snapshot: Snapshot): number | undefined {
  return snapshot.turn ?? snapshot.queue[0];
}

/** The lowest thread that is not waiting for others; where all do, the execution's own. */
export function runningThread(snapshot: Snapshot): number {
  const { threads } = snapshot;
  const around = new Set(nestedOf(snapshot).map(({ task }) => task.thread));
  const running =
    threads.find(({ status }) => status.kind === 'ready') ??
    threads.find(({ id, status }) => status.kind !== 'container' && !around.has(id));
  return (running ?? threads[0])?.id ?? 1;
}

/** The threads that an event changed, in order of id. */
export function changesOf(
  before: Snapshot,
  event: WorldEvent,
  after: Snapshot,
  effects: readonly WorldEffect[],
): readonly Change[] {
  const ids =
    event.type === 'advance' ? touched(before, event.thread ?? turnOf(before), effects) : allIds(before, after);
  const changes: Change[] = [];
  for (const id of ids) {
    const change = { id, before: findThread(before, id), after: findThread(after, id) };
    if (change.before !== change.after) changes.push(change);
  }
  return changes;
}

function touched(before: Snapshot, turn: number | undefined, effects: readonly WorldEffect[]): Iterable<number> {
  if (turn === undefined) return [];
  let hasFamily = false;
  for (const effect of effects)
    if (effect.type === 'thread-started' || effect.type === 'thread-ended') hasFamily = true;
  if (!hasFamily) return [turn];
  const ids = new Set([turn]);
  for (const effect of effects) {
    if (effect.type !== 'thread-started' && effect.type !== 'thread-ended') continue;
    ids.add(effect.thread);
    const parent = findThread(before, effect.thread)?.parent;
    if (parent !== undefined) ids.add(parent);
  }
  return [...ids].sort((a, b) => a - b);
}

function allIds(before: Snapshot, after: Snapshot): Iterable<number> {
  const ids = new Set<number>();
  for (const { id } of before.threads) ids.add(id);
  for (const { id } of after.threads) ids.add(id);
  return [...ids].sort((a, b) => a - b);
}

/** True where the thread has come to the beginning of a state with this change. */
export function isEntry({ before, after }: Change): boolean {
  const frame = after?.frame;
  if (frame?.phase !== 'enter' || after?.status.kind !== 'ready') return false;
  return before?.frame?.phase !== 'enter' || before.frame.pointer !== frame.pointer;
}
