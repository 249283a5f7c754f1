/** What a Task state is about to start, seen before it has asked for its task. */
import { nestedStart, partsOf, type TaskRequest, type ThreadRecord } from '#interpreter';
import type { NamedMachine } from '../launch/named-sources.ts';
import { ownId } from '../nested/numbering.ts';

/** The task that a thread is about to ask for, as far as it can be known; undefined where it stands elsewhere. */
export function taskAhead({ id, frame, status }: ThreadRecord): TaskRequest | undefined {
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
export function machineFor(machines: ReadonlyMap<string, NamedMachine>, task: TaskRequest): NamedMachine | undefined {
  const start = nestedStart({ machines, now: () => 0 }, task);
  if (!start || 'refused' in start || !start.isAwaited) return undefined;
  return [...machines.values()].find((machine) => machine === start.machine);
}
