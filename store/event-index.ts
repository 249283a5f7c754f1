/**
 * Where the events of a journal begin: the byte offset of every 256th event as eight bytes each, in a file beside the
 * journal. It only saves reading; what it says is checked against the journal, and it can be made again from there.
 */

/** How many events lie between two entries. */
export const STRIDE = 256;
export const ENTRY_BYTES = 8;

/** The index of a journal lies beside it. */
export const indexFileOf = (journal: string): string => `${journal}.index`;

/** The entry of an event, or undefined where the event has none. */
export const entryOf = (eventId: number): number | undefined =>
  (eventId - 1) % STRIDE === 0 ? (eventId - 1) / STRIDE : undefined;

/** The last event at or before the given one that has an entry. */
export const indexedBefore = (eventId: number): number => Math.floor((eventId - 1) / STRIDE) * STRIDE + 1;

/** The entries as bytes. */
export function encodeOffsets(offsets: readonly number[]): Buffer {
  const bytes = Buffer.alloc(offsets.length * ENTRY_BYTES);
  offsets.forEach((offset, at) => {
    bytes.writeBigUInt64LE(BigInt(offset), at * ENTRY_BYTES);
  });
  return bytes;
}

/** The offset in the bytes of one entry. */
export const decodeOffset = (bytes: Buffer): number => Number(bytes.readBigUInt64LE(0));
