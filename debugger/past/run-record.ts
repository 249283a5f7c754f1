/**
 * A run as a text of which another debug adapter makes the same run: how it began and everything that went in. It is for
 * clients that look at a run when its adapter is gone. The engine is deterministic, so nothing else is needed, and a run
 * of a million phases that asked for nothing is a line.
 */
import { ExactNumber, type Json, parseJson, stringifyJson } from '#asl/json';
import type { HistoryEvent, NestedStart } from '#interpreter';
import type { LaunchArguments } from '#protocol';
import type { DebugHost } from '../host.ts';
import { firstSnapshot } from '../launch/first-snapshot.ts';
import { prepareLaunch } from '../launch/launch.ts';
import type { StartNested, WorldEvent } from '../nested/world.ts';
import { ADVANCE } from '../run/event-log.ts';
import type { Timeline } from '../run/timeline.ts';
import type { LiveRun } from '../session/live-run.ts';
import type { Session } from '../session/session.ts';
import { createRun } from '../start-run.ts';
import type { KeptRun } from './kept-run.ts';

/** What was read of files, by their names. */
export type Texts = Readonly<Record<string, string>>;

interface RunRecord {
  readonly args: LaunchArguments;
  readonly texts: Texts;
  /** When the execution began. */
  readonly start: number;
  /** A number stands for so many phases, one after the other. */
  readonly events: readonly (number | RecordedEvent)[];
  readonly kept: readonly (Omit<KeptRun, 'history'> & { readonly history: readonly HistoryEvent[] })[];
}

/** A machine that a task has started is in the launch arguments. */
type RecordedEvent =
  | Exclude<WorldEvent, StartNested>
  | (Omit<StartNested, 'start'> & { readonly start: Omit<NestedStart, 'machine'> });

/** Data may be nested 1,000 levels deep, and lie in a record. */
const MAX_DEPTH = 1010;

/** The record of a run so far. `texts`: those of its definitions. */
export function recordOf({ kept }: Session, { launch, run }: LiveRun, texts: Texts): string {
  const { program, machines, machineType, context, seed, startAt, variables } = launch.args;
  const { timeline } = run;
  const record: RunRecord = {
    args: {
      program,
      input: launch.input,
      ...(machines && { machines }),
      ...(machineType && { machineType }),
      ...(context && { context }),
      ...(seed !== undefined && { seed }),
      ...(startAt !== undefined && { startAt }),
      ...(variables && { variables }),
    },
    texts,
    start: timeline.snapshot.info.startTime,
    events: shortened(timeline.events),
    kept: kept.map((one) => ({ ...one, history: one.history() })),
  };
  return stringifyJson(withoutGaps(record));
}

function shortened(events: readonly WorldEvent[]): RunRecord['events'] {
  const short: (number | RecordedEvent)[] = [];
  for (const event of events) {
    const last = short.at(-1);
    const isPhase = event.type === 'advance' && event.thread === undefined;
    if (isPhase && typeof last === 'number') short[short.length - 1] = last + 1;
    else short.push(isPhase ? 1 : recorded(event));
  }
  return short;
}

function recorded(event: WorldEvent): RecordedEvent {
  if (event.type !== 'start-nested') return event;
  const { machine: _, ...start } = event.start;
  return { ...event, start };
}

/** JSON has no `undefined`, and a number that is more exact than JavaScript's is none of its objects. */
function withoutGaps(value: unknown): Json {
  if (Array.isArray(value)) return value.map(withoutGaps);
  if (typeof value !== 'object' || value === null || value instanceof ExactNumber) return value as Json;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutGaps(member)]));
}

/** Makes the run of a record the one that has ended in a session. */
export async function reopenRun(session: Session, text: string): Promise<void> {
  const { value, problem } = parseJson(text, { maxDepth: MAX_DEPTH });
  if (problem) throw new Error(`The record of the run is no JSON: ${problem.message}`);
  const { args, texts, start, events, kept } = value as unknown as RunRecord;
  const launch = await prepareLaunch(hostWith(session.host, texts), args);
  const live = createRun(session, launch, firstSnapshot(launch, start));
  const { timeline } = live.run;
  for (const event of events) {
    if (typeof event === 'number') advanceBy(timeline, event);
    else timeline.apply(withMachine(live, event));
  }
  session.kept.push(...kept.map(({ history, ...rest }) => ({ ...rest, history: () => history })));
  session.live = live;
  session.stopRun();
}

/** The texts are those that ran, whatever the files hold by now. */
const hostWith = (host: DebugHost, texts: Texts): DebugHost => ({
  ...host,
  readText: async (file) => texts[file] ?? host.readText(file),
});

/** Many phases in one call where the engine can, for it is many times as fast. */
function advanceBy(timeline: Timeline, phases: number): void {
  for (const end = timeline.position + phases; timeline.position < end; )
    if (timeline.applyMany(end - timeline.position) === undefined) timeline.apply(ADVANCE);
}

function withMachine({ launch }: LiveRun, event: RecordedEvent): WorldEvent {
  if (event.type !== 'start-nested') return event;
  const machine = launch.machines.get(event.machine);
  if (!machine) throw new Error(`The record of the run starts '${event.machine}', which it does not hold.`);
  return { ...event, start: { ...event.start, machine } };
}
