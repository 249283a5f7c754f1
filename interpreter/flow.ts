/** How a thread moves: from phase to phase inside a state, from state to state, and out of its scope. */
import type { Json, JsonObject } from '#asl/json';
import { stringifyJson } from '#asl/json';
import { resultTooLarge } from './causes.ts';
import { childSucceeded } from './containers.ts';
import { StateFailure } from './failure/state-failure.ts';
import type { ProgramState } from './program/program.ts';
import type { FrameRecord, StagesRecord, ThreadRecord } from './records.ts';
import type { Phase } from './snapshot.ts';
import type { Work } from './work.ts';

/** Puts the frame at a position of its phases. */
export function moveTo(frame: FrameRecord, at: number): void {
  frame.at = at;
  frame.phase = frame.phases[at] ?? 'leave';
}

/** Gives the frame other phases and puts it at the first. */
export function enterPhases(frame: FrameRecord, phases: readonly Phase[]): void {
  frame.phases = phases;
  moveTo(frame, 0);
}

/** Puts the thread at the start of a state; the state is entered when its first phase runs. */
export function goTo(
  work: Work,
  thread: ThreadRecord,
  state: ProgramState,
  input: Json,
  inputBytes = work.sizeOf(input),
): void {
  thread.frame = {
    owner: work.owner,
    pointer: state.pointer,
    name: state.name,
    type: state.type,
    queryLanguage: state.queryLanguage,
    phase: 'enter',
    stages: stagesFrom(input),
    inputBytes,
    addedBytes: undefined,
    enteredEventId: 0,
    enteredTime: work.now,
    retryCounts: NO_COUNTS,
    failure: undefined,
    catcher: undefined,
    children: NO_COUNTS,
    state,
    phases: state.phases,
    at: 0,
    isFailing: false,
    beforeEntered: 0,
    exitFrom: undefined,
    chosen: undefined,
    assigned: undefined,
    token: undefined,
    itemKeys: undefined,
    fan: undefined,
    failedFan: undefined,
    run: undefined,
  };
}

const NO_COUNTS: readonly number[] = [];

/** All stages stand in the record from the beginning, absent ones as undefined: a record that grows costs much more. */
function stagesFrom(input: Json): StagesRecord {
  const stages: Record<keyof StagesRecord, Json | undefined> = {
    input,
    afterInputPath: undefined,
    afterParameters: undefined,
    afterArguments: undefined,
    items: undefined,
    result: undefined,
    afterResultSelector: undefined,
    afterResultPath: undefined,
    output: undefined,
  };
  return stages as StagesRecord;
}

/** Phase `enter`: writes the Entered event. */
export function enter(work: Work, thread: ThreadRecord, frame: FrameRecord): void {
  frame.beforeEntered = thread.lastEventId;
  frame.enteredTime = work.now;
  frame.enteredEventId = work.event(thread, ENTERED[frame.type], { name: frame.name, input: frame.stages.input });
}

/** What the state has made of its data up to its last phase. */
export function dataOf(stages: StagesRecord): Json {
  if (stages.output !== undefined) return stages.output;
  if (stages.afterResultPath !== undefined) return stages.afterResultPath;
  if (stages.afterResultSelector !== undefined) return stages.afterResultSelector;
  if (stages.result !== undefined) return stages.result;
  return stages.afterInputPath !== undefined ? stages.afterInputPath : stages.input;
}

/** Phase `leave`: writes the Exited event, assigns the variables, and goes to the next state or out of the scope. */
export function leave(work: Work, thread: ThreadRecord, frame: FrameRecord): void {
  const output = dataOf(frame.stages);
  const bytes = bytesOf(work, frame, output);
  if (bytes > work.info.maxPayloadBytes) throw new StateFailure('States.DataLimitExceeded', resultTooLarge(frame.name));
  frame.stages.output = output;
  if (frame.exitFrom !== undefined) thread.lastEventId = frame.exitFrom;
  if (frame.type !== 'Fail') work.event(thread, EXITED[frame.type], exitDetails(frame, output));
  if (frame.assigned) assign(thread, frame.assigned);
  const next = nextOf(frame);
  if (next) goTo(work, thread, next, output, bytes);
  else endScope(work, thread, output);
}

/** The size of the output, or more; measured only where the parts do not already show that it is within the limit. */
function bytesOf(work: Work, frame: FrameRecord, output: Json): number {
  if (output === frame.stages.input) return frame.inputBytes;
  if (output === frame.stages.afterResultPath && frame.addedBytes !== undefined) {
    const atMost = frame.inputBytes + frame.addedBytes;
    if (atMost <= work.info.maxPayloadBytes) return atMost;
  }
  return work.sizeOf(output);
}

function exitDetails(frame: FrameRecord, output: Json): JsonObject {
  if (!frame.assigned || Object.keys(frame.assigned).length === 0) return { name: frame.name, output };
  return { name: frame.name, output, assignedVariables: frame.assigned };
}

function assign(thread: ThreadRecord, assigned: JsonObject): void {
  thread.variables = { ...thread.variables, ...assigned };
  thread.visible = { ...thread.visible, ...assigned };
}

/** The state after this one; a catcher's target and a Choice's rule come before `Next`. */
export function nextOf(frame: FrameRecord): ProgramState | undefined {
  if (frame.catcher !== undefined) return frame.state.catchers[frame.catcher]?.next;
  if (frame.type !== 'Choice') return frame.state.next;
  const { Choices, Default } = frame.state.fields;
  const rules = Choices as readonly JsonObject[];
  const target = frame.chosen === undefined || frame.chosen < 0 ? Default : rules[frame.chosen]?.Next;
  return typeof target === 'string' ? frame.state.scope.byName.get(target) : undefined;
}

function endScope(work: Work, thread: ThreadRecord, output: Json): void {
  thread.status = ENDED;
  work.passTurn(false);
  if (thread.parent === undefined) work.end('SUCCEEDED', thread.lastEventId, output, undefined);
  else childSucceeded(work, thread, output);
}

const ENDED = { kind: 'ended' } as const;

const ENTERED = {
  Task: 'TaskStateEntered',
  Pass: 'PassStateEntered',
  Choice: 'ChoiceStateEntered',
  Wait: 'WaitStateEntered',
  Parallel: 'ParallelStateEntered',
  Map: 'MapStateEntered',
  Succeed: 'SucceedStateEntered',
  Fail: 'FailStateEntered',
} as const;

const EXITED = {
  Task: 'TaskStateExited',
  Pass: 'PassStateExited',
  Choice: 'ChoiceStateExited',
  Wait: 'WaitStateExited',
  Parallel: 'ParallelStateExited',
  Map: 'MapStateExited',
  Succeed: 'SucceedStateExited',
} as const;

/** A value as the text that AWS quotes in causes: compact JSON. */
export const quoted = (value: Json): string => stringifyJson(value);
