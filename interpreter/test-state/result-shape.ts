/**
 * Compares a mocked result with the shape of what the service returns. Fields that the shape does not know are
 * allowed (recorded); the first field that does not fit is named by its own name, wherever it stands.
 */
import { isJsonArray, isJsonObject, type Json, numberOf } from '#asl/json';
import type { Shape, Structure } from '#asl/services/shape';

/**
 * Recorded in December 2025: TestState's own models are older than the published ones. By the name of the field and the
 * limit that is published: other services have fields of that name, and set them none.
 */
const LIMITS_OF_TEST_STATE: Readonly<Record<string, number>> = { 'MemorySize 32768': 10_240 };

/** What is wrong with a result, an object, in AWS's words; undefined where it fits. `needsRequired` is mode STRICT. */
export function shapeProblem(result: Json, shape: Shape, needsRequired: boolean): string | undefined {
  return new ShapeCheck(needsRequired).problemOf('', result, shape);
}

class ShapeCheck {
  private readonly needsRequired: boolean;

  constructor(needsRequired: boolean) {
    this.needsRequired = needsRequired;
  }

  problemOf(field: string, value: Json, shape: Shape): string | undefined {
    switch (shape.kind) {
      case 'structure':
        return this.structureProblem(field, value, shape);
      case 'list':
        if (!isJsonArray(value)) return mustBe(field, 'an array');
        return (
          lengthProblem(field, value.length, shape) ?? first(value, (item) => this.problemOf(field, item, shape.item))
        );
      case 'map':
        if (!isJsonObject(value)) return mustBe(field, 'an object');
        return first(Object.entries(value), ([key, member]) => this.problemOf(key, member, shape.value));
      default:
        return scalarProblem(field, value, shape);
    }
  }

  private structureProblem(field: string, value: Json, { members }: Structure): string | undefined {
    if (!isJsonObject(value)) return mustBe(field, 'an object');
    const required = this.needsRequired ? [...members.values()].filter((member) => member.required) : [];
    const missing = required.find(({ name }) => !Object.hasOwn(value, name));
    if (missing !== undefined) return `Field '${missing.name}' is required`;
    return first(Object.entries(value), ([name, one]) => {
      const member = members.get(name);
      return member && this.problemOf(name, one, member.shape);
    });
  }
}

type Scalar = Exclude<Shape, { kind: 'structure' | 'list' | 'map' }>;

function scalarProblem(field: string, value: Json, shape: Scalar): string | undefined {
  switch (shape.kind) {
    case 'string':
      if (typeof value !== 'string') return mustBe(field, 'a string');
      if (shape.values && !shape.values.includes(value)) return `Field '${field}' is not an expected value`;
      return lengthProblem(field, value.length, shape);
    case 'blob':
      return typeof value === 'string' ? lengthProblem(field, value.length, shape) : mustBe(field, 'a string');
    case 'timestamp':
      return typeof value === 'string' ? undefined : mustBe(field, 'a string');
    case 'number':
      return numberProblem(field, numberOf(value), shape);
    case 'boolean':
      return typeof value === 'boolean' ? undefined : mustBe(field, 'a boolean');
    case 'any':
      return undefined;
  }
}

function numberProblem(
  field: string,
  number: number | undefined,
  { min, max }: Extract<Shape, { kind: 'number' }>,
): string | undefined {
  if (number === undefined) return mustBe(field, 'a number');
  if (min !== undefined && number < min) return `Field '${field}' is less than the minimum value`;
  const most = LIMITS_OF_TEST_STATE[`${field} ${max}`] ?? max;
  return most !== undefined && number > most ? `Field '${field}' exceeds the maximum value` : undefined;
}

const mustBe = (field: string, what: string): string => `Field '${field}' must be ${what}`;

function lengthProblem(
  field: string,
  length: number,
  { min, max }: { readonly min?: number | undefined; readonly max?: number | undefined },
): string | undefined {
  if (min !== undefined && length < min) return `Field '${field}' is smaller than the minimum length`;
  if (max !== undefined && length > max) return `Field '${field}' exceeds the maximum length`;
  return undefined;
}

function first<T>(list: readonly T[], problemOf: (item: T) => string | undefined): string | undefined {
  for (const item of list) {
    const problem = problemOf(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
