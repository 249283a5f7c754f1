/**
 * The braces of a placeholder, `${Name}` or `{{ name }}`, are covered by private characters while YAML is read: in a flow
 * collection they would end it, and at the beginning of a value they would begin one.
 */
const OPEN = '\uE000';
const CLOSE = '\uE001';

/** How a covered placeholder begins and ends. */
export const PLACEHOLDER_START = `$${OPEN}`;
export const PLACEHOLDER_END = CLOSE;

/** The text with the braces of its placeholders covered, at the same length. */
export const coverBraces = (text: string): string =>
  text.includes('${') || text.includes('{{') ? text.replace(COVERED, (token) => covered(token)) : text;

/** The second has no colon, which an object that a function of JSONata gives back has. */
const COVERED = /\$\{[^{}\n]+\}|\{\{\s*[\w.][^{}\n:]*\}\}/g;

const covered = (token: string): string => token.replaceAll('{', OPEN).replaceAll('}', CLOSE);

/** Covered braces as braces again. */
export const restoreBraces = (value: string): string =>
  value.includes(OPEN) ? value.replaceAll(OPEN, '{').replaceAll(CLOSE, '}') : value;
