/**
 * What a run is after: the end, or a place to stop at. A goal looks at what each event changed and either is
 * reached, or goes on, perhaps as another goal: a step over the last state of a branch waits for the container.
 */
import type { Snapshot } from '#interpreter';
import { type Change, findThread, isEntry } from './changes.ts';
import { arrivalKey } from './timeline.ts';

export type Goal =
  | { readonly kind: 'run' }
  /** The beginning of a state, in whatever thread. */
  | { readonly kind: 'state'; readonly pointer: string }
  /** The beginning of the thread's next state. */
  | { readonly kind: 'next-state'; readonly thread: number; readonly parent: number | undefined }
  /** The thread's next phase, or the first state of the branch, iteration or execution that it starts. */
  | {
      readonly kind: 'next-phase';
      readonly thread: number;
      readonly parent: number | undefined;
      readonly child: number | undefined;
    }
  /** A branch or iteration of the thread begins; `child` is its index, undefined for the first. */
  | {
      readonly kind: 'first-child';
      readonly thread: number;
      readonly parent: number | undefined;
      readonly child: number | undefined;
    }
  /** The thread goes on after it has waited for its branches or iterations. */
  | { readonly kind: 'resumed'; readonly thread: number; readonly parent: number | undefined };

/** A goal that is reached names the thread to show. */
export type GoalState = { readonly reached: number } | { readonly goal: Goal };

/** Says what became of a goal with the changes of one event. */
export function pursue(goal: Goal, changes: readonly Change[], after: Snapshot): GoalState {
  if (goal.kind === 'run') return { goal };
  if (goal.kind === 'state') {
    const entered = changes.find((change) => isEntry(change) && change.after?.frame?.pointer === goal.pointer);
    return entered ? { reached: entered.id } : { goal };
  }
  const own = changes.find((change) => change.id === goal.thread);
  if (own && !own.after) return parentGoal(goal.parent, after);
  switch (goal.kind) {
    case 'next-state':
      return own && isEntry(own) ? { reached: goal.thread } : { goal };
    case 'next-phase':
      if (own?.after?.status.kind === 'container' || hasNested(goal, changes))
        return pursue({ ...goal, kind: 'first-child' }, changes, after);
      return own && hasArrived(own) ? { reached: goal.thread } : { goal };
    case 'first-child':
      return firstChild(goal, own, changes);
    case 'resumed':
      return own?.after?.status.kind === 'ready' ? { reached: goal.thread } : { goal };
  }
}

function firstChild(
  goal: Goal & { readonly kind: 'first-child' },
  own: Change | undefined,
  changes: readonly Change[],
): GoalState {
  const isMeant = ({ before, after }: Change): boolean =>
    !before && after?.parent === goal.thread && (goal.child === undefined || after.index === goal.child);
  const child = changes.find(isMeant);
  if (child) return { reached: child.id };
  return own && hasArrived(own) ? { reached: goal.thread } : { goal };
}

/** The thread has ended: its container is what the step continues in; at the end of the execution nothing is. */
function parentGoal(parent: number | undefined, after: Snapshot): GoalState {
  const thread = parent === undefined ? undefined : findThread(after, parent);
  if (!thread) return { goal: { kind: 'run' } };
  if (thread.status.kind === 'ready') return { reached: thread.id };
  return { goal: { kind: 'resumed', thread: thread.id, parent: thread.parent } };
}

/** An execution has begun that the thread's task waits for. */
const hasNested = ({ thread }: Goal & { readonly kind: 'next-phase' }, changes: readonly Change[]): boolean =>
  changes.some(({ before, after }) => !before && after?.kind === 'execution' && after.parent === thread);

function hasArrived({ before, after }: Change): boolean {
  return after?.status.kind === 'ready' && (!before || arrivalKey(before) !== arrivalKey(after));
}
