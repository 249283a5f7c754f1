/** What an event does to an execution: the one place through which everything that happens to it comes in. */
import { moveClock } from './clock.ts';
import { changeFailure, changeFrame, finish, jump } from './intervention.ts';
import { runPhases } from './phases.ts';
import type { ExecutionEvent } from './snapshot.ts';
import { heartbeat, stop, taskSucceeded, tellTask } from './task-news.ts';
import type { Work } from './work.ts';

/** Takes one event. What does not apply changes nothing. */
export function applyEvent(work: Work, event: ExecutionEvent): void {
  switch (event.type) {
    case 'task-succeeded':
      taskSucceeded(work, event.task, event.output);
      break;
    case 'task-started':
    case 'task-submitted':
    case 'task-failed':
    case 'items-read':
      tellTask(work, event);
      break;
    default:
      applyOther(work, event);
  }
}

type OtherEvent = Exclude<ExecutionEvent, { type: `task-s${string}` | 'task-failed' | 'items-read' }>;

function applyOther(work: Work, event: OtherEvent): void {
  switch (event.type) {
    case 'advance':
      if (event.thread !== undefined && work.findThread(event.thread)?.status.kind === 'ready')
        work.giveTurn(event.thread);
      runTurn(work);
      break;
    case 'time':
      moveClock(work, event.now);
      break;
    case 'task-heartbeat':
      heartbeat(work, event.task);
      break;
    case 'stop':
      stop(work, event.error, event.cause);
      break;
    case 'set-stage':
    case 'set-variable':
      changeFrame(work, event);
      break;
    case 'set-failure':
      changeFailure(work, event);
      break;
    case 'finish':
      finish(work, event);
      break;
    case 'goto':
      jump(work, event);
      break;
    case 'redrive':
      // Only what is over can be redriven, and that has no work under way (see `step`).
      break;
  }
}

/** Phases that run in one go where nothing limits them: a small whole number, as V8 compares these fastest. */
const MANY = 2 ** 29;

/** Runs phases until none is ready, the execution ends, or the clock of phases stands at `lastTick`. */
export function runTurns(work: Work, lastTick: number | undefined): void {
  if (lastTick !== undefined) runUntil(work, lastTick);
  else while (runUntil(work, work.tick + MANY));
}

/** False where nothing can run any more. */
function runUntil(work: Work, lastTick: number): boolean {
  while (work.isRunning && work.tick < lastTick) {
    const thread = work.takeTurn();
    if (!thread) return false;
    runPhases(work, thread, lastTick);
  }
  return work.isRunning;
}

/** Runs one phase of the thread whose turn it is. False where no thread is ready. */
export function runTurn(work: Work): boolean {
  const thread = work.takeTurn();
  if (!thread) return false;
  runPhases(work, thread, work.tick + 1);
  return true;
}
