/**
 * Rows of Parquet files in folders. Loaded only when a machine reads such a file. Pages packed with Snappy, gzip,
 * Brotli and, where Node has it, Zstandard are unpacked.
 */
import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import * as zlib from 'node:zlib';
import type { AsyncBuffer, Compressors } from 'hyparquet';
import type { Json } from '#asl/json';
import type { ItemsPart } from '#interpreter';
import { readParquetRows } from '../interpreter/item-reader/parquet-rows.ts';

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
 * The rows of some row groups of a file, one object each, and where the rest begins. Rejects where the file is no
 * whole Parquet file.
 *
 * @example await readParquet('orders.parquet', undefined) // { items: [{ id: 1, sku: 'A' }] }
 */
export async function readParquet(path: string, from: Json | undefined): Promise<ItemsPart> {
  const descriptor = openSync(path, 'r');
  try {
    const { size, mtimeMs } = fstatSync(descriptor);
    const file = partsOf(descriptor);
    return await readParquetRows({ file, version: `${size}-${mtimeMs}`, compressors, textOf }, from);
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

/** Bytes without a type: older writers mean text by them. What is no UTF-8 is given in Base64, so that nothing is lost. */
function textOf(bytes: Uint8Array): string {
  const { buffer, byteOffset, byteLength } = bytes;
  const text = Buffer.from(buffer, byteOffset, byteLength);
  return isUtf8(text) ? text.toString('utf8') : text.toString('base64');
}
