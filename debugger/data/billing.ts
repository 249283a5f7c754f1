/**
 * An estimate of what AWS bills for a run, by the rules of its price list: state transitions, each try being one, for
 * Standard executions; duration in steps of 100 ms and memory in steps of 64 MB for Express ones. Prices differ from
 * region to region and are left out. What AWS does not say is not guessed: the time of child executions is not counted.
 */
import { emptySizes, hasExpressChildren, type ProgramState, type Snapshot, sizeOf } from '#interpreter';
import { type Definition, definitionAt } from '../launch/definition.ts';
import { machineOfPointer, ownPointer } from '../nested/numbering.ts';
import { billedMilliseconds, type Ledger } from '../run/ledger.ts';

export interface BilledRun {
  readonly definition: Definition;
  readonly snapshot: Snapshot;
  readonly ledger: Ledger;
  /** True for the machines that tasks start as Express executions, by key. */
  readonly isExpress: (machine: string) => boolean;
}

/** A memory of 50 MB is what AWS's own estimate begins with. */
const MEGABYTE = 1024 * 1024;
const LEAST_MEMORY = 50 * MEGABYTE;
const MEMORY_STEP = 64;

/** What a run would be billed for, in words: `2 state transitions, 1 Express execution of 100 ms with 64 MB`. */
export function billText(run: BilledRun): string {
  const { ledger } = run;
  const parts: string[] = [];
  const transitions = transitionsOf(run);
  if (transitions > 0) parts.push(count(transitions, 'state transition'));
  if (isExpressRoot(run)) parts.push(expressText(run, '', 1, durationOf(run.snapshot), dataOf(run.snapshot)));
  for (const [machine, { executions, milliseconds, bytes }] of ledger.express)
    parts.push(expressText(run, machine, executions, milliseconds, bytes));
  const children = expressChildren(run);
  if (children > 0) parts.push(`${count(children, 'Express child execution')} with the time that the tasks take there`);
  return parts.join(', ');
}

const isExpressRoot = ({ snapshot }: BilledRun): boolean => snapshot.info.type === 'EXPRESS';
const durationOf = ({ now, info }: Snapshot): number => billedMilliseconds(now - info.startTime);
/** The larger of what an execution takes and gives. */
const dataOf = ({ info, output = null }: Snapshot): number =>
  Math.max(...[info.input, output].map((value) => sizeOf(value, Number.MAX_SAFE_INTEGER, emptySizes())));

/** Each state that is entered is a transition, and each try after the first. */
function transitionsOf(run: BilledRun): number {
  let transitions = 0;
  for (const [pointer, { count: visits, retries }] of run.ledger.tallies) {
    const machine = machineOfPointer(pointer);
    const isExpress = machine === '' ? isExpressRoot(run) : run.isExpress(machine);
    if (!isExpress && !isInExpressChild(run.definition, pointer)) transitions += visits + retries;
  }
  return transitions;
}

function isInExpressChild(definition: Definition, pointer: string): boolean {
  for (let state = stateAt(definition, pointer)?.scope.owner; state; state = state.scope.owner)
    if (hasExpressChildren(state)) return true;
  return false;
}

const stateAt = (definition: Definition, pointer: string): ProgramState | undefined =>
  definitionAt(definition, pointer).program.states.get(ownPointer(pointer));

/** Child executions of distributed Maps that are Express ones. */
function expressChildren({ definition, ledger }: BilledRun): number {
  let children = 0;
  for (const [pointer, { total }] of ledger.iterations) {
    const state = stateAt(definition, pointer);
    if (state && hasExpressChildren(state)) children += total;
  }
  return children;
}

function expressText(run: BilledRun, machine: string, executions: number, milliseconds: number, bytes: number): string {
  const memory =
    LEAST_MEMORY + definitionBytes(run, machine) + bytes * Math.max(1, fannedOut(run, machine) / executions);
  const megabytes = Math.ceil(memory / MEGABYTE / MEMORY_STEP) * MEMORY_STEP;
  return `${count(executions, 'Express execution')} of ${milliseconds} ms with ${megabytes} MB`;
}

const definitionBytes = ({ definition }: BilledRun, machine: string): number =>
  (definition.machines?.get(machine) ?? definition).doc.text.length;

/** How many branches and iterations the executions of a machine have begun. */
function fannedOut({ definition, ledger }: BilledRun, machine: string): number {
  let steps = 0;
  for (const [pointer, { total }] of ledger.iterations) if (machineOfPointer(pointer) === machine) steps += total;
  for (const [pointer, { count: visits }] of ledger.tallies) {
    const state = machineOfPointer(pointer) === machine ? stateAt(definition, pointer) : undefined;
    if (state?.type === 'Parallel') steps += visits * state.scopes.length;
  }
  return steps;
}

const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;
