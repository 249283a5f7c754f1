/** The lines that the debug console shows of an execution: one for each state entered, failed, retried or caught. */
import type { Range } from '#asl';
import type { Json } from '#asl/json';
import type { Failure, Snapshot, TaskRequest } from '#interpreter';
import { indexPath } from '../data/frames.ts';
import { type Definition, definitionAt, findState } from '../launch/definition.ts';
import { nextMoment } from '../nested/world.ts';
import { previewOf } from '../preview.ts';
import { type Change, findThread, isEntry } from '../run/changes.ts';
import type { Ledger } from '../run/ledger.ts';
import type { Step } from '../run/timeline.ts';
import type { FoundAnswer } from '../tasks/answers.ts';
import type { Tone } from './style.ts';

type ThreadOf = Snapshot['threads'][number];

/** What fits beside the link to the source in a panel of usual width: calm lines are lines that do not wrap. */
const LINE_LENGTH = 84;
/** A preview shorter than this says nothing. */
const LEAST_PREVIEW = 20;
const NAME_LENGTH = 48;

export interface TranscriptLine {
  readonly text: string;
  /** The text that the line speaks of. */
  readonly range: Range | undefined;
  readonly definition?: Definition | undefined;
  readonly tone?: Tone;
}

const STARTED_EXECUTION = 'the execution that it started';

/** What an event has brought about, in words. */
export function linesOf(
  definition: Definition,
  before: Snapshot,
  after: Snapshot,
  step: Step,
): readonly TranscriptLine[] {
  const lines: TranscriptLine[] = [];
  for (const effect of step.effects) {
    if (effect.type === 'history' && effect.event.type === 'ExecutionRedriven')
      lines.push({ text: redrivenText(before), range: undefined });
    if (effect.type === 'nested-ended')
      lines.push(answerLine(definition, before, effect.task, { outcome: effect.outcome, by: STARTED_EXECUTION }));
    if (effect.type !== 'failure') continue;
    const thread = findThread(after, effect.thread) ?? findThread(before, effect.thread);
    if (!thread) continue;
    const reason = effect.reason === undefined ? '' : `. ${effect.reason}`;
    const what = `failed with ${failureText(briefly(effect.failure))}${reason}`;
    lines.push({
      ...lineOf(definition, before, thread, what),
      tone: effect.outcome === 'uncaught' ? 'bad' : 'warning',
    });
  }
  for (const change of step.changes) {
    const line = transition(definition, after, change);
    if (line) lines.push(line);
  }
  return lines;
}

function transition(definition: Definition, after: Snapshot, change: Change): TranscriptLine | undefined {
  const from = change.before?.frame;
  const to = change.after?.frame;
  const thread = change.after ?? change.before;
  if (!thread) return undefined;
  if (to && from && to.pointer === from.pointer) {
    if (to.catcher !== undefined && from.catcher === undefined)
      return lineOf(definition, after, thread, `caught ${to.failure?.error ?? 'the failure'}`);
    const retries = to.retryCounts.reduce((sum, count) => sum + count, 0);
    if (retries > from.retryCounts.reduce((sum, count) => sum + count, 0))
      return lineOf(definition, after, thread, `will be tried again${delayText(thread, after)}`);
  }
  return isEntry(change) ? entryLine(definition, after, thread) : undefined;
}

/** Says that a thread is about to enter its state, and with what. */
export function entryLine(definition: Definition, snapshot: Snapshot, thread: ThreadOf): TranscriptLine | undefined {
  const { frame } = thread;
  if (!frame) return undefined;
  const text = withData(
    `${prefixOf(definition, snapshot, thread)}${shortName(frame.name)} (${frame.type})`,
    frame.stages.input,
  );
  return { text, ...placeOf(definition, frame.pointer) };
}

function placeOf(definition: Definition, pointer: string | undefined): Pick<TranscriptLine, 'range' | 'definition'> {
  if (pointer === undefined) return { range: undefined };
  return { range: findState(definition, pointer)?.key, definition: definitionAt(definition, pointer) };
}

/** Says who has answered a task: `Ship is answered by order.mocks.json → {…}`. */
export function answerLine(
  definition: Definition,
  snapshot: Snapshot,
  { pointer, stateName, thread: id }: TaskRequest,
  { outcome, by }: FoundAnswer,
): TranscriptLine {
  const head = `${prefixOfTask(definition, snapshot, id)}${shortName(stateName)} is answered by ${by}`;
  const text =
    'output' in outcome
      ? withData(head, outcome.output, '→')
      : 'failed' in outcome
        ? `${head} → ${outcome.error ?? 'a failure without a name'}`
        : 'items' in outcome
          ? withData(head, outcome.items, '→')
          : `${head} → never`;
  return { text, ...placeOf(definition, pointer) };
}

