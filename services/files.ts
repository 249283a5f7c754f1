/**
 * The files of this folder where Node runs, beside the bundle or the sources. In a browser the host fetches them.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ReadServiceFile } from '#asl/services/catalog';

/** A reader of the folder `services` in `start` or the nearest folder above it that has one. */
export function serviceFilesNear(start: string): ReadServiceFile {
  const folder = folderAbove(start);
  return async (file) => JSON.parse(await readFile(join(folder, file), 'utf8')) as unknown;
}

function folderAbove(start: string): string {
  for (let at = start; ; at = dirname(at)) {
    const folder = join(at, 'services');
    if (existsSync(join(folder, 'index.json'))) return folder;
    // The reads fail then, and whoever reads is told of it.
    if (dirname(at) === at) return join(start, 'services');
  }
}
