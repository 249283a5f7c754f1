/**
 * Values made up from the shape of a service's result: small, of the right types, and the same each time. They are
 * what the debugger offers to edit for actions that no table has a better sample of.
 */
import type { Json, JsonObject } from '#asl/json';
import type { Member, Shape, Structure } from '#asl/services/shape';

const DATE = '2026-01-01T00:00:00.000Z';
/** Deeper objects hold what is required only. */
const FULL_DEPTH = 2;
/** What is required ends by itself; what may be empty is, from here on. */
const MAX_DEPTH = 6;
/** Nobody edits a screen full of made-up values. */
const MOST_MEMBERS = 12;

/** A result of that shape. */
export function sampleOf(shape: Structure): JsonObject {
  return structureSample(shape, 0);
}

function structureSample({ members, isUnion }: Structure, depth: number): JsonObject {
  const all = [...members.values()].filter((one) => !one.isAlias && (one.required || !isForTheNextPage(one)));
  const required = all.filter((member) => member.required);
  const shown = depth < FULL_DEPTH ? all.slice(0, Math.max(MOST_MEMBERS, required.length)) : required;
  const wanted = isUnion ? all.slice(0, 1) : shown;
  return Object.fromEntries(wanted.map((member) => [member.name, valueOf(member.shape, member.name, depth + 1)]));
}

/** A page that promises another one would keep a loop going for ever. */
const isForTheNextPage = ({ name }: Member): boolean =>
  /^(?:Next|Last|Pagination).*(?:Token|Marker|Key)$|^Marker$/.test(name);

function valueOf(shape: Shape, name: string, depth: number): Json {
  switch (shape.kind) {
    case 'structure':
      return structureSample(shape, depth);
    case 'list':
      if (depth > MAX_DEPTH && !shape.min) return [];
      return Array.from({ length: Math.max(shape.min ?? 1, 1) }, () =>
        valueOf(shape.item, name.replace(/s$/, ''), depth + 1),
      );
    case 'map':
      return depth > MAX_DEPTH ? {} : { [shape.values?.[0] ?? 'key']: valueOf(shape.value, 'value', depth + 1) };
    case 'string':
      return shape.values?.[0] ?? textNamed(name, shape);
    case 'number':
      return Math.max(shape.min ?? 1, Math.min(1, shape.max ?? 1));
    case 'boolean':
      return true;
    case 'timestamp':
      return DATE;
    case 'blob':
      return fitted('sample', shape);
    case 'any':
      return {};
  }
}

function textNamed(name: string, limits: Limits): string {
  return fitted(/arn$/i.test(name) ? 'arn:aws:service:us-east-1:123456789012:sample' : 'sample', limits);
}

interface Limits {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

const fitted = (text: string, { min = 0, max = Number.POSITIVE_INFINITY }: Limits): string =>
  text.padEnd(min, '-').slice(0, Math.max(max, min));
