/** A text of a test with one `$0` where the cursor stands; its format is taken from the text. */
import { type AslDocument, type Format, formatOf, parseAsl } from '#asl';

export interface AtCursor {
  readonly doc: AslDocument;
  readonly offset: number;
}

export function atCursor(source: string, format?: Format): AtCursor {
  const offset = source.indexOf('$0');
  if (offset < 0) throw new Error('The text of this test has no $0.');
  const text = source.slice(0, offset) + source.slice(offset + 2);
  return { doc: parseAsl(text, format ?? formatOf(text)), offset };
}
