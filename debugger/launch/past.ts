/**
 * From an attach configuration to a recorded execution that can be walked: the history, the definition that ran, and
 * the events that lead from one recorded event to the next. Whatever is wrong ends here with one located message.
 */
import { type Json, parseJson, stringifyJson } from '#asl/json';
import {
  allEventsIn,
  type Departure,
  type DescribedExecution,
  describedDefinition,
  describedExecution,
  parseHistory,
  parseRecording,
  type Reconstruction,
  type RecordedHistory,
  reconstruct,
  recordedEventName,
  skeletonOf,
} from '#interpreter';
import type { AttachArguments } from '#protocol';
import { fail } from '../errors.ts';
import { baseName, type DebugHost } from '../host.ts';
import { type Definition, loadDefinition, readText } from './definition.ts';
import type { Launch } from './launch.ts';
import type { Past } from './recorded-past.ts';

/** Reads and brings back the execution that an attach configuration names. */
export async function prepareAttach(host: DebugHost, args: AttachArguments): Promise<Launch> {
  const content = await contentOf(host, args);
  const { history: read, problem } = { history: undefined, ...parseHistory(content) };
  if (!read) return fail('invalidRecording', `${nameOf(args)} is no execution history: ${problem}`);
  const execution = { ...read.execution, ...(await loadExecution(host, args)) };
  const history: RecordedHistory = { ...read, execution };
  const definition = await definitionOf(host, args, history);
  const now = history.events[0]?.timestamp ?? host.now();
  const reconstruction = reconstruct(definition.program, history, { now });
  refuseOther(args, definition, history, reconstruction);
  return {
    args: {
      program: definition.file,
      stopOnEntry: args.stopOnEntry ?? true,
      ...(args.transcript && { transcript: args.transcript }),
    },
    definition,
    input: history.events[0]?.details.input ?? {},
    mocks: [],
    recording: { label: nameOf(args), tasks: parseRecording(allEventsIn(content)) ?? [] },
    buckets: new Map(),
    machines: new Map(),
    handlers: new Map(),
    generated: definition.source.sourceReference === undefined ? [] : [definition],
    past: { history, reconstruction, isBare: !args.program },
  };
}

const nameOf = ({ history }: AttachArguments): string =>
  typeof history === 'string' && !isPasted(history) ? baseName(history) : 'The pasted text';

/** A path never begins like JSON. */
const isPasted = (text: string): boolean => /^\s*[{[]/.test(text);

async function contentOf(host: DebugHost, { history, program }: AttachArguments): Promise<Json> {
  if (history === undefined || history === '')
    return fail(
      'badLaunchArgument',
      "The attach configuration's 'history' has to be the path of an execution history.",
    );
  if (typeof history !== 'string') return history;
  if (isPasted(history)) return parsePages(history, 'The pasted text');
  const file = host.resolve(history, program ?? history);
  return parsePages(await readText(host, file, 'The history'), baseName(file));
}

/** One JSON text, or several one after the other, as when the pages of a history are written into one file. */
function parsePages(text: string, name: string): Json {
  const whole = parseJson(text);
  if (!whole.problem) return whole.value;
  const pages = text.split(/^(?=\{)/m).filter((part) => part.trim() !== '');
  const parsed = pages.map((page) => parseJson(page));
  if (pages.length > 1 && parsed.every(({ problem }) => !problem)) return parsed.flatMap(({ value }) => value ?? []);
  const { line, column, message } = whole.problem;
  return fail('invalidRecording', `${name}:${line}:${column}: The history is not JSON. ${message}`);
}

async function loadExecution(host: DebugHost, { execution, history }: AttachArguments): Promise<DescribedExecution> {
  if (execution === undefined) return {};
  const file = host.resolve(execution, typeof history === 'string' ? history : execution);
  const { value, problem } = parseJson(await readText(host, file, 'The description of the execution'));
  if (problem)
    return fail(
      'invalidRecording',
      `${baseName(file)}:${problem.line}:${problem.column}: The description is not JSON. ${problem.message}`,
    );
  return describedExecution(value);
}

/** The definition that ran; an answer of the API holds it as text. Without one, a definition is made of the history. */
async function definitionOf(host: DebugHost, args: AttachArguments, recorded: RecordedHistory): Promise<Definition> {
  const { program, history } = args;
  if (program === undefined || program === '') {
    const name = `${nameOf(args)} (states)`;
    return definitionFromText(host, name, name, stringifyJson(skeletonOf(recorded.events), 2), 'made');
  }
  const file = host.resolve(program, typeof history === 'string' && !isPasted(history) ? history : program);
  const described = describedDefinition(parseJson(await readText(host, file, 'The definition')).value ?? null);
  if (described === undefined) return loadDefinition(host, file);
  return definitionFromText(host, file, `${baseName(file)} (definition)`, described);
}

/** The text is in no file: the client asks for it. */
async function definitionFromText(
  host: DebugHost,
  file: string,
  name: string,
  text: string,
  origin?: 'made',
): Promise<Definition> {
  const definition = await loadDefinition({ ...host, readText: () => Promise.resolve(text) }, file, origin);
  return { ...definition, name, source: { name, sourceReference: DEFINITION_REFERENCE } };
}

const DEFINITION_REFERENCE = 1;

/** A history of which nothing but the start fits belongs to another machine. */
function refuseOther(
  args: AttachArguments,
  { name, program }: Definition,
  { events }: RecordedHistory,
  { reached, lost }: Reconstruction,
): void {
  const [first] = lost;
  if (!first || reached.size > 1) return;
  const states = [...program.states.values()].map((state) => `'${state.name}'`).slice(0, 5);
  fail(
    'invalidRecording',
    `${nameOf(args)} does not fit ${name}: ${recordedEventName(first)} of ${events.length} events is not among its states, which are ${states.join(', ')}.`,
  );
}

/** What is to be said of a recording when it is opened. */
export function remarksOn({ history, reconstruction, isBare }: Past): readonly string[] {
  const { lost, reached } = reconstruction;
  const departures = isBare ? [] : reconstruction.departures;
  const { events, remarks } = history;
  const shown = lost
    .slice(0, MOST_TOLD)
    .map((event) => `${recordedEventName(event)} does not fit the definition and is left out.`);
  return [
    ...(isBare
      ? ['No definition is named: the states are those of the recording, and what they do is not known.']
      : []),
    `The recording has ${events.length} events${lost.length === 0 ? '' : `, ${reached.size} of which the definition brings back`}.`,
    ...remarks,
    ...departures.slice(0, MOST_TOLD).map(({ message }: Departure) => message),
    ...more(departures.length, 'departures from the definition'),
    ...shown,
    ...more(lost.length, 'events that do not fit'),
  ];
}

const MOST_TOLD = 10;
const more = (count: number, what: string): readonly string[] =>
  count > MOST_TOLD ? [`… ${count - MOST_TOLD} more ${what}.`] : [];
