import assert from 'node:assert/strict';
import {
  ExactNumber,
  equalJson,
  isJsonObject,
  jsonTypeOf,
  numberOf,
  parseJson,
  plainOf,
  stringifyJson,
} from '#asl/json';

describe('JSON text', () => {
  for (const text of [
    '0.0',
    '1.0',
    '1E3',
    '-0',
    '9223372036854775807',
    '1e400',
    '0.10',
    '[1.50,{"a":12345678901234567890}]',
  ]) {
    it(`keeps the text of ${text}`, () => {
      const { value } = parseJson(text);
      assert.equal(stringifyJson(value as never), text);
    });
  }

  it('leaves ordinary numbers plain JavaScript numbers', () => {
    assert.deepEqual(parseJson('[0,-1,1.5,1e21,9007199254740991]').value, [
      0,
      -1,
      1.5,
      new ExactNumber('1e21'),
      9007199254740991,
    ]);
    assert.deepEqual(parseJson('{"a":[1,2.25,"0.0"]}').value, { a: [1, 2.25, '0.0'] });
  });

  it('reads the value of exact numbers', () => {
    assert.equal(numberOf(new ExactNumber('1E3')), 1000);
    assert.equal(numberOf('1'), undefined);
    assert.deepEqual(plainOf(parseJson('{"a":[0.0]}').value as never), { a: [0] });
    assert.equal(jsonTypeOf(new ExactNumber('0.0')), 'number');
    assert.equal(isJsonObject(new ExactNumber('0.0')), false);
    assert.equal(JSON.stringify({ n: new ExactNumber('2.0') }), '{"n":2}');
  });

  it('compares numbers by value and objects regardless of order', () => {
    assert.ok(equalJson({ a: new ExactNumber('1.0'), b: [null] }, { b: [null], a: 1 }));
    assert.ok(!equalJson({ a: 1 }, { a: 1, b: 2 }));
    assert.ok(!equalJson([1], { 0: 1 }));
  });

  it('reads "__proto__" as an ordinary key, in both readers', () => {
    for (const text of ['{"__proto__":{"x":1}}', '{"__proto__":{"x":1.0}}']) {
      const value = parseJson(text).value as Record<string, unknown>;
      assert.ok(Object.hasOwn(value, '__proto__'));
      assert.equal(Object.getPrototypeOf(value), Object.prototype);
      assert.equal(value.x, undefined);
      assert.equal(stringifyJson(value as never), text);
    }
  });

  it('prints with indentation', () => {
    assert.equal(stringifyJson({ a: [new ExactNumber('1.0')], b: {} }, 2), '{\n  "a": [\n    1.0\n  ],\n  "b": {}\n}');
    assert.equal(stringifyJson({ a: [1], b: {} }, 2), '{\n  "a": [\n    1\n  ],\n  "b": {}\n}');
  });

  const mistakes: [text: string, line: number, column: number, message: RegExp][] = [
    ['', 1, 1, /ends where a JSON value/],
    ['{"a":1,}', 1, 8, /property name in double quotes/],
    ['[1 2]', 1, 4, /comma or ']'/],
    ['{\n  "a": tru\n}', 2, 8, /value is expected here, found 't'/],
    ['{"a" 1}', 1, 6, /colon/],
    ['"abc', 1, 1, /not closed/],
    ['"a\\x"', 1, 3, /not an escape/],
    ['"a\u0007"', 1, 3, /must be escaped/],
    ['01', 1, 1, /number is not written/],
    ['1.', 1, 1, /number is not written/],
    ['1 2', 1, 3, /more text follows/],
    [`${'['.repeat(2000)}${']'.repeat(2000)}`, 1, 1001, /deeper than 1000/],
  ];
  for (const [text, line, column, message] of mistakes) {
    it(`locates the mistake in ${JSON.stringify(text.slice(0, 20))}`, () => {
      const { problem } = parseJson(text);
      assert.deepEqual([problem?.line, problem?.column], [line, column]);
      assert.match(problem?.message ?? '', message);
    });
  }

  it('accepts and refuses the same texts as JSON.parse', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '1',
      '-2.50',
      'true',
      'null',
      ' ',
      '\n',
      '"\\u00e9\\n"',
      '1e2',
      '-',
      '.5',
    ];
    let seed = 7;
    const next = (bound: number) => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      return seed % bound;
    };
    for (let i = 0; i < 5000; i++) {
      const text = Array.from({ length: 1 + next(9) }, () => pieces[next(pieces.length)]).join('');
      let wanted: unknown;
      let isJson = true;
      try {
        wanted = JSON.parse(text);
      } catch {
        isJson = false;
      }
      const { value, problem } = parseJson(text);
      assert.equal(problem === undefined, isJson, text);
      if (isJson) assert.deepEqual(plainOf(value as never), wanted);
    }
  });
});
