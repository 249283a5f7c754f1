/** What the views of a run accept from the extension. A message of another shape is dropped, not half believed. */
import type { ToRunView } from '#protocol';

type Fields = Readonly<Record<string, unknown>>;

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number';
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isListOf = (value: unknown, isOne: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(isOne);

const SHAPES: Readonly<Record<ToRunView['type'], (message: Fields) => boolean>> = {
  flow: ({ flow }) =>
    isObject(flow) &&
    isNumber(flow.id) &&
    [flow.pointer, flow.stateName, flow.stateType].every(isText) &&
    isMeasured(flow.events) &&
    isListOf(flow.stages, isStage),
  rows: ({ flow, stage, path, start, rows }) =>
    isNumber(flow) && isText(stage) && isListOf(path, isKey) && isNumber(start) && isListOf(rows, isRow),
  timeline: ({ timeline, selected }) =>
    isObject(timeline) &&
    isText(timeline.status) &&
    isNumber(timeline.startTime) &&
    isNumber(timeline.laneCount) &&
    isListOf(timeline.lanes, isLane) &&
    (selected === undefined || isNumber(selected)),
  empty: ({ message }) => isText(message),
};

/** The message, when it is one; undefined for anything else that may arrive in a window. */
export function readToRunView(data: unknown): ToRunView | undefined {
  if (!isObject(data) || !isText(data.type) || !Object.hasOwn(SHAPES, data.type)) return undefined;
  return SHAPES[data.type as ToRunView['type']](data) ? (data as unknown as ToRunView) : undefined;
}

const isKey = (value: unknown): boolean => isText(value) || isNumber(value);
const isMeasured = (value: unknown): boolean => isObject(value) && isNumber(value.size) && isNumber(value.limit);

function isStage(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { id, name, isSame, isAhead, bytes } = value;
  const flags = [isSame, isAhead].every((flag) => typeof flag === 'boolean');
  return isText(id) && isText(name) && flags && isMeasured(bytes) && isRow(value.value);
}

function isRow(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { key, mark, text, kind, count, rows } = value;
  const isKnown = ['same', 'added', 'removed', 'changed'].includes(String(mark));
  return (
    isKey(key) &&
    isKnown &&
    isText(text) &&
    isText(kind) &&
    isNumber(count) &&
    (rows === undefined || isListOf(rows, isRow))
  );
}

function isLane(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { name, depth, left, visits } = value;
  return isText(name) && isNumber(depth) && isNumber(left) && isListOf(visits, isVisit);
}

function isVisit(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { id, stateName, start, startTime, retries } = value;
  return [id, start, startTime].every(isNumber) && isText(stateName) && Array.isArray(retries);
}
