/** Repeatable random texts for property tests: a seed gives the same texts on every machine. */

import { randomNumbers } from '../random.ts';

const PIECES = [
  'a',
  'Bc',
  'x',
  ' ',
  '  ',
  '\n',
  '\n\n',
  '"',
  "'",
  '\\',
  '$.a',
  '{% $x %}',
  '\t',
  'é',
  '😀',
  '# n',
  ': ',
  '- ',
  '0',
  '\u2028',
  '%',
];

/** Texts made of what JSON and YAML have to escape, fold or quote. */
export function* randomStrings(seed: number, count: number): Iterable<string> {
  const random = randomNumbers(seed);
  for (let i = 0; i < count; i++) {
    const length = Math.floor(random() * 14);
    let text = '';
    for (let k = 0; k < length; k++) text += PIECES[Math.floor(random() * PIECES.length)] ?? '';
    yield text;
  }
}
