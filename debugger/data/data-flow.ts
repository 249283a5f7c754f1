/**
 * The data of a state from its input to its output: each stage beside the one that it is made of, with its size, its
 * limit and the field that made it. The names are those of the scopes.
 */
import { type Range, type State, valueOf } from '#asl';
import type { Json } from '#asl/json';
import { limits } from '#asl/spec/limits';
import { emptySizes, type Failure, type Snapshot, type Stages, sizeOf } from '#interpreter';
import type { DataFlow, FlowStage } from '#protocol';
import { type Definition, findState } from '../launch/definition.ts';
import { ownExecution } from '../nested/world.ts';
import { type Pair, rootRow } from './flow-rows.ts';
import { threadName } from './frames.ts';
import { STAGES } from './scopes.ts';
import { currentData } from './stages.ts';

type ThreadOf = Snapshot['threads'][number];
type Frame = NonNullable<ThreadOf['frame']>;

/** A state in progress, or as it was when it was left. */
export interface FlowSource {
  readonly definition: Definition;
  readonly snapshot: Snapshot;
  readonly thread: ThreadOf;
  readonly frame: Frame;
  /** What the state had made when it stands earlier than that: all else is still to come. */
  readonly reached?: Stages | undefined;
  readonly failure: Failure | undefined;
}

/** A stage with the values that it shows, before they are rows. */
interface StageValues {
  readonly id: string;
  readonly name: string;
  readonly before?: string;
  readonly pair: Pair;
  readonly limit: number;
  readonly fields: readonly string[];
}

export interface Flow {
  readonly flow: Omit<DataFlow, 'id'>;
  /** The values behind each stage, for rows that are asked for later. */
  readonly pairs: ReadonlyMap<string, Pair>;
}

/** `toPlace`: a range of the definition as the client counts. */
export function dataFlowOf(source: FlowSource, toPlace: (range: Range) => NonNullable<FlowStage['place']>): Flow {
  const { definition, snapshot, thread, frame, failure, reached } = source;
  const sizes = emptySizes();
  const state = findState(definition, frame.pointer);
  const values = stagesOf(frame);
  const variables = variablesOf(source);
  if (variables) values.push(variables);
  const stages = values.map((stage): FlowStage => {
    const { id, name, before, pair, limit } = stage;
    const made = state && madeBy(state, stage.fields);
    const value = rootRow(pair);
    return {
      id,
      name,
      ...(before === undefined ? {} : { before }),
      isSame: before !== undefined && value.mark === 'same',
      isAhead: reached !== undefined && id !== 'variables' && reached[id as keyof Stages] === undefined,
      bytes: { size: sizeOf(pair.after ?? null, Number.MAX_SAFE_INTEGER, sizes), limit },
      ...(made ? { field: made.field, place: toPlace(made.range) } : {}),
      value,
    };
  });
  return {
    flow: {
      pointer: frame.pointer,
      stateName: frame.name,
      stateType: frame.type,
      ...(thread.parent === undefined ? {} : { lane: threadName(definition, snapshot, thread) }),
      ...(failure ? { failure: withoutHoles(failure) } : {}),
      stages,
      events: { size: ownExecution(snapshot, thread.id).snapshot.historyLength, limit: limits.historyEvents.value },
    },
    pairs: new Map(values.map(({ id, pair }) => [id, pair])),
  };
}

function stagesOf(frame: Frame): StageValues[] {
  const { stages, type } = frame;
  const shown: StageValues[] = [];
  for (const { name, stage, fields } of STAGES) {
    const value = valueOfStage(frame, stage);
    if (value === undefined || (stage === 'afterResultPath' && stages.output === value)) continue;
    const before = comparedWith(stage, type, stages);
    const pair = { before: before === undefined ? value : (stages[before] as Json), after: value };
    shown.push({
      id: stage,
      name,
      ...(before === undefined ? {} : { before: nameOf(before) }),
      pair,
      limit: limits.payloadBytes.value,
      fields: fieldsOf(frame, stage, fields),
    });
  }
  return shown;
}

/** A state that needs no field to make its output has one all the same when it is left. */
function valueOfStage(frame: Frame, stage: keyof Stages): Json | undefined {
  const value = frame.stages[stage] as Json | undefined;
  return value === undefined && stage === 'output' && frame.phase === 'leave' ? currentData(frame) : value;
}

function fieldsOf({ stages, catcher }: Frame, stage: keyof Stages, fields: readonly string[]): readonly string[] {
  // What a caught failure gives takes the place of the result.
  if (catcher !== undefined) return stage === 'input' || BEFORE.has(stage) ? fields : ['Catch'];
  const isMerged = stage === 'output' && stages.output !== undefined && stages.afterResultPath === stages.output;
  return isMerged ? ['ResultPath', ...fields] : fields;
}

const BEFORE: ReadonlySet<keyof Stages> = new Set([
  'afterInputPath',
  'afterParameters',
  'afterArguments',
  'items',
] as const);

const ORDER = STAGES.map(({ stage }) => stage);
const nameOf = (stage: keyof Stages): string => STAGES.find((row) => row.stage === stage)?.name ?? stage;

/** The stage of which a stage is made. What a task, branches or iterations give back is made of nothing. */
function comparedWith(stage: keyof Stages, type: Frame['type'], stages: Stages): keyof Stages | undefined {
  if (stage === 'result' && (type === 'Task' || type === 'Parallel' || type === 'Map')) return undefined;
  const isMerged =
    stages.afterResultPath !== undefined &&
    stages.afterResultPath !== stages.afterResultSelector &&
    stages.afterResultPath !== stages.result;
  // ResultPath puts the result into the input: what it has put there is what has changed.
  if (stage === 'afterResultPath') return isMerged ? 'input' : lastBefore(stage, stages);
  if (stage === 'output' && isMerged && stages.output === stages.afterResultPath) return 'input';
  return lastBefore(stage, stages);
}

function lastBefore(stage: keyof Stages, stages: Stages): keyof Stages | undefined {
  return ORDER.slice(0, ORDER.indexOf(stage))
    .reverse()
    .find((name) => stages[name] !== undefined);
}

function variablesOf({ thread, frame }: FlowSource): StageValues | undefined {
  const before = thread.visible;
  const after = { ...before, ...frame.assigned };
  if (Object.keys(after).length === 0) return undefined;
  return {
    id: 'variables',
    name: 'Variables',
    before: 'Variables at the entry',
    pair: { before, after },
    limit: limits.variablesBytes.value,
    fields: ['Assign'],
  };
}

function madeBy(
  state: State,
  fields: readonly string[],
): { readonly field: string; readonly range: Range } | undefined {
  const field = fields.find((name) => valueOf(state.node, name) !== undefined);
  const property = state.node.properties.find(({ key }) => key.value === field);
  return field === undefined || !property ? undefined : { field, range: property.key };
}

const withoutHoles = ({ error, cause }: Failure): NonNullable<DataFlow['failure']> => ({
  ...(error === undefined ? {} : { error }),
  ...(cause === undefined ? {} : { cause }),
});
