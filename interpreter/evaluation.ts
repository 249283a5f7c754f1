/**
 * The bridge to the expressions: which data a field of a state sees, and where in the state AWS says it stands.
 * Compiled forms are kept in the program. Failures are thrown as `EvaluationError` and become data in `runPhase`.
 */
import { compileJsonata, compilePath, expressionOf, type JsonataScope, setAtReferencePath } from '#asl/expressions';
import { isJsonArray, isJsonObject, type Json, type JsonObject, setMember, stringifyJson } from '#asl/json';
import { StateFailure } from './failures.ts';
import { compiledOnce } from './program.ts';
import type { FrameRecord, ThreadRecord } from './records.ts';
import type { EvaluationScope, Work } from './work.ts';

export interface FieldOptions {
  readonly result?: Json;
  readonly errorOutput?: Json;
}

/** The value of a path; a miss is a failure in the words of InputPath. */
export function evaluatePath(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  field: string,
  path: string,
  data: Json,
): Json {
  return compiledOnce(frame.state, field, () => compilePath(path)).evaluate(work.scope.at(thread, data));
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
  return compiledOnce(frame.state, field, () => compilePath(path)).findStrictly(work.scope.at(thread, data));
}

/** An expression as AWS quotes it, without `{%`, `%}` and outer blanks; a value that is none as JSON. */
export function sourceOf(value: Json): string {
  return (typeof value === 'string' ? expressionOf(value)?.text.trim() : undefined) ?? stringifyJson(value);
}

/** The state's input with the result placed at its ResultPath. */
export function placeResult(frame: FrameRecord, path: string, input: Json, result: Json): Json {
  if (path === '$') return result;
  const compiled = compiledOnce(frame.state, `ResultPath ${path}`, () => compilePath(path));
  if (!compiled.path) throw new StateFailure('States.Runtime', `The ResultPath '${path}' is not a reference path.`);
  return setAtReferencePath(input, compiled.path, result);
}

/** A payload template with its `.$` fields evaluated. */
export function evaluateTemplate(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  _field: string,
  template: Json,
  data: Json,
): Json {
  return templateValue(frame, template, work.scope.at(thread, data));
}

function templateValue(frame: FrameRecord, template: Json, scope: EvaluationScope): Json {
  if (isJsonArray(template)) return template.map((item) => templateValue(frame, item, scope));
  if (!isJsonObject(template)) return template;
  const members: Record<string, Json> = {};
  for (const [key, value] of Object.entries(template)) {
    if (!key.endsWith('.$') || typeof value !== 'string') setMember(members, key, templateValue(frame, value, scope));
    else
      setMember(
        members,
        key.slice(0, -2),
        compiledOnce(frame.state, `.$ ${value}`, () => compilePath(value)).evaluate(scope),
      );
  }
  return members;
}

/** The text that ErrorPath or CausePath gives. */
export function evaluateStringPath(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  field: string,
  path: string,
  data: Json,
): string | undefined {
  const value = evaluatePath(work, thread, frame, field, path, data);
  return typeof value === 'string' ? value : undefined;
}

/** The value of a field of a JSONata state: every `{% … %}` in it evaluated. `field` is the place in AWS's notation. */
export function evaluateField(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  field: string,
  value: Json,
  options: FieldOptions = {},
): Json {
  const scope = jsonataScope(work, thread, frame, options);
  return fieldValue(frame, value, field, scope);
}

function fieldValue(frame: FrameRecord, value: Json, field: string, scope: JsonataScope): Json {
  if (typeof value === 'string') {
    const text = expressionOf(value)?.text;
    return text === undefined
      ? value
      : compiledOnce(frame.state, `{%${text}`, () => compileJsonata(text)).evaluate(scope, field);
  }
  if (isJsonArray(value)) return value.map((item, index) => fieldValue(frame, item, `${field}[${index}]`, scope));
  if (!isJsonObject(value)) return value;
  const members: Record<string, Json> = {};
  for (const [key, member] of Object.entries(value))
    setMember(members, key, fieldValue(frame, member, `${field}/${key}`, scope));
  return members;
}

function jsonataScope(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  { result, errorOutput }: FieldOptions,
): JsonataScope {
  const scope = work.scope.at(thread, frame.stages.input);
  const states: JsonObject = {
    input: frame.stages.input,
    get context() {
      return scope.context;
    },
    ...(result !== undefined && { result }),
    ...(errorOutput !== undefined && { errorOutput }),
  };
  return { states, variable: scope.variable, random: scope.random, timestamp: work.now };
}

/** The variables that an Assign gives, from the values at the state's entry. */
export function assignFields(
  work: Work,
  thread: ThreadRecord,
  frame: FrameRecord,
  field: string,
  value: Json,
  data: Json,
  options: FieldOptions,
): JsonObject {
  const assigned =
    frame.queryLanguage === 'JSONata'
      ? evaluateField(work, thread, frame, field, value, options)
      : evaluateTemplate(work, thread, frame, field, value, data);
  return isJsonObject(assigned) ? assigned : {};
}
