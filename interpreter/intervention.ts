/** What only a debugger does: change a value that is not consumed yet, or move a thread to another state. */
import { errorOutputOf } from './failure/handlers.ts';
import { goTo, moveTo } from './frames.ts';
import { cancelOpenTask } from './open-tasks.ts';
import type { ExecutionEvent } from './snapshot.ts';
import type { Work } from './work.ts';

/** Changes a stage of the thread's frame, or a variable of its scope. */
export function changeFrame(work: Work, event: Extract<ExecutionEvent, { type: 'set-stage' | 'set-variable' }>): void {
  const thread = work.thread(event.thread);
  if (!thread) return;
  if (event.type === 'set-variable') {
    thread.variables = { ...thread.variables, [event.name]: event.value };
    thread.visible = { ...thread.visible, [event.name]: event.value };
    return;
  }
  const frame = work.frame(thread);
  if (!frame) return;
  if (event.stage === 'items') {
    if (Array.isArray(event.value)) frame.stages = { ...frame.stages, items: event.value };
    return;
  }
  frame.stages = { ...frame.stages, [event.stage]: event.value };
  // Sizes that were known no longer hold.
  if (event.stage === 'input') {
    frame.inputBytes = work.sizeOf(event.value);
    frame.inputLevels = work.levelsOf(event.value, frame.inputBytes);
  }
  frame.addedBytes = undefined;
}

/** Changes the failure of a state: before Retry and Catch look at it, or what a catcher at work makes its output of. */
export function changeFailure(work: Work, event: Extract<ExecutionEvent, { type: 'set-failure' }>): void {
  const thread = work.thread(event.thread);
  const frame = thread && work.frame(thread);
  if (!frame?.failure) return;
  frame.failure = { ...frame.failure, error: event.failure.error, cause: event.failure.cause };
  if (frame.catcher !== undefined && !frame.isFailing)
    frame.stages = { ...frame.stages, result: errorOutputOf(frame.failure) };
}

/** Puts the thread at the start of a state of its scope; what it was doing is dropped. */
export function jump(work: Work, event: Extract<ExecutionEvent, { type: 'goto' }>): void {
  const thread = work.thread(event.thread);
  const state = work.program.states.get(event.pointer);
  if (!thread || !state || state.scope !== thread.scope) return;
  for (const child of thread.frame?.children ?? []) drop(work, child);
  cancelOpenTask(work, thread);
  const wasReady = thread.status.kind === 'ready';
  thread.status = { kind: 'ready' };
  goTo(work, thread, state, event.input);
  if (!wasReady) work.enqueue(thread.id);
}

/** Puts the thread at the end of its state with an output; what it was doing is dropped. */
export function finish(work: Work, event: Extract<ExecutionEvent, { type: 'finish' }>): void {
  const thread = work.thread(event.thread);
  const frame = thread && work.frame(thread);
  const last = frame?.phases.indexOf('leave') ?? -1;
  if (!thread || !frame || last < 0 || thread.status.kind === 'ended') return;
  for (const child of frame.children) drop(work, child);
  cancelOpenTask(work, thread);
  const wasReady = thread.status.kind === 'ready';
  thread.status = { kind: 'ready' };
  frame.children = [];
  frame.isFailing = false;
  // What a catcher has taken stays; a failure that nobody has looked at has not happened.
  if (frame.catcher === undefined) frame.failure = undefined;
  moveTo(frame, last);
  frame.stages = { ...frame.stages, output: event.output };
  if (!wasReady) work.enqueue(thread.id);
}

function drop(work: Work, id: number): void {
  const thread = work.findThread(id);
  if (!thread) return;
  for (const child of thread.frame?.children ?? []) drop(work, child);
  cancelOpenTask(work, thread);
  work.removeThread(id);
}
