/** What is put right while somebody types; `$0` stands where the cursor is after the key. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { applyEdits, onTypeFormatting } from '#language';
import { atCursor } from '../../asl/cursor.ts';

const check = (source: string, expected: string, typed: string, tabSize = 2): void => {
  const { doc, offset } = atCursor(source);
  const edits = onTypeFormatting(doc, offset, typed, { tabSize, insertSpaces: true });
  assert.equal(applyEdits(doc.text, edits), expected.replace('$0', ''));
};
const unchanged = (source: string, typed: string): void => check(source, source, typed);

describe('on-type formatting of JSON', () => {
  it('indents a new line one level deeper than its brackets', () => {
    check('{\n  "States": {\n$0\n  }\n}\n', '{\n  "States": {\n    \n  }\n}\n', '\n');
    check(
      '{\n  "States": {\n    "A": {},\n  $0"B": {}\n  }\n}\n',
      '{\n  "States": {\n    "A": {},\n    "B": {}\n  }\n}\n',
      '\n',
    );
  });
  it('leaves the closing bracket on a new line in the column of its opening', () => {
    check('{\n  "A": {\n      $0}\n}\n', '{\n  "A": {\n  }\n}\n', '\n');
  });
  it('moves a closing bracket to the column of its opening', () => {
    check('{\n  "A": {\n    "B": 1\n    }$0\n}\n', '{\n  "A": {\n    "B": 1\n  }\n}\n', '}');
    check('{\n  "A": [\n    1\n    ]$0\n}\n', '{\n  "A": [\n    1\n  ]\n}\n', ']');
    unchanged('{\n  "A": { "B": 1 }$0\n}\n', '}');
  });
  it('adds the comma that is missing before a new member', () => {
    check('{\n  "A": 1\n  "$0"\n}\n', '{\n  "A": 1,\n  ""\n}\n', '"');
    check('{\n  "A": {} // why\n  "$0"\n}\n', '{\n  "A": {}, // why\n  ""\n}\n', '"');
    check('{\n  "A": [\n    "x"\n    "$0"\n  ]\n}\n', '{\n  "A": [\n    "x",\n    ""\n  ]\n}\n', '"');
  });
  it('adds no comma where there is one, or none belongs', () => {
    unchanged('{\n  "A": 1,\n  "$0"\n}\n', '"');
    unchanged('{\n  "$0"\n}\n', '"');
    unchanged('{\n  "A":\n  "$0"\n}\n', '"');
    unchanged('{\n  "A": "x"$0\n}\n', '"');
  });
  it('keeps out of comments', () => {
    unchanged('{\n  // a\n  /* b\n$0\n  */\n}\n', '\n');
  });
});

describe('on-type formatting of YAML', () => {
  it('indents below a key without a value', () => {
    check('States:\n$0\n', 'States:\n  \n', '\n');
    check('States: # all\n$0\n', 'States: # all\n  \n', '\n');
    check('StartAt: A\nStates:\n  A:\n  $0\n', 'StartAt: A\nStates:\n  A:\n    \n', '\n');
  });
  it('begins a list where the field is one', () => {
    const machine = (field: string, after: string): string =>
      `StartAt: A\nStates:\n  A:\n    Type: Task\n    ${field}:\n${after}\n`;
    check(machine('Retry', '    $0'), machine('Retry', '      - '), '\n');
    check(machine('Parameters', '    $0'), machine('Parameters', '      '), '\n');
  });
  it('goes on below a value, and below the first member of an item', () => {
    check('StartAt: A\n$0\n', 'StartAt: A\n\n', '\n');
    check('Retry:\n  - ErrorEquals: [E]\n$0\n', 'Retry:\n  - ErrorEquals: [E]\n    \n', '\n');
  });
  it('keeps out of blocks of text and brackets', () => {
    unchanged('Comment: |\n  one:\n$0\n  two\n', '\n');
    unchanged('A: [\n$0\n]\n', '\n');
  });
});
