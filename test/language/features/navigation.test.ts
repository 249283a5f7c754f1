/** Names of states and variables lead from use to definition and back, in both languages and both formats. */
import assert from 'node:assert/strict';
import { definition, documentHighlights, references } from '#language';
import { atCursor } from '../../asl/cursor.ts';
import { markedLines } from '../marks.ts';

const checkReferences = (source: string, expected: string[]): void => {
  const { doc, offset } = atCursor(source);
  assert.deepEqual(markedLines(doc.text, references(doc, offset, true)), expected);
  assert.deepEqual(
    markedLines(
      doc.text,
      documentHighlights(doc, offset).map(({ range }) => range),
    ),
    expected,
  );
};
const checkDefinition = (source: string, expected: string[]): void => {
  const { doc, offset } = atCursor(source);
  const links = definition(doc, offset);
  assert.deepEqual(
    markedLines(
      doc.text,
      links.map(({ selection }) => selection),
    ),
    expected,
  );
  for (const { origin, target, selection } of links) {
    assert.ok(origin.start - 1 <= offset && offset <= origin.end, 'on the name or the dollar sign before it');
    assert.ok(target.start <= selection.start && selection.end <= target.end);
  }
};

const STATES = `{
  "StartAt": "A",
  "States": {
    "A": { "Type": "Task", "Catch": [ { "ErrorEquals": ["x"], "Next": "B" } ],
      "Next": "C" },
    "C": { "Type": "Choice", "Choices": [
        { "Variable": "$.x", "IsNull": true, "Next": "B" } ],
      "Default": "B" },
    "B": { "Type": "Parallel", "Branches": [
        { "StartAt": "B1",
          "States": { "B1": { "Type": "Pass", "Comment": "B", "End": true } } } ],
      "End": true }
  }
}`;

describe('navigation between states', () => {
  it('leads from Next, Default, a rule and a catcher to the state', () => {
    for (const use of ['"Next": "B" } ],\n      "Next"', '"IsNull": true, "Next": "B"', '"Default": "B"']) {
      const at = STATES.indexOf(use) + use.indexOf('"B"') + 2;
      checkDefinition(`${STATES.slice(0, at)}$0${STATES.slice(at)}`, ['"⟦B⟧": { "Type": "Parallel", "Branches": [']);
    }
  });
  it('leads from StartAt of a branch into the branch', () => {
    checkDefinition(STATES.replace('"StartAt": "B1', '"StartAt": "B$01'), [
      '"States": { "⟦B1⟧": { "Type": "Pass", "Comment": "B", "End": true } } } ],',
    ]);
  });
  it('finds every use of a state, and no other text', () =>
    checkReferences(STATES.replace('"B": {', '"$0B": {'), [
      '"A": { "Type": "Task", "Catch": [ { "ErrorEquals": ["x"], "Next": "⟦B⟧" } ],',
      '{ "Variable": "$.x", "IsNull": true, "Next": "⟦B⟧" } ],',
      '"Default": "⟦B⟧" },',
      '"⟦B⟧": { "Type": "Parallel", "Branches": [',
    ]));
  it('leads to the anchor of a state that is merged in', () =>
    checkDefinition('StartAt: $0A\nCommon: &c\n  A:\n    Type: Pass\nStates:\n  <<: *c\n', ['⟦A⟧:']));
  it('leads nowhere from a name that no state has', () =>
    checkDefinition(STATES.replace('"StartAt": "A"', '"StartAt": "Nowhere$0"'), []));
  it('leads nowhere from a Comment', () => checkDefinition(STATES.replace('"Comment": "B', '"Comment": "B$0'), []));
  it('works in YAML, quoted or not, also through an alias', () => {
    checkReferences(
      'StartAt: $0A\nStates:\n  A:\n    Type: Pass\n    Next: &n "B b"\n  C:\n    Type: Pass\n    Next: *n\n  B b:\n    Type: Pass\n    Next: A\n',
      ['StartAt: ⟦A⟧', '⟦A⟧:', 'Next: ⟦A⟧'],
    );
    checkDefinition("StartAt: A\nStates:\n  A:\n    Type: Pass\n    Next: 'B b$0'\n  B b:\n    Type: Succeed\n", [
      '⟦B b⟧:',
    ]);
  });
});

const JSONATA = `QueryLanguage: JSONata
StartAt: A
States:
  A:
    Type: Pass
    Assign:
      total: "{% $sum($states.input.items) %}"
      other: "{% $total %}"
    Next: C
  C:
    Type: Choice
    Choices:
      - Condition: "{% $total > 1 and $map([1], function($v) { $v + $total }) %}"
        Assign:
          total: 2
        Next: M
    Output: "total $total"
  M:
    Type: Map
    Items: >-
      {% [1,
      $total] %}
    ItemProcessor:
      StartAt: I
      States:
        I:
          Type: Pass
          Output: "{% ($total := 1; $total) %}"
          Next: J
        J:
          Type: Wait
          Seconds: "{% $total %}"
          End: true
    End: true
`;

