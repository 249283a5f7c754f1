/**
 * Items of distributed Maps from folders that stand for buckets. Parquet can only be read asynchronously, while what
 * an item reader means is plain: so the question is put twice, and the files that it names are read in between.
 */
import type { Json } from '#asl/json';
import { type ItemsResult, itemsFromBuckets, type TaskOutcome, type TaskRequest } from '#interpreter';
import type { FolderBuckets } from './bucket-folders.ts';

/** Answers a request for items (`request.itemReader`). A promise only where Parquet has to be read. */
export function itemsFromFolders(request: TaskRequest, buckets: FolderBuckets): TaskOutcome | Promise<TaskOutcome> {
  const wanted = new Map<string, { readonly key: string; readonly file: string }>();
  const note = (bucket: string, key: string): ItemsResult | undefined => {
    const file = buckets.file(bucket, key);
    if (file !== undefined) wanted.set(idOf(bucket, key), { key, file });
    return file === undefined ? undefined : { items: [] };
  };
  const outcome = itemsFromBuckets(request, { ...buckets, parquet: note });
  return wanted.size === 0 ? outcome : withRows(request, buckets, wanted);
}

async function withRows(
  request: TaskRequest,
  buckets: FolderBuckets,
  wanted: ReadonlyMap<string, { readonly key: string; readonly file: string }>,
): Promise<TaskOutcome> {
  const { readParquet } = await import('./parquet.ts');
  const found = new Map<string, ItemsResult>();
  for (const [id, { key, file }] of wanted) found.set(id, await rowsOf(key, readParquet(file)));
  return itemsFromBuckets(request, { ...buckets, parquet: (bucket, key) => found.get(idOf(bucket, key)) });
}

async function rowsOf(key: string, rows: Promise<readonly Json[]>): Promise<ItemsResult> {
  try {
    return { items: await rows };
  } catch (error) {
    return { cause: `The Parquet file ${key} cannot be read: ${error instanceof Error ? error.message : error}` };
  }
}

const idOf = (bucket: string, key: string): string => `${bucket}/${key}`;
