/**
 * Folders that stand for buckets: what a distributed Map reads its items from, and where ResultWriter leaves its
 * files. Nothing outside a folder is ever read or written: a key that climbs out of it and a link that leads out of
 * it are refused. Files are opened only when they are asked for.
 */
import { createHash } from 'node:crypto';
import {
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { Buckets, ResultFile, StoredObject } from '#interpreter';
import { PieceReader, readWholeText } from './object-text.ts';

/** A bucket that cannot be used as asked; the message is for the user. */
export class BucketError extends Error {
  override readonly name = 'BucketError';
}

export interface BucketFolder {
  readonly folder: string;
  readonly isWritable: boolean;
}

/** Buckets whose objects are files. */
export interface FolderBuckets extends Buckets {
  /** Where an object is; undefined where there is none. */
  readonly file: (bucket: string, key: string) => string | undefined;
}

export type BucketFolders = ReadonlyMap<string, BucketFolder>;

/**
 * The buckets that the folders stand for. A bucket without a folder is an error of the user, told by `missing`.
 *
 * @example bucketsIn(new Map([['orders', { folder: './data', isWritable: false }]]), (name) => `There is no ${name}.`)
 */
export function bucketsIn(folders: BucketFolders, missing: (bucket: string) => string): FolderBuckets {
  const rootOf = (bucket: string): string => {
    const found = folders.get(bucket);
    if (!found) throw new BucketError(missing(bucket));
    return rootFolder(bucket, found.folder);
  };
  const file = (bucket: string, key: string) => fileOf(bucket, rootOf(bucket), key);
  const pieces = new PieceReader();
  return {
    list: (bucket) => [...objectsIn(bucket, rootOf(bucket), rootOf(bucket), '', [])],
    file,
    text: (bucket, key) => {
      const path = file(bucket, key);
      return path === undefined ? undefined : attempt(bucket, key, () => readWholeText(path));
    },
    piece: (bucket, key, from, bytes) => {
      const path = file(bucket, key);
      return path === undefined ? undefined : attempt(bucket, key, () => pieces.read(path, from, bytes));
    },
  };
}

/** Puts parts of ResultWriter's files into a bucket. A part may come again; it then lands where it is already. */
export function writeToBucket(bucket: string, { folder }: BucketFolder, files: readonly ResultFile[]): void {
  const root = rootFolder(bucket, folder);
  for (const { key, at, text } of files) {
    const { path } = placeOf(bucket, root, key) ?? fail(bucket, key, 'no file can have this name.');
    attempt(bucket, key, () => {
      mkdirSync(dirname(path), { recursive: true });
      if (at === 0) writeFileSync(path, text);
      else writeAt(path, at, Buffer.from(text));
    });
  }
}

function writeAt(path: string, at: number, bytes: Buffer): void {
  const file = openSync(path, 'r+');
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, at + done);
  } finally {
    closeSync(file);
  }
}

/** The real place of a bucket's folder. Throws where there is none. */
export function rootFolder(bucket: string, folder: string): string {
  const root = attempt(bucket, undefined, () => realpathSync(folder), folder);
  if (!statSync(root).isDirectory()) throw new BucketError(`Bucket '${bucket}': '${folder}' is no folder.`);
  return root;
}

function* objectsIn(
  bucket: string,
  root: string,
  folder: string,
  prefix: string,
  above: readonly string[],
): Generator<StoredObject> {
  // A link to a folder around itself would never end.
  if (above.includes(folder)) return;
  for (const entry of attempt(bucket, prefix, () => readdirSync(folder))) {
    const key = prefix + entry;
    const place = placeOf(bucket, root, key);
    if (!place?.exists) continue;
    const stat = statSync(place.path);
    if (stat.isDirectory()) yield* objectsIn(bucket, root, place.path, `${key}/`, [...above, folder]);
    else if (stat.isFile()) yield storedObject(bucket, key, place.path, stat);
  }
}

function storedObject(
  bucket: string,
  key: string,
  path: string,
  { size, mtimeMs }: { readonly size: number; readonly mtimeMs: number },
): StoredObject {
  return {
    key,
    size,
    // S3 counts in whole seconds.
    lastModified: Math.floor(mtimeMs / 1000) * 1000,
    // Only a listing whose items are the objects themselves asks for it, so that others read no content.
    get etag() {
      return attempt(bucket, key, () => `"${md5Of(path)}"`);
    },
  };
}

function md5Of(path: string): string {
  const hash = createHash('md5');
  const part = new Uint8Array(1 << 20);
  const file = openSync(path, 'r');
  try {
    for (let read = readSync(file, part); read > 0; read = readSync(file, part)) hash.update(part.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

/** The file of an object; undefined where there is none. */
function fileOf(bucket: string, root: string, key: string): string | undefined {
  const place = placeOf(bucket, root, key);
  return place?.exists && statSync(place.path).isFile() ? place.path : undefined;
}

interface Place {
  readonly path: string;
  readonly exists: boolean;
}

/**
 * Where the file of a key is or would be, links followed one by one; undefined for keys that no file can have, such
 * as `a//b`. Throws where the way leads out of the folder.
 */
function placeOf(bucket: string, root: string, key: string): Place | undefined {
  const parts = key.split('/');
  const isStrange = (part: string) => part === '..' || part.includes('\0') || (sep === '\\' && /[\\:]/.test(part));
  if (parts.some(isStrange)) return fail(bucket, key, `it leads out of the bucket's folder.`);
  if (parts.some((part) => part === '' || part === '.')) return undefined;
  let path = root;
  for (const [index, part] of parts.entries()) {
    const next = join(path, part);
    const stat = attempt(bucket, key, () => lstatSync(next, { throwIfNoEntry: false }));
    if (!stat) return { path: join(path, ...parts.slice(index)), exists: false };
    path = stat.isSymbolicLink() ? targetOf(bucket, root, key, next) : next;
  }
  return { path, exists: true };
}

/** Where a link leads. One that leads nowhere is refused too: what is written through it would be made elsewhere. */
function targetOf(bucket: string, root: string, key: string, link: string): string {
  const target = attempt(bucket, key, () => realpathSync(link));
  if (target !== root && !target.startsWith(root.endsWith(sep) ? root : root + sep))
    return fail(bucket, key, `a link on its way leads out of the bucket's folder.`);
  return target;
}

function fail(bucket: string, key: string, reason: string): never {
  throw new BucketError(`Object '${key}' of bucket '${bucket}' cannot be used: ${reason}`);
}

/** What the system refuses becomes a message. */
function attempt<T>(bucket: string, key: string | undefined, act: () => T, folder = ''): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof BucketError) throw error;
    const { code, message, path = '' } = error as NodeJS.ErrnoException;
    const reason = REASONS[code ?? ''] ?? message;
    if (key === undefined)
      throw new BucketError(`The folder '${folder}' of bucket '${bucket}' cannot be used: ${reason}`);
    return fail(bucket, key, path === '' ? reason : `${reason} (${path})`);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'access is denied.',
  ELOOP: 'its links lead in a circle.',
  ENOENT: 'it does not exist.',
  ENOTDIR: 'a file is in the way.',
  EISDIR: 'it is a folder.',
  EPERM: 'access is denied.',
  Z_DATA_ERROR: 'it is no whole gzip file.',
  Z_BUF_ERROR: 'it is no whole gzip file.',
};
