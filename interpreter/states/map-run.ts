/**
 * The map run of a distributed Map: where its items come from, tolerated failures, and the events of the run. Its
 * child executions write no events into the parent's history.
 */
import { isJsonArray, isJsonObject, type Json, numberOf } from '#asl/json';
import { TOLERANCE_EXCEEDED } from '../causes.ts';
import { fanOn, fanOut } from '../containers.ts';
import { evaluateField, evaluatePath } from '../evaluation.ts';
import { raise } from '../failure/raise.ts';
import { runtimeFailure } from '../failure/state-failure.ts';
import { uuidFrom } from '../random.ts';
import type { FanRecord, FrameRecord, MapRun, ThreadRecord } from '../records.ts';
import { resultsOf } from '../result-list.ts';
import { isInForce } from '../revisions.ts';
import type { TaskRequest } from '../snapshot.ts';
import type { Work } from '../work.ts';
import { effectiveInputOf } from './behaviour.ts';
import { batched } from './item-batches.ts';
import { askForItems, maxItemsOf, readingOf } from './item-source.ts';
import { mapRunReport } from './map-run-report.ts';
import { integerAt, textOf } from './path-values.ts';
import { writeResults } from './result-writer.ts';

/** AWS redrives a run no more often than this; then the Map fails. The words are ours. */
const MAX_REDRIVES = 1000;
const REDRIVES_EXCEEDED = 'The Map Run has been redriven 1000 times, which is as often as it can be.';

/** The action of a distributed Map. It always waits, if only for its own end. */
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
  const reading = given ? undefined : readingOf(work, thread, frame);
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
    ...tolerance,
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
  if (given) beginRun(work, thread, frame, run, given);
  else if (run.maxItems !== undefined && run.maxItems < 0)
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
    const reading = frame.stages.items ? undefined : readingOf(work, thread, frame);
    begin(work, thread, frame, frame.run, reading);
  }
  return false;
}

function beginRun(work: Work, thread: ThreadRecord, frame: FrameRecord, run: MapRun, given: readonly Json[]): void {
  const items = batched(work, thread, frame, run.maxItems === undefined ? given : given.slice(0, run.maxItems));
  fanOut(work, thread, frame, { items, keys: frame.itemKeys, count: items.length, concurrency: run.concurrency, run });
}

/** The host has read the items. */
export function itemsRead(work: Work, thread: ThreadRecord, frame: FrameRecord, items: Json): void {
  const run = frame.run;
  if (!run) return;
  if (!isJsonArray(items))
    failRun(work, thread, frame, 'States.ItemReaderFailed', 'Attempting to map over non-iterable node.');
  else beginRun(work, thread, frame, run, items);
}

/** Fails the run, and with it the Map. */
export function failRun(work: Work, thread: ThreadRecord, frame: FrameRecord, error: string, cause: string): void {
  work.event(thread, 'MapRunFailed', { cause, error });
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
    if (field === 'ToleratedFailureCount') return integerAt(work, thread, frame, `${field}Path`, path);
    const value = evaluatePath(work, thread, frame, `${field}Path`, path, effectiveInputOf(frame.stages));
    const number = numberOf(value);
    if (number !== undefined) return number;
    throw runtimeFailure(
      frame,
      `The ${field}Path field refers to value "${textOf(value)}" which is not a valid float: ${path}`,
    );
  }
  const value = frame.state.fields[field];
  if (value === undefined) return undefined;
  return numberOf(frame.queryLanguage === 'JSONata' ? evaluateField(work, thread, frame, field, value) : value);
}

/** Writes the run's last events. False where too many children have failed, and with them the Map. */
export function mapRunEnded(work: Work, thread: ThreadRecord, frame: FrameRecord, fan: FanRecord): boolean {
  const run = fan.run;
  if (!run) return true;
  const isFailed = isOverTolerance(fan, run);
  work.sink({ type: 'map-run-ended', run: mapRunReport(frame, fan, run, work.now, isFailed ? 'FAILED' : 'SUCCEEDED') });
  if (isFailed) {
    failRun(work, thread, frame, 'States.ExceedToleratedFailureThreshold', TOLERANCE_EXCEEDED);
    return false;
  }
  const succeeded = work.event(thread, 'MapRunSucceeded', undefined);
  work.event(thread, 'MapStateSucceeded', undefined);
  frame.exitFrom = isInForce('mapExitFollowsRunStarted', work.info.asOf) ? run.startedEventId : succeeded;
  return true;
}

/** True where more children have failed than the Map tolerates. */
export function isOverTolerance(fan: FanRecord, run: MapRun): boolean {
  if (fan.failed === 0) return false;
  if (run.toleratedCount === undefined && run.toleratedPercentage === undefined) return true;
  return exceedsTolerance(fan.failed, fan.count, run);
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

/** The Map's result: those of the children that succeeded, or where ResultWriter has put them. */
export function mapRunResult(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  fan: FanRecord,
  results: readonly Json[],
): Json {
  const writer = frame.state.fields.ResultWriter;
  if (!isJsonObject(writer) || !fan.run) return results;
  const children = fan.told ? resultsOf(fan.told, fan.count).filter(isJsonObject) : [];
  return writeResults(work, thread, frame, { writer, run: fan.run, children, results });
}
