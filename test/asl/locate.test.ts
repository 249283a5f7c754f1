/** A cursor has a place in the language, in whole and in half-typed text, in JSON and in YAML. */
import assert from 'node:assert/strict';
import { type Place, placeOf } from '#asl';
import { atCursor } from './cursor.ts';

/** A place in one line: what a feature would read of it. */
function describePlace(place: Place | undefined): string {
  if (!place) return 'none';
  const { role } = place;
  const object =
    role?.kind === 'spec'
      ? role.spec.name
      : role?.kind === 'payload'
        ? `payload ${role.field.spec.name}`
        : (role?.kind ?? '?');
  const parts = [place.on, object, `property ${place.property?.key.value ?? '-'}`];
  if (place.state) parts.push(`state ${place.state.name}`);
  if (place.field) parts.push(`field ${place.field.spec.name}`);
  if (place.expression)
    parts.push(`${place.expression.language} '${place.expression.code}' at ${place.expression.index}`);
  return parts.join(', ');
}

const check = (source: string, expected: string): void => {
  const { doc, offset } = atCursor(source);
  assert.equal(describePlace(placeOf(doc, offset)), expected);
};

describe('the place of a cursor in JSON', () => {
  it('is a new member of the machine between its members', () =>
    check('{ $0 "StartAt": "A" }', 'member, Machine, property -'));
  it('is the value of a field of the machine', () =>
    check('{ "StartAt": "A$0" }', 'value, Machine, property StartAt, field StartAt'));
  it('is the value of a key whose value is not typed yet', () =>
    check('{ "States": { "A": { "Type": "Pass", "Next": $0 } } }', 'value, Pass, property Next, state A, field Next'));
  it('keeps the next member out of a missing value', () =>
    check(
      '{ "States": { "A": { "Type": "Pass",\n "Next": $0\n "Comment": "c" } } }',
      'value, Pass, property Next, state A, field Next',
    ));
  it('is a half-typed key', () =>
    check('{ "States": { "A": { "Type": "Task", "Res$0 } } }', 'key, Task, property Res } } }, state A'));
  it('is a new state', () => check('{ "States": { $0 } }', 'member, states, property States'));
  it('is a member of a state without a type', () =>
    check('{ "States": { "A": { $0 } } }', 'member, state, property A, state A'));
  it('is a member of a retrier', () =>
    check(
      '{ "States": { "A": { "Type": "Task", "Retry": [ { $0 } ] } } }',
      'member, Retrier, property Retry, state A',
    ));
  it('is an item of a list', () =>
    check(
      '{ "States": { "A": { "Type": "Task", "Retry": [ { "ErrorEquals": [ $0 ] } ] } } }',
      'item, Retrier, property ErrorEquals, state A, field ErrorEquals',
    ));
  it('is in a rule inside And inside Not', () =>
    check(
      '{ "States": { "A": { "Type": "Choice", "Choices": [ { "Not": { "And": [ { $0 } ] } } ] } } }',
      'member, NestedChoiceRule, property And, state A',
    ));
  it('is in a state of a branch', () =>
    check(
      '{ "States": { "P": { "Type": "Parallel", "Branches": [ { "StartAt": "B$0", "States": { "B": { "Type": "Wait" } } } ] } } }',
      'value, Branch, property StartAt, state P, field StartAt',
    ));
  it('names the states of the scope in which it stands', () => {
    const { doc, offset } = atCursor(
      '{ "States": { "M": { "Type": "Map", "ItemProcessor": { "StartAt": "$0", "States": { "B": { "Type": "Wait" } } } } } }',
    );
    assert.deepEqual([...(placeOf(doc, offset)?.scope.byName.keys() ?? [])], ['B']);
  });
  it('is in a payload template, however deep', () =>
    check(
      '{ "States": { "A": { "Type": "Task", "Parameters": { "a": { "b.$": "$.x$0" } } } } }',
      "value, payload Parameters, property b.$, state A, field Parameters, JSONPath '$.x' at 3",
    ));
  it('is plain text where the key of a template does not end in .$', () =>
    check(
      '{ "States": { "A": { "Type": "Task", "Parameters": { "b": "$.x$0" } } } }',
      'value, payload Parameters, property b, state A, field Parameters',
    ));
  it('is in a JSONata expression', () =>
    check(
      '{ "QueryLanguage": "JSONata", "States": { "A": { "Type": "Pass", "Output": { "v": [ "{% $st$0ates.input %}" ] } } } }',
      "value, payload Output, property v, state A, field Output, JSONata ' $states.input ' at 4",
    ));
  it('is in a JSONata expression that is not closed yet', () =>
    check(
      '{ "States": { "A": { "QueryLanguage": "JSONata", "Type": "Wait", "Seconds": "{% $$0" } } }',
      "value, Wait, property Seconds, state A, field Seconds, JSONata ' $' at 2",
    ));
  it('counts in an expression in characters of its value', () =>
    check(
      '{ "QueryLanguage": "JSONata", "States": { "A": { "Type": "Pass", "Output": "{% \\"\\u0041\\" & $0 %}" } } }',
      'value, Pass, property Output, state A, field Output, JSONata \' "A" &  %}\' at 7'.replace("  %}'", "  '"),
    ));
  it('is no expression in a Comment', () =>
    check(
      '{ "QueryLanguage": "JSONata", "States": { "A": { "Type": "Pass", "Comment": "{% $0 %}" } } }',
      'value, Pass, property Comment, state A, field Comment',
    ));
  it('is none in a text without a machine', () => check('[ $0 ]', 'none'));
});

