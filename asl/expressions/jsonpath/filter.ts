/**
 * Filter tests to closures, with Jayway's comparisons: the type of the left side decides how the right side is read,
 * an absent value fits nothing, and null counts as absent where only existence is asked.
 */
import { equalJson, type Json, numberOf } from '../../json.ts';
import { compilePattern, type Pattern, PatternBudgetError } from '../pattern/pattern.ts';
import { EvaluationError } from '../problem.ts';
import { PAST_END } from './access.ts';
import { compileDefinite } from './definite.ts';
import type { Comparison, FilterOperand, FilterPath, FilterTest } from './path.ts';

/** Tests an item of a document, which is that of the whole path. */
export type Test = (item: Json, document: Json) => boolean;
type Operand = (item: Json, document: Json) => Json | undefined;

/** Compiles the test of a filter. */
export function compileTest(test: FilterTest): Test {
  switch (test.kind) {
    case 'and': {
      const [left, right] = [compileTest(test.left), compileTest(test.right)];
      return (item, document) => left(item, document) && right(item, document);
    }
    case 'or': {
      const [left, right] = [compileTest(test.left), compileTest(test.right)];
      return (item, document) => left(item, document) || right(item, document);
    }
    case 'not': {
      const inner = compileTest(test.test);
      return (item, document) => !inner(item, document);
    }
    case 'exists': {
      const path = compileFilterPath(test.path);
      return (item, document) => (path(item, document) ?? null) !== null;
    }
    case 'compare':
      return compileComparison(test);
  }
}

function compileFilterPath({ from, path }: FilterPath): Operand {
  const read = compileDefinite(path);
  const strictly = (value: Json): Json | undefined => {
    const found = read(value);
    return found === PAST_END ? undefined : found;
  };
  return from === 'item' ? strictly : (_, document) => strictly(document);
}

function compileOperand(operand: FilterOperand): Operand {
  if (operand.kind === 'path') return compileFilterPath(operand);
  const value = operand.kind === 'literal' ? operand.value : operand.pattern;
  return () => value;
}

function compileComparison({ operator, left, right }: FilterTest & { kind: 'compare' }): Test {
  if (operator === '=~') return compileMatch(left, right);
  const [a, b] = [compileOperand(left), compileOperand(right)];
  const raw = right.kind === 'literal' ? right.raw : undefined;
  return (item, document) => {
    const [x, y] = [a(item, document), b(item, document)];
    return x !== undefined && y !== undefined && compares(operator, x, y, raw ?? textOf(y));
  };
}

/** `=~` matches the whole text, as Java's `matches` does. */
function compileMatch(left: FilterOperand, right: FilterOperand): Test {
  const regex = right.kind === 'regex' ? right : left.kind === 'regex' ? left : undefined;
  const subject = compileOperand(regex === right ? left : right);
  const pattern: Pattern | undefined = regex && compilePattern(regex.pattern, regex.flags);
  if (!pattern) return () => false;
  return (item, document) => {
    const value = subject(item, document);
    const text = value === undefined || value === null ? undefined : textOf(value);
    try {
      return text !== undefined && pattern.matchesWhole(text);
    } catch (error) {
      if (error instanceof PatternBudgetError) throw new EvaluationError('States.Runtime', error.message);
      throw error;
    }
  };
}

/** A scalar as text; undefined for arrays and objects. */
function textOf(value: Json): string | undefined {
  if (typeof value === 'string') return value;
  if (value === null || typeof value === 'boolean') return String(value);
  return numberOf(value)?.toString();
}

function compares(operator: Exclude<Comparison, '=~'>, left: Json, right: Json, text: string | undefined): boolean {
  if (left === null || right === null) return operator === '==' ? left === right : operator === '!=' && left !== right;
  const own = textOf(left);
  if (own === undefined || text === undefined) return operator === '==' && equalJson(left, right);
  const number = numberOf(left);
  if (number === undefined) return holds(operator, own < text ? -1 : own > text ? 1 : 0);
  const other = numberOf(right) ?? (text.trim() === '' ? Number.NaN : Number(text));
  return Number.isNaN(other) ? operator === '!=' : holds(operator, number - other);
}

function holds(operator: Exclude<Comparison, '=~'>, sign: number): boolean {
  switch (operator) {
    case '==':
      return sign === 0;
    case '!=':
      return sign !== 0;
    case '<':
      return sign < 0;
    case '<=':
      return sign <= 0;
    case '>':
      return sign > 0;
    case '>=':
      return sign >= 0;
  }
}
