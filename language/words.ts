/** Puts lists of names into sentences. */

/** `'A'`, `'A' and 'B'`, `'A', 'B' or 'C'`. */
export function quotedList(names: readonly string[], joint: 'and' | 'or'): string {
  const quoted = names.map((name) => `'${name}'`);
  const last = quoted.pop();
  if (last === undefined) return '';
  return quoted.length ? `${quoted.join(', ')} ${joint} ${last}` : last;
}

/** The same sentence part with a capital at its start. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
