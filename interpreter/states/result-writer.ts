/**
 * ResultWriter: the files that a distributed Map leaves in a bucket. They are handed to the host part by part as the
 * children end, so that a run of any length holds only a few results.
 */
import { isJsonArray, isJsonObject, type Json, type JsonObject, stringifyJson } from '#asl/json';
import { describedChild } from '../child-executions.ts';
import { evaluateField, evaluateTemplate } from '../evaluation.ts';
import type { ProgramState } from '../program/program.ts';
import type { FrameRecord, MapRun, ResultFileName, ResultPlace, ThreadRecord, Writing } from '../records.ts';
import { utf8Bytes } from '../sizes.ts';
import type { ResultFile } from '../snapshot.ts';
import type { Work } from '../work.ts';
import { effectiveInputOf } from './behaviour.ts';

/** So many results and so much text wait until they are handed on. */
const MAX_WAITING = 512;
const MAX_WAITING_LENGTH = 1 << 20;

const FILE_NAMES: readonly ResultFileName[] = ['FAILED', 'PENDING', 'SUCCEEDED'];

/** How a child execution has ended. */
export type ChildEnd =
  | { readonly status: 'SUCCEEDED'; readonly output: Json }
  | {
      readonly status: 'FAILED';
      readonly failure: { readonly error: string | undefined; readonly cause: string | undefined };
    }
  | { readonly status: 'TIMED_OUT' | 'ABORTED' };

const writerOf = (frame: FrameRecord): JsonObject | undefined =>
  isJsonObject(frame.state.fields.ResultWriter) ? frame.state.fields.ResultWriter : undefined;

const configOf = ({ WriterConfig }: JsonObject): JsonObject => (isJsonObject(WriterConfig) ? WriterConfig : {});

/** The writing of a run that begins. */
export function writingAt(place: ResultPlace): Writing {
  return {
    place,
    written: { FAILED: 0, PENDING: 0, SUCCEEDED: 0 },
    waiting: [],
    waitingLength: 0,
    isEnded: false,
  };
}

/** What becomes of a child's output in the result of a Map that writes no files: itself, or the whole child. */
export function shapedOutput(work: Work, frame: FrameRecord, child: ThreadRecord, output: Json): Json {
  const writer = writerOf(frame);
  if (!writer || configOf(writer).Transformation !== 'NONE') return output;
  return describedChild(work.info, child, work.now, 'SUCCEEDED', output, undefined);
}

/** The result of a Map that writes no files, from the outputs of its children. */
export function shapedResult(frame: FrameRecord, results: readonly Json[]): Json {
  const writer = writerOf(frame);
  return writer && configOf(writer).Transformation === 'FLATTEN' ? results.flatMap(flattened) : results;
}

const flattened = (result: Json): readonly Json[] => (isJsonArray(result) ? result : [result]);

/** Takes in a child that has ended. */
export function writeChild(work: Work, frame: FrameRecord, writing: Writing, child: ThreadRecord, end: ChildEnd): void {
  const texts = textsOf(work, frame, child, end);
  if (texts.length === 0) return;
  const text = texts.join(isLines(frame) ? '\n' : ',');
  writing.waiting.push({ index: child.index, file: FILE_OF[end.status], text });
  writing.waitingLength += text.length;
  if (writing.waiting.length < MAX_WAITING && writing.waitingLength < MAX_WAITING_LENGTH) return;
  const { bucket, base } = writing.place;
  work.sink({ type: 'write-results', bucket, files: partsOf(frame, writing, base), isLast: false });
}

const FILE_OF = { SUCCEEDED: 'SUCCEEDED', FAILED: 'FAILED', TIMED_OUT: 'FAILED', ABORTED: 'PENDING' } as const;

/** What stands of a child in its file: the outputs of those that succeeded as the configuration says, or all of it. */
function textsOf(work: Work, frame: FrameRecord, child: ThreadRecord, end: ChildEnd): readonly string[] {
  const { Transformation = 'NONE' } = configOf(writerOf(frame) ?? {});
  const output = end.status === 'SUCCEEDED' ? end.output : undefined;
  if (output !== undefined && Transformation !== 'NONE')
    return (Transformation === 'FLATTEN' ? flattened(output) : [output]).map((value) => stringifyJson(value));
  const failure = end.status === 'FAILED' ? end.failure : undefined;
  return [stringifyJson(describedChild(work.info, child, work.now, end.status, output, failure))];
}

const isLines = (frame: FrameRecord): boolean => configOf(writerOf(frame) ?? {}).OutputType === 'JSONL';

