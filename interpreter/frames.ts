/** Where a thread stands: the frame of its state, made for the start of a state and moved from phase to phase. */
import type { Json } from '#asl/json';
import type { ProgramState } from './program/program.ts';
import type { FrameRecord, StagesRecord, ThreadRecord } from './records.ts';
import type { Phase } from './snapshot.ts';
import type { Work } from './work.ts';

/** Puts the frame at a position of its phases. */
export function moveTo(frame: FrameRecord, at: number): void {
  frame.at = at;
  frame.phase = frame.phases[at] as Phase;
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
  inputBytes = work.sizeAtMost(input),
): void {
  goOnTo(work, thread, state, input, inputBytes, work.levelsOf(input, inputBytes));
}

/** As `goTo`, with input whose size is known. */
export function goOnTo(
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

/**
 * Makes the frame what `frameAt` would give; a field that is new there has to be set here, too. The stages come first:
 * V8 looks up each field of an object anew (seen in Node 24) that is set before another has been read.
 */
function beginAnew(frame: FrameRecord, now: number, state: ProgramState, input: Json): void {
  clearStages(frame.stages, input);
  frame.pointer = state.pointer;
  frame.name = state.name;
  frame.type = state.type;
  frame.queryLanguage = state.queryLanguage;
  frame.phase = 'enter';
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

/**
 * As `beginAnew` where a plain Task that waits for its answer is followed by another, which is to wait for its own: both
 * have the same type and phases, and what neither of them ever sets stands as it was.
 */
export function beginNextTask(frame: FrameRecord, now: number, state: ProgramState, input: Json): void {
  clearStages(frame.stages, input);
  frame.pointer = state.pointer;
  frame.name = state.name;
  frame.queryLanguage = state.queryLanguage;
  frame.enteredTime = now;
  frame.retryCounts = NO_COUNTS;
  frame.state = state;
}

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

/** What the state has made of its data up to its last phase. */
export function dataOf(stages: StagesRecord): Json {
  if (stages.output !== undefined) return stages.output;
  if (stages.afterResultPath !== undefined) return stages.afterResultPath;
  if (stages.afterResultSelector !== undefined) return stages.afterResultSelector;
  if (stages.result !== undefined) return stages.result;
  return stages.afterInputPath !== undefined ? stages.afterInputPath : stages.input;
}
