/**
 * Strings that live longer than the text they stand in. An engine keeps what is cut out of a text as a view of it: one
 * word of a tree would hold the text of 1 MB in memory from which it was read, long after the text has changed.
 */

/** Shorter cuts are copies anyway, in every engine. */
const SHORTEST_VIEW = 13;

/** The same string without the text that it was cut out of. */
export const ownText = (cut: string): string =>
  cut.length < SHORTEST_VIEW ? cut : [cut.slice(0, 1), cut.slice(1)].join('');

/** Machines repeat their words: those up to this length are kept to be found again. */
export const LONGEST_KNOWN = 64;

/** One string for all that are equal, none of them a view; for the time of one reading. */
export class OwnTexts {
  private readonly known = new Map<string, string>();

  of(cut: string): string {
    if (cut.length > LONGEST_KNOWN) return ownText(cut);
    const before = this.known.get(cut);
    if (before !== undefined) return before;
    const own = ownText(cut);
    this.known.set(own, own);
    return own;
  }
}
