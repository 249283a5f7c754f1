/** Commands of the debug console: lines that begin with a dot. They answer tasks, move the clock and show the past. */
import { parseJson } from '#asl/json';
import { historyOf, outcomeOfMock, type TaskRequest } from '#interpreter';
import type { MockAnswer } from '#protocol';
import { isBeforeAction } from '../data/stages.ts';
import { fail } from '../errors.ts';
import { nextMoment, ownExecution } from '../nested/world.ts';
import { goLive } from '../past/go-live.ts';
import { comparisonOf, runsOf } from '../past/kept-runs.ts';
import { previewOf } from '../preview.ts';
import { findThread } from '../run/changes.ts';
import { liveOf, refuseInPast } from '../session/current.ts';
import { sendHeartbeat } from '../session/heartbeat.ts';
import { leaveState } from '../session/leave-state.ts';
import { redriveExecution } from '../session/redrive-execution.ts';
import { runAsMocks } from '../session/run-as-mocks.ts';
import type { Session } from '../session/session.ts';
import { clockLines, durationText } from './transcript.ts';

export interface ConsoleCommand {
  readonly name: string;
  readonly usage: string;
  readonly doc: string;
  /** What the console shows. */
  readonly run: (session: Session, rest: string) => string;
}

export const CONSOLE_COMMANDS: readonly ConsoleCommand[] = [
  { name: '.clock', usage: '.clock', doc: 'Shows the clock of the execution, and what is due next.', run: showClock },
  {
    name: '.compare',
    usage: '.compare [left] [right]',
    doc: 'Compares two runs state by state, the last two when none are named.',
    run: compare,
  },
  {
    name: '.fail',
    usage: '.fail <Error> <Cause>',
    doc: 'Fails the task that waits for an answer, or that the stopped state comes to.',
    run: failTask,
  },
  { name: '.heartbeat', usage: '.heartbeat', doc: 'Sends a heartbeat for the task that waits.', run: heartbeat },
  { name: '.help', usage: '.help', doc: 'Lists these commands.', run: help },
  {
    name: '.history',
    usage: '.history [count]',
    doc: 'Shows the last events of the execution, 20 when no count is given.',
    run: history,
  },
  {
    name: '.leave',
    usage: '.leave [JSON]',
    doc: 'Skips the state: it is left with this output, or with the data that it has.',
    run: leave,
  },
  {
    name: '.live',
    usage: '.live',
    doc: 'Makes a recorded execution a live one that goes on from this moment.',
    run: live,
  },
  {
    name: '.mocks',
    usage: '.mocks',
    doc: 'Shows a mock file that answers the tasks as they have been answered.',
    run: (session) => runAsMocks(session).trimEnd(),
  },
  {
    name: '.redrive',
    usage: '.redrive',
    doc: 'Lets the execution fail, and run again what had not succeeded.',
    run: redriveFromHere,
  },
  { name: '.runs', usage: '.runs', doc: 'Lists the runs of this session.', run: listRuns },
  {
    name: '.skip',
    usage: '.skip [30s]',
    doc: 'Moves the clock, to the next moment at which something is due when no time is given.',
    run: skip,
  },
  {
    name: '.succeed',
    usage: '.succeed <JSON>',
    doc: 'Answers the task that waits, or that the stopped state comes to, with a result.',
    run: succeed,
  },
];

/** Runs a line of the console when it is a command; undefined when it is an expression. */
export function runConsoleCommand(session: Session, line: string): string | undefined {
  const [, name, rest = ''] = /^\s*(\.[a-z]+)\b\s*([\s\S]*)$/i.exec(line) ?? [];
  if (name === undefined) return undefined;
  const command = CONSOLE_COMMANDS.find((candidate) => candidate.name === name.toLowerCase());
  if (!command) return fail('evaluation', `There is no command '${name}'. Type .help for those that exist.`);
  return command.run(session, rest.trim());
}

function help(): string {
  const width = Math.max(...CONSOLE_COMMANDS.map(({ usage }) => usage.length));
  const rows = CONSOLE_COMMANDS.map(({ usage, doc }) => `${usage.padEnd(width)}  ${doc}`);
  return [
    ...rows,
    'Everything else is an expression: $.path, $variable, $$.context, States.Function(…) or {% JSONata %}.',
  ].join('\n');
}

function history(session: Session, rest: string): string {
  const { run } = liveOf(session);
  const count = /^\d+$/.test(rest) ? Number(rest) : 20;
  // At a stop in a nested execution, its own.
  const events = historyOf(ownExecution(run.snapshot, run.stop?.thread ?? 0).snapshot);
  const shown = events.slice(-count).map(({ id, previousEventId, type, details }) => {
    const name = details?.name;
    return `${String(id).padStart(5)} ← ${previousEventId}  ${type}${typeof name === 'string' ? ` ${name}` : ''}`;
  });
  return [eventsText(events.length), ...shown].join('\n');
}

