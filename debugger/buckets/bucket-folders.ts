/** The folders of a launch configuration that stand for buckets: what may be asked of them, and by which names. */
import type { DebugHost } from '../host.ts';

export interface BucketFolder {
  /** As the host knows it. */
  readonly folder: string;
  readonly isWritable: boolean;
}

/** By the name of the bucket. */
export type BucketFolders = ReadonlyMap<string, BucketFolder>;

/** A bucket that cannot be used as asked; the message is for the user. */
export class BucketError extends Error {
  override readonly name = 'BucketError';
}

/** The folder of a bucket. Throws where the launch configuration names none. */
export function folderOf(folders: BucketFolders, bucket: string): BucketFolder {
  const found = folders.get(bucket);
  if (found) return found;
  const example = `"buckets": {${JSON.stringify(bucket)}: "\${workspaceFolder}/…"}`;
  throw new BucketError(`No folder stands for bucket '${bucket}'. Name one in the launch configuration: ${example}.`);
}

/**
 * Whether a key is the path of a file in the folder: false where no file can have it, such as `a//b`. Throws where it
 * would lead out of the folder.
 */
export function isPathInFolder(bucket: string, key: string): boolean {
  const parts = key.split('/');
  if (parts.some((part) => part === '..' || /[\0\\:]/.test(part)))
    throw new BucketError(`Object '${key}' of bucket '${bucket}' cannot be used: it leads out of the bucket's folder.`);
  return parts.every((part) => part !== '' && part !== '.');
}

/** All files of a folder, with their paths in it. */
export async function filesIn(host: DebugHost, folder: string, path = ''): Promise<readonly FolderFile[]> {
  const files: FolderFile[] = [];
  for (const { name, kind, size, lastModified } of await host.listFiles(folder, path)) {
    const inside = path === '' ? name : `${path}/${name}`;
    if (kind === 'file') files.push({ path: inside, size, lastModified });
    else files.push(...(await filesIn(host, folder, inside)));
  }
  return files;
}

interface FolderFile {
  readonly path: string;
  readonly size: number;
  readonly lastModified: number;
}
