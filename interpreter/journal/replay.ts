/**
 * Brings an execution back from its journal: runs the engine over what came from outside and compares each history
 * event with the one that is stored. A journal may stop anywhere; the engine then stands at its last line.
 */

import type { HistoryEvent } from '../history.ts';
import { advance, executionStarted, start, stepAll } from '../machine.ts';
import { compileProgram } from '../program/compile.ts';
import type { Program } from '../program/program.ts';
import type { Snapshot } from '../records.ts';
import type { Effect } from '../snapshot.ts';
import { eventIdOf, type JournalStart, journalLine, parseJournalLine } from './journal.ts';

/** An execution on its way back. Give it the lines after the first in order, then take what it has reached. */
export class Replay {
  readonly program: Program;
  private reached: Snapshot;
  /** Events that the engine has written and that no stored line has confirmed yet. */
  private ahead: HistoryEvent[];
  private readonly onEffect: (effect: Effect) => void;

  constructor(program: Program, { options }: JournalStart, onEffect: (effect: Effect) => void = () => {}) {
    this.program = program;
    this.reached = start(program, options);
    this.ahead = [executionStarted(this.reached.info)];
    this.onEffect = (effect) => {
      if (effect.type === 'history') this.ahead.push(effect.event);
      onEffect(effect);
    };
  }

  /** Where the execution stands. */
  get snapshot(): Snapshot {
    return this.reached;
  }

  /** Events that the engine writes on the way to where it stands and that were lost: they belong into the store. */
  get missing(): readonly HistoryEvent[] {
    return this.ahead;
  }

  /** Takes the next line; the answer says why it does not fit, and is undefined where it does. */
  take(line: string): string | undefined {
    const id = eventIdOf(line);
    if (id !== undefined) return this.confirm(id, line);
    const { record, problem } = { record: undefined, ...parseJournalLine(line) };
    if (problem !== undefined) return problem;
    if (record?.kind !== 'news') return 'A journal has only one beginning.';
    const { tick, news } = record;
    if (tick < this.reached.tick) return `The news came at phase ${tick}, but the execution is past it.`;
    this.reached = advance(this.reached, { maxTicks: tick - this.reached.tick, onEffect: this.onEffect });
    if (this.reached.tick < tick) return `The news came at phase ${tick}, but the execution does not get there.`;
    this.reached = stepAll(this.reached, news, this.onEffect);
    return undefined;
  }

  private confirm(id: number, line: string): string | undefined {
    if (this.reached.historyLength < id) {
      const until = ({ historyLength }: { readonly historyLength: number }) => historyLength >= id;
      this.reached = advance(this.reached, { until, onEffect: this.onEffect });
    }
    const event = this.ahead.shift();
    if (event && journalLine({ kind: 'event', event }) === line) return undefined;
    const found = event ? `event ${event.id} (${event.type}) with other details or at another place` : 'no more events';
    return `Event ${id} is not what the definition gives when it is run again: that is ${found}.`;
  }
}

/**
 * Begins a replay with the first line of a journal.
 *
 * @example const { replay } = beginReplay(lines[0]); for (const line of lines.slice(1)) replay?.take(line);
 */
export function beginReplay(
  line: string,
  onEffect?: (effect: Effect) => void,
):
  | { readonly replay: Replay; readonly start: JournalStart; readonly problem?: undefined }
  | { readonly replay?: undefined; readonly problem: string } {
  const { record, problem } = { record: undefined, ...parseJournalLine(line) };
  if (record?.kind !== 'start') return { problem: problem ?? 'A journal begins with the definition and the options.' };
  const { program, problems } = compileProgram(record.definition);
  if (!program) return { problem: `${problems[0].pointer}: ${problems[0].message}` };
  return { replay: new Replay(program, record, onEffect), start: record };
}
