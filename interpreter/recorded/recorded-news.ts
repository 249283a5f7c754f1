/** What recorded events tell the engine: news of tasks, the end from outside, a redrive. */
import type { Json } from '#asl/json';
import type { ExecutionEvent, FailureStage } from '../snapshot.ts';
import type { RecordedEvent } from './recorded-history.ts';

/** Types that no thread writes by going on. */
export const TIMELESS =
  /^(?:Execution(?:Aborted|Redriven)|(?:Task|LambdaFunction|Activity)(?:Started|Submitted|Succeeded))$/;

const STAGES: Readonly<Record<string, FailureStage>> = {
  ScheduleFailed: 'schedule',
  StartFailed: 'start',
  SubmitFailed: 'submit',
};

const textOf = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

/** What happened to the execution from outside, where the event tells of that. */
export function newsOf({ type, details, timestamp }: RecordedEvent): ExecutionEvent | undefined {
  if (type === 'ExecutionRedriven') return { type: 'redrive', now: timestamp ?? 0 };
  return type === 'ExecutionAborted' ? { type: 'stop', ...failureOf(details) } : undefined;
}

/** The news of a task that the event tells, for the engine's number of the task. */
export function taskNewsEvent({ type, details }: RecordedEvent): ((task: number) => ExecutionEvent) | undefined {
  const [, what] = /^(?:Task|LambdaFunction|Activity)(Started|Submitted|Succeeded|\w*Failed)$/.exec(type) ?? [];
  switch (what) {
    case undefined:
      return undefined;
    case 'Started': {
      const worker = textOf(details.workerName);
      return (task) => ({ type: 'task-started', task, ...(worker !== undefined && { worker }) });
    }
    case 'Submitted':
      return (task) => ({ type: 'task-submitted', task, output: details.output ?? null });
    case 'Succeeded':
      return (task) => ({ type: 'task-succeeded', task, output: details.output ?? null });
    default: {
      const stage = STAGES[what];
      return (task) => ({ type: 'task-failed', task, ...failureOf(details), ...(stage && { stage }) });
    }
  }
}

function failureOf({ error, cause }: RecordedEvent['details']): { readonly error?: string; readonly cause?: string } {
  const [name, text] = [textOf(error), textOf(cause)];
  return { ...(name !== undefined && { error: name }), ...(text !== undefined && { cause: text }) };
}
