/**
 * Compares a mocked result with the shape of what the service returns. Fields that the shape does not know are
 * allowed (recorded); the first field that does not fit is named by its own name, wherever it stands.
 */
import { isJsonArray, isJsonObject, type Json, numberOf } from '#asl/json';

/** A shape by its parts; `ref` names another one of the same service, so that shapes may hold themselves. */
export type Shape =
  | {
      readonly type: 'structure';
      readonly required?: readonly string[];
      readonly members: Readonly<Record<string, Shape>>;
    }
  | { readonly type: 'list'; readonly member: Shape; readonly min?: number; readonly max?: number }
  | { readonly type: 'map'; readonly value: Shape }
  | {
      readonly type: 'string';
      readonly enum?: readonly string[];
      readonly pattern?: string;
      readonly min?: number;
      readonly max?: number;
    }
  | { readonly type: 'number'; readonly min?: number; readonly max?: number }
  | { readonly type: 'boolean' }
  | { readonly type: 'any' }
  | { readonly type: 'ref'; readonly name: string };

export interface ResultShape {
  readonly shape: Shape;
  /** What `ref` names. */
  readonly shapeOf: (name: string) => Shape | undefined;
}

/** What is wrong with a result, in AWS's words; undefined where it fits. `needsRequired` is mode STRICT. */
export function shapeProblem(
  result: Json,
  { shape, shapeOf }: ResultShape,
  needsRequired: boolean,
): string | undefined {
  return new ShapeCheck(shapeOf, needsRequired).problemOf('', result, shape);
}

class ShapeCheck {
  private readonly shapeOf: ResultShape['shapeOf'];
  private readonly needsRequired: boolean;

  constructor(shapeOf: ResultShape['shapeOf'], needsRequired: boolean) {
    this.shapeOf = shapeOf;
    this.needsRequired = needsRequired;
  }

  problemOf(field: string, value: Json, shape: Shape): string | undefined {
    switch (shape.type) {
      case 'ref':
        return this.problemOf(field, value, this.shapeOf(shape.name) ?? { type: 'any' });
      case 'structure':
        return this.structureProblem(field, value, shape);
      case 'list':
        if (!isJsonArray(value)) return mustBe(field, 'an array');
        return (
          lengthProblem(field, value.length, shape) ?? first(value, (item) => this.problemOf(field, item, shape.member))
        );
      case 'map':
        if (!isJsonObject(value)) return mustBe(field, 'an object');
        return first(Object.entries(value), ([key, member]) => this.problemOf(key, member, shape.value));
      default:
        return scalarProblem(field, value, shape);
    }
  }

  private structureProblem(
    field: string,
    value: Json,
    { required = [], members }: Extract<Shape, { type: 'structure' }>,
  ): string | undefined {
    if (!isJsonObject(value)) return field === '' ? undefined : mustBe(field, 'an object');
    const missing = this.needsRequired ? required.find((name) => !Object.hasOwn(value, name)) : undefined;
    if (missing !== undefined) return `Field '${missing}' is required`;
    return first(Object.entries(value), ([name, member]) => {
      const shape = Object.hasOwn(members, name) ? members[name] : undefined;
      return shape && this.problemOf(name, member, shape);
    });
  }
}

function scalarProblem(
  field: string,
  value: Json,
  shape: Extract<Shape, { type: 'string' | 'number' | 'boolean' | 'any' }>,
): string | undefined {
  switch (shape.type) {
    case 'string':
      if (typeof value !== 'string') return mustBe(field, 'a string');
      if (shape.enum && !shape.enum.includes(value)) return `Field '${field}' is not an expected value`;
      return lengthProblem(field, value.length, shape);
    case 'number': {
      const number = numberOf(value);
      if (number === undefined) return mustBe(field, 'a number');
      if (shape.min !== undefined && number < shape.min) return `Field '${field}' is less than the minimum value`;
      if (shape.max !== undefined && number > shape.max) return `Field '${field}' exceeds the maximum value`;
      return undefined;
    }
    case 'boolean':
      return typeof value === 'boolean' ? undefined : mustBe(field, 'a boolean');
    case 'any':
      return undefined;
  }
}

const mustBe = (field: string, what: string): string => `Field '${field}' must be ${what}`;

function lengthProblem(
  field: string,
  length: number,
  { min, max }: { readonly min?: number; readonly max?: number },
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
