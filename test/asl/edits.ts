/** What people do to a text in an editor, at random and repeatably: typing, deleting, pasting, undoing. */
import { randomNumbers } from '../random.ts';

const TYPED = [
  'a',
  'x',
  ' ',
  '\n',
  '"',
  '"k": 1, ',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '\\',
  '1',
  'true',
  '$.a',
  '{% $x %}',
  '// c\n',
  '/* c */',
  '/*',
  '${Name}',
  '"Next": "A",',
  '"Type": "Map"',
  '"ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Pass", "End": true}}},',
  '"Ref": "x"',
  '\n  ',
  '\n\n',
  '- ',
  '\n- ',
  ': ',
  ' # c',
  ' |\n',
  ' >-\n',
  ' |+\n',
  "'",
  '? ',
  '~',
  '\r\n',
];

/** Versions of a text, each one change away from the one before; what broke it is often undone at once. */
export function* versionsOf(text: string, seed: number, count: number): Iterable<string> {
  const random = randomNumbers(seed);
  const upTo = (limit: number) => Math.floor(random() * limit);
  const kept = [text];
  for (let i = 0; i < count; i++) {
    const now = kept[kept.length - 1] ?? text;
    // Back to a text that was whole, or what follows would only be typed into rubble.
    if (kept.length > 1 && random() < 0.6) kept.pop();
    else kept.push(random() < 0.5 ? withLetter(now, upTo) : withPiece(now, upTo));
    yield kept[kept.length - 1] ?? text;
  }
}

/** A letter more or less in the middle of a word: what somebody types most. */
function withLetter(text: string, upTo: (limit: number) => number): string {
  const from = upTo(text.length);
  const found = text.slice(from).search(/\w\w/);
  const at = found < 0 ? from : from + found + 1;
  return text.slice(0, at) + (upTo(2) ? 'e' : '') + text.slice(at + upTo(2));
}

function withPiece(text: string, upTo: (limit: number) => number): string {
  const at = upTo(text.length + 1);
  const gone = upTo(2) ? 0 : upTo(upTo(10) ? 4 : 60);
  const typed = gone > 0 && upTo(3) === 0 ? '' : (TYPED[upTo(TYPED.length)] ?? '');
  return text.slice(0, at) + typed + text.slice(at + gone);
}
