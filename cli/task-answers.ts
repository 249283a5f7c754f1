/**
 * Who answers the tasks of `stepwright run`: mocks first, then the machines and buckets that the command line names.
 * A task without an answer ends the command, since there is nobody to ask.
 */
import {
  answersFromMachines,
  answersFromMocks,
  type ChildMachine,
  type Effect,
  type Mocks,
  type Program,
  parseMockText,
  type RunHost,
  type Snapshot,
  sampleResult,
  sampleSubmission,
  type TaskOutcome,
  type TaskRequest,
} from '#interpreter';
import { servicesNear } from '#services';
import {
  BucketError,
  type BucketFolders,
  boundYoungGeneration,
  bucketsIn,
  createFolderReader,
  writeToBucket,
} from '#store';
import { readText } from './definition-file.ts';
import type { Outside } from './outside.ts';
import { placeIn } from './places.ts';
import { tellFailures } from './tell-failures.ts';
import { refuseUnanswered } from './unanswered.ts';
import { UsageError } from './usage-error.ts';

export interface AnswerSources {
  /** The mock file. */
  readonly mocks: string | undefined;
  /** The test case, where the file is AWS's mock configuration. */
  readonly testCase: string | undefined;
  /** The name of the machine, by which AWS's file knows it. */
  readonly name: string;
  readonly machines: ReadonlyMap<string, ChildMachine>;
  readonly buckets: BucketFolders;
  /** Handlers that run and requests that are sent; absent where no option asks for any. */
  readonly outside?: Outside | undefined;
  /** Tasks that nobody answers get a sample of what their service returns. */
  readonly samples: boolean;
}

/** Where an execution stands when the answering begins. */
export interface Beginning {
  readonly program: Program;
  readonly now: number;
  readonly seed: number;
  /** Tasks that were answered before a resumed execution stopped. */
  readonly answered: readonly TaskRequest[];
}

type Answering = (task: TaskRequest) => TaskOutcome | Promise<TaskOutcome> | undefined;

/** Where a resumed execution stands. */
export function beginningOf(program: Program, answered: readonly TaskRequest[], { now, info }: Snapshot): Beginning {
  return { program, now, seed: info.seed, answered };
}

/** The host of an execution: answers its tasks and those of its children, and writes their results. */
export function createHost(sources: AnswerSources, begin: Beginning, onResults = resultKeeperOf(sources)): RunHost {
  const { program, answered, seed } = begin;
  const mocks = sources.mocks === undefined ? new Map() : readMocks(programs(program, sources), sources.mocks, sources);
  const items = itemReaderOf(sources);
  let { now } = begin;
  const told = new Set<string>();
  const onFailure = tellFailures((line) => process.stderr.write(`${line}\n`));
  const onEffect = (effect: Effect): void => {
    onFailure(effect);
    onResults(effect);
  };

  const finders = new Map<Program, Answering>();
  const mocked = (of: Program, task: TaskRequest) => {
    const find = finders.get(of) ?? answersFromMocks(mocks, of);
    finders.set(of, find);
    return find(task);
  };
  const sample = (task: TaskRequest) => sampleOr(task, sources, told);
  const outside = (task: TaskRequest) =>
    sources.outside?.answer(task)?.then((found) => found ?? sample(task) ?? refuseUnsent(task));
  const orItems = (task: TaskRequest) =>
    task.itemReader ? items(task) : (outside(task) ?? sample(task) ?? refuseUnanswered(task));
  const started = answersFromMachines({
    machines: sources.machines,
    now: () => now,
    seed,
    task: (task, machine) => mocked(machine.program, task) ?? orItems(task),
    onEffect,
  });
  const find: Answering = (task) => mocked(program, task) ?? started(task);
  // Mocks answer one after the other: those that were used before a resumed execution stopped are used up.
  for (const task of answered) {
    if (sources.outside) sources.outside.withhold(() => void askAgain(find, task));
    else void askAgain(find, task);
  }
  return {
    task: (task) => find(task) ?? orItems(task),
    onEffect,
    onNews: (news) => {
      for (const event of news) if (event.type === 'time') now = event.now;
    },
  };
}

/** It is said once of each state, since a loop may have thousands of tasks. */
function sampleOr(task: TaskRequest, { samples }: AnswerSources, told: Set<string>): TaskOutcome | undefined {
  if (!samples) return undefined;
  const submitted = sampleSubmission(task);
  const { value } = sampleResult(task, servicesNear(import.meta.dirname));
  const line = `State '${task.stateName}' gets a sample, which is no real result.\n`;
  if (!told.has(line)) process.stderr.write(line);
  told.add(line);
  return { output: value, ...(submitted !== undefined && { submitted }) };
}

/** Reads items from the folders that stand for buckets. */
export function itemReaderOf({ buckets }: AnswerSources): ReturnType<typeof createFolderReader> {
  const read = createFolderReader(
    bucketsIn(buckets, (bucket) => `No folder stands for bucket '${bucket}'. ${bucketHint(bucket)}`),
  );
  return (request) => {
    if (request.itemReader?.from !== undefined) boundYoungGeneration();
    return read(request);
  };
}

/** The files of ResultWriter go where that is allowed; elsewhere it is said at their end that they are not written. */
export function resultKeeperOf({ buckets }: AnswerSources): (effect: Effect) => void {
  const unwritten = new Map<string, Set<string>>();
  return (effect) => {
    if (effect.type !== 'write-results') return;
    const { bucket, files, isLast } = effect;
    const folder = buckets.get(bucket);
    if (folder?.isWritable) {
      writeToBucket(bucket, folder, files);
      return;
    }
    const keys = new Set([...(unwritten.get(bucket) ?? []), ...files.map(({ key }) => key)]);
    unwritten.set(bucket, keys);
    if (!isLast) return;
    unwritten.delete(bucket);
    process.stderr.write(
      `${keys.size} result files for bucket '${bucket}' are not written. To have them, name a folder that may be written: --bucket ${bucket}=DIR:rw.\n`,
    );
  };
}

/**
 * Asks once more for what is answered already, so that the mocks that it took are used up and new executions get new
 * names. What comes of it is in the journal; that a child cannot run to its end again is no failure of this one.
 */
async function askAgain(find: Answering, task: TaskRequest): Promise<void> {
  try {
    await find(task);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof BucketError)) throw error;
  }
}

const bucketHint = (bucket: string) => `Name one: --bucket ${bucket}=DIR.`;

function refuseUnsent({ stateName }: TaskRequest): never {
  throw new UsageError(`State '${stateName}' has no answer: its request was not sent.`);
}

/** The states of all machines together: a mock may be for any of them. */
function programs(program: Program, { machines }: AnswerSources): Program {
  const all = [program, ...[...machines.values()].map((machine) => machine.program)];
  const states = all.flatMap((one, index) =>
    [...one.states].map(([pointer, state]) => [`${index}${pointer}`, state] as const),
  );
  return { ...program, states: new Map(states) };
}

function readMocks(program: Program, file: string, { name, testCase }: AnswerSources): Mocks {
  const read = readText(file);
  if ('problem' in read) throw new UsageError(read.problem);
  const { text } = read;
  const { mocks, problems, testCases } = parseMockText(text, { program, machine: name, testCase });
  if (testCase !== undefined && !testCases && problems.length === 0)
    throw new UsageError(`--test-case goes with AWS's mock configuration, and ${file} is not one.`);
  if (problems.length === 0) return mocks;
  throw new UsageError(problems.map(({ start, message }) => `${placeIn(text, file, start)}: ${message}`).join('\n'));
}
