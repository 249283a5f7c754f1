/** What the extension accepts from the pages of the views of a run. A message of another shape is dropped. */
import type { FlowPlace, FromRunView } from '#protocol';

type Fields = Readonly<Record<string, unknown>>;

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value);

/** The message, when it is one. */
export function readFromRunView(data: unknown): FromRunView | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { type, place, flow, stage, path, start, lanes, visit } = data as Fields;
  switch (type) {
    case 'ready':
      return { type };
    case 'show-place':
      return isPlace(place) ? { type, place } : undefined;
    case 'more-rows':
      return isNumber(flow) && typeof stage === 'string' && isPath(path) && isNumber(start)
        ? { type, flow, stage, path, start }
        : undefined;
    case 'more-lanes':
      return isNumber(lanes) ? { type, lanes } : undefined;
    case 'visit':
      return isNumber(visit) ? { type, visit } : undefined;
    default:
      return undefined;
  }
}

const isPath = (value: unknown): value is (string | number)[] =>
  Array.isArray(value) && value.every((step) => typeof step === 'string' || isNumber(step));

function isPlace(value: unknown): value is FlowPlace {
  if (typeof value !== 'object' || value === null) return false;
  const { source, line, column, endLine, endColumn } = value as Fields;
  return typeof source === 'string' && [line, column, endLine, endColumn].every(isNumber);
}
