/**
 * Threads, tasks and states of an execution inside another one get numbers and pointers that are theirs alone in the
 * whole: those of the outermost execution stay as the engine gives them, all others say to which execution they belong.
 */
import type { TaskRequest } from '#interpreter';

/** So many threads or tasks of one execution can be told apart; the product with a few hundred fits into 31 bits. */
const SPAN = 10_000_000;

/** The number of a thread or task in the whole. */
export const wholeId = (execution: number, own: number): number => execution * SPAN + own;
/** Which execution a thread or task is of; 0 is the outermost one. */
export const executionOfId = (id: number): number => Math.floor(id / SPAN);
/** The number that the engine has given to a thread or task. */
export const ownId = (id: number): number => id % SPAN;

/** `parcels#/States/Ship`: the pointer of a state of a machine that a task has started, by the machine's key. */
export const wholePointer = (machine: string, pointer: string): string => `${machine}#${pointer}`;

/** The key of the machine that a pointer leads into; empty for the outermost one. */
export function machineOfPointer(pointer: string): string {
  return pointer.startsWith('/') ? '' : pointer.slice(0, Math.max(0, pointer.indexOf('#/')));
}

/** The pointer inside its machine. */
export function ownPointer(pointer: string): string {
  return pointer.startsWith('/') ? pointer : pointer.slice(pointer.indexOf('#/') + 1);
}

/** A task as the whole counts it. */
export function wholeTask(execution: number, machine: string, task: TaskRequest): TaskRequest {
  return {
    ...task,
    id: wholeId(execution, task.id),
    thread: wholeId(execution, task.thread),
    pointer: wholePointer(machine, task.pointer),
  };
}

/** A task as its own execution knows it. */
export function ownTask(task: TaskRequest): TaskRequest {
  if (executionOfId(task.id) === 0) return task;
  return { ...task, id: ownId(task.id), thread: ownId(task.thread), pointer: ownPointer(task.pointer) };
}
