/** The scanner gives what that of `jsonc-parser` gives, token by token, whatever the text. */
import assert from 'node:assert/strict';
import { createScanner } from 'jsonc-parser';
import { JsonScanner, type ScanError, type ScannedKind } from '#asl/text/json-scanner';
import { randomNumbers } from '../random.ts';

/** By the numbers of `jsonc-parser`, whose const enums cannot be imported into isolated modules. */
const KINDS: readonly (ScannedKind | 'blank')[] = [
  'blank',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  'null',
  'true',
  'false',
  'string',
  'number',
  'comment',
  'comment',
  'blank',
  'blank',
  'word',
  'end',
];
const ERRORS: readonly ScanError[] = [
  undefined,
  'open-comment',
  'open-string',
  'number',
  'unicode-escape',
  'escape',
  'unescaped-character',
];

interface Scanned {
  readonly kind: string | undefined;
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly error: ScanError;
}

function byOurs(text: string): Scanned[] {
  const scanner = new JsonScanner(text);
  const found: Scanned[] = [];
  do {
    scanner.scan();
    const { kind, start, end, value, error } = scanner;
    found.push({ kind, start, end, value, error });
  } while (scanner.kind !== 'end');
  return found;
}

function byTheirs(text: string): Scanned[] {
  const scanner = createScanner(text, false);
  const found: Scanned[] = [];
  for (;;) {
    const kind = KINDS[scanner.scan()];
    if (kind === 'blank') continue;
    const start = scanner.getTokenOffset();
    // Behind `/*` at the very end it looks one letter too far.
    const end = Math.min(start + scanner.getTokenLength(), text.length);
    const value = kind === 'comment' ? '' : scanner.getTokenValue();
    found.push({ kind, start, end, value, error: ERRORS[scanner.getTokenError()] });
    if (kind === 'end') return found;
  }
}

const PIECES = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  "'",
  '\\',
  '\\n',
  '\\u00e9',
  '\\u12',
  '\\x',
  '\\"',
  '/',
  '//',
  '/*',
  '*/',
  '*',
  ' ',
  '\t',
  '\n',
  '\r\n',
  '\r',
  '\u0001',
  '\u00a0',
  'é',
  '🚚',
  '0',
  '01',
  '12',
  '-',
  '.',
  'e',
  'E+',
  'true',
  'false',
  'null',
  'States.ALL',
  '"Next": "A"',
  '"a long text that stands here more than once, with more letters than are looked up"',
];

describe('the scanner of JSON', () => {
  it('reads each kind of token', () => {
    for (const text of ['', ' ', '{"a": [1, -2.5e+3, true, false, null]} // c', '/* c */ "\\ud83d\\ude9a"', '"x', '/*'])
      assert.deepEqual(byOurs(text), byTheirs(text), text);
  });

  it('reads random texts as jsonc-parser does', () => {
    const seed = 20_261_121;
    const random = randomNumbers(seed);
    const upTo = (limit: number): number => Math.floor(random() * limit);
    for (let i = 0; i < 20_000; i++) {
      const text = Array.from({ length: upTo(14) }, () => PIECES[upTo(PIECES.length)]).join('');
      assert.deepEqual(byOurs(text), byTheirs(text), `seed ${seed}: ${JSON.stringify(text)}`);
    }
  });
});
