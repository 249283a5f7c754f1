/** Intrinsic functions to closures, and their failures in AWS's words. */
import { ExactNumber, type Json, stringifyJson } from '../../json.ts';
import { IntrinsicFault } from '../intrinsic/intrinsic.ts';
import { findIntrinsic } from '../intrinsics/index.ts';
import { javaText } from '../java-text.ts';
import { compilePath } from '../jsonpath/compile.ts';
import { explainMiss } from '../jsonpath/miss.ts';
import { type Path, shownInSentences } from '../jsonpath/path.ts';
import { EvaluationError, type ExpressionProblem } from '../problem.ts';
import type { PathScope } from '../scope.ts';
import type { IntrinsicArgument, IntrinsicCall, IntrinsicLiteral } from './call.ts';
import { parseIntrinsic } from './parse.ts';

export interface CompiledIntrinsic {
  readonly text: string;
  /** Absent where the text is too broken to be a call. */
  readonly call: IntrinsicCall | undefined;
  readonly problems: readonly ExpressionProblem[];
  /** The result; throws an `EvaluationError` with AWS's sentence, which quotes the whole expression. */
  readonly evaluate: (scope: PathScope) => Json;
}

type Argument = (scope: PathScope) => Json;

/**
 * Compiles an intrinsic function. Never throws; a broken text fails when it is evaluated.
 *
 * @example compileIntrinsic("States.MathAdd($.n, 1)").evaluate(scope)
 */
export function compileIntrinsic(text: string): CompiledIntrinsic {
  const { value: call, problems } = parseIntrinsic(text);
  const mistake = problems.find((problem) => problem.severity !== 'warning' && !problem.isOfValue);
  if (!call || mistake) {
    const evaluate = (): never => {
      throw new EvaluationError(
        'States.Runtime',
        `The function '${text}' had the following error: ${mistake?.message ?? ''}`,
      );
    };
    return { text, call, problems, evaluate };
  }
  return { text, call, problems, evaluate: compileCall(call, text) };
}

function compileCall(call: IntrinsicCall, whole: string): Argument {
  const row = findIntrinsic(call.name);
  if (!row) throw new Error(`'${call.name}' is in no table although it was checked`);
  const args = call.args.map((arg, i) => compileArgument(arg, whole, row.params[i]?.isFormat === true));
  return (scope) => {
    const values = args.map((arg) => arg(scope));
    try {
      return row.call(values, scope);
    } catch (error) {
      if (error instanceof IntrinsicFault) throw failure(whole, `Invalid arguments in ${row.name}`, error.message);
      throw error;
    }
  };
}

function compileArgument(arg: IntrinsicArgument, whole: string, isFormat: boolean): Argument {
  if (arg.kind === 'call') return compileCall(arg, whole);
  if (arg.kind === 'literal') {
    const value = literalValue(arg, isFormat);
    return () => value;
  }
  const path = compilePath(arg.path.text);
  return (scope) => {
    const value = path.findStrictly(scope);
    if (value !== undefined) return value;
    throw failure(whole, missing(arg.path, scope));
  };
}

/** A number is a Java long where it is written as an integer and a double elsewhere: `1.0` stays one. */
function literalValue({ value, raw }: IntrinsicLiteral, isFormat: boolean): Json {
  if (typeof value === 'string') return isFormat ? raw : value;
  if (typeof value !== 'number') return value;
  if (!Number.isFinite(value)) return new ExactNumber(raw);
  const text = javaText(new ExactNumber(raw));
  return text === String(value) ? value : new ExactNumber(text);
}

/** Reported from AWS for arguments that do not fit as for those that are missing: the error is States.Runtime. */
function failure(whole: string, message: string, reason?: string): EvaluationError {
  const sentence = `The function '${whole}' had the following error: ${message}`;
  return new EvaluationError('States.Runtime', sentence, undefined, reason);
}

/** Measured: an index into something that is no array shows the library's own text; a context path is shown with one `$`. */
function missing(path: Path, scope: PathScope): string {
  const root =
    path.root === 'context' ? scope.context : path.variable ? scope.variable(path.variable.name) : scope.data;
  const reason = explainMiss(path, root);
  if (reason.startsWith('Filter:')) return reason;
  const shown = shownInSentences(path.text);
  return `The JsonPath argument for the field '${shown}' could not be found in the input '${stringifyJson(scope.data)}'`;
}
