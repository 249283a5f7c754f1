/**
 * Where the answers of an execution come from: what is prepared comes first, then executions of machines and items of
 * buckets that the launch configuration names. What cannot be answered so is said, and the user is asked.
 */

import { isJsonObject } from '#asl/json';
import type { ServiceCatalog } from '#asl/services/catalog';
import { type Effect, sampleResult, sampleSubmission, type TaskOutcome, type TaskRequest } from '#interpreter';
import { BucketError } from '../buckets/bucket-folders.ts';
import { createBucketReader } from '../buckets/item-reader.ts';
import { messageOf } from '../errors.ts';
import type { Launch } from '../launch/launch.ts';
import type { StartNested } from '../nested/world.ts';
import type { Session } from '../session/session.ts';
import type { FoundAnswer, SentTask } from './answers.ts';
import { NestedTasks, UnansweredTask } from './nested-tasks.ts';
import type { OutsideTasks } from './outside-tasks.ts';
import type { TaskDeskDeps } from './task-desk.ts';

export interface FinderDeps {
  /** Runs code on this machine, and sends requests. */
  readonly outside: OutsideTasks;
  /** True for a task whose request has been sent before: nothing is sent twice when the execution has gone back. */
  readonly isSubmitted: (task: TaskRequest) => boolean;
  /** A mock or a recorded result. */
  readonly prepared: (task: TaskRequest) => FoundAnswer | undefined;
  /** The moment on the execution's clock. */
  readonly now: () => number;
  /** Told of what happens in nested executions. */
  readonly onEffect: (effect: Effect) => void;
}

/** Finds answers for the tasks of an execution. */
export function createFinder(
  session: Session,
  { args, buckets, definition, machines, mocks }: Launch,
  { outside, isSubmitted, prepared, now, onEffect }: FinderDeps,
): TaskDeskDeps['find'] {
  const read = createBucketReader(session.host, buckets);
  const items = (task: TaskRequest) => (buckets.has(bucketOf(task)) ? read(task) : undefined);
  const nested = new NestedTasks({ machines, mocks, seed: args.seed ?? 0, now, items, onEffect });
  const orAsk = (error: unknown): undefined => {
    if (error instanceof BucketError || error instanceof UnansweredTask) session.print(messageOf(error));
    else session.reportBug(error);
  };
  const own = (task: TaskRequest): Found => {
    try {
      const found = task.itemReader ? items(task) : nested.answer(task);
      if (found && 'type' in found) return found;
      if (!found) return outside.answer(task)?.catch(orAsk);
      if (found instanceof Promise) return found.then((outcome) => ({ outcome, by: placeOf(task) })).catch(orAsk);
      return { outcome: found, by: placeOf(task) };
    } catch (error) {
      return orAsk(error);
    }
  };
  const sample = (task: TaskRequest): FoundAnswer | undefined =>
    args.samples
      ? { outcome: sampleOutcome(task, definition.services), by: 'a sample, which is no real result' }
      : undefined;
  return (task) => {
    nested.forget(task.id);
    const known = prepared(task);
    if (known) return known;
    if (!task.itemReader && isSubmitted(task)) return undefined;
    const found = own(task);
    return found instanceof Promise ? found.then((one) => one ?? sample(task)) : (found ?? sample(task));
  };
}

type Found = FoundAnswer | StartNested | Promise<FoundAnswer | SentTask | undefined> | undefined;

function sampleOutcome(task: TaskRequest, services: ServiceCatalog): TaskOutcome {
  const submitted = sampleSubmission(task);
  return { output: sampleResult(task, services).value, ...(submitted !== undefined && { submitted }) };
}

const placeOf = (task: TaskRequest): string =>
  task.itemReader ? `the folder of bucket '${bucketOf(task)}'` : 'the execution that it started';

function bucketOf({ input }: TaskRequest): string {
  return isJsonObject(input) && typeof input.Bucket === 'string' ? input.Bucket : '';
}
