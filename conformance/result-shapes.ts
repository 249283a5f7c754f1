/** What results of service integrations look like, and what Step Functions itself takes: from the catalogue of services. */
import { callOf } from '#asl/services/call';
import { parseResource } from '#asl/services/resource';
import type { ServiceModel } from '#asl/services/service-model';
import type { Shape } from '#asl/services/shape';
import { servicesNear } from '#services';

/** All services of AWS. */
export const services = servicesNear(import.meta.dirname);

/** The shape of a resource's results, of `.sync` what tells of the job (documented); undefined where it is not known. */
export function resultShapeOf(resource: string): Shape | undefined {
  const parsed = parseResource(resource);
  const call = callOf(parsed, services);
  return 'pattern' in parsed && parsed.pattern.startsWith('.sync') ? call?.polled : call?.output;
}

/** The API of Step Functions. */
export function stepFunctionsModel(): ServiceModel {
  const model = services.model('sfn', 'api');
  if (!model) throw new Error('services/models/sfn.json is missing.');
  return model;
}
