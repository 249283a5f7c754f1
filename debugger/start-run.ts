/** Puts a run together: the first snapshot, its timeline, what stops it, who answers its tasks, and who hears of it. */
import { start } from '#interpreter';
import { type AnswerSource, countKeyOf, findAnswer } from './answers.ts';
import { findThread } from './changes.ts';
import { createClock } from './clock.ts';
import { evaluateIn } from './evaluate.ts';
import { activeRange } from './frames.ts';
import { createHits } from './hits.ts';
import type { Launch } from './launch.ts';
import { Ledger } from './ledger.ts';
import { askForAnswer, withdrawQuestion } from './questions.ts';
import { outputPlace, Reporter } from './reporter.ts';
import { Run } from './run.ts';
import type { Session } from './session.ts';
import { StopRules } from './stopping.ts';
import { TaskDesk } from './task-desk.ts';
import { Timeline } from './timeline.ts';

/** A run with what requests need to know of it. */
export interface LiveRun {
  readonly launch: Launch;
  readonly run: Run;
  readonly desk: TaskDesk;
}

/** A condition is given up sooner than what the user types. */
const CONDITION_PATIENCE = 1000;

/** Makes the run of a launch; nothing has happened in it yet. */
export function createRun(session: Session, launch: Launch): LiveRun {
  const { host } = session;
  const { args, definition, input, mocks, recording } = launch;
  const { seed, startAt, variables, time } = args;
  const now = host.now();
  const snapshot = start(definition.program, {
    input,
    now,
    name: definition.name.replace(/\.(?:asl\.)?(?:json|ya?ml)$/i, '').replace(/[^A-Za-z0-9_-]+/g, '-') || 'execution',
    ...(seed === undefined ? {} : { seed }),
    ...(startAt === undefined ? {} : { startAt }),
    ...(variables === undefined ? {} : { variables }),
  });
  const source: AnswerSource = { program: definition.program, mocks, recording };
  const ledger = new Ledger((task) => countKeyOf(source, task));
  ledger.begin(snapshot);
  const timeline = new Timeline(snapshot, ledger);
  const desk = new TaskDesk({
    find: (task) => findAnswer(source, task, timeline.ledger.ordinalOf(task)),
    ask: (task) => askForAnswer(session, definition, task),
    settle: (task) => withdrawQuestion(session, task),
  });
  const hits = createHits();
  const rules = new StopRules({
    table: session.breakpoints,
    hits,
    isOff: args.noDebug === true,
    evaluate: (at, id, text) => {
      const thread = findThread(at, id);
      return thread ? evaluateIn(at, thread, text, { patience: CONDITION_PATIENCE, now: host.now }) : null;
    },
    log: (text, at, id) => {
      const thread = findThread(at, id);
      session.print(text, thread ? outputPlace(session, definition, activeRange(definition, thread).start) : {});
    },
  });
  const clock = time === 'real' ? createClock(now, host.now) : undefined;
  const listener = new Reporter(session, definition, timeline);
  return { launch, desk, run: new Run({ host, timeline, rules, hits, desk, clock, listener }) };
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
