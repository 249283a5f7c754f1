/** What Node unpacks besides gzip files, for Parquet files; a browser has nothing that does so at once. */
import * as zlib from 'node:zlib';
import type { Unpackers } from '#debugger';

export const unpackers: Unpackers = {
  GZIP: (packed) => zlib.gunzipSync(packed),
  BROTLI: (packed) => zlib.brotliDecompressSync(packed),
  ...zstandard(),
};

/** Node has it from 22.15 on. */
function zstandard(): Unpackers {
  const { zstdDecompressSync } = zlib as { readonly zstdDecompressSync?: (packed: Uint8Array) => Uint8Array };
  return zstdDecompressSync ? { ZSTD: (packed) => zstdDecompressSync(packed) } : {};
}
