/** How a thread goes into a state, out of it to the next one, and out of its scope. */
import type { Json, JsonObject } from '#asl/json';
import { resultTooLarge } from './causes.ts';
import { childSucceeded } from './containers.ts';
import { StateFailure } from './failure/state-failure.ts';
import { dataOf, goOnTo } from './frames.ts';
import { sizeUp } from './measured.ts';
import type { ProgramState } from './program/program.ts';
import type { FrameRecord, ThreadRecord } from './records.ts';
import type { Work } from './work.ts';

/** Phase `enter`: writes the Entered event. */
export function enter(work: Work, thread: ThreadRecord, frame: FrameRecord): true {
  frame.beforeEntered = thread.lastEventId;
  frame.enteredTime = work.now;
  frame.enteredEventId = work.event(thread, frame.state.enteredEvent, frame.stages.input);
  return true;
}

/** Phase `leave`: writes the Exited event, assigns the variables, and goes to the next state or out of the scope. */
export function leave(work: Work, thread: ThreadRecord, frame: FrameRecord): void {
  const output = dataOf(frame.stages);
  if (output !== frame.measured) sizeUp(work, frame, output);
  const { measuredBytes: bytes, measuredLevels: levels } = frame;
  if (bytes > work.info.maxPayloadBytes) throw tooLarge(frame);
  frame.stages.output = output;
  exited(work, thread, frame, output);
  const next = nextOf(frame);
  if (work.onlooker) work.onlooker.left(thread, frame, next === undefined);
  if (next) goOnTo(work, thread, next, output, bytes, levels);
  else endScope(work, thread, output, bytes, levels);
}

const tooLarge = ({ name }: FrameRecord): StateFailure =>
  new StateFailure('States.DataLimitExceeded', resultTooLarge(name));

/** What is rare stands in a function of its own: V8 puts only so much into one, and then calls what is met always. */
function exited(work: Work, thread: ThreadRecord, frame: FrameRecord, output: Json): void {
  const { exitedEvent } = frame.state;
  if (frame.exitFrom !== undefined) thread.lastEventId = frame.exitFrom;
  if (frame.assigned !== undefined) exitedWith(work, thread, frame, frame.assigned, output);
  else if (exitedEvent !== undefined) work.event(thread, exitedEvent, output);
}

function exitedWith(work: Work, thread: ThreadRecord, frame: FrameRecord, assigned: JsonObject, output: Json): void {
  const { name, state } = frame;
  const { exitedEvent } = state;
  if (exitedEvent !== undefined) {
    if (Object.keys(assigned).length === 0) work.event(thread, exitedEvent, output);
    else work.event(thread, exitedEvent.type, { name, output, assignedVariables: assigned });
  }
  assign(thread, assigned);
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
  work.endTurn();
  if (thread.parent === undefined) work.end('SUCCEEDED', thread.lastEventId, output, undefined);
  else childSucceeded(work, thread, output, bytes, levels);
}

const ENDED = { kind: 'ended' } as const;
