/** ResultWriter: what a distributed Map gives as its result, and the files that it leaves in a bucket. */
import { isJsonArray, isJsonObject, type Json, type JsonObject, stringifyJson } from '#asl/json';
import { evaluateField, evaluateTemplate } from '../evaluation.ts';
import { utf8Bytes } from '../limits.ts';
import type { FrameRecord, MapRun, ThreadRecord } from '../records.ts';
import type { ResultFile } from '../snapshot.ts';
import type { Work } from '../work.ts';
import { effectiveInputOf } from './behaviour.ts';

export interface Writing {
  readonly writer: JsonObject;
  readonly run: MapRun;
  /** The children that have ended, in the order of their items. */
  readonly children: readonly JsonObject[];
  /** The outputs of those that succeeded. */
  readonly results: readonly Json[];
}

/** The Map's result. Where the writer names a resource, the host is told to write the files that the result names. */
export function writeResults(work: Work, thread: ThreadRecord, frame: FrameRecord, writing: Writing): Json {
  const { writer, run } = writing;
  const config = isJsonObject(writer.WriterConfig) ? writer.WriterConfig : {};
  if (writer.Resource === undefined) return transformed(writing, config.Transformation ?? 'COMPACT');
  const { Bucket = '', Prefix } = placeOf(work, thread, frame, writer);
  const folder = typeof Prefix === 'string' && Prefix !== '' ? `${Prefix.replace(/\/$/, '')}/` : '';
  const base = `${folder}${run.arn.split(':').at(-1) ?? ''}/`;
  const files = filesOf(writing, base, config);
  const manifest = manifestOf(String(Bucket), run, files);
  const manifestFile = { key: `${base}manifest.json`, text: stringifyJson(manifest) };
  work.sink({ type: 'write-results', bucket: String(Bucket), files: [...files, manifestFile] });
  return { MapRunArn: run.arn, ResultWriterDetails: { Bucket, Key: manifestFile.key } };
}

function placeOf(work: Work, thread: ThreadRecord, frame: FrameRecord, writer: JsonObject): JsonObject {
  const { Arguments, Parameters = {} } = writer;
  const place =
    Arguments !== undefined
      ? evaluateField(work, thread, frame, 'ResultWriter/Arguments', Arguments)
      : evaluateTemplate(work, thread, frame, 'ResultWriter/Parameters', Parameters, effectiveInputOf(frame.stages));
  return isJsonObject(place) ? place : {};
}

/** What is written of the children that succeeded. */
function transformed({ children, results }: Writing, transformation: Json): readonly Json[] {
  if (transformation === 'NONE') return children.filter(({ Status }) => Status === 'SUCCEEDED');
  return transformation === 'FLATTEN'
    ? results.flatMap((result) => (isJsonArray(result) ? result : [result]))
    : results;
}

/** One file for each way in which children have ended. */
function filesOf(writing: Writing, base: string, config: JsonObject): readonly ResultFile[] {
  const isLines = config.OutputType === 'JSONL';
  const ended = (status: string) => writing.children.filter(({ Status }) => Status === status);
  const lists: Readonly<Record<string, readonly Json[]>> = {
    FAILED: [...ended('FAILED'), ...ended('TIMED_OUT')],
    PENDING: ended('ABORTED'),
    SUCCEEDED: transformed(writing, config.Transformation ?? 'NONE'),
  };
  return Object.entries(lists)
    .filter(([, list]) => list.length > 0)
    .map(([status, list]) => ({
      key: `${base}${status}_0.${isLines ? 'jsonl' : 'json'}`,
      text: isLines ? list.map((one) => `${stringifyJson(one)}\n`).join('') : stringifyJson(list),
    }));
}

function manifestOf(bucket: string, run: MapRun, files: readonly ResultFile[]): JsonObject {
  const named = (status: string) =>
    files
      .filter(({ key }) => key.includes(`/${status}_`))
      .map(({ key, text }) => ({ Key: key, Size: utf8Bytes(text) }));
  return {
    DestinationBucket: bucket,
    MapRunArn: run.arn,
    ResultFiles: { FAILED: named('FAILED'), PENDING: named('PENDING'), SUCCEEDED: named('SUCCEEDED') },
  };
}
