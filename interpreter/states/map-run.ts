/**
 * The map run of a distributed Map: where its items come from, tolerated failures, and the events of the run. Its
 * child executions write no events into the parent's history.
 */
import { type Json, numberOf, stringifyJson } from '#asl/json';
import { resultTooLarge, TOLERANCE_EXCEEDED } from '../causes.ts';
import { abortChildren, failAll, fanOn, fanOut, goOn } from '../containers.ts';
import { evaluateInteger, evaluateNumber } from '../evaluation.ts';
import { raise, raiseThrown } from '../failure/raise.ts';
import { runtimeFailure, StateFailure } from '../failure/state-failure.ts';
import { cancelOpenTask } from '../open-tasks.ts';
import type { ProgramState } from '../program/program.ts';
import { uuidFrom } from '../random.ts';
import type { FanRecord, FrameRecord, MapRun, Progress, ThreadRecord } from '../records.ts';
import { putResult, resultsOf } from '../result-list.ts';
import { isInForce } from '../revisions.ts';
import type { TaskRequest } from '../snapshot.ts';
import type { Work } from '../work.ts';
import { batcherOf, sizeOfBatch } from './item-batches.ts';
import {
  askForItems,
  type ItemsRead,
  maxItemsOf,
  readingFor,
  readingOf,
  sourceNameOf,
  takenItems,
} from './item-source.ts';
import { mapRunReport } from './map-run-report.ts';
import { floatAt, integerAt } from './path-values.ts';
import {
  type ChildEnd,
  finishWriting,
  resultFolderOf,
  resultPlaceOf,
  shapedOutput,
  shapedResult,
  writeChild,
  writingAt,
} from './result-writer.ts';

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
    failRun(work, thread, frame, 'States.ItemReaderFailed', 'field MaxItems must be positive');
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

/** Whether anything reads the result: it may as well be thrown away, or what stands in its place not look at it. */
function isResultRead({ fields, queryLanguage }: ProgramState): boolean {
  const { Assign, Output, ResultPath, ResultSelector } = fields;
  if (queryLanguage === 'JSONata') return Output === undefined || [Output, Assign].some(mentionsResult);
  if (Assign !== undefined) return true;
  return ResultSelector === undefined ? ResultPath !== null : hasPath(ResultSelector);
}

/** Text of which an expression may be made that reads the result. */
const mentionsResult = (value: Json | undefined): boolean =>
  value !== undefined && /\$states(?!\s*\.\s*(?:input|context|errorOutput)\b)/.test(stringifyJson(value));

const hasPath = (template: Json): boolean => /\.\$"\s*:/.test(stringifyJson(template));

/** Fails the run, and with it the Map. */
export function failRun(work: Work, thread: ThreadRecord, frame: FrameRecord, error: string, cause: string): void {
  work.event(thread, 'MapRunFailed', { cause, error });
  cancelOpenTask(work, thread);
  frame.failedFan = frame.fan;
  frame.fan = undefined;
  frame.children = [];
  raise(work, thread, frame, { error, cause, origin: 'state' });
}

function arnOf(work: Work, frame: FrameRecord): string {
  const [, partition = 'aws', , region = work.info.region, account = '', , machine = ''] =
    work.info.executionArn.split(':');
  const { Label } = frame.state.fields;
  const label = typeof Label === 'string' ? Label : uuidFrom(work.random);
  return `arn:${partition}:states:${region}:${account}:mapRun:${machine}/${label}:${uuidFrom(work.random)}`;
}

/** How many failures a Map takes; undefined where it does not say. */
export type Tolerance = Pick<MapRun, 'toleratedCount' | 'toleratedPercentage'>;

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

