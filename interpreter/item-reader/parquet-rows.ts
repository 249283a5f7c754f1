/**
 * Rows of Parquet files as items. Not part of the layer's index: hosts load it only when a machine reads such a file.
 * Row groups are read one after the other and each as a whole, because its columns are packed together.
 */
import {
  type AsyncBuffer,
  type Compressors,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
} from 'hyparquet';
import { ExactNumber, isJsonObject, type Json, numberOf, setMember } from '#asl/json';
import type { ItemsPart } from './bucket-items.ts';

/** A Parquet file, wherever it lies. */
export interface ParquetFile {
  readonly file: AsyncBuffer;
  /** Another text once the file is another one. */
  readonly version: string;
  /** What unpacks pages that are packed otherwise than with Snappy. */
  readonly compressors: Compressors;
  /** Bytes without a type as text. */
  readonly textOf: (bytes: Uint8Array) => string;
}

/** Small row groups are read together, up to so many rows. */
const ROWS_AT_ONCE = 10_000;

/**
 * The rows of some row groups of a file, one object each, and where the rest begins. Rejects where the file is no
 * whole Parquet file.
 */
export async function readParquetRows(source: ParquetFile, from: Json | undefined): Promise<ItemsPart> {
  const place = isJsonObject(from) ? from : {};
  const { file, version, compressors, textOf } = source;
  if (place.version !== undefined && place.version !== version)
    return { cause: 'The Parquet file has changed while it was read.' };
  const metadata = await parquetMetadataAsync(file);
  const { rowStart, rowEnd, next } = groupsFrom(metadata, numberOf(place.group) ?? 0);
  if (rowEnd === rowStart) return { items: [] };
  const rows = await parquetReadObjects({ file, metadata, compressors, utf8: false, rowStart, rowEnd });
  return {
    items: rows.map((row) => jsonOf(row, textOf)),
    ...(next !== undefined && { next: { group: next, version } }),
  };
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

/** Moments become texts as the context object has them; what JSON cannot say (NaN) becomes null. */
function jsonOf(value: unknown, textOf: ParquetFile['textOf']): Json {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : new ExactNumber(String(value));
  }
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return textOf(value);
  if (Array.isArray(value) || ArrayBuffer.isView(value))
    return Array.from(value as ArrayLike<unknown>, (one) => jsonOf(one, textOf));
  if (typeof value !== 'object' || value === null) return null;
  const object: Record<string, Json> = {};
  for (const [name, member] of Object.entries(value)) setMember(object, name, jsonOf(member, textOf));
  return object;
}