describe('the place of a cursor in YAML', () => {
  it('is the value behind a colon', () =>
    check('States:\n  A:\n    Type: Pass\n    Next: $0\n', 'value, Pass, property Next, state A, field Next'));
  it('is a new member at the indentation of the state', () =>
    check('States:\n  A:\n    Type: Pass\n    $0\n', 'member, Pass, property A, state A'));
  it('is a new member at the end of the text', () =>
    check('States:\n  A:\n    Type: Pass\n    $0', 'member, Pass, property A, state A'));
  it('is a new state at the indentation of the states', () =>
    check('States:\n  A:\n    Type: Pass\n  $0\n', 'member, states, property States'));
  it('is a new member of the machine at the left edge', () =>
    check('StartAt: A\nStates:\n  A:\n    Type: Pass\n$0', 'member, Machine, property -'));
  it('is the first state of States', () => check('StartAt: A\nStates:\n  $0\n', 'member, states, property States'));
  it('is the first member of a state', () =>
    check('StartAt: A\nStates:\n  A:\n    $0\n  B:\n    Type: Pass\n', 'member, state, property A'));
  it('is the first word of a state', () =>
    check('StartAt: A\nStates:\n  A:\n    Ty$0\n  B:\n    Type: Pass\n', 'member, state, property A'));
  it('is a half-typed key', () =>
    check('States:\n  A:\n    Type: Task\n    Res$0\n', 'key, Task, property Res, state A'));
  it('is the first member of a retrier behind its dash', () =>
    check('States:\n  A:\n    Type: Task\n    Retry:\n      - $0\n', 'member, Retrier, property Retry, state A'));
  it('is a further member of a retrier', () =>
    check(
      'States:\n  A:\n    Type: Task\n    Retry:\n      - ErrorEquals: [a]\n        $0\n    End: true\n',
      'member, Retrier, property Retry, state A',
    ));
  it('is an item behind a dash', () =>
    check(
      'States:\n  A:\n    Type: Task\n    Retry:\n      - ErrorEquals:\n          - $0\n',
      'item, Retrier, property ErrorEquals, state A, field ErrorEquals',
    ));
  it('is in a JSONata expression in a folded block', () =>
    check(
      'QueryLanguage: JSONata\nStates:\n  A:\n    Type: Pass\n    Output: >-\n      {% $a +\n      $st$0ates %}\n',
      "value, Pass, property Output, state A, field Output, JSONata ' $a + $states ' at 9",
    ));
  it('is in a flow mapping as in JSON', () =>
    check('States: { A: { Type: Pass, $0 } }', 'member, Pass, property A, state A'));
});
