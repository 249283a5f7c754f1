/** Puts a run together: the first snapshot, its timeline, what stops it, who answers its tasks, and who hears of it. */
import type { Snapshot, TaskRequest } from '#interpreter';
import { createHits, type Hits } from './breakpoints/hits.ts';
import { ResultFiles } from './buckets/result-files.ts';
import { evaluateIn } from './data/evaluate.ts';
import { activeRange, definitionOf } from './data/frames.ts';
import type { Definition } from './launch/definition.ts';
import { firstSnapshot } from './launch/first-snapshot.ts';
import type { Launch } from './launch/launch.ts';
import { ownId } from './nested/numbering.ts';
import { ownExecution } from './nested/world.ts';
import { askForAnswer, withdrawQuestion } from './report/questions.ts';
import { outputPlace, Reporter } from './report/reporter.ts';
import { findThread } from './run/changes.ts';
import { createClock } from './run/clock.ts';
import { Ledger } from './run/ledger.ts';
import { Run } from './run/run.ts';
import { StopRules } from './run/stopping.ts';
import { Timeline } from './run/timeline.ts';
import type { LiveRun } from './session/live-run.ts';
import { createOutside } from './session/outside.ts';
import type { Session } from './session/session.ts';
import { createIssuedTokens, createTokenAccess } from './session/task-tokens.ts';
import { Answers } from './tasks/answers.ts';
import { createFinder } from './tasks/find-answer.ts';
import { machineAhead } from './tasks/machine-ahead.ts';
import { TaskDesk, type TaskDeskDeps } from './tasks/task-desk.ts';

/** A condition is given up sooner than what the user types. */
const CONDITION_PATIENCE = 1000;

/** Makes the run of a launch; nothing has happened in it yet. `first`: as it begins. */
export function createRun(session: Session, launch: Launch, first?: Snapshot): LiveRun {
  const { host } = session;
  const { args, definition, machines, mocks, recording } = launch;
  const past = launch.past?.reconstruction;
  const snapshot = first ?? past?.first ?? firstSnapshot(launch, host.now());
  const answers = new Answers({ program: definition.program, mocks, recording }, machines);
  const files = new ResultFiles(host, launch.buckets, (line) => session.print(line));
  const ledger = new Ledger((task) => answers.countKeyOf(task));
  ledger.begin(snapshot);
  const timeline = new Timeline(snapshot, ledger, past?.log);
  const issued = createIssuedTokens();
  const tokens = createTokenAccess(session, () => live);
  const outside = createOutside(session, launch, () => live, tokens);
  const find = createFinder(session, launch, {
    outside,
    isSubmitted: (task) => isSubmitted(timeline.snapshot, task),
    prepared: (task) => answers.find(task, timeline.ledger.ordinalOf(task)),
    now: () => timeline.snapshot.now,
    onEffect: (effect) => files.take(effect),
  });
  const desk = new TaskDesk({
    ...timesOf(timeline),
    ...toldTo(session, definition, timeline, () => listener),
    find: (task) => {
      issued.add(task);
      return find(task);
    },
    wake: () => live.run.wake(),
    cancel: (task) => {
      outside.cancel(task);
      listener.fetched(task);
    },
  });
  const hits = createHits();
  const rules = rulesOf(session, launch, hits);
  const clock = args.time === 'real' ? createClock(snapshot.now, host.now, args.timeScale) : undefined;
  const listener = new Reporter(session, definition, timeline, files);
  const live: LiveRun = {
    launch,
    desk,
    outside,
    issued: issued.has,
    tokens,
    machineAhead: (thread) => machineAhead(answers, machines, thread),
    run: new Run({ host, timeline, rules, hits, desk, clock, listener }),
  };
  return live;
}

/** True where the service of a task has answered first, and its end is awaited. */
function isSubmitted(snapshot: Snapshot, { thread, id }: TaskRequest): boolean {
  const own = ownExecution(snapshot, thread);
  const status = findThread(own.snapshot, own.id)?.status;
  return status?.kind === 'task' && status.task.id === ownId(id) && status.submitted;
}

/** When things happen, by the timeline. */
const timesOf = (timeline: Timeline): Pick<TaskDeskDeps, 'now' | 'askedAt'> => ({
  now: () => timeline.snapshot.now,
  askedAt: (task) => timeline.ledger.askedAt(task) ?? timeline.snapshot.now,
});

/** What the user hears of tasks. */
function toldTo(
  session: Session,
  definition: Definition,
  timeline: Timeline,
  listener: () => Reporter,
): Pick<TaskDeskDeps, 'fetching' | 'answered' | 'ask' | 'settle'> {
  return {
    fetching: (task) => listener().fetching(task),
    answered: (task, answer) => listener().answered(task, answer),
    ask: (task, sent) => {
      listener().fetched(task.id);
      askForAnswer(session, definition, timeline.snapshot, task, sent);
    },
    settle: (task) => withdrawQuestion(session, task),
  };
}

/** What stops the execution. */
function rulesOf(session: Session, { args, definition }: Launch, hits: Hits): StopRules {
  const { host } = session;
  return new StopRules({
    table: session.breakpoints,
    hits,
    isOff: args.noDebug === true,
    evaluate: (at, id, text) => {
      const thread = findThread(at, id);
      return thread ? evaluateIn(at, thread, text, { patience: CONDITION_PATIENCE, now: host.now }) : null;
    },
    log: (text, at, id) => {
      const thread = findThread(at, id);
      const own = thread && definitionOf(definition, at, thread);
      session.print(text, own ? outputPlace(session, own, activeRange(own, thread).start) : {});
    },
  });
}

/** Lets a run begin: stops at the first state when that is wished, else runs to the first stop. */
export function begin(session: Session): void {
  const { live } = session;
  if (!live || live.run.isOver) return;
  const { run, launch } = live;
  const { placeholders } = launch.definition;
  if (placeholders.length > 0)
    session.print(
      `These placeholders have no value and stand as text: ${placeholders.map((name) => `\${${name}}`).join(', ')}.`,
    );
  const first = run.snapshot.threads[0];
  run.announce();
  if (launch.args.stopOnEntry && !launch.args.noDebug && first) run.halt({ reason: 'entry', thread: first.id });
  else run.resume({ kind: 'run' });
}
