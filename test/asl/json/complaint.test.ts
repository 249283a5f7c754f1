/** What AWS's parser says of texts that are no JSON. */
import assert from 'node:assert/strict';
import { parseJson } from '#asl/json';
import { jsonComplaint } from '#asl/json/complaint';

const ROWS: readonly (readonly [string, string])[] = [
  [
    'not json',
    "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
  ],
  ["{'a': 1}", "Unexpected character (''' (code 39)): was expecting double-quote to start field name"],
  ['{"a" 1}', "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value"],
  ['{"a":1 "b":2}', `Unexpected character ('"' (code 34)): was expecting comma to separate Object entries`],
  ['[1 2]', "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries"],
  ['{"a":1,}', "Unexpected character ('}' (code 125)): was expecting double-quote to start field name"],
  ['01', 'Invalid numeric value: Leading zeroes not allowed'],
  ['"a\\x"', "Unrecognized character escape 'x' (code 120)"],
  ['"a', 'Unexpected end-of-input: was expecting closing quote for a string value'],
  [
    '{',
    'Unexpected end-of-input: expected close marker for Object (start marker at [Source: (String)"{"; line: 1, column: 1])',
  ],
  [
    '[1',
    'Unexpected end-of-input: expected close marker for Array (start marker at [Source: (String)"[1"; line: 1, column: 1])',
  ],
  ['{"a":', 'Unexpected end-of-input within/between Object entries'],
  ['[1,', 'Unexpected end-of-input within/between Array entries'],
  ['{"a":}', "Unexpected character ('}' (code 125)): expected a value"],
  [
    '[}',
    `Unexpected close marker '}': expected ']' (for Array starting at [Source: (String)"[}"; line: 1, column: 1])`,
  ],
  [
    '{"a":1]',
    `Unexpected close marker ']': expected '}' (for Object starting at [Source: (String)"{"a":1]"; line: 1, column: 1])`,
  ],
  ['}', `Unexpected close marker '}': expected ']' (for root starting at [Source: (String)"}"; line: 1, column: 0])`],
  [
    '[1 // one\n]',
    "Unexpected character ('/' (code 47)): maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)",
  ],
  ['[NaN]', "Non-standard token 'NaN': enable JsonParser.Feature.ALLOW_NON_NUMERIC_NUMBERS to allow"],
  ['-Infinity', "Non-standard token '-Infinity': enable JsonParser.Feature.ALLOW_NON_NUMERIC_NUMBERS to allow"],
  ['[1.]', "Unexpected character (']' (code 93)) in numeric value: Decimal point not followed by a digit"],
  [
    '[-]',
    "Unexpected character (']' (code 93)) in numeric value: expected digit (0-9) to follow minus sign, for valid numeric value",
  ],
  ['{"a', 'Unexpected end-of-input in field name'],
  ['"\\', 'Unexpected end-of-input in character escape sequence'],
  [
    '{"a\t":1}',
    'Illegal unquoted character ((CTRL-CHAR, code 9)): has to be escaped using backslash to be included in name',
  ],
  [
    'größe',
    "Unrecognized token 'größe': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
  ],
];

describe('the complaint about a text that is no JSON', () => {
  for (const [text, message] of ROWS) {
    it(JSON.stringify(text), () => assert.equal(jsonComplaint(text)?.message, message));
  }

  it('names the line and column up to which was read', () => {
    assert.equal(jsonComplaint('not json')?.location, '[Source: (String)"not json"; line: 1, column: 4]');
    assert.equal(jsonComplaint('{\n  x')?.location, '[Source: (String)"{\n  x"; line: 2, column: 4]');
    // Inside of a string a line break is a character that may not be there.
    assert.equal(jsonComplaint('["a\nb"]')?.location, '[Source: (String)"["a\nb"]"; line: 1, column: 5]');
  });

  it('is there exactly where our own parser refuses, too', () => {
    const texts = [
      '{}',
      '[1,2,{"a":null}]',
      '1e5',
      '-0.5',
      '"\\u00e9"',
      '[',
      '{"a":',
      '-',
      '1.',
      '1e',
      '[1,]',
      'nul',
      '"\n"',
      '\u00a01',
    ];
    for (const text of texts)
      assert.equal(jsonComplaint(text) === undefined, parseJson(text).problem === undefined, JSON.stringify(text));
  });
});
