/**
 * The engine's whole contract: `start` makes the first snapshot, `step` takes one event and gives the next snapshot
 * with what it asks of the host. `advance` runs many phases in one call for speed and gives what as many steps
 * would. Invariant: the same snapshot and the same event always give the same result.
 */
import type { Json } from '#asl/json';
import { INPUT_TOO_DEEP } from './causes.ts';
import { isoTime } from './context.ts';
import { goTo } from './frames.ts';
import type { HistoryEvent } from './history.ts';
import { EMPTY_HISTORY, firstEvents } from './history-buffer.ts';
import {
  MAX_EVENTS,
  MAX_EXPRESS_EVENTS,
  MAX_EXPRESS_SECONDS,
  MAX_EXPRESSION_STEPS,
  MAX_PAYLOAD_BYTES,
} from './limits.ts';
import type { Onlooker } from './onlooker.ts';
import type { Program } from './program/program.ts';
import type { ExecutionInfo, Snapshot, ThreadRecord } from './records.ts';
import { redrive } from './redrive.ts';
import { isInForce } from './revisions.ts';
import { sizeOf } from './sizes.ts';
import type { Effect, ExecutionEvent, SnapshotView } from './snapshot.ts';
import { applyEvent, runTurn, runTurns } from './transition.ts';
import { Work } from './work.ts';

export interface StartOptions {
  readonly input: Json;
  /** The moment of the start, in milliseconds since 1970. */
  readonly now: number;
  /** Where all random bits of the execution come from. */
  readonly seed?: number;
  readonly type?: 'STANDARD' | 'EXPRESS';
  /** An Express execution whose caller waits for it: it cannot be redriven, and its context object does not say so. */
  readonly isSynchronous?: boolean;
  readonly name?: string;
  readonly executionArn?: string;
  readonly stateMachineArn?: string;
  readonly roleArn?: string;
  /** Variables that are assigned before the first state. */
  readonly variables?: Readonly<Record<string, Json>>;
  /** The name of a state of the outermost scope to begin at instead of StartAt. */
  readonly startAt?: string;
  /** The activities that exist; a Task that names another fails. Absent: every activity exists. */
  readonly activities?: readonly string[];
  /** `false` streams events as effects only and keeps none, for long runs. */
  readonly keepsHistory?: boolean;
  /** `true` gives the events of a distributed Map's child executions as effects (`child-history`). */
  readonly tellsChildren?: boolean;
  /** Other limits than the service's, for runs that only exist here. */
  readonly limits?: {
    readonly events?: number;
    readonly payloadBytes?: number;
    /** Steps of one JSONata evaluation. */
    readonly expressionSteps?: number;
  };
  /** Stands in for the whole context object, as TestState allows. */
  readonly context?: Json;
  /** Follow AWS's behaviour of this moment (milliseconds since 1970) instead of the newest. */
  readonly asOf?: number;
}

export interface Step {
  readonly snapshot: Snapshot;
  readonly effects: readonly Effect[];
}

/** Makes the first snapshot: ExecutionStarted is written and the first state is about to be entered. */
export function start(program: Program, given: StartOptions): Snapshot {
  // Input as text is refused by the parser at this depth; a host's own value could still be deeper: it has no size.
  const inputBytes = sizeOf(given.input, Number.MAX_VALUE, program.sizes);
  const isRefused = inputBytes === Number.POSITIVE_INFINITY;
  const options = isRefused ? { ...given, input: null } : given;
  const info = infoOf(program, options);
  const first =
    (options.startAt === undefined ? undefined : program.scope.byName.get(options.startAt)) ?? program.scope.start;
  const variables = options.variables ?? {};
  const thread: ThreadRecord = {
    owner: START,
    id: 1,
    parent: undefined,
    kind: 'execution',
    index: 0,
    container: '/',
    status: { kind: 'ready' },
    frame: undefined,
    variables,
    visible: variables,
    lastEventId: 0,
    item: undefined,
    scope: program.scope,
    childExecution: undefined,
    execution: undefined,
    journalLength: 0,
  };
  const work = new Work(emptySnapshot(program, info, thread), () => {});
  const root = work.thread(1) ?? thread;
  const { type, details } = executionStarted(info);
  work.aside(root, 0, type, details);
  goTo(work, root, first, options.input, isRefused ? work.sizeOf(null) : inputBytes);
  if (isRefused) work.end('FAILED', 1, undefined, { error: 'States.Runtime', cause: INPUT_TOO_DEEP });
  return work.snapshot();
}

/** The first event, which is written before anybody can listen: a host that streams events writes it itself. */
export function executionStarted({ input, roleArn, startTime }: ExecutionInfo): HistoryEvent {
  return {
    id: 1,
    previousEventId: 0,
    type: 'ExecutionStarted',
    timestamp: startTime,
    details: { input, roleArn },
  };
}

const START = {};

function emptySnapshot(program: Program, info: ExecutionInfo, thread: ThreadRecord): Snapshot {
  return {
    program,
    info,
    status: 'RUNNING',
    output: undefined,
    failure: undefined,
    now: info.startTime,
    tick: 0,
    threads: [thread],
    historyLength: 0,
    history: EMPTY_HISTORY,
    turn: 1,
    queue: [],
    nextThread: 2,
    nextTask: 1,
    draws: 0,
  };
}

