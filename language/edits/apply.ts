/** Applies text edits: what an editor does with them, for tests, the command line and edits that build on each other. */
import type { TextEdit } from '../rule.ts';

/** The text after the edits, which may not overlap; those at one place go in in their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits.map((edit, index) => ({ ...edit, index }));
  sorted.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end || a.index - b.index);
  let result = '';
  let at = 0;
  for (const { range, newText } of sorted) {
    result += text.slice(at, Math.max(range.start, at)) + newText;
    at = Math.max(range.end, at);
  }
  return result + text.slice(at);
}
