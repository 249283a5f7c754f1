/**
 * Rows of Parquet files as JSON. Loaded only when a machine reads such a file. Row groups are read one after the
 * other and each as a whole, because its columns are packed together; pages packed with Snappy, gzip, Brotli and, where Node has it, Zstandard are unpacked.
 */
import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import * as zlib from 'node:zlib';
import {
  type AsyncBuffer,
  type Compressors,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
} from 'hyparquet';
import { ExactNumber, isJsonObject, type Json, numberOf, setMember } from '#asl/json';
import type { ItemsPart } from '#interpreter';

const compressors: Compressors = {
  GZIP: (packed) => zlib.gunzipSync(packed),
  BROTLI: (packed) => zlib.brotliDecompressSync(packed),
  ...zstandard(),
};

/** Node has it from 22.15 on. */
function zstandard(): Compressors {
  const { zstdDecompressSync } = zlib as { readonly zstdDecompressSync?: (packed: Uint8Array) => Uint8Array };
  return zstdDecompressSync ? { ZSTD: (packed) => zstdDecompressSync(packed) } : {};
}

/** Small row groups are read together, up to so many rows. */
const ROWS_AT_ONCE = 10_000;

/**
 * The rows of some row groups of a file, one object each, and where the rest begins. Rejects where the file is no
 * whole Parquet file.
 *
 * @example await readParquet('orders.parquet', undefined) // { items: [{ id: 1, sku: 'A' }] }
 */
export async function readParquet(path: string, from: Json | undefined): Promise<ItemsPart> {
  const place = isJsonObject(from) ? from : {};
  const descriptor = openSync(path, 'r');
  try {
    const { size, mtimeMs } = fstatSync(descriptor);
    const version = `${size}-${mtimeMs}`;
    if (place.version !== undefined && place.version !== version)
      return { cause: 'The Parquet file has changed while it was read.' };
    const file = partsOf(descriptor);
    const metadata = await parquetMetadataAsync(file);
    const { rowStart, rowEnd, next } = groupsFrom(metadata, numberOf(place.group) ?? 0);
    if (rowEnd === rowStart) return { items: [] };
    const rows = await parquetReadObjects({ file, metadata, compressors, utf8: false, rowStart, rowEnd });
    return { items: rows.map(jsonOf), ...(next !== undefined && { next: { group: next, version } }) };
  } finally {
    closeSync(descriptor);
  }
}

/** The rows of the groups from one on that are read at once, and the group after them. */
function groupsFrom({ row_groups }: FileMetaData, first: number) {
  const counts = row_groups.map(({ num_rows }) => Number(num_rows));
  const rowStart = counts.slice(0, first).reduce((sum, count) => sum + count, 0);
  let rowEnd = rowStart + (counts[first] ?? 0);
  let next = first + 1;
  for (; next < counts.length && rowEnd + (counts[next] ?? 0) - rowStart <= ROWS_AT_ONCE; next++)
    rowEnd += counts[next] ?? 0;
  return { rowStart, rowEnd, next: next < counts.length ? next : undefined };
}

function partsOf(descriptor: number): AsyncBuffer {
  const byteLength = fstatSync(descriptor).size;
  return {
    byteLength,
    slice: (from, to = byteLength) => {
      const start = from < 0 ? Math.max(0, byteLength + from) : from;
      const part = new Uint8Array(Math.max(0, Math.min(to, byteLength) - start));
      for (let at = 0; at < part.length; ) {
        const read = readSync(descriptor, part, at, part.length - at, start + at);
        if (read === 0) throw new Error('The file ends too early.');
        at += read;
      }
      return part.buffer;
    },
  };
}

/** Moments become texts as the context object has them; what JSON cannot say (NaN) becomes null. */
function jsonOf(value: unknown): Json {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : new ExactNumber(String(value));
  }
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return textOf(value);
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return Array.from(value as ArrayLike<unknown>, jsonOf);
  if (typeof value !== 'object' || value === null) return null;
  const object: Record<string, Json> = {};
  for (const [name, member] of Object.entries(value)) setMember(object, name, jsonOf(member));
  return object;
}

/** Bytes without a type: older writers mean text by them. What is no UTF-8 is given in Base64, so that nothing is lost. */
function textOf(bytes: Uint8Array): string {
  const { buffer, byteOffset, byteLength } = bytes;
  const text = Buffer.from(buffer, byteOffset, byteLength);
  return isUtf8(text) ? text.toString('utf8') : text.toString('base64');
}
