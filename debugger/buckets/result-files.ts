/**
 * The files of ResultWriter: they go one after the other where the launch configuration allows writing; elsewhere it
 * is said once that they are not written. A run that is replayed writes nothing.
 */
import type { Effect } from '#interpreter';
import { messageOf } from '../errors.ts';
import type { DebugHost } from '../host.ts';
import { type BucketFolders, isPathInFolder } from './bucket-folders.ts';

type WriteResults = Extract<Effect, { type: 'write-results' }>;

export class ResultFiles {
  readonly #host: DebugHost;
  readonly #folders: BucketFolders;
  readonly #print: (line: string) => void;
  /** Settles when everything has been written. Absent where nothing is under way. */
  pending: Promise<void> | undefined;
  #unwritten = new Map<string, Set<string>>();

  constructor(host: DebugHost, folders: BucketFolders, print: (line: string) => void) {
    this.#host = host;
    this.#folders = folders;
    this.#print = print;
  }

  /** Takes in what the engine asks for. */
  take(effect: Effect): void {
    if (effect.type !== 'write-results') return;
    const { bucket, files } = effect;
    const folder = this.#folders.get(bucket);
    if (folder?.isWritable) this.#write(folder.folder, effect);
    else {
      const keys = new Set([...(this.#unwritten.get(bucket) ?? []), ...files.map(({ key }) => key)]);
      this.#unwritten.set(bucket, keys);
      if (effect.isLast) this.#tellUnwritten(bucket, keys);
    }
  }

  #tellUnwritten(bucket: string, keys: ReadonlySet<string>): void {
    this.#unwritten.delete(bucket);
    const example = `"buckets": {${JSON.stringify(bucket)}: {"folder": "\${workspaceFolder}/…", "writable": true}}`;
    this.#print(
      `${keys.size} result files for bucket '${bucket}' are not written. To have them, name a folder that may be written: ${example}.`,
    );
  }

  #write(folder: string, { bucket, files }: WriteResults): void {
    const before = this.pending ?? Promise.resolve();
    const pending = before.then(async () => {
      for (const { key, at, text } of files) await this.#writePart(folder, bucket, { key, at, text });
      if (this.pending === pending) this.pending = undefined;
    });
    this.pending = pending;
  }

  async #writePart(folder: string, bucket: string, part: WriteResults['files'][number]): Promise<void> {
    const { key, at, text } = part;
    try {
      if (!isPathInFolder(bucket, key)) throw new Error('no file can have this name.');
      await this.#host.writeBytes(folder, key, at, new TextEncoder().encode(text));
    } catch (error) {
      this.#print(`Object '${key}' of bucket '${bucket}' cannot be written: ${messageOf(error)}`);
    }
  }
}
