/** A service's newest model as botocore itself reads it, with what AWS's SDK for Java, and so Step Functions, adds to it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export function mergedModel(folder) {
  const version = readdirSync(folder)
    .filter((name) => /^\d{4}-\d\d-\d\d$/.test(name))
    .sort()
    .at(-1);
  const model = read(join(folder, version, 'service-2.json'));
  const extras = read(join(folder, version, 'service-2.sdk-extras.json'));
  return withParts(extras ? merged(model, extras.merge) : model);
}

/** A copy in S3 may name the parts of its source and its target each by themselves. */
const COPIES = ['CopyObjectRequest', 'UploadPartCopyRequest'];
const PARTS = ['DestinationBucket', 'DestinationKey', 'SourceBucket', 'SourceKey', 'SourceVersionId'];
const MADE_OF_PARTS = ['Bucket', 'Key', 'CopySource'];

function withParts(model) {
  if (model.metadata.serviceId !== 'S3') return model;
  for (const shape of COPIES.map((name) => model.shapes[name])) {
    for (const part of PARTS) shape.members[part] ??= { shape: 'ObjectKey' };
    shape.required = shape.required.filter((name) => !MADE_OF_PARTS.includes(name));
  }
  return model;
}

function read(file) {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  return existsSync(`${file}.gz`) ? JSON.parse(gunzipSync(readFileSync(`${file}.gz`)).toString('utf8')) : undefined;
}

function merged(into, more) {
  for (const [key, value] of Object.entries(more)) {
    const isObject = typeof value === 'object' && !Array.isArray(value) && typeof into[key] === 'object';
    into[key] = isObject ? merged(into[key], value) : value;
  }
  return into;
}
