/**
 * Compiled JSONata against the library that walks the tree: whatever a closure gives has to be what the library
 * gives, order of keys included. Expressions are made from a grammar, so that what nobody would write is tried too.
 */
import assert from 'node:assert/strict';
import { ExactNumber, type Json, plainOf } from '#asl/json';
import { compileTree } from '../../../asl/expressions/jsonata/closures/compile.ts';
import { GIVE_UP } from '../../../asl/expressions/jsonata/closures/values.ts';
import { JSONATA_FUNCTIONS } from '../../../asl/expressions/jsonata/functions.ts';
import { jsonata } from '../../../asl/expressions/jsonata/jsonata-sync.generated.js';
import { GuardedEvaluation } from '../../../asl/expressions/jsonata/limits.ts';
import { normalize } from '../../../asl/expressions/jsonata/normalize.ts';

const FUNCTIONS = new Set(JSONATA_FUNCTIONS.map(({ name }) => name));

const INPUTS: readonly { readonly [key: string]: Json }[] = [
  { a: 1, b: 'text', c: [1, 2, 3], d: { a: 2, b: [{ a: 1 }, { a: 5 }] }, e: true, f: null },
  {
    a: [{ a: 1, b: 'x' }, { a: 2, b: 'y', c: [1, [2, 3]] }, { b: 'z' }],
    b: [[1, 2], [3], []],
    c: [],
    d: [{ d: [{ a: 7 }] }, { d: { a: 8 } }],
    e: {},
    f: [[{ a: 1 }, { a: 2 }], { a: 3 }],
  },
  {
    a: new ExactNumber('1.0'),
    b: [new ExactNumber('2.50'), 3, { a: new ExactNumber('0.0') }],
    c: { constructor: 1, toString: 'own', toJSON: [1] },
    d: [{ a: 'one' }],
    e: '',
    f: -0.5,
  },
];

interface Outcome {
  readonly value?: unknown;
  readonly failed?: true;
}

function byLibrary(
  source: string,
  states: { readonly [key: string]: Json },
  variables: typeof states,
  maxSteps: number,
): Outcome {
  const scope = { states, variable: () => undefined, random: () => 0.5, timestamp: 0 };
  const bindings = { states: plainOf(states), ...(plainOf(variables) as typeof variables) };
  try {
    const value = jsonata(source).evaluate(undefined, bindings, new GuardedEvaluation(scope, { maxSteps }));
    return value === undefined ? {} : { value: normalize(value) };
  } catch {
    return { failed: true };
  }
}

interface Closed {
  readonly value: Json;
  readonly steps: number;
}

/** Undefined where the expression is not compiled, the closure gives up, or gives nothing: then the library decides. */
function byClosure(
  source: string,
  states: { readonly [key: string]: Json },
  variables: typeof states,
): Closed | undefined {
  const tree = compileTree(jsonata(source).ast(), FUNCTIONS);
  if (!tree) return undefined;
  const variable = (name: string) => (Object.hasOwn(variables, name) ? variables[name] : undefined);
  const scope = { states, variable, random: () => 0.5, timestamp: 0 };
  try {
    const run = { scope, steps: 1, maxSteps: 1e6, work: 0, locals: [] };
    const value = tree.closure(run, undefined);
    return value === undefined ? undefined : { value: normalize(value), steps: run.steps };
  } catch (thrown) {
    if (thrown !== GIVE_UP) throw thrown;
    return undefined;
  }
}

/** Compares over all inputs; gives how often the closure has had a value. */
function compare(source: string): number {
  let values = 0;
  for (const input of INPUTS) {
    const states = { input, context: { Execution: { Name: 'run' } } };
    const variables = { x: input.a ?? null, list: input.b ?? null, object: input.d ?? null };
    const closed = byClosure(source, states, variables);
    if (closed === undefined) continue;
    values += 1;
    // A closure may only count so few steps that the library gets by with twice as many.
    const expected = byLibrary(source, states, variables, 2 * closed.steps);
    const title = `${source} over ${JSON.stringify(input)}`;
    assert.equal(JSON.stringify(closed.value), JSON.stringify(expected.value), title);
  }
  return values;
}

type Pick = <T>(list: readonly T[]) => T;

/** The same choices for the same seed. */
function picker(seed: number): Pick {
  let state = seed;
  return <T>(list: readonly T[]): T => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return list[((state ^ (state >>> 13)) >>> 0) % list.length] as T;
  };
}

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'missing', 'constructor', 'toJSON'];
const OPERATORS = ['+', '-', '*', '/', '%', '<', '<=', '>', '>=', '=', '!=', 'and', 'or', 'in', '&', '??', '?:'];
const UNARY = [
  '$count',
  '$sum',
  '$string',
  '$exists',
  '$not',
  '$boolean',
  '$uppercase',
  '$lowercase',
  '$length',
  '$keys',
];
const MORE_UNARY = ['$max', '$min', '$average', '$merge', '$floor', '$ceil', '$abs', '$type', '$reverse', '$distinct'];
const BINARY = ['$append', '$contains', '$split', '$join', '$substringBefore', '$substringAfter', '$lookup'];

