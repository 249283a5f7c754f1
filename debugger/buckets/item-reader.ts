/**
 * Items of distributed Maps from folders that stand for buckets. What an item reader means is asked synchronously,
 * while a host gives its files later: so a question that needs a file is put again when the file is there. Files are
 * kept for as long as the run, which sees them as they were when it first asked.
 */
import { hashBytes } from '#asl/expressions/text-bytes';
import type { Json } from '#asl/json';
import {
  type Buckets,
  createItemReader,
  type ItemsPart,
  type StoredObject,
  type TaskOutcome,
  type TaskRequest,
} from '#interpreter';
import { messageOf } from '../errors.ts';
import type { DebugHost } from '../host.ts';
import { BucketError, type BucketFolders, filesIn, folderOf, isPathInFolder } from './bucket-folders.ts';

/** Thrown by what is not there yet; `load` gets it. */
class Wanted extends Error {
  readonly load: () => Promise<void>;

  constructor(load: () => Promise<void>) {
    super('not read yet');
    this.load = load;
  }
}

/** Answers requests for items (`request.itemReader`). Rejects with a `BucketError` where the user has to do something. */
export function createBucketReader(
  host: DebugHost,
  folders: BucketFolders,
): (request: TaskRequest) => Promise<TaskOutcome> {
  const read = createItemReader(bucketsOf(host, folders));
  return async (request) => {
    for (;;) {
      try {
        return read(request);
      } catch (thrown) {
        if (!(thrown instanceof Wanted)) throw thrown;
        await thrown.load();
      }
    }
  };
}

function bucketsOf(host: DebugHost, folders: BucketFolders): Buckets {
  const listings = new Map<string, readonly StoredObject[]>();
  const texts = new Map<string, string | undefined>();
  const tags = new Map<string, string>();
  const rows = new Map<string, ItemsPart | undefined>();
  const bytesOf = async (bucket: string, key: string): Promise<Uint8Array | undefined> => {
    const { folder } = folderOf(folders, bucket);
    return isPathInFolder(bucket, key) ? attempt(bucket, key, () => host.readBytes(folder, key)) : undefined;
  };
  const list = async (bucket: string): Promise<readonly StoredObject[]> => {
    const { folder } = folderOf(folders, bucket);
    const files = await attempt(bucket, undefined, () => filesIn(host, folder));
    return files.map(({ path: key, size, lastModified }) => ({
      key,
      size,
      // S3 counts in whole seconds.
      lastModified: Math.floor(lastModified / 1000) * 1000,
      get etag() {
        return known(
          tags,
          idOf(bucket, key),
          async () => `"${hashBytes((await bytesOf(bucket, key)) ?? NOTHING, 'MD5')}"`,
        );
      },
    }));
  };
  const text = async (bucket: string, key: string): Promise<string | undefined> => {
    const bytes = await bytesOf(bucket, key);
    return bytes && attempt(bucket, key, () => textOf(key, bytes));
  };
  const parquet = async (bucket: string, key: string, from: Json | undefined): Promise<ItemsPart | undefined> => {
    const bytes = await bytesOf(bucket, key);
    return bytes && rowsOf(host, key, bytes, from);
  };
  return {
    list: (bucket) => known(listings, bucket, () => list(bucket)),
    text: (bucket, key) => known(texts, idOf(bucket, key), () => text(bucket, key)),
    parquet: (bucket, key, from) =>
      known(rows, `${idOf(bucket, key)} ${JSON.stringify(from)}`, () => parquet(bucket, key, from)),
  };
}

const NOTHING = new Uint8Array();
const idOf = (bucket: string, key: string): string => `${bucket}/${key}`;

function known<T>(values: Map<string, T>, id: string, load: () => Promise<T>): T {
  if (values.has(id)) return values.get(id) as T;
  throw new Wanted(async () => {
    values.set(id, await load());
  });
}

/** What the host cannot do becomes a message that names the object or the bucket. */
async function attempt<T>(bucket: string, key: string | undefined, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const what = key === undefined ? `Bucket '${bucket}'` : `Object '${key}' of bucket '${bucket}'`;
    throw new BucketError(`${what} cannot be used: ${messageOf(error)}`);
  }
}

async function textOf(key: string, stored: Uint8Array): Promise<string> {
  const bytes = key.endsWith('.gz') ? await unzipped(stored) : stored;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error('it is not text in UTF-8.');
  }
}

async function unzipped(bytes: Uint8Array): Promise<Uint8Array> {
  const packed = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
  try {
    return new Uint8Array(await new Response(packed.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
  } catch {
    throw new Error('it is no whole gzip file.');
  }
}

/** The reader of Parquet is loaded with the first such file. */
async function rowsOf(host: DebugHost, key: string, bytes: Uint8Array, from: Json | undefined): Promise<ItemsPart> {
  try {
    const { readParquetRows } = await import('../../interpreter/item-reader/parquet-rows.ts');
    const { buffer, byteOffset, byteLength } = bytes;
    const file = {
      byteLength,
      slice: (start: number, end = byteLength) =>
        buffer.slice(byteOffset + Math.max(0, start), byteOffset + end) as ArrayBuffer,
    };
    return await readParquetRows({ file, version: '', compressors: { ...host.unpackers }, textOf: textOfBytes }, from);
  } catch (error) {
    return { cause: `The Parquet file ${key} cannot be read: ${messageOf(error)}` };
  }
}

/** Bytes without a type: older writers mean text by them. What is no UTF-8 is given in Base64, so that nothing is lost. */
function textOfBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  }
}
