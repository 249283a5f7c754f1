/** Words that stand in a JSON text without quotes: what is said of them, and how they are put right. */
import type { SyntaxFix } from '../syntax.ts';
import type { Token } from './json-tokens.ts';

/** How other languages write JSON's literals. A map, because any word may stand in a text: `constructor`, too. */
const LITERALS: ReadonlyMap<string, string> = new Map([
  ['True', 'true'],
  ['TRUE', 'true'],
  ['False', 'false'],
  ['FALSE', 'false'],
  ['None', 'null'],
  ['NULL', 'null'],
  ['undefined', 'null'],
]);

/** What is wrong with a word in the place of a value. */
export function wordMessage(word: string): string {
  const literal = LITERALS.get(word);
  return literal === undefined ? `'${word}'${NO_LITERAL}` : `'${word}' is not a JSON value. JSON writes '${literal}'.`;
}

const NO_LITERAL = ' is not a JSON value: strings need double quotes.';

/** True for what `wordMessage` says of a word that is no literal. */
export const isAboutWord = (message: string): boolean => message.endsWith(NO_LITERAL);

/** The literal that a word in the place of a value stands for, or the word as a string. */
export function wordFix(token: Token): SyntaxFix {
  const literal = LITERALS.get(token.value);
  if (literal === undefined) return inQuotes(token);
  const { start, end } = token;
  return { title: `Change to '${literal}'`, edits: [{ range: { start, end }, newText: literal }] };
}

/** The word without the quotes that are none of JSON, in those that are. */
export const inQuotes = ({ start, end, value }: Token): SyntaxFix => ({
  title: 'Put it in double quotes',
  edits: [{ range: { start, end }, newText: JSON.stringify(value.replace(/^'(.*)'$/, '$1')) }],
});
