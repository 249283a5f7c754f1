import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import {
  compileIntrinsic,
  type EvaluationError,
  findIntrinsic,
  INTRINSICS,
  parseIntrinsic,
  signatureOf,
} from '#asl/expressions';
import { type Json, parseJson, stringifyJson } from '#asl/json';
import { pathScope } from './scope.ts';

const evaluate = (text: string, data: Json = {}): Json =>
  compileIntrinsic(text).evaluate(
    pathScope({ data, context: { Execution: { Name: 'run' } }, variables: { v: { n: 5 } } }),
  );

describe('The table of intrinsic functions', () => {
  it('has all 18 functions in order, one file each', () => {
    const files = readdirSync(new URL('../../../asl/expressions/intrinsics/', import.meta.url)).filter(
      (file) => file !== 'index.ts',
    );
    assert.equal(INTRINSICS.length, 18);
    const kebab = INTRINSICS.map(({ name }) =>
      name
        .slice('States.'.length)
        .replace(/^UUID$/, 'Uuid')
        .replace(/(?!^)[A-Z]/g, '-$&')
        .toLowerCase(),
    );
    assert.deepEqual(kebab.map((name) => `${name}.ts`).sort(), files.sort());
    assert.deepEqual(kebab, [...kebab].sort());
  });

  for (const { name, doc, examples, params } of INTRINSICS) {
    it(`${name} is documented`, () => {
      assert.ok(doc.endsWith('.') && examples.length > 0 && params.every((param) => param.doc.endsWith('.')));
    });
    for (const { call, input = {}, result } of examples) {
      it(call, () => {
        assert.deepEqual(parseIntrinsic(call).problems, []);
        const value = evaluate(call, input);
        if (result !== undefined) assert.equal(stringifyJson(value), stringifyJson(result));
      });
    }
  }

  it('prints signatures', () => {
    assert.deepEqual(
      ['States.Format', 'States.MathRandom', 'States.UUID'].map((name) => signatureOf(findIntrinsic(name) as never)),
      ['States.Format(template, value…)', 'States.MathRandom(start, end, seed?)', 'States.UUID()'],
    );
  });
});

