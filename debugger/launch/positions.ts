/** Offsets of a text as lines and columns, counted as the client asked for it. */

export interface Positions {
  readonly lineCount: number;
  /** Zero-based line of an offset. */
  lineOf(offset: number): number;
  /** Zero-based column, in UTF-16 units. */
  columnOf(offset: number): number;
  /** The offset of a zero-based line's first character; the text's end for a line behind it. */
  startOfLine(line: number): number;
}

/** Finds the lines of a text once, so that each look-up is a binary search. */
export function createPositions(text: string): Positions {
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);

  const lineOf = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  return {
    lineCount: starts.length,
    lineOf,
    columnOf: (offset) => offset - (starts[lineOf(offset)] ?? 0),
    startOfLine: (line) => starts[Math.max(0, line)] ?? text.length,
  };
}
