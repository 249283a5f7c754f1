/** Folders that stand for buckets, on a disk. Links are followed as far as they stay in the folder. */
import { constants, type Stats } from 'node:fs';
import { lstat, mkdir, open, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as zlib from 'node:zlib';
import type { DebugHost, FolderEntry } from './host.ts';

type FolderHost = Required<Pick<DebugHost, 'listFiles' | 'readBytes' | 'writeBytes' | 'unpackers'>>;

export const nodeFolders: FolderHost = {
  listFiles: async (folder, path) => {
    const place = await placeIn(folder, path);
    const names = place === undefined ? [] : await told(() => readdir(place));
    const entries = await Promise.all(
      names.map((name) => entryOf(folder, path === '' ? name : `${path}/${name}`, name)),
    );
    return entries.flatMap((entry) => entry ?? []);
  },
  readBytes: async (folder, path) => {
    const place = await placeIn(folder, path);
    if (place === undefined || !(await stat(place)).isFile()) return undefined;
    return told(() => readFile(place));
  },
  writeBytes: async (folder, path, at, bytes) => {
    const place = await placeToWrite(folder, path);
    const file = await told(() => open(place, at === 0 ? 'w' : constants.O_RDWR));
    try {
      await file.write(bytes, 0, bytes.length, at);
    } finally {
      await file.close();
    }
  },
  unpackers: {
    GZIP: (packed) => zlib.gunzipSync(packed),
    BROTLI: (packed) => zlib.brotliDecompressSync(packed),
    ...zstandard(),
  },
};

/** Node has it from 22.15 on. */
function zstandard(): FolderHost['unpackers'] {
  const { zstdDecompressSync } = zlib as { readonly zstdDecompressSync?: (packed: Uint8Array) => Uint8Array };
  return zstdDecompressSync ? { ZSTD: (packed) => zstdDecompressSync(packed) } : {};
}

/** What stands for a name in a listing; nothing for a link that leads nowhere, out of the folder, or around itself. */
async function entryOf(folder: string, path: string, name: string): Promise<FolderEntry | undefined> {
  let place: string | undefined;
  let found: Stats;
  try {
    place = await placeIn(folder, path);
    if (place === undefined) return undefined;
    found = await stat(place);
  } catch {
    return undefined;
  }
  const kind = found.isDirectory() ? 'folder' : found.isFile() ? 'file' : undefined;
  // A link to a folder around itself would never end.
  const isCircle =
    kind === 'folder' && `${await realpath(dirname(join(pathOf(folder), path)))}${sep}`.startsWith(`${place}${sep}`);
  return kind && !isCircle ? { name, kind, size: found.size, lastModified: found.mtimeMs } : undefined;
}

/** The real place of a path in a folder; undefined where there is none. Throws where it lies outside. */
async function placeIn(folder: string, path: string): Promise<string | undefined> {
  const root = await told(() => realpath(pathOf(folder)));
  if (path === '') return root;
  let place: string;
  try {
    place = await realpath(join(root, path));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw new Error(reasonOf(error));
  }
  if (!`${place}${sep}`.startsWith(root.endsWith(sep) ? root : `${root}${sep}`)) throw new Error(OUTSIDE);
  return place;
}

const OUTSIDE = `a link on its way leads out of the bucket's folder.`;

/** Makes the folders on the way one by one, each inside. A link that leads nowhere would make its file elsewhere. */
async function placeToWrite(folder: string, path: string): Promise<string> {
  const parts = path.split('/');
  for (let count = 1; count < parts.length; count++) {
    const above = parts.slice(0, count).join('/');
    if ((await placeIn(folder, above)) === undefined)
      await told(async () => mkdir(join(await realpath(pathOf(folder)), above)));
  }
  const there = await placeIn(folder, path);
  if (there !== undefined) return there;
  const parent = (await placeIn(folder, parts.slice(0, -1).join('/'))) ?? '';
  const place = join(parent, parts.at(-1) ?? '');
  // What is there and has no real place is a link that leads nowhere.
  const isLink = await lstat(place).then(
    () => true,
    () => false,
  );
  if (isLink) throw new Error(OUTSIDE);
  return place;
}

/** What the system refuses, in words. */
async function told<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw new Error(reasonOf(error));
  }
}

export const pathOf = (file: string): string => (file.startsWith('file://') ? fileURLToPath(file) : file);

export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'it does not exist.';
  if (code === 'ENOTDIR') return 'it is no folder.';
  if (code === 'EISDIR') return 'it is a folder.';
  if (code === 'EACCES' || code === 'EPERM') return 'access is denied.';
  return message;
}
