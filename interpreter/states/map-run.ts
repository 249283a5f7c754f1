/**
 * The map run of a distributed Map: tolerated failures, batches, and the events of the run. Its child executions
 * write no events into the parent's history.
 */
import { isJsonObject, type Json, numberOf, stringifyJson } from '#asl/json';
import { TOLERANCE_EXCEEDED } from '../causes.ts';
import { fanOut } from '../containers.ts';
import { evaluateField, evaluatePath, evaluateTemplate } from '../evaluation.ts';
import { raise, runtimeFailure } from '../failures.ts';
import type { ProgramState } from '../program.ts';
import { uuidFrom } from '../random.ts';
import type { FailureRecord, FanRecord, FrameRecord, MapItem, MapRun, ThreadRecord } from '../records.ts';
import { isInForce } from '../revisions.ts';
import type { Work } from '../work.ts';
import { effectiveInputOf } from './behaviour.ts';
import { integerAt, textOf } from './map.ts';

/** True where the Map's processor says DISTRIBUTED. */
export function isDistributed(state: ProgramState): boolean {
  const processor = state.fields.ItemProcessor ?? state.fields.Iterator;
  const config = isJsonObject(processor) ? processor.ProcessorConfig : undefined;
  return isJsonObject(config) && config.Mode === 'DISTRIBUTED';
}

/** The action of a distributed Map. Always waits, if only for its own end. */
export function startMapRun(work: Work, thread: ThreadRecord, frame: FrameRecord, concurrency: number): boolean {
  const { fields } = frame.state;
  const given = frame.stages.items;
  work.event(thread, 'MapStateStarted', { length: fields.ItemReader === undefined ? (given?.length ?? 0) : 0 });
  const tolerance = toleranceOf(work, thread, frame);
  const startedEventId = work.event(thread, 'MapRunStarted', { mapRunArn: mapRunArn(work, frame) });
  const run: MapRun = { startedEventId, ...tolerance };
  if (given === undefined) {
    const failure: FailureRecord = {
      error: 'States.ItemReaderFailed',
      cause: `The ItemReader of state '${frame.name}' needs data that is not at hand. Give the run a source of items, or use ItemsPath or Items.`,
      origin: 'state',
    };
    work.event(thread, 'MapRunFailed', { cause: failure.cause ?? '', error: failure.error ?? '' });
    raise(work, thread, frame, failure);
    return false;
  }
  const items = batched(work, thread, frame, given);
  fanOut(work, thread, frame, { items, count: items.length, concurrency, run });
  return false;
}

function mapRunArn(work: Work, frame: FrameRecord): string {
  const [, partition = 'aws', , region = work.info.region, account = '', , machine = ''] =
    work.info.executionArn.split(':');
  const label = frame.state.fields.Label;
  const random = () => work.random();
  return `arn:${partition}:states:${region}:${account}:mapRun:${machine}/${typeof label === 'string' ? label : uuidFrom(random)}:${uuidFrom(random)}`;
}

