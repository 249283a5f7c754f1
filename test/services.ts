/** The catalogue of services as tests use it, over the files of the project. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ServiceCatalog } from '#asl/services/catalog';
import { servicesNear } from '#services';

const FOLDER = fileURLToPath(new URL('../services/', import.meta.url));

/** Reads a file of `services/`; fails where there is none. */
export const readServiceFile = async (file: string): Promise<unknown> =>
  JSON.parse(readFileSync(FOLDER + file, 'utf8')) as unknown;

export const SERVICE_NAMES: readonly string[] = readdirSync(`${FOLDER}models`).map((name) => name.replace('.json', ''));

/** Everything that is known of services. */
export const SERVICES: ServiceCatalog = servicesNear(FOLDER);
