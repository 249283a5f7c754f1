/**
 * Compiled JSONata against the library that walks the tree: whatever a closure gives has to be what the library
 * gives, order of keys included. Expressions are made from a grammar, so that what nobody would write is tried too.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { ExactNumber, type Json, plainOf } from '#asl/json';
import { compileTree } from '../../../asl/expressions/jsonata/closures/compile.ts';
import { beginRun, GIVE_UP } from '../../../asl/expressions/jsonata/closures/values.ts';
import { compileJsonata } from '../../../asl/expressions/jsonata/compile.ts';
import { JSONATA_FUNCTIONS } from '../../../asl/expressions/jsonata/functions.ts';
import { jsonata } from '../../../asl/expressions/jsonata/jsonata-sync.generated.js';
import { GuardedEvaluation, TimeExceeded } from '../../../asl/expressions/jsonata/limits.ts';
import { normalize, UnsupportedResult } from '../../../asl/expressions/jsonata/normalize.ts';
import { STEP_FUNCTIONS } from '../../../asl/expressions/jsonata/step-functions.ts';

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

/** Data is never changed, by neither of the two. */
function freeze(value: Json): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const member of Object.values(value)) freeze(member as Json);
}
for (const input of INPUTS) freeze(input);

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
    const expression = jsonata(source);
    for (const [name, definition] of STEP_FUNCTIONS) expression.assign(name, definition);
    const value = expression.evaluate(undefined, bindings, new GuardedEvaluation(scope, { maxSteps }));
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
    const run = beginRun(scope, 20_000, tree.frameSize);
    const value = tree.closure(run, undefined);
    return value === undefined ? undefined : { value: normalize(value), steps: run.steps };
  } catch (thrown) {
    if (thrown !== GIVE_UP && !(thrown instanceof UnsupportedResult || thrown instanceof TimeExceeded)) throw thrown;
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
    const title = `${source} over ${JSON.stringify(input)} (seed ${SEED})`;
    assert.equal(JSON.stringify(closed.value), JSON.stringify(expected.value), title);
  }
  return values;
}

const SEED = Number(process.env.JSONATA_SEED ?? 20261120);
const RUNS = Number(process.env.JSONATA_RUNS ?? 2500);

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
const OPERATORS = ['+', '-', '*', '/', '%', '<', '<=', '>', '>=', '=', '!=', 'and', 'or', 'in', '&'];
const UNARY = [
  ...['$count', '$sum', '$string', '$exists', '$not', '$boolean', '$uppercase', '$lowercase', '$length', '$keys'],
  ...['$max', '$min', '$average', '$merge', '$floor', '$ceil', '$abs', '$type', '$reverse', '$distinct', '$number'],
  ...['$trim', '$spread', '$sort', '$round', '$fromMillis', '$base64encode', '$parse', '$single', '$zip'],
];
const BINARY = [
  ...['$append', '$contains', '$split', '$join', '$substringBefore', '$substringAfter', '$lookup', '$substring'],
  ...['$pad', '$partition', '$zip', '$power', '$round', '$formatBase', '$append'],
];
const HIGHER_ORDER = ['$map', '$filter', '$each', '$sift', '$single', '$sort', '$reduce'];
const TEXTS = ['"x"', '""', '"a,b"', '"text"', '" 1.50 "', '"[1, {\\"a\\": 2}]"', '"größe"'];
const PATTERNS = ['/x/', '/[a-z]/i', '/(t)(e)?/', '/,/'];

/** A function, with as many parameters as its caller may pass. */
function lambda(pick: Pick, depth: number, locals: readonly string[]): string {
  const parameters = pick([['$p'], ['$p', '$q'], ['$p', '$q', '$r'], ['$p', '$q']]);
  return `function(${parameters.join(', ')}){ ${expression(pick, depth, [...locals, ...parameters])} }`;
}

