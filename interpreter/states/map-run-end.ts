/**
 * How the run of a distributed Map ends: what has become of its children, failures that it tolerates, its last events
 * and its result.
 */
import { type Json, stringifyJson } from '#asl/json';
import { resultTooLarge, TOLERANCE_EXCEEDED } from '../causes.ts';
import { raise, raiseThrown } from '../failure/raise.ts';
import { StateFailure } from '../failure/state-failure.ts';
import { cancelOpenTask } from '../open-tasks.ts';
import type { ProgramState } from '../program/program.ts';
import type { FanRecord, FrameRecord, MapRun, Progress, ThreadRecord } from '../records.ts';
import { putResult, resultsOf } from '../result-list.ts';
import { isInForce } from '../revisions.ts';
import type { Work } from '../work.ts';
import { sizeOfBatch } from './item-batches.ts';
import { mapRunReport } from './map-run-report.ts';
import { type ChildEnd, finishWriting, shapedOutput, shapedResult, writeChild } from './result-writer.ts';

/** How many failures a Map takes; undefined where it does not say. */
export type Tolerance = Pick<MapRun, 'toleratedCount' | 'toleratedPercentage'>;

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
