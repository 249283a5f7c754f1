/** What a program prints, line by line. A program that never ends its line must not fill the memory of who listens. */
import type { Readable } from 'node:stream';

/** A line that is longer is handed out in parts. */
export const LONGEST_LINE = 64 * 1024;

/** Hands out each line without its end, and what comes last without one. */
export function readLines(stream: Readable, take: (line: string) => void): void {
  let begun = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const [first = '', ...rest] = text.split(/\r?\n/);
    begun += first;
    for (const line of rest) {
      take(begun.replace(/\r$/, ''));
      begun = line;
    }
    for (; begun.length > LONGEST_LINE; begun = begun.slice(LONGEST_LINE)) take(begun.slice(0, LONGEST_LINE));
  });
  stream.once('close', () => {
    if (begun !== '') take(begun);
  });
}