/** An expression out of the grammar, with paths relative to the context where there is one. */
function expression(pick: Pick, depth: number, locals: readonly string[]): string {
  const below = (...more: readonly string[]) => expression(pick, depth - 1, [...locals, ...more]);
  const functionBelow = () => lambda(pick, depth - 1, locals);
  const path = () => `${pick([...locals, '$states.input', '$x', '$list', '$object'])}${steps(pick, depth, locals)}`;
  if (depth <= 0)
    return pick([
      path,
      path,
      () => pick(['1', '0', '-2.5', '3', 'true', 'null', '[]', '{}', '[1..3]', ...TEXTS]),
      () => pick(NAMES),
    ])();
  const common = [
    path,
    path,
    path,
    () => `${below()} ${pick(OPERATORS)} ${below()}`,
    () => `(${below()})${pick(['', '[0]', '.a', '[-1].b', '[]', '[[0, 2]]', '[[0..1]]'])}`,
    () => `[${below()}, ${below()}]${pick(['', '', '[1]', '.a', '.$'])}`,
    () => `{"k": ${below()}, "a": ${below()}}${pick(['', '.a', '.k[0]', '.*'])}`,
    () => `${below()} ? ${below()} : ${below()}`,
    () => `${pick(UNARY)}(${below()})`,
    () => `${pick(BINARY)}(${below()}, ${below()})`,
    () => `-${below()}`,
    () => `($v := ${below()}; ${below('$v')})`,
  ];
  const functional = [
    () => `${pick(HIGHER_ORDER)}(${below()}, ${functionBelow()})${pick(['', '', '[]', '[0]'])}`,
    () => `${pick(HIGHER_ORDER)}(${below()}, ${pick(UNARY)})`,
    () => `($f := ${functionBelow()}; ${pick(HIGHER_ORDER)}(${below()}, $f))`,
    () => `($f := ${functionBelow()}; $f(${below()}, ${below()}))`,
    () => `($f := function($n){ $n > ${pick([3, 12, 60])} ? ${below('$n')} : $f($n + 1) }; $f(0))`,
    () => `($f := function($n){ $n > 3 ? ${below('$n')} : [$f($n + 1), $n] }; $f(0))`,
    () => `($f := function($m, $n){ function($o){ ${below('$m', '$n', '$o')} } }; $f(1, ${below()})(2))`,
    () => `($f := function(){ $v }; $v := ${below()}; [$f(), ${below('$v')}])`,
    () => `($v := 1; ($f := function(){ [$v, $g()] }; $v := ${below()}; $g := function(){ $v }; $f()))`,
    () => `($v := 1; $f := function(){ $v }; $v := ${below()}; [$f(), ${below('$v')}])`,
    () => `$reduce(${below()}, function($m, $n){ ${below('$m', '$n')} }, ${below()})`,
    () => `${below()} ~> ${pick(UNARY)}()`,
    () => `${below()} ~> ${pick(BINARY)}(${below()})`,
    () => `${below()} ~> ${pick(UNARY)} ~> ${functionBelow()}`,
    () => `${below()} ~> ${pick(HIGHER_ORDER)}(${functionBelow()})`,
    () =>
      `${below()} ~> |${pick(['$', '**', '*', 'a', 'd', 'd.b'])}|${below('$')}${pick(['', ', "a"', ', ["a", "b"]'])}|`,
    () => `${pick(['$match', '$contains', '$split'])}(${below()}, ${pick(PATTERNS)})`,
    () => `$replace(${below()}, ${pick([...PATTERNS, '"t"'])}, ${pick([...TEXTS, 'function($m){ $m.match & "!" }'])})`,
    () => `[${below()}..${below()}]`,
    () => `${pick(['$uuid', '$random', '$now', '$millis'])}()`,
  ];
  return pick(pick([0, 1, 2]) === 0 ? functional : common)();
}