describe('Intrinsic functions as AWS evaluates them', () => {
  const rows: [call: string, input: Json, result: Json][] = [
    ["States.Format('{}', null)", {}, 'null'],
    [
      "States.Format('a={} b={}', $.fst, $.snd)",
      { fst: { Arg1: 1, Arg2: [] }, snd: [1, 'x', null] },
      'a={Arg1=1, Arg2=[]} b=[1, x, null]',
    ],
    ["States.Format('{} {}', $v.n, $$.Execution.Name)", {}, '5 run'],
    ["States.Format('it\\'s \\{{}\\} \\\\', true)", {}, "it's {true} \\"],
    ['States.Format($.template, 1)', { template: 'n={}' }, 'n=1'],
    ["States.Format('{}', 12345678.5)", {}, '1.23456785E7'],
    ['States.MathAdd(1.5, -1.5)', {}, 1],
    ['States.MathAdd(1.49, 1.5)', {}, 3],
    ['States.MathAdd(-0.5, 0)', {}, 0],
    ["States.StringSplit('This.is+a,test=string', '.+,=')", {}, ['This', 'is', 'a', 'test', 'string']],
    ["States.StringSplit('Hello\nWorld', '\n')", {}, ['Hello', 'World']],
    ["States.StringToJson(' ')", {}, null],
    ['States.ArrayLength($.items[*].nope)', { items: [1, 2] }, 0],
    ["States.ArrayGetItem(States.StringSplit($$.Execution.Name, 'u'), 1)", {}, 'n'],
    ['States.ArrayContains($.l, 1)', { l: [parseJson('1.0').value as Json] }, false],
    ["States.Base64Decode(States.Base64Encode('ä€😀'))", {}, 'ä€😀'],
    ["States.Hash('', 'MD5')", {}, 'd41d8cd98f00b204e9800998ecf8427e'],
    ['States.UUID()', {}, '88888888-8888-4888-8888-888888888888'],
  ];
  for (const [call, input, result] of rows) it(call, () => assert.deepEqual(evaluate(call, input), result));

  it('takes numbers in its text as Java does', () => {
    assert.equal(
      stringifyJson(evaluate('States.Array(1, 1.0, 1.50, 1e2, -7, 007, 12345678901234567, 1e999)')),
      '[1,1.0,1.5,100.0,-7,7,12345678901234567,1e999]',
    );
    assert.equal(evaluate("States.Format('{} {}', 1.0, 9223372036854775807)"), '1.0 9223372036854775807');
  });

  it('adds with the 64 bits of a Java long', () => {
    const add = (a: string, b: string): string => stringifyJson(evaluate(`States.MathAdd(${a}, ${b})`));
    assert.equal(add('9007199254740993', '1'), '9007199254740994');
    assert.equal(add('1152921504606846977', '-1152921504606846976'), '1');
    assert.equal(add('-9223372036854775808', '1e300'), '-1');
    assert.throws(() => add('9223372036854775807', '1'), {
      reason: 'The result 9223372036854775808 has more than 64 bits.',
    });
  });

  it('takes an integer and a fraction for different values, as Java does', () => {
    const data = parseJson('{"l": [1, 1.0, 1.00, {"b": 2, "a": 1}, {"a": 1, "b": 2}, {"a": 1.0, "b": 2}]}')
      .value as Json;
    assert.equal(stringifyJson(evaluate('States.ArrayUnique($.l)', data)), '[1,1.0,{"b":2,"a":1},{"a":1.0,"b":2}]');
    assert.equal(evaluate('States.ArrayContains(States.Array(1, 2), 1.0)'), false);
    assert.equal(evaluate('States.ArrayContains(States.Array(1.50), 1.5)'), true);
  });

  it('writes numbers into JSON text as Java prints what it has read', () => {
    const data = parseJson('{"n": [0, 0.0, -0, 1.10, 1E3, 12345678.5, 12345678901234567890, 1E400]}').value as Json;
    const text = '{"n":[0,0.0,0,1.1,1000.0,1.23456785E7,12345678901234567890,"Infinity"]}';
    assert.equal(evaluate('States.JsonToString($)', data), text);
    assert.equal(
      evaluate("States.Hash($, 'MD5')", data),
      evaluate(`States.Hash('${text.replace(/[{}]/g, '\\$&')}', 'MD5')`),
    );
    assert.equal(
      evaluate("States.Format('{}', $.n)", data),
      '[0, 0.0, 0, 1.1, 1000.0, 1.23456785E7, 12345678901234567890, Infinity]',
    );
  });

  it('draws numbers from the scope, or from the seed', () => {
    const draw = (text: string, random: number) => compileIntrinsic(text).evaluate(pathScope({ random: () => random }));
    assert.deepEqual([draw('States.MathRandom(1, 11)', 0), draw('States.MathRandom(1, 11)', 0.999)], [1, 10]);
    assert.equal(draw('States.MathRandom(1, 1000, 42)', 0), draw('States.MathRandom(1, 1000, 42)', 0.9));
  });

  const failures: [call: string, input: Json, error: string, rest: string][] = [
    [
      "States.Format('{}',$.nope)",
      { other: 1 },
      'States.Runtime',
      `The JsonPath argument for the field '$.nope' could not be found in the input '{"other":1}'`,
    ],
    [
      "States.Format('{}', States.Format('{}', $.nope))",
      { other: 1 },
      'States.Runtime',
      `The JsonPath argument for the field '$.nope' could not be found in the input '{"other":1}'`,
    ],
    [
      "States.Format('{}', $$.Nope.Deep)",
      { other: 1 },
      'States.Runtime',
      `The JsonPath argument for the field '$.Nope.Deep' could not be found in the input '{"other":1}'`,
    ],
    [
      "States.Format('{}', $.items[5])",
      { items: [1, 2] },
      'States.Runtime',
      `The JsonPath argument for the field '$.items[5]' could not be found in the input '{"items":[1,2]}'`,
    ],
    [
      "States.Format('{}', $.other[0])",
      { other: 1 },
      'States.Runtime',
      'Filter: [0] can only be applied to arrays. Current context is: 1',
    ],
  ];
  for (const [call, input, error, rest] of failures) {
    it(`${call} fails: ${rest.slice(0, 50)}`, () =>
      assert.throws(() => evaluate(call, input), {
        error,
        message: `The function '${call}' had the following error: ${rest}`,
      }));
  }

  // AWS says which function could not work with its arguments, and not why; the reason is ours.
  const faults: [call: string, input: Json, reason: string][] = [
    ['States.Format($.t)', { t: '{}' }, "The template has 1 '{}', but 0 values are given."],
    ['States.ArrayGetItem($.l, 2)', { l: [1] }, 'The index 2 is outside the array, which has 1 items.'],
    [
      'States.StringToJson($.s)',
      { s: '{"a"' },
      'The text is not JSON: A colon is expected after the property name. (line 1, column 5)',
    ],
    ['States.ArrayRange(1, 5000, 1)', {}, 'The range has 5000 items, but at most 1000 are allowed.'],
    ['States.ArrayLength($.s)', { s: 'x' }, 'The first argument must be an array, but it is of type string.'],
    [
      'States.Base64Encode($.s)',
      { s: 'x'.repeat(10_001) },
      'The first argument may have at most 10000 characters, but it has 10001.',
    ],
    ["States.Base64Decode('!!')", {}, 'The first argument is not Base64.'],
  ];
  for (const [call, input, reason] of faults) {
    it(`${call} fails: ${reason.slice(0, 50)}`, () =>
      assert.throws(() => evaluate(call, input), {
        error: 'States.Runtime',
        message: `The function '${call}' had the following error: Invalid arguments in ${call.slice(0, call.indexOf('('))}`,
        reason,
      }));
  }

  // Whether AWS refuses such a literal beforehand is not known; a definition that runs has been accepted.
  const ofLiterals: [call: string, reason: RegExp][] = [
    ['States.ArrayPartition($.l, 0)', /larger than 0/],
    ["States.MathAdd($.n, 'x')", /must be a number/],
    ["States.Hash('a', 'md5')", /MD5/],
    ["States.Format('{} {}', $.n)", /has 2 '\{\}'/],
  ];
  for (const [call, reason] of ofLiterals) {
    it(`${call}: a literal that does not fit fails as the same value from the input does`, () =>
      assert.throws(
        () => evaluate(call, { l: [1], n: 1 }),
        ({ message, reason: told }: EvaluationError) =>
          message.endsWith(`: Invalid arguments in ${call.slice(0, call.indexOf('('))}`) && reason.test(told ?? ''),
      ));
  }

  it('of an argument that is not there comes before a literal that does not fit', () =>
    assert.throws(() => evaluate("States.MathAdd($.nope, 'x')", {}), {
      message:
        "The function 'States.MathAdd($.nope, 'x')' had the following error: The JsonPath argument for the field '$.nope' could not be found in the input '{}'",
    }));

  it('of calls in each other names the one that failed', () =>
    assert.throws(() => evaluate("States.Format('{}', States.MathAdd($.a, 1))", { a: 'x' }), {
      message:
        "The function 'States.Format('{}', States.MathAdd($.a, 1))' had the following error: Invalid arguments in States.MathAdd",
    }));
});

