/** Which expression the debugger evaluates for a place in the text. `^` marks the column, the second line the answer. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { expressionAt, expressionsIn } from '../../client/debug/expression-at.ts';

describe('client: the expression under the mouse', () => {
  const rows: readonly [line: string, at: string, expected: string | undefined][] = [
    ['"InputPath": "$.order.items[0].id"', 'order', '$.order'],
    ['"InputPath": "$.order.items[0].id"', 'items', '$.order.items'],
    ['"InputPath": "$.order.items[0].id"', '0]', '$.order.items[0]'],
    ['"InputPath": "$.order.items[0].id"', 'id"', '$.order.items[0].id'],
    ['"Variable": "$total"', 'total', '$total'],
    ['"id.$": "$$.Execution.Id"', 'Execution', '$$.Execution'],
    ['"Output": "{% $states.input.total * 2 %}"', 'total', '$states.input.total'],
    ['"x.$": "$[\'a b\'].c"', 'a b', "$['a b']"],
    ['"Output": "{% $sum($states.input.prices) %}"', 'sum', undefined],
    ['"Resource": "${LambdaArn}"', 'Lambda', undefined],
    ['"Comment": "nothing here"', 'nothing', undefined],
  ];
  for (const [line, at, expected] of rows) {
    it(`${line} at '${at}' is ${expected ?? 'nothing'}`, () => {
      assert.equal(expressionAt(line, line.indexOf(at))?.text, expected);
    });
  }

  it('finds every expression of a line', () => {
    const found = expressionsIn(`"x.$": "States.Format('{} {}', $.a, $b.c)"`);
    assert.deepEqual(
      found.map(({ text }) => text),
      ['$.a', '$b.c'],
    );
  });
});