/** `head ← value`, with as much of the value as the line has room for. */
export function withData(head: string, value: Json, arrow = '←'): string {
  return `${head} ${arrow} ${previewOf(value, Math.max(LEAST_PREVIEW, LINE_LENGTH - head.length - 3))}`;
}

/** The line leads to its state by a link, so that a very long name need not be whole. */
export const shortName = (name: string): string =>
  name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH - 1).trimEnd()}…` : name;

function delayText({ status }: ThreadOf, { now }: Snapshot): string {
  return status.kind === 'waiting' ? ` in ${Number(((status.until - now) / 1000).toFixed(3))} s` : '';
}

function lineOf(definition: Definition, snapshot: Snapshot, thread: ThreadOf, what: string): TranscriptLine {
  const { frame } = thread;
  return {
    text: `${prefixOf(definition, snapshot, thread)}${shortName(frame?.name ?? thread.container)} ${what}`,
    ...placeOf(definition, frame?.pointer),
  };
}

/** `branch 2 ▸ item 3 ▸ `: the containers themselves have had their own lines before. */
const prefixOf = (definition: Definition, snapshot: Snapshot, thread: ThreadOf): string =>
  indexPath(definition, snapshot, thread)
    .map((index) => `${index} ▸ `)
    .join('');

/** The same for a task, by the thread that it is of, which may be gone. */
export function prefixOfTask(definition: Definition, snapshot: Snapshot, id: number): string {
  const thread = findThread(snapshot, id);
  return thread ? prefixOf(definition, snapshot, thread) : '';
}

/** AWS begins the cause of a runtime error with the state, which the line has named already. */
function briefly(failure: Failure): Failure {
  const rest = /^An error occurred while executing the state '.*?' \(entered at the event id #\d+\)\. (.+)$/s.exec(
    failure.cause ?? '',
  )?.[1];
  return rest === undefined ? failure : { ...failure, cause: rest };
}

/** The end before a redrive is no end of the session, but it has been one. */
const redrivenText = ({ status, failure }: Snapshot): string =>
  `Execution ${WORDS[status]}${failure?.error === undefined ? '' : ` with ${failure.error}`} and is redriven`;

/** `Name: cause`, as much of it as there is. */
function failureText({ error, cause }: Failure): string {
  if (error === undefined && cause === undefined) return 'a failure without a name';
  return [error, cause].filter((part) => part !== undefined && part !== '').join(': ');
}

/** The last lines of a run: how it ended, with what, and what it took. */
export function summaryOf(snapshot: Snapshot, ledger: Ledger, bill: string): string {
  const { status, output, failure } = snapshot;
  const outcome =
    status === 'SUCCEEDED'
      ? `Output: ${previewOf(output ?? null, 10_000)}`
      : failure && (failure.error !== undefined || failure.cause !== undefined)
        ? `Error: ${failureText(failure)}`
        : undefined;
  const counts = [
    count(ledger.visits, 'state'),
    count(ledger.tasks, 'task'),
    ...(ledger.nested > 0 ? [count(ledger.nested, 'nested execution')] : []),
    ...(ledger.retries > 0 ? [count(ledger.retries, 'retry', 'retries')] : []),
    count(snapshot.historyLength, 'event'),
    durationText(snapshot.now - snapshot.info.startTime),
  ];
  return [
    `Execution ${WORDS[status]}.`,
    ...(outcome === undefined ? [] : [outcome]),
    counts.join(', '),
    billLine(bill),
  ].join('\n');
}

const billLine = (bill: string): string => `Estimate of what AWS bills: ${bill}.`;

const WORDS = {
  RUNNING: 'still runs',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timed out',
  ABORTED: 'was aborted',
} as const;

const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** The clock of the execution in words: the moment, how long since the start, and what it waits for. */
export function clockLines(snapshot: Snapshot, now: number): readonly (readonly [name: string, text: string])[] {
  const due = nextMoment(snapshot);
  return [
    ['Now', new Date(now).toISOString()],
    ['Since the start', durationText(now - snapshot.info.startTime)],
    ...(due === undefined ? [] : [['Next due', `in ${durationText(Math.max(0, due - now))}`] as const]),
  ];
}

/** `250 ms`, `12.5 s`, `2 min 5 s`, `3 h 20 min`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${Number(seconds.toFixed(1))} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
