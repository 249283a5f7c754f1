/**
 * The bridge to the expressions: which data a field of a state sees, and where in the state AWS says it stands.
 * Compiled forms are kept in the program. Failures are thrown as `EvaluationError` and become data in `runPhase`.
 */
import {
  compileJsonataTemplate,
  compilePath,
  compilePathOrIntrinsic,
  compilePathTemplate,
  compileReference,
  expressionOf,
  unexpectedResult,
} from '#asl/expressions';
import { type Json, numberOf, stringifyJson } from '#asl/json';
import { queryFailure, runtimeFailure } from './failure/state-failure.ts';
import { compiledOnce } from './program/program.ts';
import type { FrameRecord, ThreadRecord } from './records.ts';
import type { Work } from './work.ts';

/** The value of a path; a miss is a failure in the words of InputPath. `field` is unique in the state. */
export function evaluatePath(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  field: string,
  path: string,
  data: Json,
): Json {
  return compiledOnce(frame.state, field, compilePath, path).evaluate(work.scope.at(thread, data));
}

/** The value of a reference path; what is not there is a conflict. */
export function evaluateReference(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  field: string,
  path: string,
  data: Json,
): Json {
  return compiledOnce(frame.state, field, compileReference, path).evaluate(work.scope.at(thread, data));
}

/** The value of a path, or undefined for a miss. */
export function findAt(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  field: string,
  path: string,
  data: Json,
): Json | undefined {
  return compiledOnce(frame.state, field, compilePath, path).findStrictly(work.scope.at(thread, data));
}

/** A payload template with its `.$` fields evaluated; `data` is its `$`. */
export function evaluateTemplate(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  field: string,
  template: Json,
  data: Json,
): Json {
  return compiledOnce(frame.state, field, compilePathTemplate, template).evaluate(work.scope.at(thread, data));
}

/** The text that ErrorPath or CausePath gives. */
export function evaluateStringPath(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  field: string,
  path: string,
  data: Json,
): string {
  const value = compiledOnce(frame.state, field, compilePathOrIntrinsic, path).evaluate(work.scope.at(thread, data));
  if (typeof value === 'string') return value;
  throw runtimeFailure(
    frame,
    `The ${field} field refers to value ${stringifyJson(value)} which is not a string: ${path}`,
  );
}

/** The number that a field of a JSONata state gives. */
export function evaluateNumber(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  field: string,
  value: Json,
): number {
  const evaluated = evaluateField(work, thread, frame, field, value);
  const number = numberOf(evaluated);
  if (number === undefined) throw unexpectedResult(sourceOf(value), field, 'number', evaluated);
  return number;
}

/** Whole numbers that fields take, in the words of AWS's sentences. */
const WHOLE = {
  integer: { article: 'an', from: Number.NEGATIVE_INFINITY },
  'non-negative integer': { article: 'a', from: 0 },
  'positive integer': { article: 'a', from: 1 },
} as const;

/**
 * The whole number that a field of a JSONata state gives. The sentence about another number follows the recorded one
 * about a Timestamp; it is not recorded itself.
 */
export function evaluateInteger(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  field: string,
  value: Json,
  kind: keyof typeof WHOLE,
): number {
  const number = evaluateNumber(work, thread, frame, field, value);
  const { article, from } = WHOLE[kind];
  if (Number.isInteger(number) && number >= from) return number;
  const name = field.slice(field.lastIndexOf('/') + 1);
  throw queryFailure(frame, `The ${name} field cannot be parsed as ${article} ${kind}: ${number}`, field);
}

const compileField = (value: Json) => compileJsonataTemplate(value);

/** The value of a field of a JSONata state: every `{% … %}` in it evaluated. `field` is the place in AWS's notation. */
export function evaluateField(work: Work, thread: ThreadRecord, frame: FrameRecord, field: string, value: Json): Json {
  const compiled = compiledOnce(frame.state, field, compileField, value);
  return compiled.isStatic
    ? value
    : compiled.evaluate(
        work.scope.with(thread, frame.stages.input, undefined, undefined),
        field,
        work.info.expressionBudget,
      );
}

/** An expression as AWS quotes it, without `{%`, `%}` and outer blanks; a value that is none as JSON. */
export function sourceOf(value: Json): string {
  return (typeof value === 'string' ? expressionOf(value)?.text.trim() : undefined) ?? stringifyJson(value);
}
