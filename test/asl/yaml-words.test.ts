/** Slips in YAML are named in words of people who write state machines, once, and where the slip was made. */
import assert from 'node:assert/strict';
import { parseYamlSyntax } from '../../asl/text/yaml-syntax.ts';

const HEAD = 'StartAt: A\nStates:\n  A:\n    Type: Pass\n';
const COLUMN = 'The fields of one object, and the items of one list, begin in the same column.';

const SLIPS: readonly (readonly [slip: string, at: string, message: string])[] = [
  ['    Ne\n    End: true\n', 'Ne', "A colon and a value are missing after 'Ne'."],
  ['    Ne\n  B:\n    Type: Pass\n', 'Ne', "A colon and a value are missing after 'Ne'."],
  ['    End:true\n', 'End:true', "A space is missing after the colon of 'End'."],
  ['    Comment: a: b\n', 'a', "Quotes are missing around this value: it has a ': ' in it."],
  ['   End: true\n', 'End', COLUMN],
  ['      End: true\n', 'End', COLUMN],
  ['    Retry:\n      - A: 1\n     - A: 2\n', '-', COLUMN],
  ['    Retry: - A: 1\n', '-', 'A list begins on the line below its name.'],
  ['    Comment: "abc\n    End: true\n', '"abc', 'A quote opens here that nothing closes.'],
  ["    Comment: 'abc\n", "'abc", 'A quote opens here that nothing closes.'],
  ['\tEnd: true\n', 'End', 'YAML takes no tabs for indentation. Use spaces.'],
  ['    Comment: @x\n', '@', "A value that begins with '@' needs quotes."],
  ['    Output: %x\n', '%', "A value that begins with '%' needs quotes."],
  ['    Comment: *\n', '*', "A value that begins with '*' needs quotes."],
  ['    Result: {a: 1 b: 2}\n', '1 b: 2', 'A comma is missing in this value, or quotes around it.'],
  ['    Result: {a: 1\n    End: true\n', '{a: 1', "'}' is missing at the end of this value."],
  ['    Result: [1,,2]\n', ',', 'A value is missing before this comma.'],
  ['    Comment: "a\\d"\n', '\\', "Double quotes know no escape '\\d'. A backslash is written '\\\\'."],
  ['    Comment: "a" b\n', 'b', 'Nothing can follow a value. Quotes around the whole make it one text.'],
  ['   }\n', '}', "'}' has no place here."],
];

describe('slips in YAML', () => {
  for (const [slip, at, message] of SLIPS)
    it(`says of ${JSON.stringify(slip)}: ${message}`, () => {
      const text = HEAD + slip;
      const found = parseYamlSyntax(text).problems.map(({ start, end, message: said }) => [
        text.slice(start, end),
        said,
      ]);
      assert.deepEqual(found, [[at, message]]);
    });

  it('reports slips on several lines each', () => {
    const { problems } = parseYamlSyntax(`${HEAD}    Comment: @x\n    Output: %y\n`);
    assert.equal(problems.length, 2);
  });
});
