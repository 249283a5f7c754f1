/**
 * Rows of Parquet files as JSON. Loaded only when a machine reads such a file. Parts of the file are read as they are
 * needed; pages packed with Snappy, gzip, Brotli and, where Node has it, Zstandard are unpacked.
 */
import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import * as zlib from 'node:zlib';
import { type AsyncBuffer, type Compressors, parquetReadObjects } from 'hyparquet';
import { ExactNumber, type Json, setMember } from '#asl/json';

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

/**
 * The rows of a file, one object each. Rejects where the file is no whole Parquet file.
 *
 * @example await readParquet('orders.parquet') // [{ id: 1, sku: 'A' }]
 */
export async function readParquet(path: string): Promise<readonly Json[]> {
  const descriptor = openSync(path, 'r');
  try {
    const rows = await parquetReadObjects({ file: partsOf(descriptor), compressors, utf8: false });
    return rows.map(jsonOf);
  } finally {
    closeSync(descriptor);
  }
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
