/**
 * JSONata expressions, evaluated as Step Functions does: with its functions, limits and error sentences. Common
 * expressions run as closures; the derived library walks the tree of all others, and wherever a closure gives up. So
 * every failure is the library's.
 */
import { type Json, jsonTypeOf, plainOf, stringifyJson } from '../../json.ts';
import { uuidFrom } from '../java-random.ts';
import { PatternBudgetError } from '../pattern/pattern.ts';
import { EvaluationError, type ExpressionProblem } from '../problem.ts';
import type { JsonataScope } from '../scope.ts';
import { compileTree } from './closures/compile.ts';
import type { SharedPaths } from './closures/place.ts';
import { beginRun, type Closure, GIVE_UP } from './closures/values.ts';
import { JSONATA_FUNCTIONS } from './functions.ts';
import { jsonata } from './jsonata-sync.generated.js';
import type { JsonataExpression, JsonataFailure } from './library.ts';
import {
  GuardedEvaluation,
  isLimitExceeded,
  type JsonataBudget,
  MAX_STEPS,
  MemoryExceeded,
  StackExceeded,
  TimeExceeded,
} from './limits.ts';
import { normalize, UnsupportedResult } from './normalize.ts';
import { parseJsonata } from './parse.ts';
import { InternalFailure, STEP_FUNCTIONS } from './step-functions.ts';

export interface CompiledJsonata {
  /** The expression without `{%`, `%}` and outer blanks, as AWS quotes it. */
  readonly source: string;
  /** What is wrong with its text; evaluating it then fails. */
  readonly problems: readonly ExpressionProblem[];
  /**
   * The value. `field` is the place in AWS's notation (`Output/a[0]`), for the message. Throws an
   * `EvaluationError` States.QueryEvaluationError with AWS's sentence.
   */
  readonly evaluate: (scope: JsonataScope, field: string, budget?: JsonataBudget) => Json;
}

/** The expressions of a machine, by their text: what many states hold is compiled and kept once. */
export interface SharedExpressions {
  readonly expressions: Map<string, CompiledJsonata>;
  readonly paths: SharedPaths;
}

export const sharedExpressions = (): SharedExpressions => ({ expressions: new Map(), paths: new Map() });

/** An expression among those of its machine. */
export function compileShared(text: string, shared: SharedExpressions | undefined): CompiledJsonata {
  if (!shared) return compileJsonata(text);
  const known = shared.expressions.get(text);
  if (known) return known;
  const compiled = compileJsonata(text, shared.paths);
  shared.expressions.set(text, compiled);
  return compiled;
}

/**
 * Compiles an expression (the text between `{%` and `%}`). Never throws; parsing happens at the first use, because
 * a definition holds many expressions that one execution never comes to.
 *
 * @example compileJsonata('$states.input.a + 1').evaluate(scope, 'Output')
 */
export function compileJsonata(text: string, paths?: SharedPaths): CompiledJsonata {
  const source = text.trim();
  let problems: readonly ExpressionProblem[] | undefined;
  let prepared: Prepared | undefined;
  return {
    source,
    get problems() {
      problems ??= parseJsonata(text).problems;
      return problems;
    },
    evaluate: (scope, field, budget = {}) => {
      prepared ??= prepare(source, paths);
      return evaluate(prepared, scope, field, budget);
    },
  };
}

/**
 * An expression made ready. A large machine holds thousands of them, and what each keeps has to pass through the
 * processor's caches again and again: so nothing of the library stays where a closure answers.
 */
interface Prepared {
  /** The expression as a closure; undefined where it cannot be one. */
  readonly closure: Closure | undefined;
  /** The size of the frame that the closure is given. */
  readonly frameSize: number;
  readonly source: string;
  /** For the library; made anew where a closure gives up. */
  expression: JsonataExpression | undefined;
  /** What the library is to be given; found out when it is first needed. */
  reads: Reads | undefined;
}

interface Reads {
  /** Names of variables that the expression may read. */
  readonly names: readonly string[];
  /** The members of `$states` that it reads; undefined where it reads `$states` as a whole. */
  readonly states: readonly string[] | undefined;
}

function prepare(source: string, paths: SharedPaths | undefined): Prepared {
  const expression = parsed(source);
  const tree = compileTree(expression.ast(), FUNCTION_NAMES, paths);
  return {
    closure: tree?.closure,
    frameSize: tree?.frameSize ?? 0,
    source,
    expression: tree ? undefined : expression,
    reads: undefined,
  };
}

function parsed(source: string): JsonataExpression {
  const expression = (() => {
    try {
      return jsonata(source);
    } catch (error) {
      const message = error instanceof RangeError ? new StackExceeded().message : (error as JsonataFailure).message;
      throw new EvaluationError(
        'States.QueryEvaluationError',
        `The JSONata expression '${source}' cannot be parsed: ${message}`,
      );
    }
  })();
  for (const [name, definition] of STEP_FUNCTIONS) expression.assign(name, definition);
  return expression;
}

