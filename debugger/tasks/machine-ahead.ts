/** What a Task state is about to start, seen before it has asked for its task. */
import { nestedStart, partsOf, type TaskRequest, type ThreadRecord } from '#interpreter';
import type { Definition } from '../launch/definition.ts';
import type { NamedMachine } from '../launch/named-sources.ts';
import { ownId } from '../nested/numbering.ts';
import type { Answers } from './answers.ts';

/** The task that a thread is about to ask for, as far as it can be known; undefined where it stands elsewhere. */
function taskAhead({ id, frame, status }: ThreadRecord): TaskRequest | undefined {
  if (frame?.type !== 'Task' || frame.phase !== 'action' || status.kind !== 'ready') return undefined;
  const { afterParameters, afterArguments, afterInputPath, input } = frame.stages;
  const resource = String(frame.state.fields.Resource);
  return {
    // Of the same execution as the thread.
    id: id - ownId(id),
    thread: id,
    pointer: frame.pointer,
    stateName: frame.name,
    resource,
    input: afterParameters ?? afterArguments ?? afterInputPath ?? input,
    pattern: partsOf(resource).pattern,
    token: undefined,
    attempt: 0,
    timeoutSeconds: undefined,
    heartbeatSeconds: undefined,
    iteration: [],
  };
}

/** The machine whose execution the task waits for. */
function machineFor(machines: ReadonlyMap<string, NamedMachine>, task: TaskRequest): NamedMachine | undefined {
  const start = nestedStart({ machines, now: () => 0 }, task);
  if (!start || 'refused' in start || !start.isAwaited) return undefined;
  return [...machines.values()].find((machine) => machine === start.machine);
}

/** The definition of the machine that a Task state is about to start; undefined where its task has another answer. */
export function machineAhead(
  answers: Answers,
  machines: ReadonlyMap<string, NamedMachine>,
  thread: ThreadRecord,
): Definition | undefined {
  const task = taskAhead(thread);
  return task && !answers.isMocked(task) ? machineFor(machines, task)?.definition : undefined;
}
