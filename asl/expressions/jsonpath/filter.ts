/** Filter tests to closures, with Jayway's comparisons: a number equals its text, an absent value equals nothing. */
import { equalJson, isJsonArray, isJsonObject, type Json, jsonTypeOf, numberOf } from '../../json.ts';
import { compilePattern, type Pattern, PatternBudgetError } from '../pattern/pattern.ts';
import { EvaluationError } from '../problem.ts';
import { PAST_END } from './access.ts';
import { compileReader } from './compile.ts';
import type { Comparison, FilterOperand, FilterPath, FilterTest } from './path.ts';
import type { Visitation } from './visit.ts';

type Test = (item: Json, visitation: Visitation) => boolean;
type Operand = (item: Json, visitation: Visitation) => Json | undefined;

/** Compiles the test of a filter. */
export function compileTest(test: FilterTest): Test {
  switch (test.kind) {
    case 'and': {
      const [left, right] = [compileTest(test.left), compileTest(test.right)];
      return (item, visitation) => left(item, visitation) && right(item, visitation);
    }
    case 'or': {
      const [left, right] = [compileTest(test.left), compileTest(test.right)];
      return (item, visitation) => left(item, visitation) || right(item, visitation);
    }
    case 'not': {
      const inner = compileTest(test.test);
      return (item, visitation) => !inner(item, visitation);
    }
    case 'exists': {
      const path = compileFilterPath(test.path);
      return test.path.path.definite
        ? (item, visitation) => path(item, visitation) !== undefined
        : (item, visitation) => (path(item, visitation) as readonly Json[]).length > 0;
    }
    case 'compare':
      return compileComparison(test);
  }
}

function compileFilterPath({ from, path }: FilterPath): Operand {
  const read = compileReader(path);
  const strictly = (value: Json): Json | undefined => {
    const found = read(value);
    return found === PAST_END ? undefined : found;
  };
  return from === 'item' ? strictly : (_, visitation) => strictly(visitation.root);
}

function compileOperand(operand: FilterOperand): Operand {
  if (operand.kind === 'path') return compileFilterPath(operand);
  const value = operand.kind === 'literal' ? operand.value : operand.pattern;
  return () => value;
}

function compileComparison({ operator, left, right }: FilterTest & { kind: 'compare' }): Test {
  if (operator === '=~') return compileMatch(left, right);
  const [a, b] = [compileOperand(left), compileOperand(right)];
  const compare = COMPARE[operator];
  return (item, visitation) => compare(a(item, visitation), b(item, visitation));
}

/** `=~` matches the whole text, as Java's `matches` does. */
function compileMatch(left: FilterOperand, right: FilterOperand): Test {
  const regex = right.kind === 'regex' ? right : left.kind === 'regex' ? left : undefined;
  const subject = compileOperand(regex === right ? left : right);
  const pattern: Pattern | undefined = regex && compilePattern(regex.pattern, regex.flags);
  if (!pattern) return () => false;
  return (item, visitation) => {
    const value = subject(item, visitation);
    if (value === undefined || value === null || typeof value === 'object') return false;
    try {
      return pattern.matchesWhole(String(value));
    } catch (error) {
      if (error instanceof PatternBudgetError) throw new EvaluationError('States.Runtime', error.message);
      throw error;
    }
  };
}

type Compare = (a: Json | undefined, b: Json | undefined) => boolean;

const equal: Compare = (a, b) => {
  if (a === undefined || b === undefined) return false;
  if (equalJson(a, b)) return true;
  const [x, y] = [numberOf(a), numberOf(b)];
  if (x !== undefined && typeof b === 'string') return String(x) === b;
  return y !== undefined && typeof a === 'string' && String(y) === a;
};

const ordered =
  (holds: (sign: number) => boolean): Compare =>
  (a, b) => {
    const [x, y] = [numberOf(a), numberOf(b)];
    if (x !== undefined && y !== undefined) return holds(x - y);
    return typeof a === 'string' && typeof b === 'string' && holds(a < b ? -1 : a > b ? 1 : 0);
  };

const isOneOf: Compare = (a, b) => isJsonArray(b) && b.some((item) => equal(a, item));
const sizeOf = (value: Json | undefined): number | undefined =>
  isJsonArray(value) || typeof value === 'string' ? value.length : undefined;

const COMPARE: Readonly<Record<Exclude<Comparison, '=~'>, Compare>> = {
  '==': equal,
  '!=': (a, b) => !equal(a, b),
  '===': (a, b) => a !== undefined && b !== undefined && jsonTypeOf(a) === jsonTypeOf(b) && equal(a, b),
  '!==': (a, b) => !(a !== undefined && b !== undefined && jsonTypeOf(a) === jsonTypeOf(b) && equal(a, b)),
  '<': ordered((sign) => sign < 0),
  '<=': ordered((sign) => sign <= 0),
  '>': ordered((sign) => sign > 0),
  '>=': ordered((sign) => sign >= 0),
  in: isOneOf,
  nin: (a, b) => !isOneOf(a, b),
  subsetof: (a, b) => isJsonArray(a) && isJsonArray(b) && a.every((item) => isOneOf(item, b)),
  anyof: (a, b) => isJsonArray(a) && isJsonArray(b) && a.some((item) => isOneOf(item, b)),
  noneof: (a, b) => isJsonArray(a) && isJsonArray(b) && !a.some((item) => isOneOf(item, b)),
  contains: (a, b) => (typeof a === 'string' ? typeof b === 'string' && a.includes(b) : isOneOf(b, a)),
  size: (a, b) => sizeOf(a) !== undefined && sizeOf(a) === (numberOf(b) ?? sizeOf(b)),
  empty: (a, b) => typeof b === 'boolean' && (isJsonObject(a) ? Object.keys(a).length === 0 : sizeOf(a) === 0) === b,
};
