/** What a state type has to say for itself; everything else about a state is the pipeline's. */
import type { Json } from '#asl/json';
import type { Program, ProgramState } from '../program/program.ts';
import type { FrameRecord, StagesRecord, ThreadRecord } from '../records.ts';
import type { Work } from '../work.ts';

/** What a phase does. True where it is done; false where the thread now waits for something, or is gone. */
export type Step = (work: Work, thread: ThreadRecord, frame: FrameRecord) => boolean;

export interface Behaviour {
  /** The phase `action` of a state. */
  readonly action: (state: ProgramState, program: Program) => Step;
  /** The phase `Items` of a Map. */
  readonly items?: (work: Work, thread: ThreadRecord, frame: FrameRecord) => void;
}

/** What the action of a state works on. */
export function effectiveInputOf(stages: StagesRecord): Json {
  if (stages.afterParameters !== undefined) return stages.afterParameters;
  if (stages.afterArguments !== undefined) return stages.afterArguments;
  return stages.afterInputPath !== undefined ? stages.afterInputPath : stages.input;
}
