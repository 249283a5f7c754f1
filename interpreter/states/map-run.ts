/**
 * The map run of a distributed Map: how it begins, where its items come from, and which failures it tolerates. Its
 * child executions write no events into the parent's history.
 */
import { numberOf } from '#asl/json';
import { NEGATIVE_MAX_ITEMS } from '../causes.ts';
import { abortChildren, failAll, fanOn, fanOut, goOn } from '../containers.ts';
import { evaluateInteger, evaluateNumber } from '../evaluation.ts';
import { runtimeFailure } from '../failure/state-failure.ts';
import { randomAt, seedOf, uuidFrom } from '../random.ts';
import type { FanRecord, FrameRecord, MapRun, Progress, ThreadRecord } from '../records.ts';
import { isInForce } from '../revisions.ts';
import type { TaskRequest } from '../snapshot.ts';
import type { Work } from '../work.ts';
import { batcherOf } from './item-batches.ts';
import {
  askForItems,
  type ItemsRead,
  maxItemsOf,
  readingFor,
  readingOf,
  sourceNameOf,
  takenItems,
} from './item-source.ts';
import { failRun, runFailed, type Tolerance } from './map-run-end.ts';
import { floatAt, integerAt } from './path-values.ts';
import { resultFolderOf, resultPlaceOf, writingAt } from './result-writer.ts';

/** AWS redrives a run no more often than this; then the Map fails. The words are ours. */
const MAX_REDRIVES = 1000;
const REDRIVES_EXCEEDED = 'The Map Run has been redriven 1000 times, which is as often as it can be.';

/**
 * The action of a distributed Map. It always waits, if only for its own end. What its fields say of the run is evaluated
 * before that begins: recorded of the tolerated failures and of MaxItems; a ResultWriter that may not write fails the
 * state in the words of a state (reported of AWS), not the run.
 */
export function startMapRun(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  concurrency: number,
  maxConcurrency: number,
): boolean {
  const given = frame.stages.items;
  work.event(thread, 'MapStateStarted', { length: given?.length ?? 0 });
  const tolerance = toleranceOf(work, thread, frame);
  const maxItems = given ? undefined : maxItemsOf(work, thread, frame);
  const reading = given ? undefined : readingOf(work, thread, frame, maxItems);
  const batcher = batcherOf(work, thread, frame);
  const folder = resultFolderOf(work, thread, frame);
  const mapRunArn = arnOf(work, frame);
  const startedEventId = work.event(thread, 'MapRunStarted', { mapRunArn });
  const startTime = work.now;
  frame.run = {
    startedEventId,
    arn: mapRunArn,
    concurrency,
    maxConcurrency,
    startTime,
    maxItems,
    source: isInForce('mapItemSource', work.info.asOf) ? sourceNameOf(reading) : undefined,
    ...tolerance,
    batcher,
    place: folder && resultPlaceOf(folder, mapRunArn),
    redriveCount: 0,
    redriveTime: undefined,
  };
  begin(work, thread, frame, frame.run, reading);
  return false;
}

/** The children begin: at once where the items are known, else when they have been read. */
function begin(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  run: MapRun,
  reading: TaskRequest | undefined,
): void {
  const given = frame.stages.items;
  if (given) {
    try {
      beginRun(work, thread, frame, run, { items: given });
    } catch (thrown) {
      failAll(work, thread, frame, thrown);
    }
  } else if (run.maxItems !== undefined && run.maxItems < 0)
    failRun(work, thread, frame, 'States.ItemReaderFailed', NEGATIVE_MAX_ITEMS);
  else if (reading && work.isRunning) askForItems(work, thread, reading);
}

/** The action of a distributed Map whose run is redriven: children that have succeeded do not run again. */
export function redriveRun(work: Work, thread: ThreadRecord, frame: FrameRecord, run: MapRun): boolean {
  const redriveCount = run.redriveCount + 1;
  if (redriveCount > MAX_REDRIVES) throw runtimeFailure(frame, REDRIVES_EXCEEDED);
  const startedEventId = work.event(thread, 'MapRunRedriven', { mapRunArn: run.arn, redriveCount });
  frame.run = { ...run, startedEventId, redriveCount, redriveTime: work.now };
  if (frame.failedFan) fanOn(work, thread, frame);
  else {
    const reading = frame.stages.items ? undefined : readingOf(work, thread, frame, run.maxItems);
    begin(work, thread, frame, frame.run, reading);
  }
  return false;
}

