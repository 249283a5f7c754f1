import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { compilePath, EvaluationError, parsePath, setAtReferencePath } from '#asl/expressions';
import { ExactNumber, type Json, type JsonObject, parseJson, stringifyJson } from '#asl/json';
import { pathScope } from './scope.ts';

interface Table extends JsonObject {
  readonly input: Json;
  readonly rows: readonly {
    readonly path: string;
    readonly result?: Json;
    readonly miss?: string;
    readonly refused?: boolean;
  }[];
}

const tables = parseJson(readFileSync(new URL('../../data/jsonpath/jayway.json', import.meta.url), 'utf8'))
  .value as unknown as readonly Table[];
const errorsOf = (text: string) => parsePath(text).problems.filter((problem) => problem.severity !== 'warning');

describe('JSONPath as Jayway 2.0 evaluates it (table made with that library, whose messages AWS shows)', () => {
  for (const { input, rows } of tables) {
    for (const { path, result, miss, refused } of rows) {
      const evaluate = () => stringifyJson(compilePath(path).evaluate(pathScope({ data: input })));
      if (refused) it(`refuses ${path}`, () => assert.ok(errorsOf(path).length > 0));
      else if (miss !== undefined)
        it(`${path} misses: ${miss.slice(0, 60)}`, () =>
          assert.throws(evaluate, { error: 'States.Runtime', message: `Invalid path '${path}' : ${miss}` }));
      else
        it(`${path} gives ${stringifyJson(result ?? null).slice(0, 60)}`, () =>
          assert.equal(evaluate(), stringifyJson(result ?? null)));
    }
  }
});

describe('JSONPath roots', () => {
  const scope = pathScope({
    data: { a: 1 },
    context: { Execution: { Id: 'x' } },
    variables: { list: [{ n: 7 }], größe: 3 },
  });
  for (const [path, value] of [
    ['$', { a: 1 }],
    ['$$.Execution.Id', 'x'],
    ['$$', { Execution: { Id: 'x' } }],
    ['$list[0].n', 7],
    ['$list[*].n', [7]],
    ['$größe', 3],
  ] as const) {
    it(path, () => assert.deepEqual(compilePath(path).evaluate(scope), value));
  }

  it('an unassigned variable is a miss', () => {
    assert.equal(compilePath('$none.x').find(scope), undefined);
  });

  for (const [path, miss] of [
    ['$none', "No results for path: $['none']"],
    ['$none.x', "Missing property in path $['none']"],
    ['$list.x', "Property ['x'] not found in path $['list']"],
    ['$list[0].m', "No results for path: $['list'][0]['m']"],
    ['$$.Nope', "No results for path: $['Nope']"],
  ] as const)
    it(`${path} misses in a place of its own`, () =>
      assert.throws(() => compilePath(path).evaluate(scope), {
        message: `Invalid path '${path.replace('$$', () => '$')}' : ${miss}`,
      }));

  it('an index outside an array is null for payloads and a miss for intrinsic functions', () => {
    const path = compilePath('$.list[5]');
    const data = pathScope({ data: { list: [1] } });
    assert.equal(path.find(data), null);
    assert.equal(path.findStrictly(data), undefined);
  });

  it('members that objects inherit are not there', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'length', 'hasOwnProperty'])
      assert.equal(compilePath(`$.${name}`).find(scope), undefined, name);
    assert.equal(compilePath('$.n.toJSON').find(pathScope({ data: parseJson('{"n":0.0}').value as Json })), undefined);
    assert.deepEqual(
      compilePath('$.__proto__').find(pathScope({ data: parseJson('{"__proto__":[1]}').value as Json })),
      [1],
    );
  });
});