const FUNCTION_NAMES: ReadonlySet<string> = new Set(JSONATA_FUNCTIONS.map(({ name }) => name));

/** Closures count carefully where the library counts exactly, and take less time. */
const STEPS_PER_LIBRARY_STEP = 4;

/** Where a clock is given: some milliseconds. */
const STEPS_WITHOUT_CLOCK = 100_000;

const isForLibrary = (thrown: unknown): boolean =>
  thrown instanceof UnsupportedResult || thrown instanceof RangeError || thrown instanceof TimeExceeded;

/** The scope with the numbers that a closure has drawn still to come, so that the library finds what it would alone. */
function undrawn(scope: JsonataScope, drawn: readonly number[] | undefined): JsonataScope {
  if (!drawn) return scope;
  const { states, variable, timestamp } = scope;
  let at = 0;
  return { states, variable, timestamp, random: () => drawn[at++] ?? scope.random() };
}

function readsOf(source: string): Reads {
  const { variables } = parseJsonata(source);
  const names = new Set(variables.map(({ name }) => name).filter((name) => name !== 'states'));
  const members = variables.filter(({ name }) => name === 'states').map((variable) => variable.members[0]?.name);
  const states = members.every((name) => name !== undefined) ? [...new Set(members)] : undefined;
  return { names: [...names], states };
}

function evaluate(prepared: Prepared, scope: JsonataScope, field: string, budget: JsonataBudget): Json {
  const { closure, frameSize } = prepared;
  if (!closure) return askLibrary(prepared, scope, field, budget);
  const most = STEPS_PER_LIBRARY_STEP * (budget.maxSteps ?? MAX_STEPS);
  const run = beginRun(scope, budget.now ? Math.min(most, STEPS_WITHOUT_CLOCK) : most, frameSize);
  try {
    const value = closure(run, undefined);
    if (value !== undefined) return normalize(value, scope.seen);
  } catch (thrown) {
    // The budget is used up, and nobody else is asked, unless it is one of time: only the library looks at the clock.
    if (thrown instanceof TimeExceeded && !budget.now)
      throw failure(prepared.source, field, describe(thrown, scope.random));
    if (thrown !== GIVE_UP && !isForLibrary(thrown)) throw thrown;
    // The next time the closure is asked again: what an expression gives must not depend on what it gave before.
  }
  return askLibrary(prepared, undrawn(scope, run.drawn), field, budget);
}

function askLibrary(prepared: Prepared, scope: JsonataScope, field: string, budget: JsonataBudget): Json {
  const { source } = prepared;
  prepared.reads ??= readsOf(source);
  prepared.expression ??= parsed(source);
  let result: unknown;
  try {
    result = prepared.expression.evaluate(
      undefined,
      bindingsOf(prepared.reads, scope),
      new GuardedEvaluation(scope, budget),
    );
    if (result !== undefined) return normalize(result);
  } catch (error) {
    throw failure(source, field, describe(error, scope.random));
  }
  throw failure(source, field, 'returned nothing (undefined).');
}

function failure(source: string, field: string, rest: string): EvaluationError {
  return new EvaluationError(
    'States.QueryEvaluationError',
    `The JSONata expression '${source}' specified for the field '${field}' ${rest}`,
    field,
  );
}

/** Only what the expression reads is looked up: variables may be many, and a member of `$states` expensive to make. */
function bindingsOf({ names, states }: Reads, scope: JsonataScope): Record<string, Json> {
  const members: Record<string, Json> = {};
  for (const name of states ?? Object.keys(scope.states)) {
    const value = Object.hasOwn(scope.states, name) ? scope.states[name] : undefined;
    if (value !== undefined) members[name] = plainOf(value);
  }
  const bindings: Record<string, Json> = { states: members };
  for (const name of names) {
    const value = scope.variable(name);
    if (value !== undefined) bindings[name] = plainOf(value);
  }
  return bindings;
}

/** What AWS says of a failure, after the words that name the expression and the field. */
function describe(error: unknown, random: () => number): string {
  const words = 'threw an error during evaluation';
  if (error instanceof UnsupportedResult) return 'returned an unsupported result type.';
  if (isLimitExceeded(error)) return `${words}: ${error.message}`;
  if (error instanceof PatternBudgetError) return `${words}: ${new TimeExceeded().message}`;
  if (error instanceof RangeError)
    return `${words}: ${(/string length/i.test(error.message) ? new MemoryExceeded() : new StackExceeded()).message}`;
  const { code, message } = error as JsonataFailure;
  if (code !== undefined && !(error instanceof InternalFailure)) return `${words}. ${code}: ${message}`;
  return `threw an internal error during evaluation. ${uuidFrom(random)}`;
}

/** The failure of a field whose expression gives a value of another type than the field takes, in AWS's words. */
export function unexpectedResult(source: string, field: string, expected: string, value: Json): EvaluationError {
  const rest = `returned an unexpected result type. Expected '${expected}', but was '${jsonTypeOf(value)}' for value: ${stringifyJson(value)}`;
  return failure(source, field, rest);
}
