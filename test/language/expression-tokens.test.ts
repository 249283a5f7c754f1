/** The words of an expression, also of one that is not finished: `kind:text` in the order of the code. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { tokensOf } from '../../language/expression-tokens/index.ts';

const words = (language: 'JSONata' | 'JSONPath', code: string): string =>
  tokensOf({ language, code })
    .filter(({ kind }) => kind !== 'punctuation')
    .map(({ kind, text }) => `${kind}:${text}`)
    .join(' ');

const JSONATA: readonly (readonly [code: string, expected: string])[] = [
  ['$states.input.order', 'root:$states property:input property:order'],
  ['$sum(items.price)', 'function:$sum property:items property:price'],
  ['$total + 1.5e3', 'variable:$total operator:+ number:1.5e3'],
  ['a and b or c in d', 'property:a keyword:and property:b keyword:or property:c keyword:in property:d'],
  ['and', 'property:and'],
  ['x.and', 'property:x property:and'],
  ['true', 'literal:true'],
  ['function($v){ $v > 1 }', 'keyword:function variable:$v variable:$v operator:> number:1'],
  ['λ($v){ $v }', 'keyword:λ variable:$v variable:$v'],
  ["'it''s' & \"a\\\"b\"", "string:'it' string:'s' operator:& string:\"a\\\"b\""],
  ['`a b`.c', 'property:`a b` property:c'],
  ['/* why */ $$', 'comment:/* why */ root:$$'],
  ['$match(s, /a+/i)', 'function:$match property:s regex:/a+/i'],
  ['a / b / c', 'property:a operator:/ property:b operator:/ property:c'],
  ['x ~> $trim()', 'property:x operator:~> function:$trim'],
  ["'open", "string:'open"],
  ['$größe', 'variable:$größe'],
];

const PATHS: readonly (readonly [code: string, expected: string])[] = [
  ['$.order.items[0]', 'root:$ property:order property:items number:0'],
  ["$['a b','c']", "root:$ property:'a b' property:'c'"],
  ['$$.Execution.Id', 'root:$$ property:Execution property:Id'],
  ['$total.sum', 'variable:$total property:sum'],
  ['$..price', 'root:$ operator:.. property:price'],
  [
    "$.a[?(@.b > 1 && @.c == 'x')]",
    "root:$ property:a operator:? root:@ property:b operator:> number:1 operator:&& root:@ property:c operator:== string:'x'",
  ],
  [
    "States.Format('{} of {}', $.a, 7)",
    "namespace:States function:Format string:'{} of {}' root:$ property:a number:7",
  ],
  ['States.ArrayContains($.a, true)', 'namespace:States function:ArrayContains root:$ property:a literal:true'],
  ['$.true', 'root:$ property:true'],
  ['$.a.length()', 'root:$ property:a property:length'],
  ['States.Format(', 'namespace:States function:Format'],
];

describe('words of an expression', () => {
  for (const [code, expected] of JSONATA) it(`JSONata: ${code}`, () => assert.equal(words('JSONata', code), expected));
  for (const [code, expected] of PATHS) it(`JSONPath: ${code}`, () => assert.equal(words('JSONPath', code), expected));

  it('stand at their places', () => {
    const code = "States.Format('{}', $.größe[-1]) ~> a / b";
    for (const language of ['JSONata', 'JSONPath'] as const)
      for (const { text, start, end } of tokensOf({ language, code })) assert.equal(code.slice(start, end), text);
  });
});
