/**
 * `inspectionData`: what the state has made of its data, stage by stage, as far as it came. Which stages AWS shows
 * depends on the type of the state and its query language (recorded).
 */
import type { Json, JsonObject } from '#asl/json';
import type { ProgramState } from '../program/program.ts';
import type { StagesRecord } from '../records.ts';
import type { Phase } from '../snapshot.ts';

/** How far a state has come on its own way; what a catcher makes of a failure is no part of it. */
export interface Progress {
  readonly state: ProgramState;
  readonly stages: StagesRecord;
  /** How many of its phases have run to their end. */
  readonly done: number;
}

/** The stages that the phases up to now have made. */
export function inspectionOf(progress: Progress): JsonObject {
  const found = progress.state.queryLanguage === 'JSONata' ? jsonataStages(progress) : jsonPathStages(progress);
  return Object.fromEntries(Object.entries(found).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

type Found = Record<string, Json | undefined>;

/** True behind the phase; where the state has none, behind the one that stands for it. */
function isBehind({ state, done }: Progress, phase: Phase, standIn: 'enter' | 'action'): boolean {
  const at = state.phases.indexOf(phase);
  return done > (at < 0 ? state.phases.indexOf(standIn) : at);
}

function jsonataStages(progress: Progress): Found {
  const { input, result, ...stages } = progress.stages;
  if (progress.state.type !== 'Task') return { input };
  // Not recorded without Arguments; of JSONPath the stage is shown without Parameters.
  const afterArguments = isBehind(progress, 'Arguments', 'enter') ? (stages.afterArguments ?? input) : undefined;
  return { input, afterArguments, result };
}

function jsonPathStages(progress: Progress): Found {
  const { state, stages } = progress;
  const { input, result } = stages;
  const isPast = (phase: Phase, standIn: 'enter' | 'action') => isBehind(progress, phase, standIn);
  const hasActed = isPast('action', 'action');
  const afterInputPath = isPast('InputPath', 'enter') ? (stages.afterInputPath ?? input) : undefined;
  const afterParameters = isPast('Parameters', 'enter') ? (stages.afterParameters ?? afterInputPath) : undefined;
  const afterResultSelector = isPast('ResultSelector', 'action') ? (stages.afterResultSelector ?? result) : undefined;
  const afterResultPath = isPast('ResultPath', 'action') ? (stages.afterResultPath ?? afterResultSelector) : undefined;
  const results = { afterResultSelector, afterResultPath };
  switch (state.type) {
    case 'Pass':
      return state.fields.Result === undefined
        ? { input, afterInputPath, afterParameters, ...results }
        : { input, result: hasActed ? result : undefined, ...results };
    case 'Task':
      return { input, afterInputPath, afterParameters, result, ...results };
    case 'Parallel':
      return { input, ...results };
    case 'Map':
      return { input, afterInputPath, ...results };
    default:
      return { input, afterInputPath };
  }
}