/** An expression out of the grammar, with paths relative to the context where there is one. */
function expression(pick: Pick, depth: number, locals: readonly string[]): string {
  const below = () => expression(pick, depth - 1, locals);
  const path = () => `${pick([...locals, '$states.input', '$x', '$list', '$object'])}${steps(pick, depth, locals)}`;
  if (depth <= 0)
    return pick([
      path,
      path,
      () => pick(['1', '0', '-2.5', '"x"', '""', 'true', 'null', '[]', '{}']),
      () => pick(NAMES),
    ])();
  return pick([
    path,
    path,
    () => `${below()} ${pick(OPERATORS)} ${below()}`,
    () => `(${below()})${pick(['', '[0]', '.a', '[-1].b'])}`,
    () => `[${below()}, ${below()}]${pick(['', '', '[1]'])}`,
    () => `{"k": ${below()}, "a": ${below()}}${pick(['', '.a', '.k[0]'])}`,
    () => `${below()} ? ${below()} : ${below()}`,
    () => `${pick([...UNARY, ...MORE_UNARY])}(${below()})`,
    () => `${pick(BINARY)}(${below()}, ${below()})`,
    () => `-${below()}`,
    () => `($v := ${below()}; ${expression(pick, depth - 1, [...locals, '$v'])})`,
    () => `$map(${below()}, function($m, $i){ ${expression(pick, depth - 1, [...locals, '$m', '$i'])} })`,
    () => `$filter(${below()}, function($m){ ${expression(pick, depth - 1, [...locals, '$m'])} })`,
  ])();
}

function steps(pick: Pick, depth: number, locals: readonly string[]): string {
  const inner = () => expression(pick, depth - 2, [...locals, '$']);
  const kinds = [
    () => `.${pick(NAMES)}`,
    () => `.${pick(NAMES)}`,
    () => '',
    () => `.${pick(NAMES)}[${pick(['0', '-1', '1.7', '2'])}]`,
    () => `.${pick(NAMES)}[${inner()}]`,
    () => `.(${inner()})`,
    () => `.{"k": ${inner()}}`,
    () => `[${pick(['0', '-1', '1'])}]`,
  ];
  return Array.from({ length: pick([0, 1, 2, 3]) }, () => pick(depth > 0 ? kinds : kinds.slice(0, 4))()).join('');
}

describe('compiled JSONata', () => {
  it('gives what the library gives, over expressions from a grammar', () => {
    const seed = 20261120;
    const pick = picker(seed);
    let tried = 0;
    let values = 0;
    for (let i = 0; i < 6000; i++) {
      const source = expression(pick, pick([1, 2, 3, 4]), []);
      try {
        jsonata(source);
      } catch {
        continue;
      }
      tried += 1;
      values += compare(source);
    }
    assert.ok(tried > 4000 && values > tried / 2, `${values} values of ${tried} expressions, seed ${seed}`);
  });

  it('gives what the library gives, over the examples of all functions', () => {
    for (const { example } of JSONATA_FUNCTIONS) compare(example.expression);
  });

  it('takes what machines commonly say', () => {
    const common = [
      '$states.input.order.total * 1.2',
      '$states.input.items[price < 10].id',
      '$states.input.items[0].name',
      '$states.result.Payload.status = "ok" and $count($states.input.items) > 0',
      '$merge([$states.input, {"done": true}])',
      '$exists($states.input.a) ? $states.input.a : "none"',
      '$states.input.a ?? []',
      '$map($states.input.items, function($v, $i) { {"index": $i, "id": $v.id} })',
      '$filter($states.input.items, function($v) { $v.price > 10 })',
      '$sum($states.input.items.(price * quantity))',
      '"Order " & $states.input.id & " of " & $uppercase($customer.name)',
      '($total := $sum($states.input.items.price); $total > 100 ? $total * 0.9 : $total)',
      '$states.context.Execution.Name',
      '$counter + 1',
    ];
    for (const source of common) assert.ok(compileTree(jsonata(source).ast(), FUNCTIONS), source);
  });

  it('leaves to the library what it does not know', () => {
    for (const source of ['$now()', '$random()', '$states', '$a ~> $sum()', 'a^(b)', '**.a', '/a/', '$sort([2, 1])'])
      assert.equal(compileTree(jsonata(source).ast(), FUNCTIONS), undefined, source);
  });

  it('reads no more of `$states` than the expression names', () => {
    const states = {
      input: { a: 1 },
      get context(): Json {
        throw new Error('The context object is not asked for.');
      },
    };
    assert.equal(byClosure('$states.input.a + 1', states, {})?.value, 2);
  });
});
