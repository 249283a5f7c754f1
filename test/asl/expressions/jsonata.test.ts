import assert from 'node:assert/strict';
import {
  compileJsonata,
  expressionOf,
  JSONATA_FUNCTIONS,
  jsonataArity,
  jsonataSignatureOf,
  parseJsonata,
  unexpectedResult,
} from '#asl/expressions';
import { type Json, parseJson, stringifyJson } from '#asl/json';
import { jsonataScope, type Known } from './scope.ts';

const evaluate = (text: string, known: Known = {}): Json =>
  compileJsonata(text).evaluate(jsonataScope(known), 'Output/r');
const repeated = (piece: string, times: number) => piece.repeat(times);
const sentence = (text: string, rest: string) => ({
  error: 'States.QueryEvaluationError',
  location: 'Output/r',
  message: `The JSONata expression '${text}' specified for the field 'Output/r' ${rest}`,
});

describe('The table of JSONata functions', () => {
  it('names every function that evaluation knows, and no other', () => {
    for (const { name } of JSONATA_FUNCTIONS) assert.equal(evaluate(`$type($${name})`), 'function', name);
    assert.equal(new Set(JSONATA_FUNCTIONS.map(({ name }) => name)).size, JSONATA_FUNCTIONS.length);
    assert.ok(!JSONATA_FUNCTIONS.some(({ name }) => name === 'eval'));
  });

  for (const row of JSONATA_FUNCTIONS) {
    it(`${jsonataSignatureOf(row)}: ${row.example.expression}`, () => {
      assert.deepEqual(evaluate(row.example.expression), row.example.result);
      assert.ok(row.doc.endsWith('.'));
      const { least, most } = jsonataArity(row);
      assert.ok(least <= most);
    });
  }
});

