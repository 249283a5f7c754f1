/**
 * Runs one phase of a thread: the unit in which the engine advances and the debugger steps. This is the one place
 * where a thrown failure becomes data.
 */
import type { Json, JsonObject } from '#asl/json';
import { HISTORY_LIMIT_CAUSE } from './causes.ts';
import {
  assignFields,
  evaluateField,
  evaluatePath,
  evaluateTemplate,
  type FieldOptions,
  placeResult,
} from './evaluation.ts';
import { errorOutputOf } from './failure/handlers.ts';
import { raise, raiseThrown } from './failure/raise.ts';
import { dataOf, enter, leave, moveTo } from './flow.ts';
import type { Fields } from './program/program.ts';
import { tokenFrom } from './random.ts';
import type { FrameRecord, ThreadRecord } from './records.ts';
import { settleFailure } from './settle-failure.ts';
import type { Phase } from './snapshot.ts';
import { effectiveInputOf } from './states/behaviour.ts';
import { BEHAVIOURS } from './states/index.ts';
import { resourceOf } from './states/task.ts';
import type { Work } from './work.ts';

const MAX_UNMEASURED_PATH = 100;

type PhaseRunner = (work: Work, thread: ThreadRecord, frame: FrameRecord) => void;

/** True where a child execution has written as many events as one may; a loop in it would never end by itself. */
const isTooLong = (work: Work, execution: number): boolean =>
  (work.findThread(execution)?.journalLength ?? 0) >= work.info.maxEvents;

/** Runs the phase at which the thread stands, or settles the failure that it has. The thread has to be the owner's. */
export function runPhase(work: Work, thread: ThreadRecord): void {
  const frame = work.frame(thread);
  if (!frame) return;
  work.tick += 1;
  if (frame.isFailing) {
    settleFailure(work, thread, frame);
    return;
  }
  if (thread.childExecution !== undefined && isTooLong(work, thread.childExecution)) {
    raise(work, thread, frame, { error: 'States.Runtime', cause: HISTORY_LIMIT_CAUSE, origin: 'state' });
    return;
  }
  try {
    RUNNERS[frame.phase](work, thread, frame);
  } catch (thrown) {
    raiseThrown(work, thread, frame, thrown);
  }
}

const RUNNERS: Readonly<Record<Phase, PhaseRunner>> = {
  enter: (work, thread, frame) => {
    enter(work, thread, frame);
    next(work, frame);
  },
  InputPath: (work, thread, frame) => {
    frame.stages.afterInputPath = pathField(work, thread, frame, 'InputPath', frame.stages.input);
    next(work, frame);
  },
  Parameters: (work, thread, frame) => {
    const { Parameters = null } = frame.state.fields;
    giveToken(work, frame);
    frame.stages.afterParameters = evaluateTemplate(
      work,
      thread,
      frame,
      'Parameters',
      Parameters,
      effectiveInputOf(frame.stages),
    );
    next(work, frame);
  },
  Arguments: (work, thread, frame) => {
    giveToken(work, frame);
    frame.stages.afterArguments = evaluateField(work, thread, frame, 'Arguments', frame.state.fields.Arguments ?? null);
    next(work, frame);
  },
  Items: (work, thread, frame) => {
    BEHAVIOURS[frame.type].items?.(work, thread, frame);
    next(work, frame);
  },
  action: (work, thread, frame) => {
    if (BEHAVIOURS[frame.type].action(work, thread, frame)) next(work, frame);
  },
  ResultSelector: (work, thread, frame) => {
    const { ResultSelector = null } = frame.state.fields;
    frame.stages.afterResultSelector = evaluateTemplate(
      work,
      thread,
      frame,
      'ResultSelector',
      ResultSelector,
      frame.stages.result ?? null,
    );
    next(work, frame);
  },
  ResultPath: (work, _thread, frame) => {
    const path = fieldsOf(frame).ResultPath;
    const field = frame.catcher === undefined ? 'ResultPath' : `Catch[${frame.catcher}]/ResultPath`;
    const { input, result, afterResultSelector } = frame.stages;
    const value = afterResultSelector !== undefined ? afterResultSelector : (result ?? null);
    // A long path nests deeply, which only measuring shows.
    if (path !== null && path !== '$' && String(path).length <= MAX_UNMEASURED_PATH)
      frame.addedBytes = work.sizeOf(value) + String(path).length + 8;
    frame.stages.afterResultPath = path === null ? input : placeResult(frame, field, String(path), input, value);
    next(work, frame);
  },
  Output: (work, thread, frame) => {
    const [field, value] = located(frame, 'Output');
    if (value !== undefined) frame.stages.output = evaluateField(work, thread, frame, field, value, resultsFor(frame));
    next(work, frame);
  },
  Assign: (work, thread, frame) => {
    const [field, value] = located(frame, 'Assign');
    if (value !== undefined)
      frame.assigned = assignFields(work, thread, frame, field, value, dataForAssign(frame), resultsFor(frame));
    next(work, frame);
  },
  OutputPath: (work, thread, frame) => {
    frame.stages.output = pathField(work, thread, frame, 'OutputPath', dataOf(frame.stages));
    next(work, frame);
  },
  leave: (work, thread, frame) => {
    leave(work, thread, frame);
    work.passTurn(true);
  },
};

function next(work: Work, frame: FrameRecord): void {
  if (work.isRunning) moveTo(frame, frame.at + 1);
}

function pathField(work: Work, thread: ThreadRecord, frame: FrameRecord, field: string, data: Json): Json {
  const path = frame.state.fields[field];
  if (path === null) return {};
  return path === '$' ? data : evaluatePath(work, thread, frame, field, String(path), data);
}

/** The fields that are in force at the end of the state: the catcher's, where one has taken the failure. */
function fieldsOf(frame: FrameRecord): Fields {
  return frame.catcher === undefined ? frame.state.fields : (frame.state.catchers[frame.catcher]?.fields ?? {});
}

/** Output or Assign of the catcher, the matching choice rule or the state, with the name by which AWS calls the place. */
function located(frame: FrameRecord, field: 'Output' | 'Assign'): readonly [string, Json | undefined] {
  if (frame.catcher !== undefined) return [`Catch[${frame.catcher}]/${field}`, fieldsOf(frame)[field]];
  const rules = frame.state.fields.Choices as readonly JsonObject[] | undefined;
  const chosen = frame.chosen ?? -1;
  const rule = frame.type === 'Choice' ? rules?.[chosen] : undefined;
  // A rule that matches brings its own Output and Assign; the state's belong to the Default (the Default is recorded).
  if (rule) return [`Choices[${chosen}]/${field}`, rule[field]];
  return [field, frame.state.fields[field]];
}

function resultsFor(frame: FrameRecord): FieldOptions {
  if (frame.catcher !== undefined && frame.failure) return { errorOutput: errorOutputOf(frame.failure) };
  const { result } = frame.stages;
  return result === undefined ? {} : { result };
}

/** `$` in Assign of a JSONPath state: the result, or the data where the state makes none. */
function dataForAssign(frame: FrameRecord): Json {
  const { result, afterResultSelector } = frame.stages;
  if (afterResultSelector !== undefined) return afterResultSelector;
  return result !== undefined ? result : effectiveInputOf(frame.stages);
}

/** A task that waits for a callback gets its token before its parameters are evaluated. */
function giveToken(work: Work, frame: FrameRecord): void {
  if (frame.type !== 'Task' || frame.token !== undefined) return;
  const { pattern } = resourceOf(frame.state);
  if (pattern === 'token' || pattern === 'sync') frame.token = tokenFrom(work.random);
}
