/** Lets the execution go on: what the client was told about the stop is void from now on. */
import type { Goal } from '../run/goals.ts';
import type { Session } from './session.ts';

/** `only`: the one thread that runs while the others stand still. */
export function resume(session: Session, goal: Goal, only?: number): void {
  session.handles.clear();
  session.live?.run.resume(goal, only);
}
