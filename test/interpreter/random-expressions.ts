/** Random paths, intrinsic functions, JSONata expressions and templates that are legal where they are asked for. */
import type { Json, JsonObject } from '#asl/json';
import type { Dice } from './dice.ts';

/** What the expressions of a state may refer to. */
export interface Place {
  readonly dice: Dice;
  /** Variables that are assigned on every way to the state. */
  readonly variables: readonly string[];
  readonly isInMap: boolean;
}

const DATA_PATHS = ['$', '$.n', '$.s', '$.b', '$.t', '$.list', '$.o', '$.list[0]', '$.o.deep.x', '$.list[0].k'];
const SEARCHES = ['$.list[*].k', '$..k', '$.list[?(@.k > 1)]', '$.list[-1:]', "$['o']['deep']", '$.list[0,1]', '$.*'];
const CONTEXT = [
  '$$.Execution.Id',
  '$$.Execution.Input',
  '$$.State.Name',
  '$$.StateMachine.Name',
  '$$.State.EnteredTime',
];
const ITEM = ['$$.Map.Item.Value', '$$.Map.Item.Index'];

/** Any path: most of them hit something. */
export function path({ dice, variables, isInMap }: Place): string {
  if (variables.length > 0 && dice.chance(0.15)) return `$${dice.pick(variables)}`;
  if (dice.chance(0.1)) return dice.pick(CONTEXT);
  if (isInMap && dice.chance(0.2)) return dice.pick(ITEM);
  if (dice.chance(0.2)) return dice.pick(SEARCHES);
  return dice.chance(0.03) ? '$.nope' : dice.pick(DATA_PATHS);
}

const INTRINSICS = [
  "States.Format('{} and {}', $.n, $.s)",
  'States.MathAdd($.n, 1)',
  'States.Array($.n, $.s, null, true)',
  'States.ArrayLength($.list)',
  'States.ArrayContains($.list, $.n)',
  'States.ArrayRange(1, 9, 2)',
  'States.ArrayPartition($.list, 2)',
  'States.ArrayGetItem($.list, 0)',
  'States.ArrayUnique($.list)',
  'States.Base64Encode($.s)',
  "States.Base64Decode(States.Base64Encode('x'))",
  "States.Hash($.s, 'SHA-256')",
  'States.JsonMerge($.o, $.o, false)',
  'States.JsonToString($)',
  'States.StringToJson(\'{"a": [1, 0.0]}\')',
  'States.MathRandom(1, 9)',
  "States.StringSplit($.s, ',')",
  'States.UUID()',
];

const pathOrIntrinsic = (place: Place): string => (place.dice.chance(0.4) ? place.dice.pick(INTRINSICS) : path(place));

/** A payload template of JSONPath. */
export function template(place: Place, depth = 2): JsonObject {
  const { dice } = place;
  const fields: Record<string, Json> = {};
  // The usual members stay, so that paths further on have something to hit.
  if (dice.chance(0.6)) Object.assign(fields, { 'n.$': '$.n', 's.$': '$.s', 'list.$': '$.list', 'o.$': '$.o' });
  for (let count = dice.between(0, 3); count > 0; count--) {
    const name = dice.pick(['a', 'n', 's', 'r', 'list', 'x y', '__proto__x']);
    delete fields[name];
    delete fields[`${name}.$`];
    if (dice.chance(0.5)) fields[`${name}.$`] = pathOrIntrinsic(place);
    else if (depth > 0 && dice.chance(0.4)) fields[name] = template(place, depth - 1);
    else fields[name] = value(dice);
  }
  return fields;
}

const EXPRESSIONS = [
  '$states.input',
  '$states.input.n + 1',
  '$states.input.list',
  '$states.input.nope',
  '$states.context.Execution.Id',
  '$states.input.list[k > 1]',
  '$count($states.input.list)',
  '$map($states.input.list, function($x, $i) { $x.k + $i })',
  '$merge([$states.input, {"z": 1}])',
  '$string($states.input)',
  '$range(1, 5, 1)',
  '$partition([1, 2, 3], 2)',
  '$hash("a", "SHA-256")',
  '$random()',
  '$uuid()',
  '$millis()',
  '$now()',
  '$reduce([1..5], function($a, $b) { $a + $b })',
  '$states.input.s ~> $uppercase()',
  '$states.input.(n > 2 ? "big" : "small")',
  '($f := function($n) { $n <= 1 ? 1 : $n * $f($n - 1) }; $f(5))',
  '$error("made")',
  '{"deep": {"x": [1, 2.50, null]}}',
  '$match("abc", /b(c)/)',
];

/** An expression of JSONata in its braces; `extra` are what else may stand there. */
export function expression({ dice, variables }: Place, extra: readonly string[] = []): string {
  const known = variables.map((name) => `$${name}`);
  const pool = dice.chance(0.3) && known.length + extra.length > 0 ? [...known, ...extra] : EXPRESSIONS;
  return `{% ${dice.pick(pool)} %}`;
}

/** A field of JSONata that may hold any value. */
export function output(place: Place, extra: readonly string[] = [], depth = 2): Json {
  const { dice } = place;
  if (depth > 0 && dice.chance(0.4)) {
    const keeps = dice.chance(0.6) ? { n: '{% $states.input.n %}', list: '{% $states.input.list %}' } : {};
    return { ...keeps, [dice.pick(['a', 's', 'o', 'x y'])]: output(place, extra, depth - 1), c: value(dice) };
  }
  return dice.chance(0.3) ? '{% $states.input %}' : expression(place, extra);
}

/** Some JSON value without expressions. */
export function value(dice: Dice, depth = 2): Json {
  if (depth > 0 && dice.chance(0.3)) {
    const count = dice.between(0, 3);
    if (dice.chance(0.5)) return Array.from({ length: count }, () => value(dice, depth - 1));
    return Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, value(dice, depth - 1)]));
  }
  return dice.pick<Json>([null, true, false, 0, 1, -7, 2.5, 1e21, '', 'text', 'ü😀', '2026-01-01T00:00:00Z', 'a,b']);
}

/** Data as the paths above expect it, most of the time. */
export function data(dice: Dice): Json {
  if (dice.chance(0.1)) return value(dice);
  const item = (): Json => (dice.chance(0.8) ? { k: dice.between(0, 3) } : value(dice, 1));
  return {
    n: dice.between(-2, 9),
    s: dice.pick(['', 'a,b', 'text', 'ü😀']),
    b: dice.chance(0.5),
    t: '2026-01-01T00:00:05Z',
    list: Array.from({ length: dice.between(0, 4) }, item),
    o: { deep: { x: value(dice) }, k: 2 },
  };
}
