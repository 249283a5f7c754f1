/**
 * Items of distributed Maps from folders that stand for buckets. Parquet can only be read asynchronously, while what
 * an item reader means is plain: so the question is put twice, and the rows that it asks for are read in between.
 */
import type { Json } from '#asl/json';
import { createItemReader, type ItemsPart, type TaskOutcome, type TaskRequest } from '#interpreter';
import type { FolderBuckets } from './bucket-folders.ts';

/** Rows that are wanted, and those that have been read. */
interface Rows {
  readonly key: string;
  readonly file: string;
  readonly from: Json | undefined;
}

/** Answers requests for items (`request.itemReader`). A promise only where Parquet has to be read. */
export function createFolderReader(
  buckets: FolderBuckets,
): (request: TaskRequest) => TaskOutcome | Promise<TaskOutcome> {
  let wanted: Rows | undefined;
  let found: ItemsPart | undefined;
  const parquet = (bucket: string, key: string, from: Json | undefined): ItemsPart | undefined => {
    if (found) return found;
    const file = buckets.file(bucket, key);
    wanted = file === undefined ? undefined : { key, file, from };
    return wanted && { items: [] };
  };
  const read = createItemReader({ ...buckets, parquet });
  return (request) => {
    wanted = undefined;
    found = undefined;
    const outcome = read(request);
    return wanted ? withRows(wanted, (rows) => answerWith(rows, request)) : outcome;
  };

  function answerWith(rows: ItemsPart, request: TaskRequest): TaskOutcome {
    found = rows;
    const outcome = read(request);
    // A replay cannot wait for rows, so that its journal has to hold them.
    return 'items' in outcome ? { ...outcome, isRepeatable: false } : outcome;
  }
}

async function withRows({ key, file, from }: Rows, answer: (rows: ItemsPart) => TaskOutcome): Promise<TaskOutcome> {
  const { readParquet } = await import('./parquet.ts');
  let rows: ItemsPart;
  try {
    rows = await readParquet(file, from);
  } catch (error) {
    rows = { cause: `The Parquet file ${key} cannot be read: ${error instanceof Error ? error.message : error}` };
  }
  return answer(rows);
}
