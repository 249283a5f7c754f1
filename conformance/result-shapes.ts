/** What results of service integrations look like: read from `shapes/results`, which is made from AWS's models. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseResource } from '#asl/services/resource';
import { type ResultShape, resultShapeIn, type ServiceShapes } from '#interpreter';

const FOLDER = join(import.meta.dirname, '../shapes/results');
/** Integrations whose name is not that of the SDK. */
const SDK_NAMES: Readonly<Record<string, string>> = {
  states: 'sfn',
  events: 'eventbridge',
  elasticmapreduce: 'emr',
  'emr-containers': 'emrcontainers',
  'emr-serverless': 'emrserverless',
  bedrock: 'bedrockruntime',
};

const known = new Map<string, ServiceShapes | undefined>();

/** The shape of a resource's results; undefined where it is not known. */
export function resultShapeOf(resource: string): ResultShape | undefined {
  const parsed = parseResource(resource);
  if (parsed.kind !== 'optimized' && parsed.kind !== 'sdk') return undefined;
  const service = parsed.kind === 'sdk' ? parsed.service : (SDK_NAMES[parsed.service] ?? parsed.service);
  if (!known.has(service)) known.set(service, read(service));
  const shapes = known.get(service);
  return shapes && resultShapeIn(shapes, parsed.action, parsed.kind === 'sdk');
}

function read(service: string): ServiceShapes | undefined {
  const file = join(FOLDER, `${service}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ServiceShapes) : undefined;
}