describe('JSONata as Step Functions evaluates it', () => {
  const rows: [text: string, result: Json, known?: Known][] = [
    ['$states.input.a + 1', 3, { data: { a: 2 } }],
    ['$states.context.Execution.Id & $v.n', 'x5', { context: { Execution: { Id: 'x' } }, variables: { v: { n: 5 } } }],
    ['$states.input.l.n', 1, { data: { l: [{ n: 1 }] } }],
    ['$states.input.l.n[]', [1], { data: { l: [{ n: 1 }] } }],
    ['$v', 1, { variables: { v: 1 } }],
    ['[1, null]', [1, null]],
    ['{"a": null}', { a: null }],
    ['$count(null)', 1],
    ['$exists(null)', true],
    ['$type(null)', 'null'],
    ['1/0', 'Infinity'],
    ['1e308*10', 'Infinity'],
    ['0/0', 'NaN'],
    ['[1/0]', ['Infinity']],
    ['{"k": 1/0}', { k: 'Infinity' }],
    ['$parseInteger("abc", "0")', 'NaN'],
    ['$string(1e20)', '100000000000000000000'],
    ['$string(1e21)', '1e+21'],
    ['$string(1/3)', '0.333333333333333'],
    ['$parse("1e2")', 100],
    ['$string($parse("1.0"))', '1'],
    ['$parse("{\\"b\\":1,\\"a\\":2}")', { b: 1, a: 2 }],
    ['$partition([0], 1)', [[0]]],
    ['$partition([1,2,3,4,5], 2.9)', [[1, 2], [3, 4], [5]]],
    ['$range(3, 3, 1)', 3],
    ['$range(-1.7, 2, 1)', [-1, 0, 1, 2]],
    ['$range(5, 1, -1.5)', [5, 4, 3, 2, 1]],
    ['$random(42)', 0.7275636800328681],
    ['$random(0)', 0.730967787376657],
    ['$random(0.9)', 0.730967787376657],
    ['$random(7)', 0.7306990420600421],
    ['$random()', 0.25, { random: () => 0.25 }],
    ['$base64decode($base64encode("ä€"))', 'ä€'],
    ['$now()', '1970-01-01T00:00:00.000Z'],
    ['$match("ab12", /[a-z]+(\\d)/).groups[0]', '1'],
    ['$replace("aXbX", /x/i, "-")', 'a-b-'],
    ['$sort([5, 3, 1], function($a, $b) { $a < $b })', [5, 3, 1]],
    ['$count($sort([1..5000], function($a, $b) { $a < $b }))', 5000],
    ['$states.input.o', { x: [1] }, { data: { o: { x: [1] } } }],
  ];
  for (const [text, result, known] of rows) it(text, () => assert.deepEqual(evaluate(text, known), result));

  it('gives plain JSON: no marks on lists, ordinary prototypes, and input that is only passed on is shared', () => {
    const list = evaluate('[1..3]');
    assert.deepEqual(Object.keys(list as object), ['0', '1', '2']);
    assert.equal(Object.getPrototypeOf(evaluate('{"a": {"b": 1}}.a')), Object.prototype);
    const data = { big: { x: [1, 2] } };
    assert.equal(evaluate('$states.input.big', { data }), data.big);
  });

  const undefineds = [
    '$nope',
    '$states.input.x',
    '$partition([], 2)',
    '$partition([1], 0)',
    '$partition([1,2,3,4], -0.5)',
    '$range(1, 5, 0)',
    '$range(5, 1, 1)',
    '$range(1, 5)',
    '$hash("x")',
    '$parse()',
  ];
  for (const text of undefineds)
    it(`${text} returns nothing`, () =>
      assert.throws(() => evaluate(text), sentence(text, 'returned nothing (undefined).')));

  const failures: [text: string, rest: string][] = [
    ['$eval("1")', 'threw an error during evaluation. T1006: Attempted to invoke a non-function'],
    ['$randomSeeded(1)', 'threw an error during evaluation. T1006: Attempted to invoke a non-function'],
    ['1 + {}', 'threw an error during evaluation. T2002: The right side of the "+" operator must evaluate to a number'],
    [
      "$sum(['a'])",
      'threw an error during evaluation. T0412: Argument 1 of function "sum" must be an array of "numbers"',
    ],
    [
      '$sqrt(-1)',
      'threw an error during evaluation. D3060: The sqrt function cannot be applied to a negative number: -1',
    ],
    [
      '$single([1, 1])',
      'threw an error during evaluation. D3138: The $single() function expected exactly 1 matching result.  Instead it matched more.',
    ],
    ['$partition([1,2,3], -1)', 'threw an error during evaluation. D3137: Second argument must be zero or greater'],
    [
      '$parse(null)',
      'threw an error during evaluation. T0410: Argument 1 of function "parse" does not match function signature',
    ],
    ['function($x) { $x }', 'returned an unsupported result type.'],
    ['[function($x) { $x }]', 'returned an unsupported result type.'],
    ['$sum', 'returned an unsupported result type.'],
    ['$error("stop")', 'threw an error during evaluation. D3137: stop'],
  ];
  for (const [text, rest] of failures)
    it(`${text} fails: ${rest}`, () => assert.throws(() => evaluate(text), sentence(text, rest)));

  for (const text of [
    '$parse("  ")',
    '$parse("1 2")',
    '$parse("{\\"a\\":1,\\"a\\":2}")',
    '$parse("1e400")',
    '$parse("abc")',
  ]) {
    it(`${text} is refused as invalid JSON`, () =>
      assert.throws(() => evaluate(text), /threw an error during evaluation\. D3137: Invalid JSON/));
  }

  it('reports an internal error with a UUID', () => {
    assert.throws(() => evaluate('$base64decode("!!!")'), /threw an internal error during evaluation\. [0-9a-f-]{36}$/);
  });

  it('names the expected type in AWS words', () => {
    assert.equal(
      unexpectedResult('1', 'Items', 'array', 1).message,
      "The JSONata expression '1' specified for the field 'Items' returned an unexpected result type. Expected 'array', but was 'number' for value: 1",
    );
  });

  it('cannot reach prototypes or the host', () => {
    for (const text of [
      '$states.constructor',
      '$states.input.__proto__',
      '$lookup({}, "constructor")',
      '$states.input.toString',
      '$process',
      '$lookup("x", "constructor")',
      '$states.input.constructor.constructor("return process")()',
    ]) {
      assert.throws(() => evaluate(text), { error: 'States.QueryEvaluationError' }, text);
    }
    evaluate('{"__proto__": {"polluted": 1}}');
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
  });
});

describe('A function that ends with a call', () => {
  it('hands functions on to those of JSONata', () => {
    const ends = (call: string) => evaluate(`($f := function($xs) { ${call} }; $f([3, 1, 2]))`);
    assert.deepEqual(ends('$sort($xs, function($a, $b) { $a > $b })'), [1, 2, 3]);
    assert.deepEqual(ends('$map($xs, $string)'), ['3', '1', '2']);
    assert.deepEqual(ends('$replace("a", /a/, function($m) { $m.match & "b" })'), 'ab');
    assert.deepEqual(ends('$reduce($xs, function($a, $b) { $a + $b })'), 6);
  });

  it('does not need room for each turn of a loop', () => {
    const source =
      '($f := function($n, $g) { $n = 0 ? $map([1, 2], $g) : $f($n - 1, $g) }; $f(5000, function($x) { $x * 2 }))';
    assert.deepEqual(evaluate(source), [2, 4]);
  });
});