describe('Texts of intrinsic functions', () => {
  const mistakes: [text: string, marked: string, message: RegExp][] = [
    ['States.Arrray(1)', 'States.Arrray', /Did you mean 'States.Array'\?/],
    ['JsonToString($)', 'JsonToString', /Did you mean 'States.JsonToString'\?/],
    [
      'States.ArrayLength()',
      'States.ArrayLength()',
      /takes 1 argument, but none is given: States.ArrayLength\(array\)/,
    ],
    ['States.UUID(1)', '1', /takes no arguments, but 1 is given/],
    ['States.MathRandom(1)', '1', /takes 2 or 3 arguments/],
    ["States.Format('{} {}', 1)", "'{} {}', 1", /has 2 '\{\}', but 1 value is given/],
    ["States.Format('x', 1)", "'x', 1", /has 0 '\{\}', but 1 value is given/],
    ["States.MathAdd(1, '2')", "'2'", /A number is expected, but this is a string/],
    ['States.JsonMerge($.a, $.b, true)', 'true', /Only false is allowed here/],
    ["States.Hash('x', 'SHA-2')", "'SHA-2'", /Only MD5, SHA-1, SHA-256, SHA-384, SHA-512 are allowed/],
    ['States.ArrayPartition($.a, 0)', '0', /at least 1/],
    ['States.ArrayRange(1, 2, 0)', '0', /0 is not allowed/],
    ["States.ArrayLength('x')", "'x'", /An array is expected/],
    ['States.ArrayLength(States.UUID())', 'States.UUID()', /An array is expected, but this is a string/],
    ['States.StringToJson(\'{\\"a\\":1}\')', '\\"', /not an escape of intrinsic functions/],
    ['States.Format("x")', '"', /Strings stand in single quotes/],
    ['States.JsonToString($', 'States.JsonToString($', /closing parenthesis/],
    ['States.StringToJson $.a)', 'States.StringToJson ', /opening parenthesis/],
    ["States.Format('x", "'x", /closing quote/],
    ['  States.UUID()', '  ', /No blank may stand before/],
    ['States.UUID() x', 'x', /should end here/],
    ['States.Array(1,)', ',', /argument is expected after the comma/],
    ['States.Array($.a[)', ')', /expected in the brackets/],
    [`${'States.Array('.repeat(11)}1${')'.repeat(11)}`, 'States.Array', /at most 10 deep/],
  ];
  for (const [text, marked, message] of mistakes) {
    it(`${text.slice(0, 60)}: ${message.source}`, () => {
      const { problems } = parseIntrinsic(text);
      const problem = problems.find((p) => message.test(p.message));
      assert.ok(problem, JSON.stringify(problems));
      assert.equal(text.slice(problem.start, problem.end), marked);
      assert.throws(() => evaluate(text), { error: 'States.Runtime' });
    });
  }

  it('gives a tree with ranges, also of half-typed text', () => {
    const { value } = parseIntrinsic("States.Format('{}', $.a");
    assert.equal(value?.name, 'States.Format');
    assert.deepEqual(value?.nameRange, { start: 0, end: 13 });
    assert.deepEqual(value?.argumentsRange, { start: 14, end: 23 });
    assert.deepEqual(
      value?.args.map(({ kind, start, end }) => [kind, start, end]),
      [
        ['literal', 14, 18],
        ['path', 20, 23],
      ],
    );
  });

  it('only warns of a missing comma, which the service takes', () => {
    const { problems } = parseIntrinsic('States.Format($.template $.first)');
    assert.deepEqual(
      problems.map(({ severity }) => severity),
      ['warning'],
    );
  });

  it('takes ten levels, and filters in the paths of arguments', () => {
    assert.deepEqual(parseIntrinsic(`${'States.Array('.repeat(10)}1${')'.repeat(10)}`).problems, []);
    assert.deepEqual(evaluate('States.ArrayGetItem($.r[?(@.k == Foo)].v, 0)', { r: [{ k: 'Foo', v: 4 }] }), 4);
  });

  it('never throws on broken text, and problems lie inside it', () => {
    const pieces = [
      'States.',
      'Array',
      'Format',
      '(',
      ')',
      ',',
      "'",
      '{}',
      '$.a',
      '$',
      '[',
      ']',
      '1',
      ' ',
      '\\',
      'null',
      '"',
    ];
    let seed = 13;
    const next = (bound: number) => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      return (seed >> 8) % bound;
    };
    for (let i = 0; i < 20_000; i++) {
      const text = `States.${Array.from({ length: next(10) }, () => pieces[next(pieces.length)]).join('')}`;
      for (const { start, end } of parseIntrinsic(text).problems)
        assert.ok(start >= 0 && start < end && end <= text.length, text);
    }
  });
});
