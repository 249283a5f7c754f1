/**
 * What to do where the definition does not give what was recorded: values and ways are set as they were, results that
 * no history holds are made up. Every correction is told, but for values that come out differently each time.
 */
import { type Json, stringifyJson } from '#asl/json';
import type { HistoryEvent } from '../history.ts';
import { openTasks } from '../open-tasks.ts';
import type { Snapshot, ThreadRecord } from '../records.ts';
import type { ExecutionEvent, Stages } from '../snapshot.ts';
import { differingMember } from './agreement.ts';
import type { RecordedEvent } from './recorded-history.ts';
import type { Trial } from './trial.ts';

/** A place where the definition gives something else than was recorded. */
export interface Departure {
  readonly event: number;
  readonly type: string;
  readonly state: string | undefined;
  readonly message: string;
  /** What differs, without the place: the same difference is carried on from state to state. */
  readonly difference: string;
}

export interface Correction {
  readonly events: readonly ExecutionEvent[];
  /** The thread that goes on then. */
  readonly thread?: number;
  /** The Map whose items or executions this stands in for: no history of the execution around them holds them. */
  readonly untold?: string;
}

/** Corrections that may lead to the event, the gentlest first. */
export function* correctionsFor(
  snapshot: Snapshot,
  wanted: RecordedEvent,
  alike: Trial | undefined,
  writer: number | undefined,
): Iterable<Correction> {
  if (snapshot.status !== 'RUNNING') return;
  if (wanted.type.endsWith('StateEntered')) yield* entries(snapshot, wanted, alike?.thread ?? writer);
  else if (wanted.type.endsWith('StateExited')) yield* exits(snapshot, wanted, alike, writer);
  else if (alike?.thread !== undefined && wanted.type.endsWith('Scheduled')) yield* schedules(snapshot, wanted, alike);
  yield* unrecorded(snapshot, wanted);
}

function* entries(snapshot: Snapshot, { details }: RecordedEvent, writer: number | undefined): Iterable<Correction> {
  const threads = [...snapshot.threads].sort((a, b) => Number(b.id === writer) - Number(a.id === writer));
  for (const { id, scope, status } of threads) {
    const state = scope.byName.get(String(details.name));
    if (!state || status.kind === 'ended') continue;
    const { pointer } = state;
    yield { events: [{ type: 'goto', thread: id, pointer, input: details.input ?? null }], thread: id };
  }
}

function* exits(
  { threads }: Snapshot,
  { details }: RecordedEvent,
  alike: Trial | undefined,
  writer: number | undefined,
): Iterable<Correction> {
  const isHere = ({ frame, status }: ThreadRecord): boolean => frame?.name === details.name && status.kind !== 'ended';
  const here = threads.filter(isHere);
  const wished = alike?.thread ?? writer;
  here.sort((a, b) => Number(b.id === wished) - Number(a.id === wished));
  const assigned = Object.entries((details.assignedVariables ?? {}) as Readonly<Record<string, Json>>);
  for (const { id } of here) {
    const variables = assigned.map(
      ([name, value]): ExecutionEvent => ({ type: 'set-variable', thread: id, name, value }),
    );
    // What the state assigns itself comes before it is left.
    const before = alike?.thread === id ? alike.events.slice(0, -1) : [];
    const output = details.output ?? null;
    yield { events: [...before, ...variables, { type: 'finish', thread: id, output }], thread: id };
  }
}

function* schedules({ threads }: Snapshot, { details }: RecordedEvent, alike: Trial): Iterable<Correction> {
  const { thread, events } = alike;
  const frame = threads.find(({ id }) => id === thread)?.frame;
  if (!frame || thread === undefined) return;
  const stage: keyof Stages = frame.phases.includes('Arguments')
    ? 'afterArguments'
    : frame.phases.includes('Parameters')
      ? 'afterParameters'
      : 'afterInputPath';
  const value = details.parameters ?? details.input ?? null;
  yield { events: [...events.slice(0, -1), { type: 'set-stage', thread, stage, value }], thread };
}

/** Items and the executions of a distributed Map are in no history of the execution around them. */
function* unrecorded(snapshot: Snapshot, { type, details }: RecordedEvent): Iterable<Correction> {
  for (const { id, itemReader, thread, stateName } of openTasks(snapshot)) {
    const map = mapAround(snapshot, thread);
    const { error, cause } = details;
    if (itemReader && type === 'MapRunFailed' && typeof cause === 'string')
      yield { events: [{ type: 'task-failed', task: id, error: String(error), cause }], untold: stateName };
    else if (itemReader) yield { events: [{ type: 'items-read', task: id, items: [] }], untold: stateName };
    else if (map !== undefined) yield { events: [{ type: 'task-succeeded', task: id, output: null }], untold: map };
  }
  for (const { id, status } of snapshot.threads) {
    const map = status.kind === 'ready' ? mapAround(snapshot, id) : undefined;
    if (map !== undefined) yield { events: [], thread: id, untold: map };
  }
}

/** The name of the distributed Map in one of whose executions a thread runs. */
function mapAround({ threads }: Snapshot, id: number): string | undefined {
  const find = (wanted: number | undefined) => threads.find((one) => one.id === wanted);
  for (let at = find(id); at; at = find(at.parent))
    if (at.childExecution === at.id || at.execution) return find(at.parent)?.frame?.name;
  return undefined;
}

const LENGTH = 120;

/** What an event differs in from what the definition gives; undefined where it does not. */
export function departureOf(wanted: RecordedEvent, own: HistoryEvent | undefined): Departure | undefined {
  const { details } = wanted;
  const difference = differenceOf(details, own);
  if (difference === undefined) return undefined;
  return { ...placeOf(wanted), difference, message: `${nameOf(wanted)}: ${difference} The recording is shown.` };
}

function differenceOf(details: RecordedEvent['details'], own: HistoryEvent | undefined): string | undefined {
  if (!own) return 'This is not what the definition leads to.';
  const member = differingMember(own.details ?? {}, details);
  if (member === undefined) return undefined;
  const [a, b] = [own.details?.[member], details[member]];
  const what = MEMBERS[member] ?? `'${member}'`;
  return `${what} is ${brief(b)} in the recording and ${brief(a)} by the definition.`;
}

/** Input and output carry the same data, so that what differs in both is one difference. */
const MEMBERS: Readonly<Record<string, string>> = {
  input: 'The data',
  output: 'The data',
  assignedVariables: 'The assigned data',
  parameters: 'What the service gets',
  cause: 'The cause',
  error: 'The error',
};

/** What is said of a Map whose items or executions are not recorded. */
export function untoldDeparture(wanted: RecordedEvent, state: string): Departure {
  const difference = `The items and executions of '${state}' are not in the history of the execution around them; only its result is shown.`;
  return { ...placeOf(wanted), state, difference, message: `${nameOf(wanted)}: ${difference}` };
}

function placeOf({ id, type, details }: RecordedEvent): Pick<Departure, 'event' | 'type' | 'state'> {
  return { event: id, type, state: typeof details.name === 'string' ? details.name : undefined };
}

/** `Event 12 (TaskStateExited 'Ship')` */
export function nameOf({ id, type, details }: Pick<RecordedEvent, 'id' | 'type' | 'details'>): string {
  return `Event ${id} (${type}${typeof details.name === 'string' ? ` '${details.name}'` : ''})`;
}

function brief(value: Json | undefined): string {
  if (value === undefined) return 'absent';
  const text = stringifyJson(value);
  return text.length > LENGTH ? `${text.slice(0, LENGTH - 1)}…` : text;
}
