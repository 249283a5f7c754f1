/** A rename changes every place of a name and nothing else, or says why it does not. */
import assert from 'node:assert/strict';
import { parseAsl } from '#asl';
import { applyEdits, prepareRename, rename } from '#language';
import { atCursor } from '../../asl/cursor.ts';

const check = (source: string, newName: string, expected: string): void => {
  const { doc, offset } = atCursor(source);
  const result = rename(doc, offset, newName);
  assert.equal(result.refusal, undefined);
  const text = applyEdits(doc.text, result.edits ?? []);
  assert.equal(text, expected);
  assert.deepEqual(parseAsl(text, doc.format).problems, []);
};
const checkRefusal = (source: string, newName: string, expected: string): void => {
  const { doc, offset } = atCursor(source);
  assert.equal(rename(doc, offset, newName).refusal, expected);
};

describe('renaming a state', () => {
  it('changes its name and every transition to it', () =>
    check(
      '{"StartAt": "A$0", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Choice", "Choices": [{"Next": "A"}], "Default": "A"}}}',
      'Ship "it"',
      '{"StartAt": "Ship \\"it\\"", "States": {"Ship \\"it\\"": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Choice", "Choices": [{"Next": "Ship \\"it\\""}], "Default": "Ship \\"it\\""}}}',
    ));
  it('keeps the quotes of YAML, and adds them where they are needed', () => {
    check("StartAt: A$0\nStates:\n  'A':\n    End: true\n", 'B', "StartAt: B\nStates:\n  'B':\n    End: true\n");
    check('StartAt: $0A\nStates:\n  A:\n    End: true\n', 'yes', 'StartAt: "yes"\nStates:\n  "yes":\n    End: true\n');
    check('StartAt: $0A\nStates: {A: {End: true}}\n', 'B, C', 'StartAt: B, C\nStates: {"B, C": {End: true}}\n');
  });
  it('changes the uses of a state that is not there yet', () =>
    check(
      '{"StartAt": "X$0", "States": {"B": {"Next": "X"}}}',
      'Y',
      '{"StartAt": "Y", "States": {"B": {"Next": "Y"}}}',
    ));
  it('follows an alias to its anchor, and writes the name where the anchor is something else', () => {
    check(
      'StartAt: A$0\nStates:\n  A:\n    Next: &n A\n  B:\n    Next: *n\n',
      'C',
      'StartAt: C\nStates:\n  C:\n    Next: &n C\n  B:\n    Next: *n\n',
    );
    check(
      'Comment: &n A\nStartAt: A$0\nStates:\n  A:\n    Next: *n\n',
      'C',
      'Comment: &n A\nStartAt: C\nStates:\n  C:\n    Next: C\n',
    );
  });
  it('refuses a name that another state has, in any scope', () => {
    const text =
      '{"StartAt": "P$0", "States": {"P": {"Type": "Parallel", "Branches": [{"StartAt": "B", "States": {"B": {"Type": "Pass"}}}]}}}';
    checkRefusal(text, 'B', "There is already a state 'B' in 'P': names are unique in the whole machine.");
    checkRefusal(text, '', 'A state needs a name.');
    checkRefusal(text, 'x'.repeat(81), 'The name of a state has at most 80 characters; this one has 81.');
  });
});

describe('renaming a variable', () => {
  const text = (name: string): string => `{"StartAt": "A", "States": {
    "A": {"Type": "Pass", "Assign": {"${name}.$": "$.n"}, "Next": "B"},
    "B": {"Type": "Pass", "QueryLanguage": "JSONata", "Assign": {"k": "{% $${name} + 1 %}"}, "Output": {"a": ["{% \\"$n\\" & $${name} %}"]}, "Next": "C"},
    "C": {"Type": "Pass", "Parameters": {"x.$": "States.Array($${name}, '$n')"}, "End": true}
  }}`;
  it('changes assignments and uses in both languages', () => {
    check(text('n').replace('"n.$"', '"n$0.$"'), 'count', text('count'));
    check(text('n').replace('$n + 1', '$n$0 + 1'), '$count', text('count'));
  });
  it('quotes a key of YAML that would be no text', () =>
    check(
      'QueryLanguage: JSONata\nStartAt: A\nStates:\n  A:\n    Type: Pass\n    Assign:\n      n$0: 1\n      m: 2\n    Output: "{% $n %}"\n    End: true\n',
      'null',
      'QueryLanguage: JSONata\nStartAt: A\nStates:\n  A:\n    Type: Pass\n    Assign:\n      "null": 1\n      m: 2\n    Output: "{% $null %}"\n    End: true\n',
    ));
  it('refuses the name of a function that is called', () => {
    const machine = (code: string): string =>
      `{"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Pass", "Assign": {"n$0": 1}, "Output": "{% ${code} %}", "End": true}}}`;
    checkRefusal(
      machine('$sum([1, $n])'),
      'sum',
      "An expression in the field 'Output' of the state 'A' calls the function '$sum': a variable of that name would hide it.",
    );
    check(machine('$n'), 'sum', machine('$sum').replace('n$0', 'sum'));
  });
  it('refuses a name that is taken, reserved or none', () => {
    const source = text('n').replace('"n.$"', '"n$0.$"');
    checkRefusal(source, 'k', "The variable '$k' is already assigned in the state 'B'.");
    checkRefusal(source, 'states', "The name 'states' is reserved: '$states' holds the data of a state.");
    checkRefusal(
      source,
      'a-b',
      'The name of a variable begins with a letter and has only letters, digits and underscores.',
    );
  });
  it('refuses a name that an expression binds for itself', () =>
    checkRefusal(
      '{"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Pass", "Assign": {"n$0": 1}, "Output": "{% $map([1], function($v) { $v + $n }) %}", "End": true}}}',
      'v',
      "An expression in the field 'Output' of the state 'A' already binds '$v' for itself.",
    ));
});

describe('what can be renamed', () => {
  it('is a name of a state or variable', () => {
    const { doc, offset } = atCursor('{"StartAt": "A$0", "States": {"A": {"Type": "Pass"}}}');
    const target = prepareRename(doc, offset);
    assert.ok(target.refusal === undefined);
    assert.equal(doc.text.slice(target.range.start, target.range.end), 'A');
    assert.equal(target.name, 'A');
  });
  it('is nothing else', () => {
    const { doc, offset } = atCursor('{"StartAt": "A", "States": {"A": {"Ty$0pe": "Pass"}}}');
    assert.equal(prepareRename(doc, offset).refusal, 'Only names of states and variables can be renamed.');
  });
});
