/**
 * Compares a mocked result with the shape of what the service returns. Fields that the shape does not know are
 * allowed (recorded); the first field that does not fit is named by its own name, wherever it stands.
 */
import { isJsonArray, isJsonObject, type Json, numberOf } from '#asl/json';
import type { Limits, Shape, Structure } from '#asl/services/shape';

/**
 * What is wrong with a result, an object, in AWS's words; undefined where it fits. `needsRequired` is mode STRICT. The
 * limits are those of the moment of the test: the 32 GB that functions may have today were refused in December 2025
 * (recorded), when TestState had an older model.
 */
export function shapeProblem(result: Json, shape: Shape, needsRequired: boolean, now: number): string | undefined {
  return new ShapeCheck(needsRequired, now).problemOf('', result, shape);
}

class ShapeCheck {
  private readonly needsRequired: boolean;
  private readonly now: number;

  constructor(needsRequired: boolean, now: number) {
    this.needsRequired = needsRequired;
    this.now = now;
  }

  problemOf(field: string, value: Json, shape: Shape): string | undefined {
    switch (shape.kind) {
      case 'structure':
        return this.structureProblem(field, value, shape);
      case 'list':
        if (!isJsonArray(value)) return mustBe(field, 'an array');
        return (
          this.lengthProblem(field, value.length, shape) ??
          first(value, (item) => this.problemOf(field, item, shape.item))
        );
      case 'map':
        if (!isJsonObject(value)) return mustBe(field, 'an object');
        return first(Object.entries(value), ([key, member]) => this.problemOf(key, member, shape.value));
      default:
        return this.scalarProblem(field, value, shape);
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

  private scalarProblem(field: string, value: Json, shape: Scalar): string | undefined {
    switch (shape.kind) {
      case 'string':
        if (typeof value !== 'string') return mustBe(field, 'a string');
        if (shape.values && !shape.values.includes(value)) return `Field '${field}' is not an expected value`;
        return this.lengthProblem(field, value.length, shape);
      case 'blob':
        return typeof value === 'string' ? this.lengthProblem(field, value.length, shape) : mustBe(field, 'a string');
      case 'timestamp':
        return typeof value === 'string' ? undefined : mustBe(field, 'a string');
      case 'number':
        return this.numberProblem(field, numberOf(value), shape);
      case 'boolean':
        return typeof value === 'boolean' ? undefined : mustBe(field, 'a boolean');
      case 'any':
        return undefined;
    }
  }

  private numberProblem(field: string, number: number | undefined, limits: Limits): string | undefined {
    if (number === undefined) return mustBe(field, 'a number');
    const { min, max } = this.limitsNow(limits);
    if (min !== undefined && number < min) return `Field '${field}' is less than the minimum value`;
    return max !== undefined && number > max ? `Field '${field}' exceeds the maximum value` : undefined;
  }

  private lengthProblem(field: string, length: number, limits: Limits): string | undefined {
    const { min, max } = this.limitsNow(limits);
    if (min !== undefined && length < min) return `Field '${field}' is smaller than the minimum length`;
    return max !== undefined && length > max ? `Field '${field}' exceeds the maximum length` : undefined;
  }

  private limitsNow(limits: Limits): Pick<Limits, 'min' | 'max'> {
    const { former } = limits;
    return former && this.now < Date.parse(former.until) ? former : limits;
  }
}

type Scalar = Exclude<Shape, { kind: 'structure' | 'list' | 'map' }>;

const mustBe = (field: string, what: string): string => `Field '${field}' must be ${what}`;

function first<T>(list: readonly T[], problemOf: (item: T) => string | undefined): string | undefined {
  for (const item of list) {
    const problem = problemOf(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
