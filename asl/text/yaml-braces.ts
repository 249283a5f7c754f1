/**
 * The braces of a placeholder `${Name}` are covered by private characters while YAML is read: in a flow collection
 * they would end it.
 */
const OPEN = '\uE000';
const CLOSE = '\uE001';

/** How a covered placeholder begins and ends. */
export const PLACEHOLDER_START = `$${OPEN}`;
export const PLACEHOLDER_END = CLOSE;

/** The text with the braces of its placeholders covered, at the same length. */
export const coverBraces = (text: string): string =>
  text.includes('${') ? text.replace(/\$\{([^{}\n]+)\}/g, `$${OPEN}$1${CLOSE}`) : text;

/** Covered braces as braces again. */
export const restoreBraces = (value: string): string =>
  value.includes(OPEN) ? value.replaceAll(OPEN, '{').replaceAll(CLOSE, '}') : value;