function steps(pick: Pick, depth: number, locals: readonly string[]): string {
  const inner = () => expression(pick, depth - 2, [...locals, '$']);
  const simple = [
    () => `.${pick(NAMES)}`,
    () => `.${pick(NAMES)}`,
    () => '',
    () => `.${pick(NAMES)}[${pick(['0', '-1', '1.7', '2', '', '[0..1]'])}]`,
  ];
  const kinds = [
    ...simple,
    () => `.${pick(NAMES)}[${inner()}]${pick(['', '[]'])}`,
    () => `.(${inner()})`,
    () => `.{"k": ${inner()}}`,
    () => `[${pick(['0', '-1', '1', ''])}]`,
    () => `.[${inner()}, ${inner()}]`,
    () => `^(${pick(['', '>', '<'])}${pick(['a', 'b', '$', '$string($)', 'missing'])}, ${inner()})`,
    () => `.${pick(['*', '**'])}`,
    () => `.${pick(UNARY)}(${pick(['', '$'])})`,
  ];
  const path = Array.from({ length: pick([0, 1, 2, 3]) }, () => pick(depth > 0 ? kinds : simple)()).join('');
  return depth > 0 && pick([0, 0, 0, 1]) ? `${path}{$string(${inner()}): ${inner()}, "k": ${inner()}}` : path;
}

/** Definitions that people wrote, and the recorded ones. */
const corpus = new URL('../../../../shared/corpus/', import.meta.url);

/** All expressions of the corpus that parse. */
function recordedExpressions(): ReadonlySet<string> {
  const found = new Set<string>();
  for (const name of readdirSync(corpus, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(json|ya?ml)$/.test(name)) continue;
    const text = readFileSync(new URL(encodeURI(name), corpus), 'utf8');
    for (const [quoted] of text.matchAll(/"\{%(?:[^"\\]|\\.)*%\}"/g)) {
      const source = (JSON.parse(quoted.replaceAll('\t', ' ')) as string).slice(2, -2).trim();
      try {
        jsonata(source);
        found.add(source);
      } catch {}
    }
  }
  return found;
}

