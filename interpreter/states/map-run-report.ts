/** What DescribeMapRun tells of a map run that is over. */
import type { FanRecord, MapRun, Progress } from '../records.ts';
import type { MapRunCounts, MapRunReport } from '../snapshot.ts';
import { sizeOfBatch } from './item-batches.ts';

/**
 * The report of a run. Children that were running when it failed are aborted, those that had not begun are pending;
 * of items that had not been read by then nobody knows.
 */
export function mapRunReport(
  fan: FanRecord,
  run: MapRun,
  stopTime: number,
  status: MapRunReport['status'],
): MapRunReport {
  const aborted = Math.max(0, fan.next - fan.succeeded - fan.failed);
  const pending = fan.count - fan.succeeded - fan.failed - aborted;
  const timedOut = fan.progress?.timedOut ?? 0;
  const failed = fan.failed - timedOut;
  const executions = { total: fan.count, succeeded: fan.succeeded, failed, timedOut, aborted, pending };
  return {
    mapRunArn: run.arn,
    status,
    maxConcurrency: run.maxConcurrency,
    toleratedFailureCount: run.toleratedCount ?? 0,
    toleratedFailurePercentage: run.toleratedPercentage ?? 0,
    startTime: run.startTime,
    redriveCount: run.redriveCount,
    redriveTime: run.redriveTime,
    stopTime,
    executions,
    items: fan.progress && run.batcher ? itemCounts(fan, fan.progress) : executions,
  };
}

/** The items of the batches. */
function itemCounts(fan: FanRecord, progress: Progress): MapRunCounts {
  const { itemsRead: total, itemsSucceeded: succeeded, itemsFailed: failed, itemsTimedOut: timedOut } = progress;
  const pending = fan.items
    .slice(fan.next - fan.from)
    .reduce<number>((sum, batch) => sum + sizeOfBatch(batch), progress.reading?.open.items.length ?? 0);
  const aborted = total - succeeded - failed - timedOut - pending;
  return { total, succeeded, failed, timedOut, aborted, pending };
}
