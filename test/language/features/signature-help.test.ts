/** The parameter that is being typed, marked in the signature: `$sum(⟦numbers: array⟧): number`. */
import assert from 'node:assert/strict';
import { signatureHelp } from '#language';
import { atCursor } from '../../asl/cursor.ts';
import { marked } from '../marks.ts';

const helpAt = (source: string): string | undefined => {
  const { doc, offset } = atCursor(source);
  const found = signatureHelp(doc, offset);
  if (!found) return undefined;
  const parameter = found.active === undefined ? undefined : found.parameters[found.active];
  return marked(found.label, parameter ? [parameter] : []);
};

const inPath = (code: string): string =>
  `{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Parameters": { "x.$": "${code}" }, "End": true } } }`;
const inJsonata = (code: string): string =>
  `{ "QueryLanguage": "JSONata", "StartAt": "A", "States": { "A": { "Type": "Pass", "Output": "{% ${code} %}", "End": true } } }`;
const inBlock = (style: string, ...lines: string[]): string =>
  [
    'QueryLanguage: JSONata',
    'StartAt: A',
    'States:',
    '  A:',
    '    Type: Pass',
    '    End: true',
    `    Output: ${style}`,
    ...lines.map((line) => `      ${line}`),
    '',
  ].join('\n');

describe('signature help', () => {
  describe('of intrinsic functions', () => {
    const cases: readonly (readonly [code: string, expected: string | undefined])[] = [
      ['States.MathAdd($0', 'States.MathAdd(⟦first: number⟧, second: number): integer'],
      ['States.MathAdd($.a, $0)', 'States.MathAdd(first: number, ⟦second: number⟧): integer'],
      ['States.MathAdd($0, 1)', 'States.MathAdd(⟦first: number⟧, second: number): integer'],
      ["States.Format('a, {}', $.x, $0)", 'States.Format(template: string, ⟦value…: any⟧): string'],
      ["States.Format('a, $0 {}')", 'States.Format(⟦template: string⟧, value…: any): string'],
      ['States.MathAdd(1, 2, $0)', 'States.MathAdd(first: number, second: number): integer'],
      ['States.MathAdd(States.ArrayLength($0), 2)', 'States.ArrayLength(⟦array: array⟧): integer'],
      ['States.MathAdd(States.ArrayLength($.a)$0, 2)', 'States.MathAdd(⟦first: number⟧, second: number): integer'],
      ['States.MathAdd(1, 2)$0', undefined],
      ['States.Nothing($0)', undefined],
      ['$.a$0', undefined],
    ];
    for (const [code, expected] of cases) it(code, () => assert.equal(helpAt(inPath(code)), expected));
  });

  describe('of JSONata functions', () => {
    const cases: readonly (readonly [code: string, expected: string | undefined])[] = [
      ['$substring($0', '$substring(⟦text: string⟧, start: number, length?: number): string'],
      ["$substring('a,b', $0", '$substring(text: string, ⟦start: number⟧, length?: number): string'],
      ["$substring($pad('x', $0), 1)", '$pad(text: string, ⟦width: number⟧, char?: string): string'],
      ['$substring([1, 2], $0)', '$substring(text: string, ⟦start: number⟧, length?: number): string'],
      ['$substring(($x, $0), 2)', '$substring(⟦text: string⟧, start: number, length?: number): string'],
      ['$states.input.name ~> $substring($0)', '$substring(text: string, ⟦start: number⟧, length?: number): string'],
      ['( $f := function($left, $right){ $left }; $f(1, $0) )', '$f($left, ⟦$right⟧)'],
      ['$map($states.input, function($v){ $string($v, $0) })', '$string(value: any, ⟦pretty?: boolean⟧): string'],
      ['$sum(/* (, */ $0)', '$sum(⟦numbers: array⟧): number'],
      ['$unknown($0)', undefined],
      ['( 1 + $0 )', undefined],
    ];
    for (const [code, expected] of cases) it(code, () => assert.equal(helpAt(inJsonata(code)), expected));
  });

  it('counts arguments over the lines of a YAML block', () => {
    const help = '$substring(text: string, ⟦start: number⟧, length?: number): string';
    assert.equal(helpAt(inBlock('|-', '{% $substring(', '  $states.input.name,', '  $0', ') %}')), help);
    assert.equal(helpAt(inBlock('>-', '{% $substring(', '$states.input.name,', '$0', ') %}')), help);
    assert.equal(helpAt(inBlock('"{% $substring(\\"a,b\\", $0) %}"')), help);
  });

  it('is silent in a text that nobody evaluates', () => {
    assert.equal(
      helpAt('{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Comment": "States.Hash($0" } } }'),
      undefined,
    );
  });

  it('tells what the function and its parameters are', () => {
    const { doc, offset } = atCursor(inPath('States.MathAdd($0)'));
    const found = signatureHelp(doc, offset);
    assert.ok(found?.doc && found.parameters.every((one) => one.doc));
  });
});
