/**
 * `inspectionData`: what the state has made of its data, stage by stage, as far as it came. Which stages AWS shows
 * depends on the type of the state and its query language (recorded).
 */
import type { Json, JsonObject } from '#asl/json';
import type { FrameRecord, StagesRecord } from '../records.ts';

/** The stages that the phases up to now have made. `hasActed` is set once the work of the state is done. */
export function inspectionOf(frame: FrameRecord, stages: StagesRecord, hasActed: boolean): JsonObject {
  const found =
    frame.queryLanguage === 'JSONata' ? jsonataStages(frame, stages) : jsonPathStages(frame, stages, hasActed);
  return Object.fromEntries(Object.entries(found).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

type Found = Record<string, Json | undefined>;

function jsonataStages({ type }: FrameRecord, { input, afterArguments, result }: StagesRecord): Found {
  return type === 'Task' ? { input, afterArguments, result } : { input };
}

function jsonPathStages(frame: FrameRecord, stages: StagesRecord, hasActed: boolean): Found {
  const { input, result } = stages;
  const isPast = (phase: 'InputPath' | 'Parameters' | 'Items') => hasActed || isDone(frame, phase);
  const afterInputPath = isPast('InputPath') ? (stages.afterInputPath ?? input) : undefined;
  const afterParameters = isPast('Parameters') ? (stages.afterParameters ?? afterInputPath) : undefined;
  const afterResultSelector = hasActed ? (stages.afterResultSelector ?? result) : undefined;
  const afterResultPath =
    hasActed && !isDuring(frame, 'ResultSelector') ? (stages.afterResultPath ?? afterResultSelector) : undefined;
  const results = { afterResultSelector, afterResultPath };
  switch (frame.type) {
    case 'Pass':
      return frame.state.fields.Result === undefined
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

/** True where the phase is behind the frame, or the state has none. */
function isDone(frame: FrameRecord, phase: 'InputPath' | 'Parameters' | 'Items'): boolean {
  const at = frame.phases.indexOf(phase);
  return frame.at > 0 && (at < 0 ? true : frame.at > at);
}

const isDuring = (frame: FrameRecord, phase: 'ResultSelector'): boolean => frame.isFailing && frame.phase === phase;
