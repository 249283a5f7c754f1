/**
 * `stepwright run`: runs a machine to its end in virtual time and prints its output. Mocks answer its tasks, given
 * definitions its nested executions, given folders its item readers. With a store the execution outlives the process,
 * and the command can go on with it.
 */
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Json, parseJson, stringifyJson } from '#asl/json';
import {
  type JournalStart,
  type RunHost,
  type RunResult,
  runToEnd,
  type StartOptions,
  toAwsHistory,
} from '#interpreter';
import { BucketError, createJournalFile, resumeStored, runStored, StoreError } from '#store';
import { readText, reasonOf } from '../definition-file.ts';
import { bucketsOf, machinesOf } from '../named-options.ts';
import type { OutsideOptions } from '../outside.ts';
import { readProgram } from '../program-file.ts';
import { type AnswerSources, beginningOf, createHost, itemReaderOf, resultKeeperOf } from '../task-answers.ts';
import { UsageError } from '../usage-error.ts';

export interface RunOptions extends OutsideOptions {
  readonly samples?: boolean;
  readonly input?: string;
  readonly mocks?: string;
  readonly testCase?: string;
  readonly history?: string;
  readonly seed?: string;
  readonly store?: string;
  readonly resume?: string;
  readonly redrive?: boolean;
  readonly debugPort?: string;
  readonly bucket?: readonly string[];
  readonly machine?: readonly string[];
}

/** Prints the output, or the error and its cause; 0 only where the execution succeeded. */
export async function run(file: string | undefined, options: RunOptions): Promise<number> {
  try {
    return await execute(file, options);
  } catch (error) {
    // Buckets are read and written in the midst of the execution.
    if (error instanceof BucketError) throw new UsageError(error.message);
    throw error;
  }
}

async function execute(file: string | undefined, options: RunOptions): Promise<number> {
  refuseWithDebugger(options);
  if (options.resume !== undefined) return goOn(options.resume, file, options);
  if (options.redrive)
    throw new UsageError('--redrive goes with --resume, which names the execution: --resume DIR/NAME.jsonl --redrive.');
  if (file === undefined) throw new UsageError('Name the definition to run: stepwright run order.asl.json.');
  const seed = seedOf(options.seed);
  const input = inputOf(options.input);
  const read = readProgram(file);
  const sources = await sourcesOf(options, file);
  if ('mistakes' in read) return refuse(read.mistakes);
  if ('mistakes' in sources) return refuse(sources.mistakes);
  const { program } = read;
  if (options.debugPort !== undefined) {
    const { runDebugged } = await import('./dap.ts');
    return finish(await runDebugged({ file, name: nameOf(file), input, seed }, options), options);
  }
  const now = Date.now();
  const host = createHost(sources, { program, now, seed, answered: [] });
  const start: StartOptions = { input, now, name: nameOf(file), seed };
  const result = await closing(sources, async () =>
    options.store === undefined
      ? runToEnd(program, start, host)
      : runInto(options.store, { definition: program.definition, options: start }, host),
  );
  return finish(result, options);
}

/** A journal is written by the engine alone. */
function refuseWithDebugger(options: RunOptions): void {
  const surplus = (['store', 'resume', 'redrive'] as const).find((name) => options[name] !== undefined);
  if (options.debugPort !== undefined && surplus !== undefined)
    throw new UsageError(
      `--debug-port does not go with --${surplus}: a debugger goes back in time, and a journal only forward.`,
    );
}

/** What runs outside ends with the execution. */
async function closing<T>({ outside }: AnswerSources, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } finally {
    outside?.close();
  }
}

async function sourcesOf(
  options: RunOptions,
  file: string,
): Promise<AnswerSources | { readonly mistakes: readonly string[] }> {
  const { mocks, testCase, machine, bucket, samples = false } = options;
  if (testCase !== undefined && mocks === undefined)
    throw new UsageError('--test-case goes with --mocks, which names the mock configuration that has it.');
  const read = machinesOf(machine);
  if ('mistakes' in read) return read;
  // The debugger does that by itself.
  const isDebugged = options.debugPort !== undefined;
  const named = options.handler ?? options.sendHttp ?? options.httpEndpoint ?? options.connections ?? options.service;
  const outside = !isDebugged && named && (await (await import('../outside.ts')).outsideOf(options, file));
  const { machines } = read;
  return {
    mocks,
    testCase,
    name: nameOf(file),
    machines,
    buckets: bucketsOf(bucket),
    samples,
    outside: outside || undefined,
  };
}

