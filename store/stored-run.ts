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
  openTasks,
  type Program,
  type ReplayHost,
  type RunHost,
  type RunResult,
  redrive,
  redriveRefusal,
  resume,
  type Snapshot,
  start,
  type TaskRequest,
} from '#interpreter';
import { openJournal } from './journal-file.ts';
import { lockJournal, type Release } from './journal-lock.ts';
import { EMPTY, type JournalPolicy, JournalWriter } from './journal-writer.ts';
import { StoreError } from './store-error.ts';

/** Runs an execution from its beginning into an empty journal file. Throws where another process writes there. */
export function runStored(
  file: string,
  begin: JournalStart,
  host: RunHost,
  policy: JournalPolicy = {},
): RunResult | Promise<RunResult> {
  const { program, problems } = compileProgram(begin.definition);
  if (!program) throw new StoreError(`${problems[0].pointer}: ${problems[0].message}`);
  const snapshot = start(program, begin.options);
  return locked(file, (release) => {
    const writer = new JournalWriter(file, EMPTY, policy);
    const close = closing(writer, release);
    return closedAfter(close, () => {
      writer.append(journalLine({ kind: 'start', ...begin }));
      writer.append(journalLine({ kind: 'event', event: executionStarted(snapshot.info) }));
      return resume(snapshot, storing(host, writer));
    });
  });
}

export interface ResumePolicy extends JournalPolicy {
  /**
   * Sets an execution that did not succeed going again at this moment, or at its end where that is later. Throws a
   * `StoreError` where AWS would refuse.
   */
  readonly redriveAt?: number;
  /** Gives items again that a distributed Map has read, which the journal only refers to where they are many. */
  readonly items?: ReplayHost['items'];
  /**
   * Told of the files that the execution has written so far. Whether all of them were there before the process died
   * nobody knows; to write them again does no harm.
   */
  readonly onResults?: (effect: Effect) => void;
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
  policy: ResumePolicy = {},
): Resumed {
  return locked(file, (release) => goOn(file, hostFor, policy, release));
}

function goOn(
  file: string,
  hostFor: (program: Program, answered: readonly TaskRequest[], snapshot: Snapshot) => RunHost,
  { redriveAt, items, onResults, ...policy }: ResumePolicy,
  release: Release,
): Resumed {
  const asked: TaskRequest[] = [];
  const onReplayed = (effect: Effect) => {
    if (effect.type === 'schedule-task') asked.push(effect.task);
    else if (effect.type === 'write-results') onResults?.(effect);
  };
  const { replay, end, note } = openJournal(file, { onEffect: onReplayed, ...(items && { items }) });
  const { snapshot } = replay;
  const now = redriveAt === undefined ? undefined : Math.max(redriveAt, snapshot.now);
  const refused = now === undefined ? undefined : redriveRefusal(snapshot, now);
  if (refused) {
    const hint = snapshot.status === 'RUNNING' ? ' Without a redrive it goes on from where it stands.' : '';
    throw new StoreError(`'${file}' cannot be redriven. ${refused.code}: ${refused.message}.${hint}`);
  }
  const open = new Set(openTasks(snapshot).map(({ id }) => id));
  const answered = asked.filter(({ id }) => !open.has(id));
  const writer = new JournalWriter(file, end, policy);
  const result = closedAfter(closing(writer, release), () => {
    for (const line of replay.missing) writer.append(line);
    const host = hostFor(replay.program, answered, snapshot);
    return resume(now === undefined ? snapshot : redriven(snapshot, now, writer), storing(host, writer));
  });
  return { result, note };
}

function redriven(snapshot: Snapshot, now: number, writer: JournalWriter): Snapshot {
  writer.append(journalLine({ kind: 'redrive', now }));
  return redrive(snapshot, { now, onEffect: (effect) => keep(effect, writer) });
}

/** The journal is this process's own from here on. What `act` begins has to give it free; where it fails, that is done here. */
function locked<T>(file: string, act: (release: Release) => T): T {
  const release = lockJournal(file);
  try {
    return act(release);
  } catch (error) {
    release();
    throw error;
  }
}

const closing = (writer: JournalWriter, release: Release) => (): void => {
  try {
    writer.close();
  } finally {
    release();
  }
};

function closedAfter(close: () => void, act: () => RunResult | Promise<RunResult>): RunResult | Promise<RunResult> {
  let result: RunResult | Promise<RunResult> | undefined;
  try {
    result = act();
  } finally {
    if (!(result instanceof Promise)) close();
  }
  return result instanceof Promise ? result.finally(close) : result;
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