describe('JSONPath texts', () => {
  it('knows roots, segments, ranges and whether a path is definite or a reference', () => {
    const path = parsePath("$order.items[0]['id']").value;
    assert.deepEqual(path?.variable, { name: 'order', start: 1, end: 6 });
    assert.deepEqual(
      path?.segments.map(({ kind, start, end }) => [kind, start, end]),
      [
        ['member', 7, 12],
        ['index', 12, 15],
        ['member', 15, 21],
      ],
    );
    assert.deepEqual([path?.definite, path?.isReference], [true, true]);
    for (const text of ['$.a[*]', '$..a', '$.a[1:]', '$.a[?(@.b)]', '$.a[0,1]'])
      assert.equal(parsePath(text).value?.definite, false, text);
    for (const text of ["$['a','b']", '$.a[-1]', '$.a[(@.length-1)]'])
      assert.deepEqual([parsePath(text).value?.definite, parsePath(text).value?.isReference], [true, false], text);
  });

  it('warns of several names with more behind them, which AWS takes and cannot read', () => {
    const [problem, ...others] = parsePath("$['a','b'].c").problems;
    assert.match(problem?.message ?? '', /end of a path/);
    assert.deepEqual([problem?.severity, others], ['warning', []]);
  });

  const mistakes: [text: string, marked: string, message: RegExp][] = [
    ['a.b', 'a.b', /begins with '\$'/],
    ['$.a[', '[', /expected in the brackets/],
    ['$.a..', '..', /expected after the dot/],
    ['$.a[0', '[', /closing bracket/],
    ["$['a", "'a", /closing quote/],
    ['$["a"]', '"a"]', /single quotes/],
    ['$.a b', ' b', /should end here/],
    ['$.a[?(@.b == )]', ')', /expected here, found/],
    ['$.a[?(@.b === 1)]', '===', /not an operator/],
    ['$.a[?(@.b in [1])]', 'in', /not an operator/],
    ['$.a[?(@.b[*] == 1)]', '@.b[*]', /must name one place/],
    ['$.a[?(@.b =~ /[/)]', '[', /closing bracket '\]' of this class/],
    ['$[?(constructor.constructor("return process")())]', 'constructor.constructor', /expected here/],
    ['$[(process.exit())]', '(', /Only '\(@\.length-n\)'/],
  ];
  for (const [text, marked, message] of mistakes) {
    it(`${text}: ${message.source}`, () => {
      const [problem] = errorsOf(text);
      assert.match(problem?.message ?? 'none', message);
      assert.ok(
        text.slice(problem?.start, problem?.end).trim().startsWith(marked.trim().charAt(0)),
        JSON.stringify(text.slice(problem?.start, problem?.end)),
      );
      assert.ok((problem?.end ?? 0) > (problem?.start ?? 0) && (problem?.end ?? 0) <= text.length);
    });
  }

  it('warns of functions, which AWS reads as names, and of double quotes in filters', () => {
    assert.match(parsePath('$.a.length()').problems[0]?.message ?? '', /functions are not supported/);
    assert.match(parsePath('$.a[?(@.b == "x")]').problems[0]?.message ?? '', /single quotes: 'x'/);
    assert.deepEqual(errorsOf('$.a.length()'), []);
  });

  it('takes what published samples have', () => {
    for (const text of [
      '$.[0]',
      '$.a.[0].b',
      "$.[*].['bucket', 'key']",
      '$.Labels[?(@.Name==Receipt)]',
      '$.a[?(@.x == $.y)].b',
      '$.k-dash',
      '$.o.$ref',
      '$.logs..pi',
      '$[(@.length-1)].bar',
    ]) {
      assert.deepEqual(parsePath(text).problems, [], text);
    }
  });

  it('never throws and never hangs on broken or hostile text', () => {
    const pieces = [
      '$',
      '.',
      '..',
      '[',
      ']',
      '*',
      '?(',
      ')',
      '@',
      '.a',
      "'x'",
      '==',
      '/a/',
      '&&',
      '!',
      '0',
      ':',
      ',',
      '-',
      ' ',
      '\\',
      '"',
    ];
    let seed = 11;
    const next = (bound: number) => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      return (seed >> 8) % bound;
    };
    for (let i = 0; i < 20_000; i++) {
      const text = `$${Array.from({ length: next(12) }, () => pieces[next(pieces.length)]).join('')}`;
      for (const { start, end, message } of parsePath(text).problems)
        assert.ok(start >= 0 && start < end && end <= text.length && message.endsWith('.'), text);
    }
    const deep = '[?(@.a'.repeat(10_000);
    assert.ok(errorsOf(`$${deep}`).length > 0);
    assert.ok(errorsOf(`$[?(${'('.repeat(10_000)}`).length > 0);
    assert.ok(errorsOf(`$[?(${'!'.repeat(10_000)}@.a)]`).length > 0);
    assert.ok(errorsOf('$[99999999999999999999]').length > 0);
  });

  it('ends paths that would visit too much', () => {
    let data: Json = 1;
    for (let i = 0; i < 60; i++) data = [data, { a: data && 1 }];
    assert.throws(
      () => compilePath('$..*..*..*..*..*').evaluate(pathScope({ data })),
      (error) => error instanceof EvaluationError && /too many values/.test(error.message),
    );
    const evil = compilePath('$.t[?(@.s =~ /^(a+)+$/)]');
    assert.throws(() => evil.evaluate(pathScope({ data: { t: [{ s: `${'a'.repeat(50)}!` }] } })), /too many steps/);
    assert.deepEqual(compilePath('$.l[-2000000000:5]').evaluate(pathScope({ data: { l: [] } })), []);
  });
});

describe('Writing to a reference path', () => {
  const at = (text: string, target: Json, value: Json): Json => {
    const { value: path } = parsePath(text);
    assert.ok(path);
    return setAtReferencePath(target, path, value);
  };

  it('replaces, adds and makes missing objects, leaving the target as it was', () => {
    const target = { a: { b: 1 }, c: [1, { d: 2 }] };
    const before = JSON.stringify(target);
    assert.deepEqual(at('$.a.x.y', target, 9), { a: { b: 1, x: { y: 9 } }, c: [1, { d: 2 }] });
    assert.deepEqual(at('$.c[1].d', target, 3), { a: { b: 1 }, c: [1, { d: 3 }] });
    assert.equal(at('$', target, 5), 5);
    assert.equal(JSON.stringify(target), before);
  });

  it('copies only the touched spine', () => {
    const target = { a: { b: 1 }, c: { d: 2 } };
    assert.equal((at('$.a.b', target, 2) as JsonObject).c, target.c);
  });

  it('fails where a value on the way is no container, or an index is outside', () => {
    for (const [text, target] of [
      ['$.a.b', { a: 1 }],
      ['$.a[0]', { a: {} }],
      ['$.a[3]', { a: [1] }],
      ['$.x', 'text'],
      ['$.x', [1]],
    ] as const) {
      assert.throws(() => at(text, target, 0), { error: 'States.ReferencePathConflict' }, text);
    }
    assert.throws(() => at('$.a.b', { a: new ExactNumber('1.0') }, 0), {
      message: 'Unable to apply step "b" to input {"a":1.0}',
    });
    assert.throws(() => at('$.total', [1], 0), { message: 'Unable to apply step "total" to input [1]' });
    assert.throws(() => at('$.a.b', 'text', 0), { message: 'Unable to apply ReferencePath $.a.b to input "text"' });
  });

  it('makes "__proto__" an ordinary key', () => {
    const made = at('$.__proto__.polluted', {}, true);
    assert.equal(JSON.stringify(made), '{"__proto__":{"polluted":true}}');
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
  });
});