const nameOf = (file: string): string => basename(file).replace(/\..*$/, '');

function refuse(mistakes: readonly string[]): number {
  process.stderr.write(`${mistakes.join('\n')}\n`);
  return 1;
}

async function runInto(folder: string, begin: JournalStart, host: RunHost): Promise<RunResult> {
  const journal = await fromStore(folder, () => createJournalFile(folder, begin.options.name ?? ''));
  process.stderr.write(`The execution is kept in ${journal}.\n`);
  return fromStore(journal, () => runStored(journal, begin, host));
}

/** Goes on with an execution of a store. Its definition, input and seed are those that it began with. */
async function goOn(journal: string, file: string | undefined, options: RunOptions): Promise<number> {
  const surplus = file === undefined ? (['input', 'seed', 'store'] as const).find((name) => name in options) : 'FILE';
  if (surplus !== undefined) {
    const name = surplus === 'FILE' ? 'A definition' : `--${surplus}`;
    throw new UsageError(`${name} does not go with --resume: the execution goes on with what it began with.`);
  }
  const sources = await sourcesOf(options, journal);
  if ('mistakes' in sources) return refuse(sources.mistakes);
  const result = await closing(sources, () =>
    fromStore(journal, () => {
      const onResults = resultKeeperOf(sources);
      const resumed = resumeStored(journal, (...stand) => createHost(sources, beginningOf(...stand), onResults), {
        items: itemReaderOf(sources),
        onResults,
        ...(options.redrive && { redriveAt: Date.now() }),
      });
      if (resumed.note !== undefined) process.stderr.write(`${resumed.note}\n`);
      return resumed.result;
    }),
  );
  return finish(result, options);
}

/** What the store cannot do is told as wrong use, with its place. */
async function fromStore<T>(place: string, act: () => T | Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof StoreError) throw new UsageError(error.message);
    if (error instanceof Error && 'syscall' in error) {
      const isMissing = 'code' in error && error.code === 'ENOENT' && error.syscall === 'open';
      const what = isMissing ? `'${place}' cannot be read` : `The execution cannot be kept in '${place}'`;
      throw new UsageError(`${what}: ${reasonOf(error)}`);
    }
    throw error;
  }
}

function finish(result: RunResult, options: RunOptions): number {
  if (options.history !== undefined) writeHistory(options.history, result);
  return report(result);
}

function seedOf(text: string | undefined): number {
  const seed = Number(text ?? 0);
  if (!Number.isSafeInteger(seed)) throw new UsageError(`'${text}' is no seed. It has to be a whole number.`);
  return seed;
}

function inputOf(given: string | undefined): Json {
  if (given === undefined) return {};
  const file = given.startsWith('@') ? given.slice(1) : undefined;
  const { value, problem } = parseJson(file === undefined ? given : textOf(file));
  if (!problem) return value;
  if (file !== undefined)
    throw new UsageError(`${file}:${problem.line}:${problem.column}: The input is not JSON. ${problem.message}`);
  const hint = 'A file is named with @: --input @input.json';
  throw new UsageError(`The input is not JSON (column ${problem.column}). ${problem.message} ${hint}`);
}

function textOf(file: string): string {
  const read = readText(file);
  if ('problem' in read) throw new UsageError(read.problem);
  return read.text;
}

function writeHistory(file: string, { history }: RunResult): void {
  try {
    writeFileSync(file, `${stringifyJson({ events: toAwsHistory(history) }, 2)}\n`);
  } catch (error) {
    const isFolderMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const reason = isFolderMissing ? 'its folder does not exist.' : reasonOf(error);
    throw new UsageError(`The history cannot be written to '${file}': ${reason}`);
  }
}

function report({ status, output, error, cause }: RunResult): number {
  if (status === 'SUCCEEDED') {
    process.stdout.write(`${stringifyJson(output ?? null, 2)}\n`);
    return 0;
  }
  const what =
    status === 'RUNNING' ? 'The execution waits for a task that never answers.' : `The execution ended with ${status}.`;
  const why = [error, cause].filter((part) => part !== undefined && part !== '').join(': ');
  process.stderr.write(`${what}${why === '' ? '' : ` ${why}`}\n`);
  return 1;
}
