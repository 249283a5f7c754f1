/**
 * Texts of tests with marks in them. `$0` is a cursor (two of them a selection). A line of carets under a line of text
 * says what is expected there: `^^^ error[unknown-state]: …`. JSON has no comments, so both are taken out before the
 * text is parsed.
 */
import { type AslDocument, type Format, formatOf, parseAsl, type Range } from '#asl';

export interface Annotation {
  readonly range: Range;
  /** What stands behind the carets. */
  readonly text: string;
}

export interface Fixture {
  readonly doc: AslDocument;
  readonly text: string;
  readonly cursors: readonly number[];
  readonly annotations: readonly Annotation[];
}

/** Reads a text with marks. The format is taken from the text unless it is given. */
export function fixture(source: string, format?: Format): Fixture {
  const lines: string[] = [];
  const cursors: number[] = [];
  const annotations: Annotation[] = [];
  let length = 0;
  let previous = 0;
  for (const line of source.split('\n')) {
    const carets = /^(\s*)(\^+)\s*(.*)$/.exec(line);
    if (carets) {
      const start = previous + (carets[1]?.length ?? 0);
      annotations.push({ range: { start, end: start + (carets[2]?.length ?? 0) }, text: carets[3] ?? '' });
      continue;
    }
    const parts = line.split('$0');
    for (let i = 1; i < parts.length; i++) cursors.push(length + parts.slice(0, i).join('').length);
    previous = length;
    lines.push(parts.join(''));
    length += parts.join('').length + 1;
  }
  const text = lines.join('\n');
  return { doc: parseAsl(text, format ?? formatOf(text)), text, cursors, annotations };
}

/** Reads a text with one cursor. */
export function atCursor(source: string, format?: Format): Fixture & { readonly offset: number } {
  const read = fixture(source, format);
  const [offset] = read.cursors;
  if (offset === undefined) throw new Error('The text of this test has no $0.');
  return { ...read, offset };
}
