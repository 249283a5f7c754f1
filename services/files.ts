/**
 * The files of this folder where Node runs, beside the bundle or the sources. In a browser the host fetches them.
 */
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { instantCatalog, type ReadServiceFile, type ServiceCatalog } from '#asl/services/catalog';

/** A reader of the folder `services` in `start` or the nearest folder above it that has one. */
export function serviceFilesNear(start: string): ReadServiceFile {
  const folder = folderAbove(start);
  return async (file) => JSON.parse(await readFile(join(folder, file), 'utf8')) as unknown;
}

/** The catalogue for a program that does one thing and ends: files are read at the moment when something is asked. */
export function servicesNear(start: string): ServiceCatalog {
  const folder = folderAbove(start);
  return instantCatalog((file) => {
    const path = join(folder, file);
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as unknown) : undefined;
  });
}

function folderAbove(start: string): string {
  for (let at = start; ; at = dirname(at)) {
    const folder = join(at, 'services');
    if (existsSync(join(folder, 'index.json'))) return folder;
    // The reads fail then, and whoever reads is told of it.
    if (dirname(at) === at) return join(start, 'services');
  }
}
