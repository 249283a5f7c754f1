/** A thread of a nested execution as the whole shows it: with numbers of the whole, below the task that waits for it. */
import type { FrameRecord, TaskRequest, ThreadRecord } from '#interpreter';
import { wholeId, wholePointer, wholeTask } from './numbering.ts';

export type ViewedThread = ThreadRecord;

/** What a view has to know of the execution that its thread is of. */
export interface ViewedExecution {
  readonly number: number;
  readonly machine: string;
  readonly task: TaskRequest;
  readonly views: WeakMap<object, ViewedThread>;
}

/** The same thread always has the same view, so that what has not changed can be told by identity. */
export function viewOf(execution: ViewedExecution, own: ThreadRecord): ViewedThread {
  const known = execution.views.get(own);
  if (known) return known;
  const { number, machine, task } = execution;
  const { parent, status, frame, childExecution } = own;
  const view: ViewedThread = {
    ...own,
    id: wholeId(number, own.id),
    parent: parent === undefined ? task.thread : wholeId(number, parent),
    container: parent === undefined ? task.pointer : wholePointer(machine, own.container),
    status: status.kind === 'task' ? { ...status, task: wholeTask(number, machine, status.task) } : status,
    frame: frame && frameView(execution, frame),
    childExecution: childExecution === undefined ? undefined : wholeId(number, childExecution),
  };
  execution.views.set(own, view);
  return view;
}

function frameView({ number, machine }: ViewedExecution, frame: FrameRecord): FrameRecord {
  return {
    ...frame,
    pointer: wholePointer(machine, frame.pointer),
    children: frame.children.map((child) => wholeId(number, child)),
  };
}
