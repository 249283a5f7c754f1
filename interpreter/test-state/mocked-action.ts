/** What a mocked state does instead of its action: it has the mocked result, or fails with the mocked error. */
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '#asl/json';
import { TOLERANCE_EXCEEDED } from '../causes.ts';
import { raise, raiseThrown } from '../failure/raise.ts';
import { StateFailure } from '../failure/state-failure.ts';
import { moveTo } from '../flow.ts';
import { itemsFromText } from '../item-reader/text-items.ts';
import type { FrameRecord, ThreadRecord } from '../records.ts';
import { allBatched, selected } from '../states/item-batches.ts';
import { concurrencyOf } from '../states/map.ts';
import { exceedsTolerance, type Tolerance, toleranceOf } from '../states/map-run.ts';
import type { Work } from '../work.ts';
import type { TestStateRequest } from './request.ts';

/** Acts as the mock says. Gives what `inspectionData` says of a Map besides its stages. */
export function actMocked(work: Work, frame: FrameRecord, request: TestStateRequest): JsonObject {
  const thread = work.thread(1);
  if (!thread) return {};
  try {
    const map = frame.type === 'Map' ? inspectMap(work, thread, frame, request) : undefined;
    if (map && isOverTolerance(frame, map, request)) {
      raise(work, thread, frame, {
        error: 'States.ExceedToleratedFailureThreshold',
        cause: TOLERANCE_EXCEEDED,
        origin: 'state',
      });
    } else settle(work, thread, frame, request);
    return map?.inspection ?? {};
  } catch (thrown) {
    raiseThrown(work, thread, frame, thrown);
    return {};
  }
}

function settle(work: Work, thread: ThreadRecord, frame: FrameRecord, { mock }: TestStateRequest): void {
  if (mock?.errorOutput) {
    const { error, cause } = mock.errorOutput;
    raise(work, thread, frame, { error, cause, origin: frame.type === 'Task' ? 'task' : 'state' });
    return;
  }
  frame.stages.result = mock?.result ?? null;
  moveTo(frame, frame.at + 1);
}

interface MockedMap {
  readonly count: number;
  readonly tolerance: Tolerance;
  readonly inspection: JsonObject;
}

function inspectMap(work: Work, thread: ThreadRecord, frame: FrameRecord, request: TestStateRequest): MockedMap {
  const limit = concurrencyOf(work, thread, frame);
  const tolerance = toleranceOf(work, thread, frame);
  const items = itemsOf(frame, request);
  const { toleratedCount, toleratedPercentage } = tolerance;
  const isPath = frame.queryLanguage === 'JSONPath';
  const { ItemReader, ItemSelector, Parameters, ItemBatcher } = frame.state.fields;
  const select = (item: Json, index: number) => selected(work, thread, frame, { Index: index, Value: item });
  return {
    count: items.length,
    tolerance,
    inspection: {
      maxConcurrency: limit === Number.POSITIVE_INFINITY ? 0 : limit,
      ...(toleratedCount !== undefined && { toleratedFailureCount: toleratedCount }),
      ...(toleratedPercentage !== undefined && { toleratedFailurePercentage: toleratedPercentage }),
      ...(isPath && ItemReader === undefined && { afterItemsPath: items }),
      ...((ItemSelector ?? (isPath ? Parameters : undefined)) !== undefined && {
        afterItemSelector: items.map(select),
      }),
      ...(ItemBatcher !== undefined && { afterItemBatcher: allBatched(work, thread, frame, items) }),
    },
  };
}

/** The items: those of the state's data, or those that the test says an ItemReader finds. */
function itemsOf(frame: FrameRecord, { stateConfiguration }: TestStateRequest): readonly Json[] {
  if (frame.stages.items) return frame.stages.items;
  const text = stateConfiguration?.mapItemReaderData;
  if (text === undefined) return [];
  const reader = frame.state.fields.ItemReader;
  const config = isJsonObject(reader) && isJsonObject(reader.ReaderConfig) ? reader.ReaderConfig : {};
  const found = itemsFromText(text, config);
  if ('cause' in found) throw new StateFailure('States.ItemReaderFailed', found.cause);
  return found.items;
}

/** Recorded: a Map that names no tolerance goes on whatever the number of failures. */
function isOverTolerance(frame: FrameRecord, map: MockedMap, { mock, stateConfiguration }: TestStateRequest): boolean {
  const failed = stateConfiguration?.mapIterationFailureCount ?? 0;
  if (mock?.errorOutput || frame.type !== 'Map' || failed === 0) return false;
  const count = isJsonArray(mock?.result) ? mock.result.length : map.count;
  return exceedsTolerance(failed, count, map.tolerance);
}