describe('Integers of 64 bits', () => {
  const LARGEST = '9223372036854775807';
  const data = parseJson(
    `{"id": ${LARGEST}, "ids": [${LARGEST}, -9223372036854775808, 9223372036854775808, 1.0]}`,
  ).value;
  const text = (source: string): string => stringifyJson(evaluate(source, { data: data as Json }));

  it('keep their digits where an expression passes them on', () => {
    assert.equal(text('$states.input.id'), LARGEST);
    assert.equal(text('{"a": $states.input.ids[[0..1]]}'), `{"a":[${LARGEST},-9223372036854775808]}`);
    assert.equal(text('$map($states.input.ids, function($id){ {"id": $id} })[0]'), `{"id":${LARGEST}}`);
    assert.equal(text('$exists($states.input.missing) ? 0 : $states.input.id'), LARGEST);
    assert.equal(text(`$parse('{"n": ${LARGEST}}').n`), LARGEST);
  });

  it('keep them where a clock bounds the evaluation', () => {
    const budget = { now: () => 0, maxMilliseconds: 50 };
    const scope = jsonataScope({ data: data as Json });
    assert.equal(stringifyJson(compileJsonata('$states.input.id').evaluate(scope, 'Output', budget)), LARGEST);
  });

  it('keep them in texts', () => {
    assert.equal(text('$string($states.input.id)'), `"${LARGEST}"`);
    assert.equal(text('"id-" & $states.input.id'), `"id-${LARGEST}"`);
  });

  it('become the nearest number one step further, and in calculations', () => {
    assert.equal(text('$states.input.ids[2]'), '9.223372036854776E18');
    assert.equal(text('$string($states.input.ids[2])'), '"9223372036854776000"');
    assert.equal(text('$states.input.id - 1'), '9.223372036854776E18');
    assert.equal(text('$sum($states.input.ids) > 0'), 'true');
    assert.equal(text('$states.input.ids[3]'), '1');
  });

  it('are numbers, equal to themselves', () => {
    assert.equal(text('$type($states.input.id)'), '"number"');
    assert.equal(text('$states.input.id = $states.input.ids[0]'), 'true');
    assert.equal(text('$states.input.id = $states.input.ids[1]'), 'false');
  });
});

describe('Numbers that JSONata has computed', () => {
  const text = (source: string): string => stringifyJson(evaluate(source, { data: { exact: 1 } }));
  const cases: [expression: string, output: string][] = [
    ["$parse('123456789012345678901234567890')", '1.2345678901234568E29'],
    ["[$parse('1.0'), 1e2, -0, 0.1, 1234567.5, 10000000, 0.001]", '[1,100,0,0.1,1234567.5,10000000,0.001]'],
    ['[12345678.5, 0.00025, -1e-7, 1e21]', '[1.23456785E7,2.5E-4,-1.0E-7,1.0E21]'],
    ['{"n": 1e300}', '{"n":1.0E300}'],
    ['$string(1e21)', '"1e+21"'],
  ];
  for (const [expression, output] of cases)
    it(`leave as Java prints them: ${expression}`, () => assert.equal(text(expression), output));
});

