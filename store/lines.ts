/** Reads a file line by line without holding more than a piece of it, each line with the place where it begins. */
import { closeSync, openSync, readSync } from 'node:fs';

export interface Line {
  readonly text: string;
  /** The byte at which the line begins. */
  readonly start: number;
  /** False for a last line without its end: it was torn while it was written. */
  readonly isWhole: boolean;
}

const PIECE_BYTES = 256 * 1024;
const NEW_LINE = 0x0a;

/** The lines from a byte offset on. The file is closed when the caller stops. */
export function* linesOf(file: string, from = 0): Generator<Line, void> {
  const descriptor = openSync(file, 'r');
  try {
    const piece = Buffer.alloc(PIECE_BYTES);
    let rest: Buffer[] = [];
    let start = from;
    let at = from;
    for (;;) {
      const count = readSync(descriptor, piece, 0, PIECE_BYTES, at);
      if (count === 0) break;
      let begin = 0;
      for (let end = piece.indexOf(NEW_LINE); end >= 0 && end < count; end = piece.indexOf(NEW_LINE, begin)) {
        const text = Buffer.concat([...rest, piece.subarray(begin, end)]).toString();
        rest = [];
        yield { text, start, isWhole: true };
        begin = end + 1;
        start = at + begin;
      }
      if (begin < count) rest.push(Buffer.from(piece.subarray(begin, count)));
      at += count;
    }
    if (rest.length > 0) yield { text: Buffer.concat(rest).toString(), start, isWhole: false };
  } finally {
    closeSync(descriptor);
  }
}
