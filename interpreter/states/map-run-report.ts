/** What DescribeMapRun tells of a map run that is over. */
import { isJsonArray, isJsonObject, type Json } from '#asl/json';
import type { FanRecord, FrameRecord, MapRun } from '../records.ts';
import { resultAt } from '../result-list.ts';
import type { MapRunCounts, MapRunReport } from '../snapshot.ts';

/** The report of a run. Children that were running when it failed are aborted, those that had not begun are pending. */
export function mapRunReport(
  frame: FrameRecord,
  fan: FanRecord,
  run: MapRun,
  stopTime: number,
  status: MapRunReport['status'],
): MapRunReport {
  const aborted = Math.max(0, fan.next - fan.succeeded - fan.failed);
  const pending = fan.count - fan.succeeded - fan.failed - aborted;
  const executions = { total: fan.count, succeeded: fan.succeeded, failed: fan.failed, aborted, pending };
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
    items: frame.state.fields.ItemBatcher === undefined ? executions : itemCounts(fan, executions),
  };
}

/** The items of the batches; which batch has succeeded is known by its result. */
function itemCounts(fan: FanRecord, { aborted, pending }: MapRunCounts): MapRunCounts {
  const sizes = fan.items.map(sizeOfBatch);
  const sum = (list: readonly number[]) => list.reduce((total, size) => total + size, 0);
  const total = sum(sizes);
  const succeeded = sum(sizes.filter((_, index) => resultAt(fan.results, index) !== undefined));
  const rest = sum(sizes.slice(fan.next));
  return { total, succeeded, failed: total - succeeded - rest - aborted, aborted, pending: pending > 0 ? rest : 0 };
}

const sizeOfBatch = (batch: Json): number => (isJsonObject(batch) && isJsonArray(batch.Items) ? batch.Items.length : 1);
