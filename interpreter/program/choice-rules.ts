/**
 * The rules of a Choice in JSONPath: operators to closures. A comparison of values of different types is false,
 * never an error (recorded); only a Variable that does not exist is.
 */
import { type CompiledPath, compilePath, EvaluationError, type PathScope, shownInSentences } from '#asl/expressions';
import { isJsonArray, isJsonObject, type Json, numberOf } from '#asl/json';
import { compareTimestamps, parseTimestamp } from '#asl/timestamp';
import type { Fields } from './program.ts';

export type ChoiceTest = (scope: PathScope) => boolean;

/** Values of one type in an order: a number below zero where `a` comes first; undefined where one is of another type. */
type Comparison = (a: Json, b: Json) => number | undefined;

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  String: (a, b) => (typeof a === 'string' && typeof b === 'string' ? order(a, b) : undefined),
  Numeric: (a, b) => inOrder(numberOf(a), numberOf(b)),
  Boolean: (a, b) => (typeof a === 'boolean' && typeof b === 'boolean' ? Number(a) - Number(b) : undefined),
  Timestamp: (a, b) => (typeof a === 'string' && typeof b === 'string' ? compareTimestamps(a, b) : undefined),
};

const RELATIONS: Readonly<Record<string, (order: number) => boolean>> = {
  Equals: (order) => order === 0,
  LessThan: (order) => order < 0,
  GreaterThan: (order) => order > 0,
  LessThanEquals: (order) => order <= 0,
  GreaterThanEquals: (order) => order >= 0,
};

const TYPE_TESTS: Readonly<Record<string, (value: Json) => boolean>> = {
  IsNull: (value) => value === null,
  IsNumeric: (value) => numberOf(value) !== undefined,
  IsString: (value) => typeof value === 'string',
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: (value) => typeof value === 'string' && parseTimestamp(value) !== undefined,
};

const order = <T>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

const inOrder = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : order(a, b);

const NEVER: ChoiceTest = () => false;

/** Compiles a choice rule with everything below it. A rule without an operator never holds. */
export function compileChoice(rule: Fields): ChoiceTest {
  if (isJsonArray(rule.And)) {
    const tests = testsOf(rule.And);
    return (scope) => tests.every((test) => test(scope));
  }
  if (isJsonArray(rule.Or)) {
    const tests = testsOf(rule.Or);
    return (scope) => tests.some((test) => test(scope));
  }
  if (isJsonObject(rule.Not)) {
    const test = compileChoice(rule.Not);
    return (scope) => !test(scope);
  }
  return compileComparison(rule);
}

const testsOf = (rules: readonly Json[]): ChoiceTest[] => rules.filter(isJsonObject).map(compileChoice);

function compileComparison(rule: Fields): ChoiceTest {
  if (typeof rule.Variable !== 'string') return NEVER;
  const variable = compilePath(rule.Variable);
  for (const [name, operand] of Object.entries(rule)) {
    const test = compileOperator(name, operand, variable);
    if (test) return test;
  }
  return NEVER;
}

function compileOperator(name: string, operand: Json, variable: CompiledPath): ChoiceTest | undefined {
  if (name === 'IsPresent') return (scope) => (variable.findStrictly(scope) !== undefined) === operand;
  const typeTest = TYPE_TESTS[name];
  if (typeTest) return (scope) => typeTest(valueAt(variable, scope)) === operand;
  if (name === 'StringMatches') {
    const matches = compilePattern(String(operand));
    return (scope) => {
      const value = valueAt(variable, scope);
      return typeof value === 'string' && matches(value);
    };
  }
  return compileRelation(name, operand, variable);
}

function compileRelation(name: string, operand: Json, variable: CompiledPath): ChoiceTest | undefined {
  const parts =
    /^(String|Numeric|Boolean|Timestamp)(Equals|LessThan|GreaterThan|LessThanEquals|GreaterThanEquals)(Path)?$/.exec(
      name,
    );
  const compare = parts && COMPARISONS[parts[1] ?? ''];
  const holds = parts && RELATIONS[parts[2] ?? ''];
  if (!compare || !holds) return undefined;
  const other = parts[3] ? compilePath(String(operand)) : undefined;
  return (scope) => {
    const result = compare(valueAt(variable, scope), other ? valueAt(other, scope) : operand);
    return result !== undefined && holds(result);
  };
}

function valueAt(path: CompiledPath, scope: PathScope): Json {
  const value = path.findStrictly(scope);
  if (value !== undefined) return value;
  throw new EvaluationError(
    'States.Runtime',
    `Invalid path '${shownInSentences(path.text)}': The choice state's condition path references an invalid value.`,
  );
}

/** StringMatches: `*` stands for any text, `\*` for a star, `\\` for a backslash. Linear in practice, never exponential. */
function compilePattern(pattern: string): (text: string) => boolean {
  const parts: string[] = [''];
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] ?? '';
    if (char === '*') parts.push('');
    else {
      const isEscape = char === '\\' && (pattern[i + 1] === '*' || pattern[i + 1] === '\\');
      if (isEscape) i += 1;
      parts[parts.length - 1] += isEscape ? (pattern[i] ?? '') : char;
    }
  }
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return (text) => text === first;
  return (text) => {
    if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
    let from = first.length;
    for (const part of rest) {
      const at = text.indexOf(part, from);
      if (at < 0) return false;
      from = at + part.length;
    }
    return from <= text.length - last.length;
  };
}