describe('navigation between variables', () => {
  it('finds assignments and uses in JSONata, in inner scopes too, but not what an expression binds itself', () =>
    checkReferences(JSONATA.replace('{% $total %}"\n          End', '{% $to$0tal %}"\n          End'), [
      '⟦total⟧: "{% $sum($states.input.items) %}"',
      'other: "{% $⟦total⟧ %}"',
      '- Condition: "{% $⟦total⟧ > 1 and $map([1], function($v) { $v + $⟦total⟧ }) %}"',
      '⟦total⟧: 2',
      '$⟦total⟧] %}',
      'Seconds: "{% $⟦total⟧ %}"',
    ]));
  it('leads to every assignment', () =>
    checkDefinition(JSONATA.replace('"{% $total %}"\n    Next', '"{% $0$total %}"\n    Next'), [
      '⟦total⟧: "{% $sum($states.input.items) %}"',
      '⟦total⟧: 2',
    ]));
  it('finds them in JSONPath: paths, templates, intrinsic functions', () =>
    checkReferences(
      `{ "StartAt": "A", "States": {
        "A": { "Type": "Pass", "Assign": { "n.$": "$.n", "text": "$n" }, "Next": "B" },
        "B": { "Type": "Task", "Parameters": { "a.$": "States.Format('$n {}', $$0n)", "b": "$n" },
          "TimeoutSecondsPath": "$n", "InputPath": "$.n",
          "Catch": [ { "ErrorEquals": ["States.ALL"], "Next": "C", "Assign": { "m.$": "$n.x" } } ], "Next": "C" },
        "C": { "Type": "Choice", "Choices": [ { "Variable": "$n", "NumericEqualsPath": "$n['x']", "Next": "B" } ] }
      } }`,
      [
        '"A": { "Type": "Pass", "Assign": { "⟦n⟧.$": "$.n", "text": "$n" }, "Next": "B" },',
        `"B": { "Type": "Task", "Parameters": { "a.$": "States.Format('$n {}', $⟦n⟧)", "b": "$n" },`,
        '"TimeoutSecondsPath": "$⟦n⟧", "InputPath": "$.n",',
        '"Catch": [ { "ErrorEquals": ["States.ALL"], "Next": "C", "Assign": { "m.$": "$⟦n⟧.x" } } ], "Next": "C" },',
        `"C": { "Type": "Choice", "Choices": [ { "Variable": "$⟦n⟧", "NumericEqualsPath": "$⟦n⟧['x']", "Next": "B" } ] }`,
      ],
    ));
  it('keeps the variables of two branches apart', () =>
    checkReferences(
      `{ "QueryLanguage": "JSONata", "StartAt": "P", "States": { "P": { "Type": "Parallel", "End": true, "Branches": [
        { "StartAt": "A", "States": { "A": { "Type": "Pass", "Assign": { "x$0": 1 }, "End": true } } },
        { "StartAt": "B", "States": { "B": { "Type": "Pass", "Assign": { "x": 2 }, "Output": "{% $x %}", "End": true } } }
      ] } } }`,
      ['{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Assign": { "⟦x⟧": 1 }, "End": true } } },'],
    ));
  it('ends at the border of a distributed Map', () =>
    checkReferences(
      `{ "QueryLanguage": "JSONata", "StartAt": "P", "States": { "P": { "Type": "Pass", "Assign": { "x": 1 }, "Next": "M" },
        "M": { "Type": "Map", "MaxConcurrency": "{% $$0x %}", "End": true, "ItemProcessor": {
          "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "StartAt": "B",
          "States": { "B": { "Type": "Pass", "Output": "{% $x %}", "End": true } } } } } }`,
      [
        '{ "QueryLanguage": "JSONata", "StartAt": "P", "States": { "P": { "Type": "Pass", "Assign": { "⟦x⟧": 1 }, "Next": "M" },',
        '"M": { "Type": "Map", "MaxConcurrency": "{% $⟦x⟧ %}", "End": true, "ItemProcessor": {',
      ],
    ));
  it('counts through the escapes of a string', () =>
    checkReferences(
      `{ "QueryLanguage": "JSONata", "StartAt": "A", "States": { "A": { "Type": "Pass", "Assign": { "x$0": 1 },
        "Output": "{% \\"\\u0041\\\\n\\" & $x %}" } } }`,
      [
        '{ "QueryLanguage": "JSONata", "StartAt": "A", "States": { "A": { "Type": "Pass", "Assign": { "⟦x⟧": 1 },',
        '"Output": "{% \\"\\u0041\\\\n\\" & $⟦x⟧ %}" } } }',
      ],
    ));
});