function toleranceOf(work: Work, thread: ThreadRecord, frame: FrameRecord): Omit<MapRun, 'startedEventId'> {
  const count = thresholdOf(work, thread, frame, 'ToleratedFailureCount');
  if (count !== undefined && count < 0) throw runtimeFailure(frame, 'ToleratedFailureCount cannot be negative.');
  const percentage = thresholdOf(work, thread, frame, 'ToleratedFailurePercentage');
  if (percentage !== undefined && (percentage < 0 || percentage > 100))
    throw runtimeFailure(frame, 'ToleratedFailurePercentage must be between 0 and 100.');
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

/** The items as the children get them: one by one, or in batches of ItemBatcher. */
function batched(work: Work, thread: ThreadRecord, frame: FrameRecord, items: readonly Json[]): readonly Json[] {
  const batcher = frame.state.fields.ItemBatcher;
  if (!isJsonObject(batcher)) return items;
  const limit = (field: string): number | undefined => {
    const path = batcher[`${field}Path`];
    const value =
      typeof path === 'string'
        ? evaluatePath(work, thread, frame, `ItemBatcher/${field}Path`, path, effectiveInputOf(frame.stages))
        : frame.queryLanguage === 'JSONata' && batcher[field] !== undefined
          ? evaluateField(work, thread, frame, `ItemBatcher/${field}`, batcher[field])
          : batcher[field];
    return numberOf(value) ?? (typeof value === 'string' ? Number(value) : undefined);
  };
  const maxItems = limit('MaxItemsPerBatch') ?? Number.POSITIVE_INFINITY;
  const maxBytes = limit('MaxInputBytesPerBatch') ?? Number.POSITIVE_INFINITY;
  const given = batcher.BatchInput;
  const batchInput =
    given === undefined
      ? undefined
      : frame.queryLanguage === 'JSONata'
        ? evaluateField(work, thread, frame, 'ItemBatcher/BatchInput', given)
        : evaluateTemplate(work, thread, frame, 'ItemBatcher/BatchInput', given, effectiveInputOf(frame.stages));
  const selected = items.map((value, index) => select(work, thread, frame, { Index: index, Value: value }));
  const wrap = (batch: readonly Json[]): Json => ({
    ...(batchInput !== undefined && { BatchInput: batchInput }),
    Items: batch,
  });
  const batches: Json[] = [];
  let batch: Json[] = [];
  for (const item of selected) {
    const isFull =
      batch.length >= maxItems || (batch.length > 0 && stringifyJson(wrap([...batch, item])).length > maxBytes);
    if (isFull) {
      batches.push(wrap(batch));
      batch = [];
    }
    batch.push(item);
  }
  if (batch.length > 0) batches.push(wrap(batch));
  return batches;
}

/** `$$.Map.Item` of an iteration. */
export function mapItemOf(fan: FanRecord, index: number): MapItem {
  const Value = fan.items[index] ?? null;
  const Key = fan.keys?.[index];
  return Key === undefined ? { Index: index, Value } : { Index: index, Value, Key };
}

/** What an iteration gets as input: the item, or what ItemSelector makes of it. A failure fails the Map. */
export function iterationInput(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  fan: FanRecord,
  item: MapItem,
): Json {
  if (fan.run && frame.state.fields.ItemBatcher !== undefined) return item.Value;
  return select(work, thread, frame, item);
}

function select(work: Work, thread: ThreadRecord, frame: FrameRecord, item: MapItem): Json {
  const { ItemSelector, Parameters } = frame.state.fields;
  const selector = ItemSelector ?? Parameters;
  if (selector === undefined) return item.Value;
  const field = ItemSelector === undefined ? 'Parameters' : 'ItemSelector';
  work.scope.item = item;
  try {
    return frame.queryLanguage === 'JSONata'
      ? evaluateField(work, thread, frame, field, selector)
      : evaluateTemplate(work, thread, frame, field, selector, effectiveInputOf(frame.stages));
  } finally {
    work.scope.item = undefined;
  }
}

/** Writes the run's last events. False where too many children have failed, and with them the Map. */
export function mapRunEnded(work: Work, thread: ThreadRecord, frame: FrameRecord, fan: FanRecord): boolean {
  const run = fan.run;
  if (!run) return true;
  if (isOverTolerance(fan, run)) {
    const failure: FailureRecord = {
      error: 'States.ExceedToleratedFailureThreshold',
      cause: TOLERANCE_EXCEEDED,
      origin: 'state',
    };
    work.event(thread, 'MapRunFailed', { cause: TOLERANCE_EXCEEDED, error: 'States.ExceedToleratedFailureThreshold' });
    frame.fan = undefined;
    frame.children = [];
    raise(work, thread, frame, failure);
    return false;
  }
  const succeeded = work.event(thread, 'MapRunSucceeded', undefined);
  work.event(thread, 'MapStateSucceeded', undefined);
  frame.exitFrom = isInForce('mapExitFollowsRunStarted', work.info.asOf) ? run.startedEventId : succeeded;
  return true;
}

function isOverTolerance(fan: FanRecord, run: MapRun): boolean {
  if (fan.failed === 0) return false;
  const overCount = run.toleratedCount !== undefined && fan.failed > run.toleratedCount;
  const overPercentage =
    run.toleratedPercentage !== undefined && (fan.failed / fan.count) * 100 > run.toleratedPercentage;
  return run.toleratedCount === undefined && run.toleratedPercentage === undefined ? true : overCount || overPercentage;
}
