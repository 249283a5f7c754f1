/** The catalogue of services as tests use it: all of it, loaded from the files of the project. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type LoadingCatalog, serviceCatalog } from '#asl/services/catalog';

const FOLDER = fileURLToPath(new URL('../services/', import.meta.url));

/** Reads a file of `services/`. */
export const readServiceFile = async (file: string): Promise<unknown> =>
  JSON.parse(readFileSync(FOLDER + file, 'utf8')) as unknown;

export const SERVICE_NAMES: readonly string[] = readdirSync(`${FOLDER}models`).map((name) => name.replace('.json', ''));

/** A catalogue with the index and the models of these services. */
export async function loadedServices(services: readonly string[] = SERVICE_NAMES): Promise<LoadingCatalog> {
  const catalog = serviceCatalog(readServiceFile);
  await catalog.loadIndex();
  await catalog.loadModels(services);
  return catalog;
}
