/** What is said of texts that other formats and habits bring along: one finding that names the habit, and a fix. */
import assert from 'node:assert/strict';
import { formatOf, parseAsl } from '#asl';
import { applyEdits, diagnose } from '#language';

/** The text, its only finding on that part of it, and what the fix makes of it. */
const TEXTS: Readonly<Record<string, readonly [text: string, at: string, message: string, fixed: string]>> = {
  'single quotes': [
    `{'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}}}`,
    `'StartAt'`,
    'JSON strings stand in double quotes.',
    `{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}`,
  ],
  'literals of other languages': [
    '{"StartAt":"A","States":{"A":{"Type":"Pass","End":True}}}',
    'True',
    "'True' is not a JSON value. JSON writes 'true'.",
    '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}',
  ],
  'a text with a placeholder and without quotes': [
    '{"StartAt":"A","States":{"A":{"Type":"Pass","Comment":by-${Name},"End":true}}}',
    'by-${Name}',
    'This text needs double quotes around it.',
    '{"StartAt":"A","States":{"A":{"Type":"Pass","Comment":"by-${Name}","End":true}}}',
  ],
  'zeros in front of a number': [
    '{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":010,"End":true}}}',
    '010',
    'JSON writes numbers without zeros in front.',
    '{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":10,"End":true}}}',
  ],
  'a missing brace in a text without lines': [
    '{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B","B":{"Type":"Succeed"}}}',
    '"',
    "A closing brace '}' is missing here.",
    '{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Succeed"}}}',
  ],
  'an expression without quotes in YAML': [
    'QueryLanguage: JSONata\nStartAt: A\nStates:\n  A:\n    Type: Pass\n    Output: {% $states.input %}\n    End: true\n',
    '%',
    "A value that begins with '%' needs quotes.",
    'QueryLanguage: JSONata\nStartAt: A\nStates:\n  A:\n    Type: Pass\n    Output: "{% $states.input %}"\n    End: true\n',
  ],
  'tabs in YAML': [
    'StartAt: A\nStates:\n\tA:\n\t\tType: Pass\n\t\tEnd: true\n',
    'A',
    'YAML takes no tabs for indentation. Use spaces.',
    'StartAt: A\nStates:\n  A:\n    Type: Pass\n    End: true\n',
  ],
  'a word alone at the end of an item of a list': [
    'StartAt: A\nStates:\n  A:\n    Type: Choice\n    Choices:\n      - Variable: $.x\n        Is',
    'Is',
    "A colon and a value are missing after 'Is'.",
    'StartAt: A\nStates:\n  A:\n    Type: Choice\n    Choices:\n      - Variable: $.x\n        Is:',
  ],
  'a line in a wrong column': [
    'StartAt: A\nStates:\n  A:\n    Type: Pass\n     End: true\n',
    'End',
    'The fields of one object, and the items of one list, begin in the same column.',
    'StartAt: A\nStates:\n  A:\n    Type: Pass\n    End: true\n',
  ],
};

describe('broken text', () => {
  for (const [what, [text, at, message, fixed]] of Object.entries(TEXTS))
    it(`is mended where it has ${what}`, () => {
      const found = diagnose(parseAsl(text, formatOf(text)));
      assert.deepEqual(
        found.map(({ code, range, message: said }) => [code, text.slice(range.start, range.end), said]),
        [['syntax', at, message]],
      );
      assert.equal(applyEdits(text, found[0]?.fixes?.()[0]?.edits ?? []), fixed);
    });

  it('still lets the rules judge where a backslash begins no escape', () => {
    const text = String.raw`{"StartAt":"A","States":{"A":{"Type":"Wait","Comment":"C:\path","Second":1,"End":true}}}`;
    const found = diagnose(parseAsl(text, 'json'));
    assert.deepEqual(
      found.map(({ code, range }) => [code, text.slice(range.start, range.end)]),
      [
        ['syntax', String.raw`\p`],
        ['unknown-field', '"Second"'],
      ],
    );
  });
});
