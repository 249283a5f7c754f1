/**
 * Payload templates of JSONPath states (Parameters, ResultSelector, ItemSelector, Assign, …): JSON in which a member
 * whose key ends in `.$` holds a path or an intrinsic function.
 */
import { isJsonArray, isJsonObject, type Json, setMember, stringifyJson } from '../../json.ts';
import { compileIntrinsic } from '../intrinsic-call/compile.ts';
import { inHashOrder } from '../java-text.ts';
import { compilePath } from '../jsonpath/compile.ts';
import { EvaluationError } from '../problem.ts';
import type { PathScope } from '../scope.ts';

export interface CompiledPathTemplate {
  /** True where nothing is evaluated: the value is the template itself. */
  readonly isStatic: boolean;
  /** The payload. Throws an `EvaluationError` with AWS's sentence. */
  readonly evaluate: (scope: PathScope) => Json;
}

/**
 * Compiles a payload template. Keys come out as AWS gives them: fixed ones first as written, then the evaluated
 * ones in the order of a Java hash map (recorded in 126 templates).
 *
 * @example compilePathTemplate({ 'a.$': '$.b' }).evaluate(scope) // { a: … }
 */
export function compilePathTemplate(template: Json): CompiledPathTemplate {
  const evaluate = compileNode(template);
  return evaluate ? { isStatic: false, evaluate } : { isStatic: true, evaluate: () => template };
}

type Evaluate = (scope: PathScope) => Json;

/** The closure of a node, or undefined where nothing in it is evaluated. */
function compileNode(node: Json): Evaluate | undefined {
  if (isJsonArray(node)) return compileList(node);
  return isJsonObject(node) ? compileMembers(node) : undefined;
}

function compileList(list: readonly Json[]): Evaluate | undefined {
  const items = list.map(compileNode);
  if (items.every((item) => item === undefined)) return undefined;
  return (scope) =>
    list.map((value, i) => {
      const evaluate = items[i];
      return evaluate ? evaluate(scope) : value;
    });
}

function compileMembers(members: { readonly [key: string]: Json }): Evaluate | undefined {
  const entries = Object.entries(members);
  const fixed = entries
    .filter(([key]) => !key.endsWith('.$'))
    .map(([key, value]) => ({ key, value, evaluate: compileNode(value) }));
  const dynamic = inHashOrder(
    entries
      .filter(([key]) => key.endsWith('.$'))
      .map(([key, value]) => ({ key: key.slice(0, -2), evaluate: compileMember(key, value) })),
    ({ key }) => key,
  );
  if (dynamic.length === 0 && fixed.every(({ evaluate }) => evaluate === undefined)) return undefined;
  return (scope) => {
    const made: Record<string, Json> = {};
    for (const { key, value, evaluate } of fixed) setMember(made, key, evaluate ? evaluate(scope) : value);
    for (const { key, evaluate } of dynamic) setMember(made, key, evaluate(scope));
    return made;
  };
}

function compileMember(key: string, value: Json): Evaluate {
  if (typeof value === 'string') return compilePathOrIntrinsic(value, key).evaluate;
  return () => {
    throw new EvaluationError(
      'States.Runtime',
      `The value for the field '${key}' must be a valid JSONPath or a valid intrinsic function call`,
    );
  };
}

/** A path or an intrinsic function that stands as text in a field, with the field's name for the message. */
export interface CompiledText {
  readonly evaluate: (scope: PathScope) => Json;
}

/**
 * Compiles the text of a `.$` member, or of ErrorPath and CausePath: a miss gives AWS's sentence "The JSONPath '…'
 * specified for the field '…' could not be found in the input '…'".
 */
export function compilePathOrIntrinsic(text: string, field: string): CompiledText {
  if (!text.startsWith('$')) return compileIntrinsic(text);
  const path = compilePath(text);
  return {
    evaluate: (scope) => {
      const value = path.find(scope);
      if (value !== undefined) return value;
      throw new EvaluationError(
        'States.Runtime',
        `The JSONPath '${text}' specified for the field '${field}' could not be found in the input '${stringifyJson(scope.data)}'`,
      );
    },
  };
}
