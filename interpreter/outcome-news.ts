/** What has become of a task, in the words in which the engine takes it: one outcome may be news of several kinds. */
import type { Json } from '#asl/json';
import type { TaskOutcome } from './host.ts';
import type { ExecutionEvent, TaskRequest } from './snapshot.ts';

type Success = Extract<ExecutionEvent, { type: 'task-succeeded' }>;

/** True for an outcome of which there is nothing to say but that it is there: nearly all are of this kind. */
export const isPlain = (outcome: TaskOutcome): outcome is Extract<TaskOutcome, { output: Json }> =>
  'output' in outcome && outcome.submitted === undefined && outcome.worker === undefined;

const succeeded = (task: number, output: Json): Success => ({ type: 'task-succeeded', task, output });

/** An outcome that comes alone: it says by itself that the task has begun, unless it has to say who does it. */
export function answerEvents(request: TaskRequest, outcome: TaskOutcome): readonly ExecutionEvent[] {
  const events = outcomeEvents(request, outcome);
  const tellsStart = (outcome.worker !== undefined || 'silent' in outcome) && isTakenUp(request, outcome);
  return tellsStart ? [startedBy(request, outcome), ...events] : events;
}

/** An activity that no worker polls is never started, nor is a task that fails before. */
export function isTakenUp(request: TaskRequest, outcome: TaskOutcome): boolean {
  if ('items' in outcome) return false;
  if ('failed' in outcome && (outcome.stage === 'schedule' || outcome.stage === 'start')) return false;
  return request.pattern !== 'activity' || outcome.worker !== undefined || !('silent' in outcome);
}

export function startedBy(request: TaskRequest, { worker }: TaskOutcome): ExecutionEvent {
  return worker === undefined
    ? { type: 'task-started', task: request.id }
    : { type: 'task-started', task: request.id, worker };
}

/** The news of an outcome: what reaches the engine at once, and what is delayed. A job is submitted at once. */
export function newsOf(
  request: Pick<TaskRequest, 'id'>,
  outcome: TaskOutcome,
): { readonly now: readonly ExecutionEvent[]; readonly later: readonly ExecutionEvent[] } {
  const events = outcomeEvents(request, outcome);
  if (!outcome.delay) return { now: events, later: [] };
  const isSubmission = ({ type }: ExecutionEvent) => type === 'task-submitted';
  return { now: events.filter(isSubmission), later: events.filter((event) => !isSubmission(event)) };
}

/** The news by which an outcome reaches the engine. */
export function outcomeEvents({ id }: Pick<TaskRequest, 'id'>, outcome: TaskOutcome): readonly ExecutionEvent[] {
  const events: ExecutionEvent[] = [];
  if (outcome.submitted !== undefined) events.push({ type: 'task-submitted', task: id, output: outcome.submitted });
  if ('output' in outcome) events.push(succeeded(id, outcome.output));
  else if ('items' in outcome) {
    const { items, next, isRepeatable } = outcome;
    events.push({
      type: 'items-read',
      task: id,
      items,
      ...(next !== undefined && { next }),
      ...(isRepeatable && { isRepeatable }),
    });
  } else if ('failed' in outcome) {
    const { error, cause, stage } = outcome;
    events.push({
      type: 'task-failed',
      task: id,
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
      ...(stage !== undefined && { stage }),
    });
  }
  return events;
}