describe('compiled JSONata', () => {
  it('gives what the library gives, over expressions from a grammar', () => {
    const pick = picker(SEED);
    let tried = 0;
    let values = 0;
    for (let i = 0; i < RUNS; i++) {
      const source = expression(pick, pick([1, 2, 3, 4]), []);
      try {
        jsonata(source);
      } catch {
        continue;
      }
      tried += 1;
      values += compare(source);
    }
    assert.ok(tried > RUNS / 2 && values > tried / 2, `${values} values of ${tried} expressions, seed ${SEED}`);
  });

  it('gives what the library gives where a path that is grouped or kept begins at nothing', () => {
    for (const source of [
      '$missing.{"k": 1}{"x": $}',
      '$missing[0].[1]{"x": $}',
      '$missing^($).[1]{"x": $}',
      '$missing{"x": 1}',
      '$states.missing.[1]{"x": $}',
      '{"kept": $states.missing[].("a")}',
      '{"kept": $missing[].("a")}',
    ])
      assert.equal(compare(source), INPUTS.length, source);
  });

  it('gives what the library gives where a function ends with a call that takes the context for an argument', () => {
    for (const source of [
      '$sort([1, 2], function($p){ $pad(0, $missing) })',
      '$map(["x", "y"], function($p){ $pad(3) })',
      '$states.input.b.($f := function($p){ $substringBefore("x") }; $f(1))',
      '($f := $pad; "x".$f(3))',
      '"x" ~> function($p){ $uppercase() }',
    ])
      compare(source);
  });

  it('gives what the library gives, over the examples of all functions', () => {
    for (const { example } of JSONATA_FUNCTIONS) compare(example.expression);
  });

  it('gives what the library gives, over all expressions that were found in machines', function () {
    if (!existsSync(corpus)) return this.skip();
    const expressions = [...recordedExpressions()];
    for (const source of expressions) compare(source);
    const taken = expressions.filter((source) => compileTree(jsonata(source).ast(), FUNCTIONS));
    assert.ok(taken.length > 0.95 * expressions.length, `${taken.length} of ${expressions.length} are compiled`);
  });

  it('takes what machines commonly say', () => {
    const common = [
      '$states.input.order.total * 1.2',
      '$states.input.items[price < 10].id',
      '$states.input.items[0].name',
      '$states.result.Payload.status = "ok" and $count($states.input.items) > 0',
      '$merge([$states.input, {"done": true}])',
      '$exists($states.input.a) ? $states.input.a : "none"',
      '$map($states.input.items, function($v, $i) { {"index": $i, "id": $v.id} })',
      '$filter($states.input.items, function($v) { $v.price > 10 })',
      '$sum($states.input.items.(price * quantity))',
      '"Order " & $states.input.id & " of " & $uppercase($customer.name)',
      '($total := $sum($states.input.items.price); $total > 100 ? $total * 0.9 : $total)',
      '$states.context.Execution.Name',
      '$counter + 1',
      '($double := function($x) { $x * 2 }; $map($states.input.items.price, $double))',
      '$reduce($states.input.items, function($sum, $v) { $sum + $v.price }, 0)',
      '$sort($states.input.items, function($l, $r) { $l.price > $r.price })',
      '$states.input.items^(>price, name)[0]',
      '$states.input.items{category: $sum(price)}',
      '[1..$states.input.count] ~> $map(function($i) { $i * $i }) ~> $sum()',
      '$states.input.items[price > 10][]',
      '$states.input ~> |order|{"done": true}, ["draft"]|',
      '$now() & $uuid() & $string($millis())',
      '$replace($states.input.name, /[^a-z]/i, "-")',
      '$partition($states.input.items, 10)',
      '$each($states.input, function($v, $k) { $k & "=" & $string($v) })',
      '$states',
    ];
    for (const source of common) assert.ok(compileTree(jsonata(source).ast(), FUNCTIONS), source);
  });

  it('leaves to the library what it does not know', () => {
    for (const source of ['$$', '$a@$b.c', '$a.b.%.c', '$f(?, 1)', '$o.f(1)', '$a#$i.b', '[$a := 1]', '$unknown(1)'])
      assert.equal(compileTree(jsonata(source).ast(), FUNCTIONS), undefined, source);
  });

  it('ends where an expression would not', () => {
    const scope = { states: {}, variable: () => undefined, random: () => 0.5, timestamp: 0 };
    for (const [source, words] of [
      ['($f := function($n){ $f($n + 1) }; $f(0))', 'timeout'],
      ['($f := function($n){ $g($n) }; $g := function($n){ $f($n) }; $f(0))', 'timeout'],
      ['$map([1..100000], function($n){ $map([1..100000], function($m){ $m }) })', 'timeout'],
      ['($f := function($n){ 1 + $f($n) }; $f(0))', 'Stack overflow'],
      ['$sum([1..1000000])', 'memory limit'],
      ['$pad("x", 10000000)', 'memory limit'],
      ['$length($join([$pad("x", 3500000), $pad("x", 3500000)], ""))', 'memory limit'],
      ['$count($append([1..440000], [1..440000]))', 'memory limit'],
      ['$count($split($pad("x", 900000), " "))', 'memory limit'],
      ['$length($uppercase($pad("ß", 4000000, "ß")))', 'memory limit'],
    ] as const)
      assert.throws(
        () => compileJsonata(source).evaluate(scope, 'Output', { maxSteps: 50_000 }),
        (error: Error) => error.message.includes(words),
        source,
      );
  });

  it('gives the library the random numbers once more after giving up', () => {
    const source = '[$random(), $count([1..800000]), $random()]';
    assert.equal(byClosure(source, {}, {}), undefined);
    const numbers = [1, 2, 3];
    const random = () => numbers.shift() ?? 0;
    const scope = { states: {}, variable: () => undefined, random, timestamp: 0 };
    assert.deepEqual(compileJsonata(source).evaluate(scope, 'Output'), [1, 800_000, 2]);
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
