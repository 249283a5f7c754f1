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

/**
 * The machines that others may start, by ARN or by name; or the lines that say what is wrong with them. `:express` at
 * the end makes one an Express machine.
 */
export function machinesOf(
  given: readonly string[] = [],
): { readonly machines: ReadonlyMap<string, ChildMachine> } | { readonly mistakes: readonly string[] } {
  const machines = new Map<string, ChildMachine>();
  const mistakes: string[] = [];
  for (const [name, place] of named('machine', 'FILE', given)) {
    const file = place.replace(/:express$/i, '');
    const type = file === place ? 'STANDARD' : 'EXPRESS';
    const read: ProgramFile = readProgram(file, type);
    if ('mistakes' in read) mistakes.push(...read.mistakes);
    else machines.set(name, { program: read.program, type });
  }
  return mistakes.length > 0 ? { mistakes } : { machines };
}

/** Values by their names, for options of the form NAME=VALUE. */
export function named(option: string, what: string, given: readonly string[]): ReadonlyMap<string, string> {
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