function beginRun(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  run: MapRun,
  read: ItemsRead,
  request?: TaskRequest,
): void {
  const progress: Progress = {
    reading: request && readingFor(request),
    itemsRead: 0,
    itemsSucceeded: 0,
    itemsFailed: 0,
    itemsTimedOut: 0,
    timedOut: 0,
    resultBytes: 0,
    writing: run.place && writingAt(run.place),
  };
  const items = takenItems(work, thread, frame, run, progress, read);
  fanOut(work, thread, frame, {
    items,
    keys: frame.itemKeys,
    count: items.length,
    concurrency: run.concurrency,
    run,
    progress,
  });
}

/** The host has read items: the first ones, or more of them. */
export function itemsRead(work: Work, thread: ThreadRecord, frame: FrameRecord, read: ItemsRead): void {
  const { run } = frame;
  const fan = work.fan(frame);
  const { status } = thread;
  try {
    if (fan?.progress?.reading?.isAsked) moreItems(work, thread, frame, fan, fan.progress, read);
    else if (run && status.kind === 'task') beginRun(work, thread, frame, run, read, status.task);
  } catch (thrown) {
    failAll(work, thread, frame, thrown);
  }
}

function moreItems(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  fan: FanRecord,
  progress: Progress,
  read: ItemsRead,
): void {
  if (!fan.run) return;
  fan.items = takenItems(work, thread, frame, fan.run, progress, read);
  fan.from = fan.count;
  fan.count += fan.items.length;
  goOn(work, thread, frame, fan, thread.lastEventId);
}

/** The host cannot give items: none at all, or no more of them. */
export function readingFailed(work: Work, thread: ThreadRecord, frame: FrameRecord, cause: string): void {
  const fan = work.fan(frame);
  if (fan) {
    abortChildren(work, frame, fan);
    runFailed(work, frame, fan);
  }
  failRun(work, thread, frame, 'States.ItemReaderFailed', cause);
}

function arnOf(work: Work, frame: FrameRecord): string {
  const [, partition = 'aws', , region = work.info.region, account = '', , machine = ''] =
    work.info.executionArn.split(':');
  const { Label } = frame.state.fields;
  const label = typeof Label === 'string' ? Label : madeLabelOf(work, frame);
  return `arn:${partition}:states:${region}:${account}:mapRun:${machine}/${label}:${uuidFrom(work.random)}`;
}

/** A label that is made up "identifies a Map state" (API reference): whenever and wherever it runs, it has the same. */
function madeLabelOf(work: Work, { pointer }: FrameRecord): string {
  const seed = seedOf(`${String(work.info.stateMachine.Id)}${pointer}`);
  let position = 0;
  return uuidFrom(() => randomAt(seed, position++));
}

/** The tolerance that a Map's fields give. */
export function toleranceOf(work: Work, thread: ThreadRecord, frame: FrameRecord): Tolerance {
  const count = thresholdOf(work, thread, frame, 'ToleratedFailureCount');
  if (count !== undefined && count < 0) throw runtimeFailure(frame, 'ToleratedFailureCount cannot be negative.');
  const percentage = thresholdOf(work, thread, frame, 'ToleratedFailurePercentage');
  if (percentage !== undefined && (percentage < 0 || percentage > 100)) {
    throw runtimeFailure(frame, 'ToleratedFailurePercentage must be between 0 and 100.');
  }
  return { toleratedCount: count, toleratedPercentage: percentage };
}

function thresholdOf(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  field: 'ToleratedFailureCount' | 'ToleratedFailurePercentage',
): number | undefined {
  const path = frame.state.fields[`${field}Path`];
  if (typeof path === 'string') {
    const valueAt = field === 'ToleratedFailureCount' ? integerAt : floatAt;
    return valueAt(work, thread, frame, `${field}Path`, path);
  }
  const value = frame.state.fields[field];
  if (value === undefined) return undefined;
  if (frame.queryLanguage !== 'JSONata') return numberOf(value);
  return field === 'ToleratedFailureCount'
    ? evaluateInteger(work, thread, frame, field, value, 'integer')
    : evaluateNumber(work, thread, frame, field, value);
}
