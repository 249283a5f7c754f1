/**
 * Payload templates of JSONPath states (Parameters, ResultSelector, ItemSelector, Assign, …): JSON in which a member
 * whose key ends in `.$` holds a path or an intrinsic function.
 */
import { isJsonArray, isJsonObject, type Json, setMember, stringifyJson } from '../../json.ts';
import { compileIntrinsic } from '../intrinsic-call/compile.ts';
import { findIntrinsic } from '../intrinsics/index.ts';
import { inHashOrder } from '../java-text.ts';
import { compilePath } from '../jsonpath/compile.ts';
import { EvaluationError } from '../problem.ts';
import type { PathScope } from '../scope.ts';

export interface CompiledPathTemplate {
  /** True where nothing is evaluated: the value is the template itself. */
  readonly isStatic: boolean;
  /** How large the payload can be; undefined where that does not follow from the size of the data. */
  readonly growth: Growth | undefined;
  /** The payload. Throws an `EvaluationError` with AWS's sentence. */
  readonly evaluate: (scope: PathScope) => Json;
}

/** A payload has at most `fixed` bytes and `copies` times those of the data, `$`, which stand at most `levels` deep in it. */
export interface Growth {
  readonly fixed: number;
  readonly copies: number;
  readonly levels: number;
}

/**
 * Compiles a payload template. Keys come out as AWS gives them: fixed ones first as written, then the evaluated
 * ones in the order of a Java hash map (recorded in 126 templates).
 *
 * @example compilePathTemplate({ 'a.$': '$.b' }).evaluate(scope) // { a: … }
 */
export function compilePathTemplate(template: Json): CompiledPathTemplate {
  const { evaluate, growth } = compileNode(template);
  return evaluate ? { isStatic: false, growth, evaluate } : { isStatic: true, growth, evaluate: () => template };
}

type Evaluate = (scope: PathScope) => Json;

/** A node; without a closure where nothing in it is evaluated. */
interface CompiledNode {
  readonly evaluate: Evaluate | undefined;
  readonly growth: Growth | undefined;
}

function compileNode(node: Json): CompiledNode {
  if (isJsonArray(node)) return compileList(node);
  return isJsonObject(node) ? compileMembers(node) : { evaluate: undefined, growth: textGrowth(stringifyJson(node)) };
}

function compileList(list: readonly Json[]): CompiledNode {
  const items = list.map(compileNode);
  const growth = sumOf(items.map((item) => item.growth));
  if (items.every(({ evaluate }) => evaluate === undefined)) return { evaluate: undefined, growth };
  const evaluate: Evaluate = (scope) =>
    list.map((value, i) => {
      const item = items[i]?.evaluate;
      return item ? item(scope) : value;
    });
  return { evaluate, growth };
}

/** Bytes of a text at most: no character takes more than three for each of its code units. */
const textGrowth = (text: string): Growth => ({ fixed: 3 * text.length, copies: 0, levels: 0 });

/** The growth of a list or an object, brackets and commas included. */
function sumOf(parts: readonly (Growth | undefined)[]): Growth | undefined {
  let fixed = 2 + parts.length;
  let copies = 0;
  let levels = 0;
  for (const part of parts) {
    if (!part) return undefined;
    fixed += part.fixed;
    copies += part.copies;
    levels = Math.max(levels, part.levels);
  }
  return { fixed, copies, levels: levels + 1 };
}

function compileMembers(members: { readonly [key: string]: Json }): CompiledNode {
  const entries = Object.entries(members);
  const fixed = entries
    .filter(([key]) => !key.endsWith('.$'))
    .map(([key, value]) => ({ key, value, ...compileNode(value) }));
  const dynamic = inHashOrder(
    entries
      .filter(([key]) => key.endsWith('.$'))
      .map(([key, value]) => ({ key: key.slice(0, -2), ...compileMember(key, value) })),
    ({ key }) => key,
  );
  const parts = [...fixed, ...dynamic];
  const growth = sumOf(parts.flatMap((part) => [textGrowth(stringifyJson(part.key)), part.growth]));
  if (parts.every((part) => part.evaluate === undefined)) return { evaluate: undefined, growth };
  const evaluate: Evaluate = (scope) => {
    const made: Record<string, Json> = {};
    for (const part of fixed) setMember(made, part.key, part.evaluate ? part.evaluate(scope) : part.value);
    for (const part of dynamic) setMember(made, part.key, part.evaluate(scope));
    return made;
  };
  return { evaluate, growth };
}

function compileMember(key: string, value: Json): CompiledText {
  if (typeof value === 'string') return compilePathOrIntrinsic(value, key);
  const evaluate = (): never => {
    throw new EvaluationError(
      'States.Runtime',
      `The value for the field '${key}' must be a valid JSONPath or a valid intrinsic function call`,
    );
  };
  return { evaluate, growth: undefined };
}

/** A path or an intrinsic function that stands as text in a field, with the field's name for the message. */
export interface CompiledText {
  readonly evaluate: (scope: PathScope) => Json;
  readonly growth: Growth | undefined;
}

/** Bytes of a number's text at most. */
const NUMBER_BYTES = 25;
/** A path that leads past the end of an array gives null. */
const NULL_BYTES = 4;

/**
 * Compiles the text of a `.$` member, or of ErrorPath and CausePath: a miss gives AWS's sentence "The JSONPath '…'
 * specified for the field '…' could not be found in the input '…'".
 */
export function compilePathOrIntrinsic(text: string, field: string): CompiledText {
  if (!text.startsWith('$')) {
    const { call, evaluate } = compileIntrinsic(text);
    const isNumber = call && findIntrinsic(call.name)?.returns === 'integer';
    return { evaluate, growth: isNumber ? { fixed: NUMBER_BYTES, copies: 0, levels: 0 } : undefined };
  }
  const path = compilePath(text);
  const isPart = path.path?.definite && path.path.root === 'data' && !path.path.variable;
  return {
    growth: isPart ? { fixed: NULL_BYTES, copies: 1, levels: 0 } : undefined,
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
