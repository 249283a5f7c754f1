/**
 * From a launch configuration to everything an execution needs: the definition, its input, and where answers for
 * tasks come from. Whatever is wrong ends here with one message that names the place.
 */
import { type Json, parseJson } from '#asl/json';
import { nearestName } from '#asl/nearest-name';
import { type Program, parseRecording } from '#interpreter';
import type { LaunchArguments } from '#protocol';
import type { BucketFolders } from '../buckets/bucket-folders.ts';
import { type ErrorName, fail } from '../errors.ts';
import { baseName, type DebugHost } from '../host.ts';
import type { AnswerSource, MockSource } from '../tasks/answers.ts';
import type { HttpSettings } from '../tasks/http-tasks.ts';
import type { LocalHandlers } from '../tasks/local-handlers.ts';
import type { ServiceEndpoints } from '../tasks/service-tasks.ts';
import { type Definition, loadDefinition, readText } from './definition.ts';
import { generatedJson } from './generated-source.ts';
import { loadHandlers } from './local-handlers.ts';
import { loadMocks } from './mock-file.ts';
import { loadBuckets, loadMachines, type NamedMachine } from './named-sources.ts';
import { loadHttp, loadServices } from './outside.ts';
import type { Past } from './recorded-past.ts';

/** A launch configuration with its files read. */
export interface Launch {
  readonly args: LaunchArguments;
  readonly definition: Definition;
  readonly input: Json;
  /** In the order in which they count. */
  readonly mocks: readonly MockSource[];
  readonly recording: AnswerSource['recording'];
  readonly buckets: BucketFolders;
  readonly handlers: LocalHandlers;
  /** Present where HTTP Tasks are sent. */
  readonly http?: HttpSettings | undefined;
  readonly services?: ServiceEndpoints;
  /** Sends the requests of those two; loaded only where there is something to send. */
  readonly requests?: typeof import('../tasks/request-tasks.ts') | undefined;
  readonly machines: ReadonlyMap<string, NamedMachine>;
  /** Definitions that are no JSON texts, as JSON. */
  readonly generated: readonly Definition[];
  /** What has happened already: a recorded execution that was opened. */
  readonly past?: Past;
}

/** Reads and checks everything that a launch configuration names. */
export async function prepareLaunch(host: DebugHost, args: LaunchArguments): Promise<Launch> {
  checkArguments(args);
  const alone = await loadDefinition(host, args.program, args.machineType);
  checkStart(alone, args.startAt);
  const input = await loadInput(host, args);
  const buckets = await loadBuckets(host, args);
  const machines = await loadMachines(host, args);
  const definition: Definition = {
    ...alone,
    machines: new Map([...machines].map(([key, one]) => [key, one.definition])),
  };
  const handlers = await loadHandlers(host, args);
  const http = loadHttp(host, args);
  const services = loadServices(host, args);
  const requests = http || services.size > 0 ? await import('../tasks/request-tasks.ts') : undefined;
  const mocks = await loadMocks(host, args, [definition.program, ...programsOf(machines)]);
  const recording = await loadRecording(host, args);
  const all = [definition, ...[...machines.values()].map((machine) => machine.definition)];
  const generated = all.flatMap((one, index) =>
    one.source.sourceReference === undefined ? (generatedJson(one, index + 1) ?? []) : [one],
  );
  return {
    args,
    definition,
    input,
    mocks,
    recording,
    buckets,
    machines,
    handlers,
    http,
    services,
    requests,
    generated,
  };
}

const programsOf = (machines: ReadonlyMap<string, NamedMachine>): readonly Program[] =>
  [...machines.values()].map(({ program }) => program);

type Check = readonly [name: keyof LaunchArguments, isRight: (value: unknown) => boolean, wanted: string];

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

/** The names that a launch configuration can give, by the part of the context object that holds them. */
const CONTEXT_NAMES: Readonly<Record<string, readonly string[]>> = {
  Execution: ['Id', 'Name', 'RoleArn'],
  StateMachine: ['Id'],
};

const isContext = (value: unknown): boolean =>
  isObject(value) &&
  Object.entries(value as object).every(
    ([part, names]) =>
      isObject(names) &&
      Object.entries(names as object).every(([name, text]) => CONTEXT_NAMES[part]?.includes(name) && isText(text)),
  );