/** Takes in what has become of a child. */
export function childOver(work: Work, frame: FrameRecord, fan: FanRecord, child: ThreadRecord, end: ChildEnd): void {
  const { progress, run } = fan;
  if (!progress || !run) return;
  if (end.status === 'TIMED_OUT') progress.timedOut += 1;
  if (run.batcher && end.status !== 'ABORTED') {
    const items = sizeOfBatch(child.execution?.input ?? null);
    if (end.status === 'SUCCEEDED') progress.itemsSucceeded += items;
    else if (end.status === 'TIMED_OUT') progress.itemsTimedOut += items;
    else progress.itemsFailed += items;
  }
  if (progress.writing) writeChild(work, frame, progress.writing, child, end);
  else if (end.status === 'SUCCEEDED' && !isTooLarge(work, progress))
    keep(work, fan, progress, child.index, shapedOutput(work, frame, child, end.output));
}

/** Keeps the result of a child. Once all results together are larger than a result may be, none is kept. */
function keep(work: Work, fan: FanRecord, progress: Progress, index: number, result: Json): void {
  putResult(work.owner, fan.results, index, result);
  progress.resultBytes += work.sizeOf(result) + 1;
  if (isTooLarge(work, progress)) fan.results = { chunks: [] };
}

/** The brackets of the list take one byte more than its commas. */
const isTooLarge = (work: Work, { resultBytes }: Progress): boolean => resultBytes + 1 > work.info.maxPayloadBytes;

/** Writes the run's last events and gives the Map its result. False where the run fails, and with it the Map. */
export function mapRunEnded(work: Work, thread: ThreadRecord, frame: FrameRecord, fan: FanRecord): boolean {
  const { run, progress } = fan;
  if (!run || !progress) return true;
  if (isOverTolerance(fan, run)) {
    runFailed(work, frame, fan);
    failRun(work, thread, frame, 'States.ExceedToleratedFailureThreshold', TOLERANCE_EXCEEDED);
    return false;
  }
  work.sink({ type: 'map-run-ended', run: mapRunReport(fan, run, work.now, 'SUCCEEDED') });
  const succeeded = work.event(thread, 'MapRunSucceeded', undefined);
  work.event(thread, 'MapStateSucceeded', undefined);
  frame.exitFrom = isInForce('mapExitFollowsRunStarted', work.info.asOf) ? run.startedEventId : succeeded;
  try {
    frame.stages.result = mapRunResult(work, frame, fan, run, progress);
    return true;
  } catch (thrown) {
    frame.fan = undefined;
    frame.children = [];
    raiseThrown(work, thread, frame, thrown);
    return false;
  }
}

/** What is told and written of a run that fails. */
export function runFailed(work: Work, frame: FrameRecord, fan: FanRecord): void {
  const { run, progress } = fan;
  if (!run) return;
  work.sink({ type: 'map-run-ended', run: mapRunReport(fan, run, work.now, 'FAILED') });
  if (progress?.writing) finishWriting(work, frame, run, progress.writing);
}

/** The Map's result: those of the children that succeeded, or where ResultWriter has put them. */
function mapRunResult(work: Work, frame: FrameRecord, fan: FanRecord, run: MapRun, progress: Progress): Json {
  if (progress.writing) return finishWriting(work, frame, run, progress.writing);
  if (isTooLarge(work, progress) && isResultRead(frame.state))
    throw new StateFailure('States.DataLimitExceeded', resultTooLarge(frame.name));
  return shapedResult(frame, resultsOf(fan.results, fan.count));
}

/** True where more children have failed than the Map tolerates. */
export function isOverTolerance(fan: FanRecord, run: MapRun): boolean {
  if (fan.failed === 0) return false;
  if (run.toleratedCount === undefined && run.toleratedPercentage === undefined) return true;
  // A percentage of a number that is not known yet cannot be judged, but none at all is.
  const isKnown = !fan.progress?.reading || run.toleratedPercentage === 0;
  return exceedsTolerance(fan.failed, isKnown ? fan.count : Number.POSITIVE_INFINITY, run);
}

/** True where more have failed than one of the thresholds allows. */
export function exceedsTolerance(
  failed: number,
  count: number,
  { toleratedCount, toleratedPercentage }: Tolerance,
): boolean {
  const isOverCount = toleratedCount !== undefined && failed > toleratedCount;
  return isOverCount || (toleratedPercentage !== undefined && (failed / count) * 100 > toleratedPercentage);
}
