/** What the value of a header may be. */

/** A line break would begin another header, and beyond one byte nothing can be sent. */
export const canBeHeader = (text: string): boolean => /^[\t\x20-\x7e\x80-\xff]*$/.test(text);