function infoOf(program: Program, options: StartOptions): ExecutionInfo {
  const type = options.type ?? 'STANDARD';
  const name = options.name ?? 'execution';
  const stateMachineArn = options.stateMachineArn ?? 'arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine';
  const executionArn =
    options.executionArn ??
    `${stateMachineArn.replace(':stateMachine:', type === 'EXPRESS' ? ':express:' : ':execution:')}:${name}`;
  const roleArn = options.roleArn ?? 'arn:aws:iam::123456789012:role/StepFunctionsRole';
  const asOf = options.asOf ?? Number.POSITIVE_INFINITY;
  const timeout =
    type === 'EXPRESS'
      ? Math.min(program.timeoutSeconds ?? MAX_EXPRESS_SECONDS, MAX_EXPRESS_SECONDS)
      : program.timeoutSeconds;
  return {
    type,
    input: options.input,
    region: stateMachineArn.split(':')[3] || 'us-east-1',
    roleArn,
    executionArn,
    startTime: options.now,
    seed: options.seed ?? 0,
    activities: options.activities,
    keepsHistory: options.keepsHistory ?? true,
    tellsChildren: options.tellsChildren ?? false,
    asOf,
    givenContext: options.context,
    execution: {
      Id: executionArn,
      Input: options.input,
      StartTime: isoTime(options.now),
      Name: name,
      RoleArn: roleArn,
      ...(isInForce('redriveCount', asOf) && !options.isSynchronous && { RedriveCount: 0 }),
    },
    stateMachine: { Id: stateMachineArn, Name: stateMachineArn.split(':')[6] ?? 'StateMachine' },
    deadline: timeout === undefined ? undefined : options.now + timeout * 1000,
    maxEvents: options.limits?.events ?? (type === 'EXPRESS' ? Number.POSITIVE_INFINITY : MAX_EVENTS),
    maxExpressEvents: options.limits?.events ?? MAX_EXPRESS_EVENTS,
    expressionBudget: { maxSteps: options.limits?.expressionSteps ?? MAX_EXPRESSION_STEPS },
    // Data that is nested too deeply has an infinite size, which has to be above every limit.
    maxPayloadBytes: Math.min(options.limits?.payloadBytes ?? MAX_PAYLOAD_BYTES, Number.MAX_VALUE),
  };
}

/**
 * Takes one event. Events that do not apply (news of a task that is over, one but a redrive after the end) change nothing.
 *
 * @example const { snapshot, effects } = step(start(program, { input: {}, now: 0 }), { type: 'advance' });
 */
export function step(snapshot: Snapshot, event: ExecutionEvent): Step {
  const effects: Effect[] = [];
  const onEffect = (effect: Effect) => effects.push(effect);
  if (event.type === 'redrive') return { snapshot: redrive(snapshot, { now: event.now, onEffect }), effects };
  if (snapshot.status !== 'RUNNING') return { snapshot, effects };
  const work = new Work(snapshot, onEffect);
  applyEvent(work, event);
  return { snapshot: work.snapshot(), effects };
}

/** Takes several events as one call: equal to as many steps, but faster. */
export function stepAll(
  snapshot: Snapshot,
  events: readonly ExecutionEvent[],
  onEffect: (effect: Effect) => void,
): Snapshot {
  if (snapshot.status !== 'RUNNING' || events.length === 0) return snapshot;
  const work = new Work(snapshot, onEffect);
  for (const event of events) if (work.isRunning) applyEvent(work, event);
  return work.snapshot();
}

export interface AdvanceOptions {
  /** Asked after every phase; `true` ends the call. The view is only valid during the call. */
  readonly until?: (view: SnapshotView) => boolean;
  readonly maxTicks?: number;
  readonly onEffect?: (effect: Effect) => void;
  /** Leaves out of the effects what only tells what happens: history, and threads that begin and end. */
  readonly onlyNeeds?: boolean;
  readonly onlooker?: Onlooker;
}

/** Runs phases until none is ready, the execution ends, or the options say so. Equal to as many `advance` steps. */
export function advance(snapshot: Snapshot, options: AdvanceOptions = {}): Snapshot {
  if (snapshot.status !== 'RUNNING') return snapshot;
  const { until, onEffect, maxTicks } = options;
  const work = new Work(snapshot, onEffect ?? (() => {}), options.onlyNeeds !== true);
  work.onlooker = options.onlooker;
  const last = maxTicks === undefined ? undefined : work.tick + maxTicks;
  if (until) while (work.isRunning && (last === undefined || work.tick < last) && runTurn(work)) if (until(work)) break;
  if (!until) {
    work.isBatch = true;
    runTurns(work, last);
  }
  return work.snapshot();
}

/** The events of the snapshot's history so far, oldest first. */
export function historyOf(snapshot: Snapshot): readonly HistoryEvent[] {
  return firstEvents(snapshot.history, snapshot.info.keepsHistory ? snapshot.historyLength : 0);
}
