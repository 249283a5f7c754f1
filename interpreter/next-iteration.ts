/**
 * From the end of an iteration of an inline Map to the start of the next one, which mostly takes its place: the thread and
 * its frame are used again as they stand. Taking a child apart and putting the next one together out of it looks at all
 * that containers may otherwise be, and takes a sixth of the time of a Map with short iterations (decision 13).
 * Invariant: what is reached is what `childSucceeded` would reach, in every field of the snapshot.
 */
import { renewIteration } from './child-threads.ts';
import { goTo } from './frames.ts';
import type { FanRecord, FrameRecord, ThreadRecord } from './records.ts';
import { mapItemOf } from './states/item-batches.ts';
import { removeAt } from './threads-at-work.ts';
import type { Work } from './work.ts';

/**
 * Starts the next iteration in the place of one that has succeeded, with `ended` its last event. False, and nothing is
 * changed, where that is not all there is to do.
 */
export function isFollowedInPlace(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  fan: FanRecord,
  child: ThreadRecord,
  ended: number,
): boolean {
  const { iterationEvents } = frame.state;
  if (!iterationEvents || !work.isUnseen(child) || !goesOnAlike(frame, fan)) return false;
  const item = mapItemOf(fan, fan.next);
  const children = frame.children as number[];
  fan.lastEventId = ended;
  fan.next += 1;
  removeAt(children, children.indexOf(child.id));
  renewIteration(work, child, thread, item);
  children.push(child.id);
  work.event(child, iterationEvents.started, child.index);
  goTo(work, child, child.scope.start, item.Value);
  work.enqueue(child.id);
  return true;
}

/** True where as many iterations run as may, and the next one takes its item as it is. */
function goesOnAlike({ state, children, isFailing }: FrameRecord, fan: FanRecord): boolean {
  const { ItemSelector, Parameters } = state.fields;
  if (fan.run || fan.next >= fan.count || fan.pendingRedrive || isFailing) return false;
  return ItemSelector === undefined && Parameters === undefined && children.length === fan.concurrency;
}