const CHECKS: readonly Check[] = [
  ['program', isText, 'the path of a state machine definition'],
  ['inputFile', isText, 'the path of a JSON file'],
  ['mocks', (value) => isText(value) || isObject(value), 'the path of a mock file, or its content'],
  ['mockFile', isText, 'the path of a mock file'],
  ['samples', (value) => typeof value === 'boolean', 'true or false'],
  ['testCase', isText, "the name of a test case of AWS's mock configuration"],
  ['recording', isText, 'the path of an execution history'],
  ['startAt', isText, 'the name of a state'],
  ['time', (value) => value === 'virtual' || value === 'real', '"virtual" or "real"'],
  [
    'timeScale',
    (value) => typeof value === 'number' && Number.isFinite(value) && value > 0,
    'a number above 0, for example 60 for a minute in a second',
  ],
  ['seed', (value) => Number.isSafeInteger(value), 'a whole number'],
  ['stopOnEntry', (value) => typeof value === 'boolean', 'true or false'],
  ['machineType', (value) => value === 'STANDARD' || value === 'EXPRESS', '"STANDARD" or "EXPRESS"'],
  ['context', isContext, 'an object with the texts Execution.Id, Execution.Name, Execution.RoleArn or StateMachine.Id'],
  ['noDebug', (value) => typeof value === 'boolean', 'true or false'],
  ['variables', isObject, 'an object of names and values'],
  ['buckets', isObject, 'an object of bucket names and folders'],
  ['handlers', isObject, 'an object of function names and handlers'],
  ['debugHandlers', (value) => typeof value === 'boolean', 'true or false'],
  [
    'http',
    (value) => typeof value === 'boolean' || isObject(value),
    'true, or an object with endpoints and connections',
  ],
  ['services', isObject, 'an object of service names and addresses'],
  ['machines', isObject, 'an object of machine names and definitions'],
  ['transcript', isText, 'an address that the client can open'],
];

function checkArguments(args: LaunchArguments): void {
  for (const [name, isRight, wanted] of CHECKS) {
    const value: unknown = args[name];
    if (value === undefined ? name === 'program' : !isRight(value)) {
      fail('badLaunchArgument', `The launch configuration's '${name}' has to be ${wanted}.`);
    }
  }
  if (args.input !== undefined && args.inputFile !== undefined) {
    fail('badLaunchArgument', "The launch configuration has both 'input' and 'inputFile'. Keep the one that is meant.");
  }
}

function checkStart({ machine, name }: Definition, startAt: string | undefined): void {
  if (startAt === undefined || machine.scope.byName.has(startAt)) return;
  const nearest = nearestName(startAt, machine.scope.byName.keys());
  const inner = machine.states.some((state) => state.name === startAt);
  const hint = inner
    ? ' A state inside a Parallel or Map cannot be the first.'
    : nearest === undefined
      ? ''
      : ` Did you mean '${nearest}'?`;
  fail('unknownState', `'startAt' names the state '${startAt}', which is not among the states of ${name}.${hint}`);
}

async function loadInput(host: DebugHost, { input, inputFile, program }: LaunchArguments): Promise<Json> {
  if (inputFile === undefined) return input === undefined ? {} : input;
  return readJson(host, host.resolve(inputFile, program), 'input', 'invalidInput');
}

async function loadRecording(
  host: DebugHost,
  { recording, program }: LaunchArguments,
): Promise<AnswerSource['recording']> {
  if (recording === undefined) return undefined;
  const file = host.resolve(recording, program);
  const tasks = parseRecording(await readJson(host, file, 'recording', 'invalidRecording'));
  if (tasks) return { label: `the recording ${baseName(file)}`, tasks };
  return fail(
    'invalidRecording',
    `${baseName(file)} is no execution history: it has no list of 'events', as 'aws stepfunctions get-execution-history' prints it.`,
  );
}

async function readJson(host: DebugHost, file: string, what: string, kind: ErrorName): Promise<Json> {
  const text = await readText(host, file, `The ${what} file`);
  const { value, problem } = parseJson(text);
  if (problem)
    return fail(
      kind,
      `${baseName(file)}:${problem.line}:${problem.column}: The ${what} is not JSON. ${problem.message}`,
    );
  return value;
}
