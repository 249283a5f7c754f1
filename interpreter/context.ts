/** The context object: `$$` in JSONPath, `$states.context` in JSONata. Keys in the order in which AWS prints them. */
import type { StateType } from '#asl';
import { isJsonObject, type Json } from '#asl/json';
import { childContext } from './child-executions.ts';
import type { ExecutionInfo, MapItem, ThreadRecord } from './records.ts';

interface Surroundings {
  readonly info: ExecutionInfo;
  findThread(id: number): ThreadRecord | undefined;
}

/** The context object as the state in which the thread stands sees it. */
export function contextOf(work: Surroundings, thread: ThreadRecord, item?: MapItem): Json {
  const { givenContext } = work.info;
  if (givenContext !== undefined)
    return item && isJsonObject(givenContext)
      ? { ...givenContext, Map: { Item: item as unknown as Json } }
      : givenContext;
  const child = thread.childExecution === undefined ? undefined : work.findThread(thread.childExecution);
  const context: Record<string, Json> = {
    Execution: work.info.execution,
    StateMachine: work.info.stateMachine,
    ...(child && childContext(work.info, child)),
  };
  const frame = thread.frame;
  if (frame) {
    const state: Record<string, Json> = { Name: frame.name, EnteredTime: isoTime(frame.enteredTime) };
    // Recorded: only the types of states that can have a Retry show the count, with or without one.
    if (RETRYABLE.has(frame.type)) state.RetryCount = frame.retryCounts.reduce((sum, count) => sum + count, 0);
    context.State = state;
    if (frame.token !== undefined) context.Task = { Token: frame.token };
  }
  const mapItem = item ?? itemAround(work, thread);
  if (mapItem) context.Map = { Item: mapItem as unknown as Json };
  return context;
}

const RETRYABLE: ReadonlySet<StateType> = new Set(['Task', 'Map', 'Parallel'] as const);

/** The item of the innermost Map iteration around the thread. */
function itemAround(work: Surroundings, thread: ThreadRecord): MapItem | undefined {
  for (
    let at: ThreadRecord | undefined = thread;
    at;
    at = at.parent === undefined ? undefined : work.findThread(at.parent)
  ) {
    if (at.item) return at.item;
  }
  return undefined;
}

/** A moment as the context object writes it: `2026-09-01T12:00:00.000Z`. */
export const isoTime = (time: number): string => new Date(time).toISOString();
