/**
 * Decides whether a moment is one to stop at: breakpoints where a thread is about to run a phase, occasions such as
 * a retry or a matched rule, and failures that a filter names. Conditions, counts and messages combine as filters.
 */
import type { Json } from '#asl/json';
import { type Failure, outcomeOf, type Snapshot } from '#interpreter';
import type { BreakpointTable, ExceptionFilter, FilterName } from '../breakpoints/breakpoint-table.ts';
import type { Breakpoint } from '../breakpoints/breakpoints.ts';
import type { Hits } from '../breakpoints/hits.ts';
import type { LogPart } from '../breakpoints/log-message.ts';
import { writtenText } from '../breakpoints/watch.ts';
import { messageOf } from '../errors.ts';
import { keyOf, type Occasion } from '../launch/places.ts';
import { nestedWith } from '../nested/world.ts';
import { previewOf } from '../preview.ts';
import { type Change, findThread } from './changes.ts';
import type { Step } from './timeline.ts';

/** Why the execution stands still, and which thread to show. */
export interface Stop {
  readonly reason:
    | 'entry'
    | 'step'
    | 'breakpoint'
    | 'function breakpoint'
    | 'data breakpoint'
    | 'exception'
    | 'pause'
    | 'goto'
    | 'restart';
  readonly thread: number;
  readonly breakpoints?: readonly number[];
  /** More than the reason, for people. */
  readonly description?: string;
  readonly failure?: RaisedFailure;
}

export interface RaisedFailure extends Failure {
  readonly outcome: FilterName;
}

export interface StopRulesDeps {
  readonly table: BreakpointTable;
  readonly hits: Hits;
  /** Nothing stops the execution: it runs without debugging. */
  readonly isOff: boolean;
  /** The value of an expression in the state of a thread; throws where it has none. */
  readonly evaluate: (snapshot: Snapshot, thread: number, text: string) => Json;
  readonly log: (text: string, snapshot: Snapshot, thread: number) => void;
}

/** A moment on the timeline; a silent look fires no log points. */
export interface Moment {
  readonly snapshot: Snapshot;
  readonly position: number;
  readonly isSilent: boolean;
}

export class StopRules {
  readonly #deps: StopRulesDeps;

  constructor(deps: StopRulesDeps) {
    this.#deps = deps;
  }

  /** A breakpoint at the phase that the thread is about to run. */
  beforePhase(moment: Moment, thread: number): Stop | undefined {
    const frame = this.hasBreakpoints ? findThread(moment.snapshot, thread)?.frame : undefined;
    // A failing state stands at a phase that it has already run.
    if (!frame || frame.isFailing) return undefined;
    return this.#check(moment, thread, frame.pointer, { kind: 'phase', phase: frame.phase });
  }

  /** A breakpoint on what an event has just brought about: a retry, a catcher, a rule. */
  afterEvent(moment: Moment, { changes }: Step): Stop | undefined {
    if (!this.hasBreakpoints) return undefined;
    for (const change of changes) {
      const occasion = occasionOf(change);
      const stop = occasion && this.#check(moment, change.id, change.before?.frame?.pointer ?? '', occasion);
      if (stop) return stop;
    }
    return this.#afterWriting(moment, changes);
  }

  /** A failure that one of the filters names. */
  onFailure({ snapshot }: Moment, { effects, changes }: Step): Stop | undefined {
    if (this.#deps.isOff) return undefined;
    for (const effect of effects) {
      if (effect.type !== 'failure') continue;
      const { thread, failure } = effect;
      const outcome =
        effect.outcome === 'uncaught' && isHandledOutside(snapshot, thread, failure) ? 'caught' : effect.outcome;
      const { filters } = this.#deps.table;
      // What has failed inside was seen where it began, unless only what becomes of it here was asked for.
      const inner = innerFailure(changes, thread, failure);
      const wasSeen = inner && filters.some((one) => fits(one, outcome === 'uncaught' ? outcome : 'caught', inner));
      const isNews = ({ errors }: ExceptionFilter): boolean => !wasSeen || (inner !== failure && errors.length > 0);
      const filter = filters.find((one) => fits(one, outcome, failure) && isNews(one));
      if (!filter) continue;
      return {
        reason: 'exception',
        thread,
        description: describeFailure(failure, outcome),
        failure: { ...failure, outcome },
      };
    }
    return undefined;
  }

  /** False where no phase has to be looked at. */
  get hasBreakpoints(): boolean {
    const { table, isOff } = this.#deps;
    return !isOff && (table.index.size > 0 || table.watching.length > 0);
  }

  /** Values that are watched and have been written. */
  #afterWriting(moment: Moment, changes: readonly Change[]): Stop | undefined {
    const { watching } = this.#deps.table;
    if (watching.length === 0) return undefined;
    for (const { id, before, after } of changes) {
      const texts = new Map<Breakpoint, string>();
      for (const breakpoint of watching) {
        const text = breakpoint.watch && writtenText(breakpoint.watch, before, after);
        if (text !== undefined) texts.set(breakpoint, text);
      }
      const stop = this.#hit(moment, id, [...texts.keys()]);
      if (!stop) continue;
      const written = [...texts].flatMap(([one, text]) => (stop.breakpoints?.includes(one.id) ? [text] : []));
      return {
        ...stop,
        reason: 'data breakpoint',
        description: [...written, stop.description].filter(Boolean).join('; '),
      };
    }
    return undefined;
  }

