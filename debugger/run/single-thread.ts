/** Running one thread while the others stand still: which turn it has, and whose turns are its own. */
import type { Snapshot } from '#interpreter';
import type { WorldEvent } from '../nested/world.ts';
import { findThread, turnOf } from './changes.ts';

/** The turn of the thread, or of one that it has started and waits for; undefined where all of them wait. */
export function turnWithin(snapshot: Snapshot, only: number): WorldEvent | undefined {
  const own = findThread(snapshot, only);
  if (!own) return undefined;
  const ready =
    own.status.kind === 'ready'
      ? own
      : snapshot.threads.find(({ id, status }) => status.kind === 'ready' && isWithin(snapshot, id, only));
  return ready && { type: 'advance', thread: ready.id };
}

/** True where an event is one that may happen while only this thread runs. */
export function mayHappen(snapshot: Snapshot, event: WorldEvent, only: number): boolean {
  if (event.type !== 'advance') return true;
  const turn = event.thread ?? turnOf(snapshot);
  return turn !== undefined && isWithin(snapshot, turn, only);
}

/** True for the thread itself and for what it has started, also further down. */
function isWithin(snapshot: Snapshot, id: number, only: number): boolean {
  for (let at: number | undefined = id; at !== undefined; at = findThread(snapshot, at)?.parent)
    if (at === only) return true;
  return false;
}