describe('The limits of JSONata', () => {
  const stack =
    'threw an error during evaluation: Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.';
  const memory =
    'threw an error during evaluation: Expression evaluation memory limit exceeded: Check for excessive memory usage';
  const doubled = (times: number) =>
    `($f := function($s, $n) { $n = 0 ? $s : $f($s & $s, $n - 1) }; $length($f('x', ${times})))`;
  const recursion = (times: number) => `($f := function($x){ $x <= 0 ? 0 : 1 + $f($x-1) }; $f(${times}))`;
  const pairs: [passes: string, fails: string, rest: string][] = [
    [`1${repeated('+1', 99)}`, `1${repeated('+1', 100)}`, stack],
    [`${repeated('(', 99)}1${repeated(')', 99)}`, `${repeated('(', 100)}1${repeated(')', 100)}`, stack],
    [`${repeated('[', 99)}1${repeated(']', 99)}`, `${repeated('[', 100)}1${repeated(']', 100)}`, stack],
    [`1${repeated('~>$string', 99)}`, `1${repeated('~>$string', 100)}`, stack],
    [recursion(31), recursion(32), stack],
    ['[1..873782] ~> $count()', '[1..873783] ~> $count()', memory],
    [doubled(22), doubled(23), memory],
    ['$count($range(1, 360145, 1))', '$count($range(1, 360146, 1))', memory],
  ];
  for (const [passes, fails, rest] of pairs) {
    it(`${fails.slice(0, 50)} is one too many`, () => {
      evaluate(passes);
      assert.throws(() => evaluate(fails), sentence(fails, rest));
    });
  }

  for (const text of [
    '$pad("x", 100000000)',
    '$length($join($map([1..100000], function($i) { $pad("x", 1000) })))',
    '$replace($pad("x", 100000, "x"), "x", $pad("y", 100000))',
  ]) {
    it(`${text} runs out of memory, not the editor`, () => assert.throws(() => evaluate(text), sentence(text, memory)));
  }

  for (const text of [
    '($a := [1..500000]; $a[$ in $a])',
    '($a := [1..500000]; $map($a, function() { $a = $a }))',
    '$distinct([1..100000])',
    '[1..800000][[1..800000]]',
  ]) {
    it(`${text} ends by the work that it does in few steps`, () =>
      assert.throws(() => evaluate(text), sentence(text, timeout)));
  }

  const timeout = 'threw an error during evaluation: Expression evaluation timeout: Check for infinite loop';
  it('ends a tail-recursive loop by its steps', () => {
    const text = '($f := function($x) { $f($x + 1) }; $f(0))';
    assert.throws(
      () => compileJsonata(text).evaluate(jsonataScope(), 'Output/r', { maxSteps: 10_000 }),
      sentence(text, timeout),
    );
  });

  it('ends a loop by the clock that it is given', () => {
    const text = '($f := function($x) { $f($x + 1) }; $f(0))';
    let now = 0;
    assert.throws(
      () => compileJsonata(text).evaluate(jsonataScope(), 'Output/r', { maxMilliseconds: 50, now: () => now++ }),
      sentence(text, timeout),
    );
    assert.ok(now < 100);
  });

  for (const text of [
    `$contains("${repeated('a', 50)}!", /^(a+)+$/)`,
    `$match("${repeated('a', 50)}!", /(a|aa)+$/)`,
    `$toMillis("${repeated('1', 60)}x", "${repeated('[Y]', 12)}")`,
    `$split("${repeated('a', 40)}!", /(a*)*b/)`,
  ]) {
    it(`${text.slice(0, 40)} ends`, () =>
      assert.throws(() => evaluate(text), { error: 'States.QueryEvaluationError' }));
  }

  it('survives nesting that no stack could hold', () => {
    const deep = repeated('(', 50_000);
    assert.match(parseJsonata(deep).problems[0]?.message ?? '', /nested too deeply|Expected|Unexpected/);
    assert.throws(() => evaluate(`${deep}1${repeated(')', 50_000)}`), { error: 'States.QueryEvaluationError' });
  });
});

