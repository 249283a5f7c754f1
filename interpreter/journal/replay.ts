/**
 * Brings an execution back from its journal: runs the engine over what came from outside and compares each history
 * event with the one that is stored. A journal may stop anywhere; the engine then stands at its last line.
 */
import { equalJson } from '#asl/json';
import type { TaskOutcome } from '../host.ts';
import { advance, executionStarted, start, stepAll } from '../machine.ts';
import { openTasks } from '../open-tasks.ts';
import { compileProgram } from '../program/compile.ts';
import type { Program } from '../program/program.ts';
import type { Snapshot } from '../records.ts';
import { redrive } from '../redrive.ts';
import type { Effect, ExecutionEvent, TaskRequest } from '../snapshot.ts';
import {
  type ItemsReference,
  isNews,
  type JournalStart,
  journalLine,
  lineOfEffect,
  parseJournalLine,
} from './journal.ts';

/** Why a journal cannot be replayed, and at which line, counted from 1. */
export interface ReplayProblem {
  readonly line: number;
  readonly message: string;
}

/** What a replay needs of the host. */
export interface ReplayHost {
  readonly onEffect?: (effect: Effect) => void;
  /** Gives items again that the journal only refers to, as the host of the run does when it answers the request. */
  readonly items?: (request: TaskRequest) => TaskOutcome | Promise<TaskOutcome>;
}

/** An execution on its way back. Give it the lines after the first in order, finish, then take what it has reached. */
export class Replay {
  readonly program: Program;
  private reached: Snapshot;
  /** Lines of events that the engine has written and that no stored line has confirmed yet. */
  private readonly ahead: string[];
  /** Lines of events that are stored and still to be compared, and which line is the first of them. */
  private readonly stored: string[] = [];
  private firstStored = 0;
  /** The number of the last line taken; the beginning is line 1. */
  private lines = 1;
  private readonly onEffect: (effect: Effect) => void;
  private readonly items: ReplayHost['items'];

  constructor(program: Program, { options }: JournalStart, { onEffect, items }: ReplayHost = {}) {
    this.program = program;
    this.items = items;
    this.reached = start(program, options);
    this.ahead = [journalLine({ kind: 'event', event: executionStarted(this.reached.info) })];
    this.onEffect = (effect) => {
      const line = lineOfEffect(effect);
      if (line !== undefined) this.ahead.push(line);
      onEffect?.(effect);
    };
  }

  /** Where the execution stands. */
  get snapshot(): Snapshot {
    return this.reached;
  }

  /** Lines that the engine writes on the way to where it stands and that were lost: they belong into the store. */
  get missing(): readonly string[] {
    return this.ahead;
  }

  /** Takes the next line. Events are compared in batches, so that a problem may be one of an earlier line. */
  take(line: string): ReplayProblem | undefined {
    this.lines += 1;
    if (!isNews(line)) {
      if (this.stored.push(line) === 1) this.firstStored = this.lines;
      return this.stored.length < BATCH ? undefined : this.finish();
    }
    const wrong = this.finish();
    const message = wrong ? undefined : this.apply(line);
    return message === undefined ? wrong : { line: this.lines, message };
  }

  /** Takes up what the lines so far lead to; to be called after the last one. */
  finish(): ReplayProblem | undefined {
    const { stored, ahead } = this;
    if (ahead.length < stored.length) {
      const until = () => ahead.length >= stored.length;
      this.reached = advance(this.reached, { until, onEffect: this.onEffect });
    }
    const at = stored.findIndex((line, index) => line !== ahead[index]);
    if (at >= 0) return { line: this.firstStored + at, message: differenceOf(stored[at] ?? '', ahead[at]) };
    ahead.splice(0, stored.length);
    stored.length = 0;
    return undefined;
  }

  /** Lets happen what came from outside; why it cannot, where it cannot. */
  private apply(line: string): string | undefined {
    const { record, problem } = { record: undefined, ...parseJournalLine(line) };
    if (record?.kind === 'redrive') {
      this.reached = redrive(this.reached, { now: record.now, onEffect: this.onEffect });
      return undefined;
    }
    if (record?.kind !== 'news') return problem ?? NO_RECORD;
    const { tick, news } = record;
    if (tick < this.reached.tick) return `The news came at phase ${tick}, but the execution is past it.`;
    this.reached = advance(this.reached, { maxTicks: tick - this.reached.tick, onEffect: this.onEffect });
    if (this.reached.tick < tick) return `The news came at phase ${tick}, but the execution does not get there.`;
    const told: ExecutionEvent[] = [];
    for (const event of news) {
      const found = event.type === 'items-again' ? this.itemsAgain(event) : event;
      if (typeof found === 'string') return found;
      told.push(found);
    }
    this.reached = stepAll(this.reached, told, this.onEffect);
    return undefined;
  }

  /** The items that the journal refers to, or why they cannot be had. */
  private itemsAgain({ task, count, next }: ItemsReference): ExecutionEvent | string {
    const request = openTasks(this.reached).find(({ id }) => id === task);
    // They came too late, when nobody waited for them any more, and nobody will look at them now either.
    if (!request) return { type: 'items-read', task, items: [] };
    const outcome = this.items?.(request);
    if (!outcome)
      return `The items of state '${request.stateName}' are not in the journal, and nothing gives them again.`;
    const isSame =
      'items' in outcome && outcome.items.length === count && equalJson(outcome.next ?? null, next ?? null);
    if (!isSame) return `The items of state '${request.stateName}' are no longer those that the execution has read.`;
    return { type: 'items-read', task, items: outcome.items, ...(next !== undefined && { next }), isRepeatable: true };
  }
}

/** Lines that are compared at once; each time the engine hands out a snapshot, which costs. */
const BATCH = 1024;
const SHOWN_LENGTH = 200;
const NO_RECORD = 'The line is neither an event nor news.';

function differenceOf(stored: string, own: string | undefined): string {
  const { record, problem } = { record: undefined, ...parseJournalLine(stored) };
  if (record?.kind !== 'event' && record?.kind !== 'child-event') return problem ?? NO_RECORD;
  const found = own === undefined ? 'no more events' : own.slice(0, SHOWN_LENGTH);
  return `Event ${record.event.id} (${record.event.type}) is not what the definition gives when it is run again, which is ${found}.`;
}

/**
 * Begins a replay with the first line of a journal.
 *
 * @example const { replay } = beginReplay(lines[0]); for (const line of lines.slice(1)) replay?.take(line); replay?.finish();
 */
export function beginReplay(
  line: string,
  host?: ReplayHost,
):
  | { readonly replay: Replay; readonly start: JournalStart; readonly problem?: undefined }
  | { readonly replay?: undefined; readonly problem: string } {
  const { record, problem } = { record: undefined, ...parseJournalLine(line) };
  if (record?.kind !== 'start') return { problem: problem ?? 'A journal begins with the definition and the options.' };
  const { program, problems } = compileProgram(record.definition);
  if (!program) return { problem: `${problems[0].pointer}: ${problems[0].message}` };
  return { replay: new Replay(program, record, host), start: record };
}
