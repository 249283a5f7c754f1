/** Values of JSONata states (Arguments, Output, Assign, Items, …): JSON in which any string `{% … %}` is an expression. */
import { isJsonArray, isJsonObject, type Json, setMember } from '../../json.ts';
import { type CompiledJsonata, compileJsonata } from '../jsonata/compile.ts';
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
export function compileJsonataTemplate(template: Json): CompiledJsonataTemplate {
  const source = typeof template === 'string' ? expressionOf(template) : undefined;
  const expression = source && compileJsonata(source.text);
  if (expression) return { isStatic: false, expression, evaluate: expression.evaluate };
  const evaluate = compileNode(template);
  return { isStatic: !evaluate, expression: undefined, evaluate: evaluate ?? (() => template) };
}

/** The closure of a node, or undefined where nothing in it is evaluated. */
function compileNode(node: Json): Evaluate | undefined {
  if (typeof node === 'string') {
    const source = expressionOf(node);
    return source && compileJsonata(source.text).evaluate;
  }
  if (isJsonArray(node)) return compileList(node);
  return isJsonObject(node) ? compileMembers(node) : undefined;
}

function compileList(list: readonly Json[]): Evaluate | undefined {
  const items = list.map(compileNode);
  if (items.every((item) => item === undefined)) return undefined;
  return (scope, field, budget) =>
    list.map((value, i) => {
      const evaluate = items[i];
      return evaluate ? evaluate(scope, `${field}[${i}]`, budget) : value;
    });
}

function compileMembers(members: { readonly [key: string]: Json }): Evaluate | undefined {
  const entries = Object.entries(members).map(([key, value]) => ({ key, value, evaluate: compileNode(value) }));
  if (entries.every(({ evaluate }) => evaluate === undefined)) return undefined;
  const isPlain = entries.every(({ key }) => key !== '__proto__');
  // The place hardly ever changes from one evaluation to the next.
  let place: string | undefined;
  let places: readonly string[] = [];
  return (scope, field, budget) => {
    if (field !== place) {
      place = field;
      places = entries.map(({ key }) => `${field}/${key}`);
    }
    const made: Record<string, Json> = {};
    for (let i = 0; i < entries.length; i++) {
      const { key, value, evaluate } = entries[i] as (typeof entries)[number];
      const member = evaluate ? evaluate(scope, places[i] as string, budget) : value;
      if (isPlain) made[key] = member;
      else setMember(made, key, member);
    }
    return made;
  };
}
