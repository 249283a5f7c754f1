/** Which of a state's data is current at a phase, and which of it a later phase will still read. */
import type { Json } from '#asl/json';
import type { Phase, Snapshot, Stages } from '#interpreter';

type ThreadOf = Snapshot['threads'][number];
type Frame = NonNullable<ThreadOf['frame']>;

/** The stage that `$` means to a JSONPath state that stands at a phase. */
export function currentStage({ phase, stages }: Frame): keyof Stages {
  const latest = (...names: readonly (keyof Stages)[]): keyof Stages =>
    names.find((name) => stages[name] !== undefined) ?? 'input';
  switch (phase) {
    case 'enter':
    case 'InputPath':
      return 'input';
    case 'Parameters':
    case 'Arguments':
    case 'Items':
    case 'action':
      return latest('afterInputPath');
    case 'ResultSelector':
    case 'ResultPath':
      return latest('afterResultSelector', 'result', 'afterInputPath');
    default:
      return latest('output', 'afterResultPath', 'afterResultSelector', 'result', 'afterInputPath');
  }
}

const BEFORE_ACTION: ReadonlySet<Phase> = new Set([
  'enter',
  'InputPath',
  'Parameters',
  'Arguments',
  'Items',
  'action',
] as const);

/** True where a later phase of the state will still read the stage: a change has an effect. */
export function isOpen({ frame, status }: ThreadOf, stage: keyof Stages): boolean {
  if (!frame || frame.stages[stage] === undefined) return false;
  const { stages, phase } = frame;
  const isBeforeAction = BEFORE_ACTION.has(phase) && status.kind === 'ready';
  switch (stage) {
    case 'input':
      return isBeforeAction;
    case 'afterInputPath':
      return isBeforeAction && stages.afterParameters === undefined && stages.items === undefined;
    case 'afterParameters':
    case 'afterArguments':
    case 'items':
      return isBeforeAction;
    case 'result':
      return !BEFORE_ACTION.has(phase) && noneOf(stages, 'afterResultSelector', 'afterResultPath', 'output');
    case 'afterResultSelector':
      return noneOf(stages, 'afterResultPath', 'output');
    case 'afterResultPath':
      return stages.output === undefined;
    case 'output':
      return true;
  }
}

const noneOf = (stages: Stages, ...names: readonly (keyof Stages)[]): boolean =>
  names.every((name) => stages[name] === undefined);

/** What a thread carries on when it leaves its state now: the output so far, or the input before the action. */
export function currentData({ stages, phase }: Frame): Json {
  const { output, afterResultPath, afterResultSelector, result, input } = stages;
  if (BEFORE_ACTION.has(phase)) return input;
  return output ?? afterResultPath ?? afterResultSelector ?? result ?? input;
}