describe('Texts of JSONata', () => {
  it('is only what stands wholly between the delimiters', () => {
    assert.deepEqual(expressionOf('{% $x %}'), { text: ' $x ', start: 2 });
    assert.deepEqual(expressionOf('{%10%}'), { text: '10', start: 2 });
    for (const text of [' {% $x %}', '{% $x %} ', '{% $x', '{%}', 'a {% $x %}', '{ % 1 % }'])
      assert.equal(expressionOf(text), undefined, text);
  });

  const mistakes: [text: string, marked: string, aws: string][] = [
    [' 1 + ', '+', 'Unexpected end of expression'],
    ['[1, 2', '2', 'Expected "]" before end of expression'],
    ['[1,,2]', ',', 'The symbol "," cannot be used as a unary operator'],
    ['$sum(1,2', '2', 'Expected ")" before end of expression'],
    ['"abc', '"abc', 'String literal must be terminated by a matching quote'],
    ["$a & 'x", "'x", 'String literal must be terminated by a matching quote'],
    ['{"a" 1}', '1', 'Expected ":", got 1'],
    ['1 }', '}', 'Syntax error: "}"'],
    ['/abc', '/abc', 'No terminating / in regular expression'],
    // Operators that JSONata got after 2.0.6.
    ['$a ?? 1', '??', 'The symbol "?" cannot be used as a unary operator'],
    ['$a ?: 1', '?:', 'The symbol ":" cannot be used as a unary operator'],
  ];
  for (const [text, marked, aws] of mistakes) {
    it(`${text}: ${aws}`, () => {
      const [problem] = parseJsonata(text).problems;
      assert.deepEqual(problem?.aws, { code: 'INVALID_JSONATA_EXPRESSION', message: aws });
      assert.equal(text.slice(problem?.start, problem?.end), marked);
    });
  }

  const refusals: [text: string, found: [marked: string, aws: string][]][] = [
    ['phone', [['phone', "Reference to 'phone' at the top level is not supported."]]],
    ['phone.number & phone.type', [['phone', "Reference to 'phone' at the top level is not supported."]]],
    [
      '(a; b)',
      [
        ['a', "Reference to 'a' at the top level is not supported."],
        ['b', "Reference to 'b' at the top level is not supported."],
      ],
    ],
    ['$.x', [['$', "Reference to '$' at the top level is not supported."]]],
    ['$$.x', [['$$', "Reference to '$$' is not supported."]]],
    ['function($x) { name }', [['name', "Reference to 'name' at the top level is not supported."]]],
    ['{"k": name}', [['name', "Reference to 'name' at the top level is not supported."]]],
    ['$states.input.a[b = 1].(c & $)', []],
    ['$states.input.l^(price)', []],
    ['$states.input.l{type: $sum(n)}', []],
    ['$map($states.input.l, function($i) { $i.name })', []],
    ['$states.input.l.{"a": name, "b": $.x}', []],
    ['$states.input ~> |items|{"price": price * 2}|', []],
    ['$x := 1', []],
  ];
  for (const [text, found] of refusals) {
    it(`${text} is ${found.length === 0 ? 'accepted' : 'refused'}`, () => {
      const { problems } = parseJsonata(text);
      assert.deepEqual(
        problems.map(({ start, end, aws }) => [text.slice(start, end), aws?.message]),
        found,
      );
      assert.ok(problems.every(({ aws }) => aws?.code === 'UNSUPPORTED_JSONATA_EXPRESSION'));
    });
  }

  it('lists variables with their members, calls and bindings, with ranges', () => {
    const text =
      ' ($total := $sum($order.items.price); $f := function($x) { $x + $total + $rate }; $f(1) ~> $round(2)) & $states.input.`a b`[0].c';
    const { variables, calls, bindings } = parseJsonata(text);
    assert.deepEqual(
      variables.map(({ name, members }) => [name, ...members.map((member) => member.name)]),
      [['order', 'items', 'price'], ['rate'], ['states', 'input', 'a b']],
    );
    assert.deepEqual(
      calls.map(({ name, argumentCount, isPartial }) => [name, argumentCount, isPartial]),
      [
        ['sum', 1, false],
        ['round', 1, true],
      ],
    );
    assert.deepEqual(
      bindings.map(({ name }) => name),
      ['total', 'f', 'x'],
    );
    for (const { name, start, end } of [...variables, ...calls, ...bindings])
      assert.equal(text.slice(start, end), `$${name}`);
    for (const { start, end, name } of variables.flatMap(({ members }) => members))
      assert.equal(text.slice(start, end).replaceAll('`', ''), name);
  });

  it('tells a variable that the expression binds from one of the workflow', () => {
    const names = (text: string) => parseJsonata(text).variables.map(({ name }) => name);
    assert.deepEqual(names('($x := 1; $x + $y)'), ['y']);
    assert.deepEqual(names('$x + ($x := 1; $x)'), ['x']);
    assert.deepEqual(names('$states.input.l@$i.($i.a & $j)'), ['states', 'j']);
    assert.deepEqual(names('$states.input.l#$n[$n = $m]'), ['states', 'm']);
    assert.deepEqual(names('$map($l, function($v, $i) { $v + $i + $k })'), ['l', 'k']);
  });

  it('never throws on broken text, and problems lie inside it', () => {
    const pieces = [
      '$x',
      '.',
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      '"a"',
      "'",
      ':',
      ':=',
      '1',
      '+',
      '~>',
      'function',
      '/a/',
      '?',
      '^',
      '@',
      '#',
      '|',
      '%',
      ' ',
      'name',
      '$',
      '*',
      '&',
      '`',
    ];
    let seed = 17;
    const next = (bound: number) => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      return (seed >> 8) % bound;
    };
    for (let i = 0; i < 10_000; i++) {
      const text = Array.from({ length: 1 + next(10) }, () => pieces[next(pieces.length)]).join('');
      for (const { start, end } of parseJsonata(text).problems)
        assert.ok(start >= 0 && start < end && end <= text.length, `${text} ${start} ${end}`);
    }
  });
});
