/** Results by index in chunks: a snapshot that is kept while a Map fills up shares all chunks but the last ones. */
import type { Json } from '#asl/json';
import type { Owner, ResultList } from './records.ts';

const CHUNK = 512;

/** Puts a result at its index; chunks of other owners are copied first. */
export function putResult(owner: Owner, list: ResultList, index: number, value: Json): void {
  const at = Math.floor(index / CHUNK);
  const known = list.chunks[at];
  const chunk = known?.owner === owner ? known : { owner, values: known ? known.values.slice() : [] };
  chunk.values[index % CHUNK] = value;
  list.chunks[at] = chunk;
}

/** The result at an index; undefined where there is none. */
export const resultAt = (list: ResultList, index: number): Json | undefined =>
  list.chunks[Math.floor(index / CHUNK)]?.values[index % CHUNK];

/** The results in the order of the indexes; a child that failed and is tolerated leaves none. */
export function resultsOf(list: ResultList, count: number): Json[] {
  const results: Json[] = [];
  for (let index = 0; index < count; index++) {
    const value = resultAt(list, index);
    if (value !== undefined) results.push(value);
  }
  return results;
}