/** The waiting results as parts of their files, in the order of the items. */
function partsOf(frame: FrameRecord, writing: Writing, base: string): ResultFile[] {
  const lines = isLines(frame);
  const waiting = writing.waiting.sort((a, b) => a.index - b.index);
  const parts: ResultFile[] = [];
  for (const file of FILE_NAMES) {
    const texts = waiting.filter((one) => one.file === file).map(({ text }) => text);
    if (texts.length === 0) continue;
    const at = writing.written[file];
    const text = lines ? `${texts.join('\n')}\n` : `${at === 0 ? '[' : ','}${texts.join(',')}`;
    parts.push({ key: keyOf(frame, base, file), at, text });
    writing.written[file] += utf8Bytes(text);
  }
  writing.waiting.length = 0;
  writing.waitingLength = 0;
  return parts;
}

const keyOf = (frame: FrameRecord, base: string, file: ResultFileName): string =>
  `${base}${file}_0.${isLines(frame) ? 'jsonl' : 'json'}`;

/** Ends the files and writes the manifest that names them; its place is the Map's result. */
export function finishWriting(work: Work, frame: FrameRecord, run: MapRun, writing: Writing): JsonObject {
  const { bucket, base } = writing.place;
  const parts = partsOf(frame, writing, base);
  const files = isLines(frame) ? parts : [...parts, ...FILE_NAMES.flatMap((file) => endOf(frame, writing, base, file))];
  writing.isEnded = !isLines(frame);
  const manifest = {
    key: `${base}manifest.json`,
    at: 0,
    text: stringifyJson(manifestOf(frame, bucket, base, run, writing)),
  };
  work.sink({ type: 'write-results', bucket, files: [...joined(files), manifest], isLast: true });
  return { MapRunArn: run.arn, ResultWriterDetails: { Bucket: bucket, Key: manifest.key } };
}

/**
 * The files of a run that is redriven: children that have not succeeded run again, so that their files begin anew;
 * that of the others goes on.
 */
export function reopenFiles(writing: Writing): void {
  writing.written.FAILED = 0;
  writing.written.PENDING = 0;
  if (writing.isEnded && writing.written.SUCCEEDED > 0) writing.written.SUCCEEDED -= 1;
  writing.isEnded = false;
}

/** The bracket at the end of a list. */
function endOf(frame: FrameRecord, writing: Writing, base: string, file: ResultFileName): readonly ResultFile[] {
  const at = writing.written[file];
  if (at === 0) return [];
  writing.written[file] += 1;
  return [{ key: keyOf(frame, base, file), at, text: ']' }];
}

/** Parts of the same file as one. */
function joined(parts: readonly ResultFile[]): readonly ResultFile[] {
  const files = new Map<string, ResultFile>();
  for (const part of parts) {
    const before = files.get(part.key);
    files.set(part.key, before ? { ...before, text: before.text + part.text } : part);
  }
  return [...files.values()];
}

/** A bucket, and what stands before the name of a run in its keys. */
export interface ResultFolder {
  readonly bucket: string;
  readonly prefix: string;
}

/** Whether a Map's results go into files: a ResultWriter that names no place only says what they look like (documented). */
export const writesFiles = ({ fields: { ResultWriter } }: ProgramState): boolean =>
  isJsonObject(ResultWriter) && ResultWriter.Resource !== undefined;

/** Where ResultWriter's fields say that the files go; undefined where it writes none. */
export function resultFolderOf(work: Work, thread: ThreadRecord, frame: FrameRecord): ResultFolder | undefined {
  if (!writesFiles(frame.state)) return undefined;
  const { Arguments, Parameters = {} } = writerOf(frame) ?? {};
  const place =
    Arguments !== undefined
      ? evaluateField(work, thread, frame, 'ResultWriter/Arguments', Arguments)
      : evaluateTemplate(work, thread, frame, 'ResultWriter/Parameters', Parameters, effectiveInputOf(frame.stages));
  const { Bucket = '', Prefix } = isJsonObject(place) ? place : {};
  const prefix = typeof Prefix === 'string' && Prefix !== '' ? `${Prefix.replace(/\/$/, '')}/` : '';
  return { bucket: String(Bucket), prefix };
}

/** The place of a run's files: the folder and the run's own name. */
export const resultPlaceOf = ({ bucket, prefix }: ResultFolder, mapRunArn: string): ResultPlace => ({
  bucket,
  base: `${prefix}${mapRunArn.split(':').at(-1) ?? ''}/`,
});

function manifestOf(frame: FrameRecord, bucket: string, base: string, run: MapRun, { written }: Writing): JsonObject {
  const named = (file: ResultFileName) =>
    written[file] === 0 ? [] : [{ Key: keyOf(frame, base, file), Size: written[file] }];
  return {
    DestinationBucket: bucket,
    MapRunArn: run.arn,
    ResultFiles: { FAILED: named('FAILED'), PENDING: named('PENDING'), SUCCEEDED: named('SUCCEEDED') },
  };
}
