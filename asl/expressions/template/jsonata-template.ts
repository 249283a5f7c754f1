/** Values of JSONata states (Arguments, Output, Assign, Items, …): JSON in which any string `{% … %}` is an expression. */
import { isJsonArray, isJsonObject, type Json, setMember } from '../../json.ts';
import { type CompiledJsonata, compileShared, type SharedExpressions } from '../jsonata/compile.ts';
import type { JsonataBudget } from '../jsonata/limits.ts';
import { expressionOf } from '../jsonata/parse.ts';
import type { JsonataScope } from '../scope.ts';

export interface CompiledJsonataTemplate {
  /** True where nothing is evaluated: the value is the template itself. */
  readonly isStatic: boolean;
  /** The one expression that the whole value is, if it is one. */
  readonly expression: CompiledJsonata | undefined;
  /** The value. `field` is the place of the whole in AWS's notation (`Output`, `Choices[1]/Condition`). Throws `EvaluationError`. */
  readonly evaluate: (scope: JsonataScope, field: string, budget?: JsonataBudget) => Json;
}

type Evaluate = CompiledJsonataTemplate['evaluate'];

/**
 * Compiles a JSONata value; keys keep their order, and a failure names its place (`Output/a/b[0]`).
 *
 * @example compileJsonataTemplate({ a: '{% $states.input.b %}' }).evaluate(scope, 'Output')
 */
export function compileJsonataTemplate(template: Json, shared?: SharedExpressions): CompiledJsonataTemplate {
  const source = typeof template === 'string' ? expressionOf(template) : undefined;
  const expression = source && compileShared(source.text, shared);
  if (expression) return { isStatic: false, expression, evaluate: expression.evaluate };
  const evaluate = compileNode(template, shared);
  return { isStatic: !evaluate, expression: undefined, evaluate: evaluate ?? (() => template) };
}

/** The closure of a node, or undefined where nothing in it is evaluated. */
function compileNode(node: Json, shared: SharedExpressions | undefined): Evaluate | undefined {
  if (typeof node === 'string') {
    const source = expressionOf(node);
    return source && compileShared(source.text, shared).evaluate;
  }
  if (isJsonArray(node)) return compileList(node, shared);
  return isJsonObject(node) ? compileMembers(node, shared) : undefined;
}

function compileList(list: readonly Json[], shared: SharedExpressions | undefined): Evaluate | undefined {
  const items = list.map((item) => compileNode(item, shared));
  if (items.every((item) => item === undefined)) return undefined;
  return (scope, field, budget) =>
    list.map((value, i) => {
      const evaluate = items[i];
      return evaluate ? evaluate(scope, `${field}[${i}]`, budget) : value;
    });
}

function compileMembers(
  members: { readonly [key: string]: Json },
  shared: SharedExpressions | undefined,
): Evaluate | undefined {
  const entries = Object.entries(members).map(([key, value]) => ({
    key,
    value,
    evaluate: compileNode(value, shared),
    place: '',
  }));
  if (entries.every(({ evaluate }) => evaluate === undefined)) return undefined;
  const [only] = entries;
  if (only?.evaluate && entries.length === 1 && only.key !== '__proto__') return compileMember(only.key, only.evaluate);
  const isPlain = entries.every(({ key }) => key !== '__proto__');
  // The place hardly ever changes from one evaluation to the next.
  let around: string | undefined;
  return (scope, field, budget) => {
    if (field !== around) {
      around = field;
      for (const entry of entries) entry.place = `${field}/${entry.key}`;
    }
    const made: Record<string, Json> = {};
    for (let i = 0; i < entries.length; i++) {
      const { key, value, evaluate, place } = entries[i] as (typeof entries)[number];
      const member = evaluate ? evaluate(scope, place, budget) : value;
      if (isPlain) made[key] = member;
      else setMember(made, key, member);
    }
    return made;
  };
}

/** The only member of an object: smaller than one among many, which counts where a machine has thousands of states. */
function compileMember(key: string, evaluate: Evaluate): Evaluate {
  let around: string | undefined;
  let place = '';
  return (scope, field, budget) => {
    if (field !== around) {
      around = field;
      place = `${field}/${key}`;
    }
    // V8 makes `{ [key]: … }` slowly once it has met a few keys in this place.
    const made: Record<string, Json> = {};
    made[key] = evaluate(scope, place, budget);
    return made;
  };
}
