/**
 * The text of a file that stands for an object, as a whole or a piece of it. A file whose name ends in `.gz` has to
 * be unpacked from its beginning each time, so its text is held while it is read; every other file is read where the
 * piece stands, and closed again.
 */
import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { TextPiece } from '#interpreter';

/** JavaScript has no longer texts. */
const MAX_TEXT_BYTES = 0x1fff_ffe8;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

const isPacked = (path: string): boolean => path.endsWith('.gz');

/** The whole text, without a byte order mark. */
export function readWholeText(path: string): string {
  const bytes = isPacked(path) ? gunzipSync(readFileSync(path)) : readFileSync(path);
  return textIn(startsWithMark(bytes) ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes);
}

const startsWithMark = (bytes: Buffer): boolean => bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);

function textIn(bytes: Buffer): string {
  if (bytes.length > MAX_TEXT_BYTES) throw new Error('it is too large to be read as a whole.');
  if (!isUtf8(bytes)) throw new Error('it is not text in UTF-8.');
  return bytes.toString('utf8');
}

/** Reads pieces of files. It remembers the last packed file, whose pieces are mostly asked for one after the other. */
export class PieceReader {
  private unpacked: { readonly path: string; readonly version: string; readonly bytes: Buffer } | undefined;

  /** The whole characters among so many bytes from a byte on. */
  read(path: string, from: number, length: number): TextPiece {
    const descriptor = openSync(path, 'r');
    try {
      const { size, mtimeMs } = fstatSync(descriptor);
      const version = `${size}-${mtimeMs}`;
      if (!isPacked(path)) return pieceIn(bytesAt(descriptor, from, length), from, from + length >= size, version);
      if (this.unpacked?.path !== path || this.unpacked.version !== version)
        this.unpacked = { path, version, bytes: gunzipSync(readFileSync(descriptor)) };
      const { bytes } = this.unpacked;
      return pieceIn(bytes.subarray(from, from + length), from, from + length >= bytes.length, version);
    } finally {
      closeSync(descriptor);
    }
  }
}

function bytesAt(descriptor: number, from: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const read = readSync(descriptor, bytes, filled, length - filled, from + filled);
    if (read === 0) break;
    filled += read;
  }
  return bytes.subarray(0, filled);
}

function pieceIn(bytes: Buffer, from: number, isLast: boolean, version: string): TextPiece {
  const mark = from === 0 && startsWithMark(bytes) ? BYTE_ORDER_MARK.length : 0;
  const whole = bytes.subarray(mark, isLast ? bytes.length : endOfCharacters(bytes));
  return { text: textIn(whole), from: from + mark, bytes: whole.length, isLast, version };
}

/** Where the last whole character ends: a character has up to four bytes, and its first one says how many. */
function endOfCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(4, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const size = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return size > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
