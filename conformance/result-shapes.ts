/** What results of service integrations look like, and what Step Functions itself takes: from the catalogue of services. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { callOf } from '#asl/services/call';
import { instantCatalog } from '#asl/services/catalog';
import { parseResource } from '#asl/services/resource';
import type { ServiceModel } from '#asl/services/service-model';
import type { Shape } from '#asl/services/shape';

const FOLDER = join(import.meta.dirname, '../services');
const services = instantCatalog((file) => {
  const path = join(FOLDER, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
});

/** The shape of a resource's results; undefined where it is not known. */
export function resultShapeOf(resource: string): Shape | undefined {
  return callOf(parseResource(resource), services)?.output;
}

/** The API of Step Functions. */
export function stepFunctionsModel(): ServiceModel {
  const model = services.model('sfn', 'api');
  if (!model) throw new Error('services/models/sfn.json is missing.');
  return model;
}
