/** How a thread moves: from phase to phase inside a state, from state to state, and out of its scope. */
import type { Json, JsonObject } from '#asl/json';
import { stringifyJson } from '#asl/json';
import { resultTooLarge } from './causes.ts';
import { childSucceeded } from './containers.ts';
import { StateFailure } from './failure/state-failure.ts';
import { MAX_NESTING } from './limits.ts';
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

/**
 * Puts the thread at the start of a state; the state is entered when its first phase runs. In a batch the frame of
 * the state before is made use of again, as nobody but the batch has seen it.
 */
export function goTo(
  work: Work,
  thread: ThreadRecord,
  state: ProgramState,
  input: Json,
  inputBytes = work.sizeOf(input),
): void {
  goOnTo(work, thread, state, input, inputBytes, work.levelsOf(input, inputBytes));
}

/** As `goTo`, with input whose size is known. */
function goOnTo(
  work: Work,
  thread: ThreadRecord,
  state: ProgramState,
  input: Json,
  inputBytes: number,
  inputLevels: number,
): void {
  const used = thread.frame;
  if (work.isBatch && used && used.owner === work.owner) beginAnew(used, work.now, state, input);
  else thread.frame = frameAt(work, state, input);
  const frame = thread.frame as FrameRecord;
  frame.inputBytes = inputBytes;
  frame.inputLevels = inputLevels;
  if (work.onlooker) work.onlooker.entered(state.pointer);
}

function frameAt(work: Work, state: ProgramState, input: Json): FrameRecord {
  return {
    owner: work.owner,
    pointer: state.pointer,
    name: state.name,
    type: state.type,
    queryLanguage: state.queryLanguage,
    phase: 'enter',
    stages: stagesFrom(input),
    inputBytes: 0,
    inputLevels: 0,
    measured: undefined,
    measuredBytes: 0,
    measuredLevels: 0,
    addedBytes: undefined,
    addedLevels: 0,
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

/** Makes the frame what `frameAt` would give; a field that is new there has to be set here, too. */
function beginAnew(frame: FrameRecord, now: number, state: ProgramState, input: Json): void {
  frame.pointer = state.pointer;
  frame.name = state.name;
  frame.type = state.type;
  frame.queryLanguage = state.queryLanguage;
  frame.phase = 'enter';
  clearStages(frame.stages, input);
  frame.measured = undefined;
  frame.addedBytes = undefined;
  frame.enteredEventId = 0;
  frame.enteredTime = now;
  frame.retryCounts = NO_COUNTS;
  frame.failure = undefined;
  frame.catcher = undefined;
  frame.children = NO_COUNTS;
  frame.state = state;
  frame.phases = state.phases;
  frame.at = 0;
  frame.isFailing = false;
  frame.beforeEntered = 0;
  frame.exitFrom = undefined;
  frame.chosen = undefined;
  frame.assigned = undefined;
  frame.token = undefined;
  frame.itemKeys = undefined;
  frame.fan = undefined;
  frame.failedFan = undefined;
  frame.run = undefined;
}

const NO_COUNTS: readonly number[] = [];

function clearStages(stages: Partial<Record<keyof StagesRecord, Json | undefined>>, input: Json): void {
  stages.input = input;
  stages.afterInputPath = undefined;
  stages.afterParameters = undefined;
  stages.afterArguments = undefined;
  stages.items = undefined;
  stages.result = undefined;
  stages.afterResultSelector = undefined;
  stages.afterResultPath = undefined;
  stages.output = undefined;
}

/** All stages stand in the record from the beginning, absent ones as undefined: a record that grows costs much more. */
export function stagesFrom(input: Json): StagesRecord {
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
export function enter(work: Work, thread: ThreadRecord, frame: FrameRecord): true {
  frame.beforeEntered = thread.lastEventId;
  frame.enteredTime = work.now;
  frame.enteredEventId = work.event(thread, frame.state.enteredEvent, { name: frame.name, input: frame.stages.input });
  return true;
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
  if (output !== frame.measured) sizeUp(work, frame, output);
  const { measuredBytes: bytes, measuredLevels: levels } = frame;
  if (bytes > work.info.maxPayloadBytes) throw tooLarge(frame);
  frame.stages.output = output;
  if (frame.exitFrom !== undefined) thread.lastEventId = frame.exitFrom;
  const { exitedEvent } = frame.state;
  if (exitedEvent !== undefined) work.event(thread, exitedEvent, exitDetails(frame, output));
  if (frame.assigned) assign(thread, frame.assigned);
  const next = nextOf(frame);
  if (work.onlooker) work.onlooker.left(thread, frame, next === undefined);
  if (next) goOnTo(work, thread, next, output, bytes, levels);
  else endScope(work, thread, output, bytes, levels);
}

const tooLarge = ({ name }: FrameRecord): StateFailure =>
  new StateFailure('States.DataLimitExceeded', resultTooLarge(name));

/**
 * Makes a value of the state the one whose size is known. It is measured only where the parts do not already show that
 * it is within the limits: then what a state does not touch costs nothing.
 */
export function sizeUp(work: Work, frame: FrameRecord, value: Json): void {
  if (value === frame.measured) return;
  if (value === frame.stages.input) {
    measure(frame, value, frame.inputBytes, frame.inputLevels);
    return;
  }
  if (value === frame.stages.afterResultPath && frame.addedBytes !== undefined) {
    const bytes = frame.inputBytes + frame.addedBytes;
    const levels = Math.max(frame.inputLevels, frame.addedLevels);
    if (isWithinLimits(work, bytes, levels)) {
      measure(frame, value, bytes, levels);
      return;
    }
  }
  const bytes = work.sizeOf(value);
  measure(frame, value, bytes, work.levelsOf(value, bytes));
}

/** True where data of at most so many bytes and levels need not be measured. */
export const isWithinLimits = (work: Work, bytes: number, levels: number): boolean =>
  bytes <= work.info.maxPayloadBytes && levels <= MAX_NESTING;

/** Says how large a value of the state is at most. */
export function measure(frame: FrameRecord, value: Json, bytes: number, levels: number): void {
  frame.measured = value;
  frame.measuredBytes = bytes;
  frame.measuredLevels = levels;
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
  const { chosen, state } = frame;
  return chosen === undefined || chosen < 0 ? state.next : state.targets[chosen];
}

function endScope(work: Work, thread: ThreadRecord, output: Json, bytes: number, levels: number): void {
  thread.status = ENDED;
  work.passTurn(false);
  if (thread.parent === undefined) work.end('SUCCEEDED', thread.lastEventId, output, undefined);
  else childSucceeded(work, thread, output, bytes, levels);
}

const ENDED = { kind: 'ended' } as const;

/** A value as the text that AWS quotes in causes: compact JSON. */
export const quoted = (value: Json): string => stringifyJson(value);