function succeed(session: Session, rest: string): string {
  const { value, problem } = parseJson(rest === '' ? '{}' : rest);
  if (problem) return fail('badAnswer', `The result is not JSON (column ${problem.column}): ${problem.message}`);
  return answer(session, { return: value }, `returns ${previewOf(value)}`);
}

function failTask(session: Session, rest: string): string {
  const [, error = '', cause = ''] = /^(\S*)\s*([\s\S]*)$/.exec(rest) ?? [];
  if (error === '')
    return fail('badAnswer', 'Name the error: .fail <Error> <Cause>, for example .fail States.Timeout.');
  return answer(session, { throw: { error, ...(cause === '' ? {} : { cause }) } }, `fails with ${error}`);
}

function answer(session: Session, mock: MockAnswer, words: string): string {
  const live = liveOf(session);
  refuseInPast(live);
  const { desk, run } = live;
  const ahead = taskAhead(session);
  if (ahead) {
    run.fork();
    desk.prepare(ahead.thread, (task) => outcomeOfMock(mock, task));
    return `${ahead.name} ${words} when it comes to its task.`;
  }
  const task = openTask(session);
  desk.answer(task, outcomeOfMock(mock, task));
  run.wake();
  return `${task.stateName} ${words}.`;
}

/** The Task state in which the execution has stopped, where it has not asked for its task yet. */
function taskAhead(session: Session): { readonly thread: number; readonly name: string } | undefined {
  const { run } = liveOf(session);
  const thread = run.stop && findThread(run.snapshot, run.stop.thread);
  if (thread?.frame?.type !== 'Task' || thread.frame.failure || !isBeforeAction(thread)) return undefined;
  return { thread: thread.id, name: thread.frame.name };
}

function heartbeat(session: Session): string {
  return sendHeartbeat(session, openTask(session));
}

/** The task of the thread in focus, else the oldest question. */
function openTask(session: Session): TaskRequest {
  const { desk, run } = liveOf(session);
  const [oldest] = desk.waiting;
  const task = desk.waiting.find(({ thread }) => thread === run.stop?.thread) ?? oldest;
  return task ?? fail('unknownTask', 'No task waits for an answer.');
}

function redriveFromHere(session: Session): string {
  redriveExecution(session)();
  return 'The execution will be redriven.';
}

function leave(session: Session, rest: string): string {
  const { value, problem } = rest === '' ? { value: undefined, problem: undefined } : parseJson(rest);
  if (problem) return fail('badAnswer', `The output is not JSON (column ${problem.column}): ${problem.message}`);
  leaveState(session, value)();
  return 'The next step goes on to the Next of the state.';
}

function showClock(session: Session): string {
  const { run } = liveOf(session);
  return clockLines(run.snapshot, run.now)
    .map(([name, text]) => `${name}: ${text}`)
    .join('\n');
}

function live(session: Session): string {
  goLive(session);
  return 'The next step runs by the definition.';
}

function listRuns(session: Session): string {
  return runsOf(session)
    .map(
      ({ id, name, status, events, isCurrent }) =>
        `${id}  ${name}: ${status === 'RUNNING' && !isCurrent ? 'left while it ran' : status}, ${eventsText(events)}${isCurrent ? ', here' : ''}`,
    )
    .join('\n');
}

const eventsText = (count: number): string => `${count} ${count === 1 ? 'event' : 'events'}`;

function compare(session: Session, rest: string): string {
  const count = runsOf(session).length;
  const [left = count - 1, right = count] = rest.split(/\s+/).filter(Boolean).map(Number);
  if (count < 2) return fail('unknownRun', 'There is only one run. Change a value in the past to begin another one.');
  const { rows } = comparisonOf(session, left, right);
  return rows
    .map(
      ({ state, verdict, differs }) =>
        `${state}: ${verdict === 'different' ? `different ${differs.join(', ')}` : verdict.replace('-', ' ')}`,
    )
    .join('\n');
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 };

function skip(session: Session, rest: string): string {
  const live = liveOf(session);
  refuseInPast(live);
  const { run } = live;
  const { snapshot } = run;
  const [, digits, unit = 's'] = /^(\d+(?:\.\d+)?)\s*(ms|s|min|m|h|d)?$/.exec(rest) ?? [];
  if (rest !== '' && digits === undefined)
    return fail('badAnswer', 'The time to skip is a number with ms, s, min, h or d, for example .skip 30s.');
  const moment = digits === undefined ? nextMoment(snapshot) : snapshot.now + Number(digits) * (UNITS[unit] ?? 1000);
  if (moment === undefined) return fail('evaluation', 'Nothing waits for time.');
  run.tell({ type: 'time', now: moment });
  return `The clock moves ${durationText(moment - snapshot.now)} ahead${run.stop ? ' when the execution goes on' : ''}.`;
}
