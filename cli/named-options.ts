/** Options that give something a name and may stand several times: `--bucket NAME=DIR`, `--machine NAME=FILE`. */
import type { ChildMachine } from '#interpreter';
import { type BucketFolder, type BucketFolders, rootFolder } from '#store';
import { type ProgramFile, readProgram } from './program-file.ts';
import { UsageError } from './usage-error.ts';

/** The folders that stand for buckets. `:rw` at the end lets results be written there. */
export function bucketsOf(given: readonly string[] = []): BucketFolders {
  const buckets = new Map<string, BucketFolder>();
  for (const [bucket, place] of named('bucket', 'DIR', given)) {
    const folder = place.replace(/:rw$/, '');
    rootFolder(bucket, folder);
    buckets.set(bucket, { folder, isWritable: folder !== place });
  }
  return buckets;
}

/** The machines that others may start, by ARN or by name; or the lines that say what is wrong with them. */
export function machinesOf(
  given: readonly string[] = [],
): { readonly machines: ReadonlyMap<string, ChildMachine> } | { readonly mistakes: readonly string[] } {
  const read = [...named('machine', 'FILE', given)].map(([name, file]): [string, ProgramFile] => [
    name,
    readProgram(file),
  ]);
  const mistakes = read.flatMap(([, file]) => ('mistakes' in file ? file.mistakes : []));
  if (mistakes.length > 0) return { mistakes };
  return { machines: new Map(read.flatMap(([name, file]) => ('program' in file ? [[name, file] as const] : []))) };
}

function named(option: string, what: string, given: readonly string[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const text of given) {
    const [, name, value] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined)
      throw new UsageError(`'${text}' gives nothing a name. --${option} has the form NAME=${what}.`);
    if (values.has(name)) throw new UsageError(`--${option} names '${name}' twice. Keep the one that is meant.`);
    values.set(name, value);
  }
  return values;
}
