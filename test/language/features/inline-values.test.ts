/** The expressions of the state where the debugger stands, each at its place. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { formatOf, parseAsl } from '#asl';
import { inlineValues } from '#language';

function values(text: string, state: string): string[] {
  const doc = parseAsl(text, formatOf(text));
  const stop = text.indexOf(state);
  return inlineValues(doc, { start: 0, end: text.length }, stop).map(({ range, expression }) => {
    assert.equal(text.slice(range.start, range.end).replaceAll('\\"', '"'), expression);
    return expression;
  });
}

describe('inline values', () => {
  it('are the paths of the state, those in intrinsic functions too', () => {
    const text = `{ "StartAt": "A", "States": {
      "A": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "InputPath": "$.order",
        "Parameters": { "all.$": "$", "id.$": "States.Format('{}-{}', $.id, States.MathAdd($total, 1))", "when.$": "$$.State.EnteredTime", "text": "$.not" },
        "Next": "B" },
      "B": { "Type": "Pass", "InputPath": "$.other", "End": true } } }`;
    assert.deepEqual(values(text, '"A": {'), ['$.order', '$.id', '$total', '$$.State.EnteredTime']);
    assert.deepEqual(values(text, '"B": {'), ['$.other']);
  });

  it('are the variables of JSONata that it does not bind itself, in blocks of YAML too', () => {
    const text =
      'QueryLanguage: JSONata\nStartAt: A\nStates:\n  A:\n    Type: Pass\n    Output: |-\n      {%\n        ( $x := 1; $sum($states.input.items.price) + $tax + $x )\n      %}\n    End: true\n';
    assert.deepEqual(values(text, 'A:\n    Type'), ['$states.input.items.price', '$tax']);
  });

  it('leave out the states inside of the state', () => {
    const text =
      'StartAt: P\nStates:\n  P:\n    Type: Map\n    ItemsPath: $.items\n    ItemProcessor:\n      StartAt: A\n      States:\n        A:\n          Type: Pass\n          InputPath: $.inner\n          End: true\n    End: true\n';
    assert.deepEqual(values(text, 'P:\n    Type'), ['$.items']);
    assert.deepEqual(values(text, 'A:\n          Type'), ['$.inner']);
  });

  it('are those of the lines that are in sight', () => {
    const text =
      '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "InputPath": "$.a", "OutputPath": "$.b", "End": true } } }';
    const doc = parseAsl(text, 'json');
    const at = text.indexOf('$.b');
    const found = inlineValues(doc, { start: at, end: at + 3 }, text.indexOf('"A": {'));
    assert.deepEqual(
      found.map(({ expression }) => expression),
      ['$.b'],
    );
  });
});