  #check(moment: Moment, thread: number, pointer: string, occasion: Occasion): Stop | undefined {
    return this.#hit(moment, thread, this.#deps.table.index.get(keyOf(pointer, occasion)) ?? []);
  }

  /** The stop that breakpoints make whose moment it is, when their conditions, counts and messages let them. */
  #hit(moment: Moment, thread: number, breakpoints: readonly Breakpoint[]): Stop | undefined {
    const hit: Breakpoint[] = [];
    let description: string | undefined;
    for (const breakpoint of breakpoints) {
      const verdict = this.#judge(breakpoint, moment, thread);
      if (!verdict) continue;
      hit.push(breakpoint);
      if (verdict !== true) description = verdict;
    }
    const [first] = hit;
    if (!first) return undefined;
    const reason = hit.every(({ kind }) => kind === 'function') ? 'function breakpoint' : 'breakpoint';
    return {
      reason,
      thread,
      breakpoints: hit.map(({ id }) => id),
      ...(description === undefined ? {} : { description }),
    };
  }

  /** True to stop, a text to stop with a mistake, false to go on. */
  #judge(breakpoint: Breakpoint, moment: Moment, thread: number): boolean | string {
    const { condition, hitTest, log } = breakpoint;
    if (condition !== undefined) {
      try {
        if (!isTrue(this.#deps.evaluate(moment.snapshot, thread, condition))) return false;
      } catch (error) {
        return `The condition '${condition}' cannot be evaluated: ${messageOf(error)}`;
      }
    }
    const hits = this.#deps.hits.add(breakpoint.id, moment.position);
    if (hitTest && !hitTest(hits)) return false;
    if (!log) return true;
    if (!moment.isSilent) this.#deps.log(this.#messageOf(log, moment.snapshot, thread), moment.snapshot, thread);
    return false;
  }

  #messageOf(parts: readonly LogPart[], snapshot: Snapshot, thread: number): string {
    return parts
      .map((part) => ('text' in part ? part.text : this.#valueText(part.expression, snapshot, thread)))
      .join('');
  }

  #valueText(expression: string, snapshot: Snapshot, thread: number): string {
    try {
      const value = this.#deps.evaluate(snapshot, thread, expression);
      return typeof value === 'string' ? value : previewOf(value, 1000);
    } catch (error) {
      return `{${messageOf(error)}}`;
    }
  }
}

/** What counts as true in a condition: JSON has no other notion than `true` and what is not empty. */
function isTrue(value: Json): boolean {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? value.length > 0 : true;
  return Boolean(value);
}

/** Beyond its phases, what a breakpoint can wait for in a state. */
function occasionOf({ before, after }: Change): Occasion | undefined {
  const from = before?.frame;
  const to = after?.frame;
  if (!from || !to || from.pointer !== to.pointer) return undefined;
  const retrier = to.retryCounts.findIndex((count, index) => count > (from.retryCounts[index] ?? 0));
  if (retrier >= 0) return { kind: 'retrier', index: retrier };
  if (to.catcher !== undefined && from.catcher === undefined) return { kind: 'catcher', index: to.catcher };
  if (to.type !== 'Choice' || to.chosen === undefined || from.chosen !== undefined) return undefined;
  return to.chosen < 0 ? { kind: 'default' } : { kind: 'choice', index: to.chosen };
}

/**
 * The failure inside of a state that has led to the state's own: the same one of a branch or iteration, another one of a
 * nested execution. Undefined where the state has failed by itself.
 */
function innerFailure(changes: readonly Change[], thread: number, failure: Failure): Failure | undefined {
  if (failure.error === 'States.ExceedToleratedFailureThreshold') return undefined;
  const ended = changes.find(({ before, after }) => !after && before?.parent === thread)?.before;
  return ended?.kind === 'execution' ? ended.frame?.failure : ended && failure;
}

/** True where a Parallel or Map around the thread retries, catches or tolerates the failure. */
function isHandledOutside(snapshot: Snapshot, id: number, failure: Failure): boolean {
  const thread = findThread(snapshot, id);
  if (!thread) return false;
  // The record says whether it is the failure of a Task, which the containers' handlers may name.
  let fails: Failure = thread.frame?.failure ?? failure;
  for (let at = thread; at.parent !== undefined; ) {
    const outer = findThread(snapshot, at.parent);
    if (!outer?.frame) return false;
    if (at.kind === 'execution') {
      // Who has asked for the result of an Express execution gets one, also of a failure.
      if (nestedWith(snapshot, at.id)?.start.options.isSynchronous) return true;
      fails = { error: 'States.TaskFailed', cause: undefined };
    }
    at = outer;
    const { toleratedCount, toleratedPercentage } = outer.frame.fan?.run ?? {};
    // Recorded: States.Runtime ends the execution whatever Catch says.
    if (fails.error === 'States.Runtime') continue;
    if ((toleratedCount ?? 0) > 0 || (toleratedPercentage ?? 0) > 0) return true;
    if (outcomeOf(outer.frame, fails) !== 'uncaught') return true;
  }
  return false;
}

function fits({ name, errors }: ExceptionFilter, outcome: FilterName, { error = '' }: Failure): boolean {
  if (name !== 'raised' && name !== outcome) return false;
  return errors.length === 0 || errors.some((pattern) => matchesGlob(pattern, error));
}

function matchesGlob(pattern: string, text: string): boolean {
  if (pattern === 'States.ALL') return true;
  const escaped = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`, 's').test(text);
}

const WHAT_FOLLOWS: Readonly<Record<FilterName, string>> = {
  raised: 'raised',
  retried: 'will be retried',
  caught: 'will be caught',
  uncaught: 'not caught',
};

function describeFailure({ error }: Failure, outcome: FilterName): string {
  return `${error ?? 'A failure without a name'}, ${WHAT_FOLLOWS[outcome]}`;
}
