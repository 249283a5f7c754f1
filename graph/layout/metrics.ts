/**
 * The measures of the picture, in CSS pixels on a grid of 8, and the width of a text by a table of average glyph
 * widths: the pure layers have no canvas to ask. The table errs on the wide side, so that text stays in its box
 * in Segoe UI, San Francisco and the Linux fonts alike.
 */

export const GRID = 8;
export const NODE = { width: 200, maxWidth: 280, detailWidth: 248, headerWidth: 480, height: 56 } as const;
/** Inside a node: text begins right of the icon; the right of the name is kept for the mark of a run. */
export const TEXT = { left: 40, right: 32, edge: 12, gap: 8 } as const;
export const BADGE = { size: 14, gap: 6, font: 10 } as const;
/** Between two ranks and between two columns. */
export const GAP = { rank: 48, column: 32, disc: 32, line: 24 } as const;
export const SCOPE = { padding: 16, header: 28 } as const;
export const DISC = { start: 6, end: 8 } as const;
export const LABEL = { height: 18, lineHeight: 14, padding: 8, maxLines: 3 } as const;
/** How far a catch leaves the side of its node before it turns down. */
export const STUB = 16;
export const FONT = { name: 13, detail: 11, label: 11, header: 12 } as const;

/** Widths of glyphs in thousandths of the font size: those of DejaVu Sans, the widest of the usual interface fonts. */
const GLYPHS: Readonly<Record<string, number>> = Object.fromEntries(
  (
    [
      ["'IJijl", 290],
      [' ,./:;\\|·', 325],
      ['-f', 360],
      ['!()[]rt', 400],
      ['"', 460],
      ['*_`°', 500],
      ['?csz', 540],
      ['FLk', 580],
      ['EPTYaeovxy', 615],
      ['0123456789$KSbdghnpqu{}', 640],
      ['ABCRVXZ', 690],
      ['HNU', 750],
      ['&DGOQ', 785],
      ['#+<=>M^~×≤≥→w', 840],
      ['%', 950],
      ['mW', 985],
      ['@…', 1_000],
    ] as const
  ).flatMap(([glyphs, width]) => [...glyphs].map((glyph) => [glyph, width])),
);

/** The width of a text in pixels; glyphs outside the table count as wide ones. */
export function textWidth(text: string, fontSize: number): number {
  let sum = 0;
  for (const glyph of text) sum += GLYPHS[glyph] ?? (glyph.charCodeAt(0) < 0x250 ? 640 : 1_000);
  return (sum * fontSize) / 1_000;
}

/** Headers are bold, which the table does not know. */
export const BOLD = 1.14;

/** The longest text that fits the width, its middle elided: names often differ at both ends. */
export function elideMiddle(text: string, fontSize: number, width: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  const glyphs = [...text];
  for (let kept = glyphs.length - 1; kept > 1; kept--) {
    const head = Math.ceil(kept / 2);
    const short = `${glyphs.slice(0, head).join('').trimEnd()}…${glyphs
      .slice(glyphs.length - (kept - head))
      .join('')
      .trimStart()}`;
    if (textWidth(short, fontSize) <= width) return short;
  }
  return '…';
}

/** The longest text that fits the width, its end elided. */
export function elideEnd(text: string, fontSize: number, width: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  const glyphs = [...text];
  for (let kept = glyphs.length - 1; kept > 0; kept--) {
    const short = `${glyphs.slice(0, kept).join('').trimEnd()}…`;
    if (textWidth(short, fontSize) <= width) return short;
  }
  return width > 0 ? '…' : '';
}

/** Rounds up to the grid. */
export function toGrid(length: number): number {
  return Math.ceil(length / GRID) * GRID;
}

/**
 * Rounds a width up so that its half differs from that of every other box by whole grid steps: boxes that share a
 * center line then have both edges on the grid.
 */
export function toBoxWidth(width: number): number {
  const step = 2 * GRID;
  return Math.ceil((width - GRID) / step) * step + GRID;
}

/** The width of a row of badges with the space before it; nothing without badges. */
export function badgesWidth(badges: readonly { readonly text: string }[]): number {
  let width = 0;
  for (const badge of badges) width += BADGE.gap + badgeWidth(badge);
  return width === 0 ? 0 : width + BADGE.gap;
}

/** The width of a badge: its icon, and its text where it has one. */
export function badgeWidth({ text }: { readonly text: string }): number {
  return BADGE.size + (text ? 2 + Math.ceil(textWidth(text, BADGE.font)) : 0);
}
