/**
 * Finds where an execution stops: asks the rules at every moment, forward while it runs and silently while its past
 * is searched. A thread that stands still is looked at once, however often the question comes.
 */
import { findThread, turnOf } from './changes.ts';
import type { Moment, Stop, StopRules } from './stopping.ts';
import { arrivalKey, type Step, type Timeline } from './timeline.ts';

export class StopFinder {
  readonly #timeline: Timeline;
  readonly #rules: StopRules;
  /** Where each thread stood when its breakpoints were last looked at. */
  #checked = new Map<number, string>();

  constructor(timeline: Timeline, rules: StopRules) {
    this.#timeline = timeline;
    this.#rules = rules;
  }

  /** The stop before the thread runs its next phase. `isSilent`: only to know, nothing is counted or printed. */
  before(id: number | undefined, isSilent = false): Stop | undefined {
    const { snapshot } = this.#timeline;
    const thread = id === undefined || !this.#rules.hasBreakpoints ? undefined : findThread(snapshot, id);
    if (!thread) return undefined;
    const key = arrivalKey(thread);
    if (this.#checked.get(thread.id) === key) return undefined;
    this.#checked.set(thread.id, key);
    return this.#rules.beforePhase(this.#moment(isSilent), thread.id);
  }

  /** The stop that an event has brought about. */
  after(step: Step, isSilent = false): Stop | undefined {
    const moment = this.#moment(isSilent);
    for (const { id, after } of step.changes) if (!after) this.#checked.delete(id);
    return this.#rules.onFailure(moment, step) ?? this.#rules.afterEvent(moment, step);
  }

  /** The execution stands still with this thread in view: what is here has been looked at. */
  standAt(id: number): void {
    const thread = findThread(this.#timeline.snapshot, id);
    if (thread) this.#checked.set(thread.id, arrivalKey(thread));
  }

  /** The execution was moved: every place is new. */
  forget(): void {
    this.#checked.clear();
  }

  /** The last stop between the present position and `end`, looking forward from here without side effects. */
  lastStopBefore(end: number): { readonly position: number; readonly stop: Stop } | undefined {
    const timeline = this.#timeline;
    let found: { position: number; stop: Stop } | undefined;
    while (timeline.position < end) {
      const event = timeline.recorded;
      if (!event) break;
      const before =
        event.type === 'advance' ? this.before(event.thread ?? turnOf(timeline.snapshot), true) : undefined;
      if (before) found = { position: timeline.position, stop: before };
      const after = this.after(timeline.apply(event), true);
      if (after && timeline.position < end) found = { position: timeline.position, stop: after };
    }
    return found;
  }

  #moment(isSilent: boolean): Moment {
    return { snapshot: this.#timeline.snapshot, position: this.#timeline.position, isSilent };
  }
}
