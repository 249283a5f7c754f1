/** Ranges shown in the text, so that a test reads as what the editor would mark: `"Next": "⟦Ship⟧"`. */
import type { Range } from '#asl';

export function marked(text: string, ranges: readonly Range[]): string {
  const sorted = [...ranges].sort((a, b) => b.start - a.start);
  return sorted.reduce(
    (result, { start, end }) => `${result.slice(0, start)}⟦${result.slice(start, end)}⟧${result.slice(end)}`,
    text,
  );
}

/** The lines of the text that hold a mark, without indentation. */
export function markedLines(text: string, ranges: readonly Range[]): string[] {
  return marked(text, ranges)
    .split('\n')
    .filter((line) => line.includes('⟦'))
    .map((line) => line.trim());
}
