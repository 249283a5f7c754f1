/** Every mistake that has one right answer, put right at once: what "Fix All" and fixes on save do. */
import { type AslDocument, parseAsl } from '#asl';
import { type DiagnoseSettings, diagnose } from '../diagnostics.ts';
import { applyEdits } from '../edits/apply.ts';
import type { Fix, TextEdit } from '../rule.ts';

/** A fix may bring up the next mistake; after so many rounds the rest is left to people. */
const ROUNDS = 10;

/** One edit from the text to the mended one; none where nothing has one right answer. */
export function fixAll(doc: AslDocument, settings: DiagnoseSettings = {}): readonly TextEdit[] {
  let current = doc;
  for (let round = 0; round < ROUNDS; round++) {
    const edits = apart(preferredFixes(current, settings));
    if (edits.length === 0) break;
    const next = parseAsl(applyEdits(current.text, edits), doc.format);
    if (next.problems.length > current.problems.length) break;
    current = next;
  }
  return changeBetween(doc.text, current.text);
}

function preferredFixes(doc: AslDocument, settings: DiagnoseSettings): Fix[] {
  return diagnose(doc, settings).flatMap(({ fixes }) => fixes?.().find(({ preferred }) => preferred) ?? []);
}

/** The edits of the fixes that do not touch each other; the others have their turn in the next round. */
function apart(fixes: readonly Fix[]): TextEdit[] {
  const taken: TextEdit[] = [];
  for (const { edits } of fixes) {
    const isFree = edits.every(({ range }) =>
      taken.every((other) => range.end < other.range.start || range.start > other.range.end),
    );
    if (isFree) taken.push(...edits);
  }
  return taken;
}

/** From the first character that differs to the last one. */
function changeBetween(before: string, after: string): readonly TextEdit[] {
  if (before === after) return [];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return [{ range: { start, end: before.length - tail }, newText: after.slice(start, after.length - tail) }];
}
