/**
 * Drives an execution to its end and keeps it in a journal as it goes. What others rely on is synced before they can
 * see it: the callback token before the task that carries it is handed out, the answer to it before it has effects,
 * and the end of the execution.
 */
import {
  compileProgram,
  type Effect,
  type ExecutionEvent,
  executionStarted,
  type JournalStart,
  journalLine,
  lineOfEffect,
  type Program,
  type RunHost,
  type RunResult,
  redrive,
  resume,
  type Snapshot,
  start,
  type TaskRequest,
} from '#interpreter';
import { openJournal, StoreError } from './journal-file.ts';
import { EMPTY, type JournalPolicy, JournalWriter } from './journal-writer.ts';

/** Runs an execution from its beginning into an empty journal file. */
export function runStored(
  file: string,
  begin: JournalStart,
  host: RunHost,
  policy: JournalPolicy = {},
): RunResult | Promise<RunResult> {
  const { program, problems } = compileProgram(begin.definition);
  if (!program) throw new StoreError(`${problems[0].pointer}: ${problems[0].message}`);
  const snapshot = start(program, begin.options);
  const writer = new JournalWriter(file, EMPTY, policy);
  writer.append(journalLine({ kind: 'start', ...begin }));
  writer.append(journalLine({ kind: 'event', event: executionStarted(snapshot.info) }));
  return drive(snapshot, host, writer);
}

export interface ResumePolicy extends JournalPolicy {
  /** Sets an execution that failed going again at this moment; one that cannot be redriven stays as it is. */
  readonly redriveAt?: number;
}

export interface Resumed {
  readonly result: RunResult | Promise<RunResult>;
  /** What had to be dropped from the journal, as a sentence. */
  readonly note: string | undefined;
}

/**
 * Goes on with an execution from its journal. The host is made from what the journal holds: the definition, and the
 * tasks that have been answered already, in order, and where it stands; tasks that are still open are asked of the
 * host again.
 */
export function resumeStored(
  file: string,
  hostFor: (program: Program, answered: readonly TaskRequest[], snapshot: Snapshot) => RunHost,
  { redriveAt, ...policy }: ResumePolicy = {},
): Resumed {
  const asked: TaskRequest[] = [];
  const written: Effect[] = [];
  const { replay, end, note } = openJournal(file, (effect) => {
    if (effect.type === 'schedule-task') asked.push(effect.task);
    else if (effect.type === 'write-results') written.push(effect);
  });
  const { snapshot } = replay;
  const open = new Set(snapshot.threads.map(({ status }) => (status.kind === 'task' ? status.task.id : 0)));
  const answered = asked.filter(({ id }) => !open.has(id));
  const writer = new JournalWriter(file, end, policy);
  for (const line of replay.missing) writer.append(line);
  const host = hostFor(replay.program, answered, snapshot);
  // Whether the files were written before the process died, nobody knows; to write them again does no harm.
  for (const effect of written) host.onEffect?.(effect);
  if (redriveAt === undefined) return { result: drive(snapshot, host, writer), note };
  writer.append(journalLine({ kind: 'redrive', now: redriveAt }));
  const onEffect = (effect: Effect) => keep(effect, writer);
  return { result: drive(redrive(snapshot, { now: redriveAt, onEffect }), host, writer), note };
}

function drive(snapshot: Snapshot, host: RunHost, writer: JournalWriter): RunResult | Promise<RunResult> {
  let result: RunResult | Promise<RunResult> | undefined;
  try {
    result = resume(snapshot, storing(host, writer));
  } finally {
    if (!(result instanceof Promise)) writer.close();
  }
  return result instanceof Promise ? result.finally(() => writer.close()) : result;
}

/** The host as it is, with everything that happens written down. */
function storing(host: RunHost, writer: JournalWriter): RunHost {
  const callbacks = new Set<number>();
  return {
    ...(host.time && { time: host.time }),
    task: (request) => {
      if (request.pattern === 'token' || request.pattern === 'activity') {
        callbacks.add(request.id);
        writer.sync();
      }
      return host.task(request);
    },
    onNews: (news, tick) => {
      writer.append(journalLine({ kind: 'news', tick, news }));
      if (news.some((event) => isCallback(event, callbacks))) writer.sync();
      host.onNews?.(news, tick);
    },
    onEffect: (effect) => {
      keep(effect, writer);
      host.onEffect?.(effect);
    },
  };
}

function keep(effect: Effect, writer: JournalWriter): void {
  const line = lineOfEffect(effect);
  if (line !== undefined) writer.append(line);
  else if (effect.type === 'ended') writer.sync();
}

const isCallback = (event: ExecutionEvent, callbacks: ReadonlySet<number>): boolean =>
  'task' in event && event.type !== 'task-started' && callbacks.has(event.task);
