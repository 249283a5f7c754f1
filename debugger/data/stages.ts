/** Which of a state's data is current at a phase, and which of it a later phase will still read. */
import type { Json } from '#asl/json';
import type { Phase, Snapshot, Stages } from '#interpreter';

type ThreadOf = Snapshot['threads'][number];
type Frame = NonNullable<ThreadOf['frame']>;

const AFTER_ACTION: readonly (keyof Stages)[] = ['afterResultSelector', 'result', 'afterInputPath'];
const AT_THE_END: readonly (keyof Stages)[] = ['output', 'afterResultPath', ...AFTER_ACTION];

/** What `$` means to the fields of a phase: the first of these stages that there is, else the state's input. */
const SOURCES: Readonly<Record<Phase, readonly (keyof Stages)[]>> = {
  enter: [],
  InputPath: [],
  Parameters: ['afterInputPath'],
  Arguments: ['afterInputPath'],
  Items: ['afterInputPath'],
  action: ['afterInputPath'],
  ResultSelector: ['result'],
  ResultPath: AFTER_ACTION,
  Output: AFTER_ACTION,
  Assign: AFTER_ACTION,
  OutputPath: ['afterResultPath', ...AFTER_ACTION],
  leave: AT_THE_END,
};

/** The stage that `$` means to a JSONPath state at a phase: the one at which it stands, unless another is named. */
export function currentStage({ phase: here, stages }: Frame, phase: Phase = here): keyof Stages {
  return SOURCES[phase].find((name) => stages[name] !== undefined) ?? 'input';
}

/** Phases after which `$` is something else. */
const CHANGES_DATA: ReadonlySet<Phase> = new Set(['InputPath', 'action', 'ResultSelector', 'ResultPath'] as const);

/** True where `$` of the fields of a phase is known already, because nothing before that phase is still to come. */
export function isReached({ phase: here, state }: Frame, phase: Phase): boolean {
  const { phases } = state;
  const [from, to] = [phases.indexOf(here), phases.indexOf(phase)];
  return to <= from || !phases.slice(Math.max(0, from), to).some((between) => CHANGES_DATA.has(between));
}

const BEFORE_ACTION: ReadonlySet<Phase> = new Set([
  'enter',
  'InputPath',
  'Parameters',
  'Arguments',
  'Items',
  'action',
] as const);

/** True where a state that runs has not come to its action yet. */
export const isBeforeAction = ({ frame, status }: ThreadOf): boolean =>
  frame !== undefined && BEFORE_ACTION.has(frame.phase) && status.kind === 'ready';

/** True where a later phase of the state will still read the stage: a change has an effect. */
export function isOpen(thread: ThreadOf, stage: keyof Stages): boolean {
  const { frame } = thread;
  if (!frame || frame.stages[stage] === undefined) return false;
  const { stages, phase } = frame;
  const isBefore = isBeforeAction(thread);
  switch (stage) {
    case 'input':
      return isBefore;
    case 'afterInputPath':
      return isBefore && stages.afterParameters === undefined && stages.items === undefined;
    case 'afterParameters':
    case 'afterArguments':
    case 'items':
      return isBefore;
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

/** True where the failure decides what comes, or a catcher has still to make its output of it. */
export function isFailureOpen({ isFailing, failure, catcher, stages }: Frame): boolean {
  if (!failure) return false;
  return isFailing || (catcher !== undefined && noneOf(stages, 'afterResultPath', 'output'));
}

const noneOf = (stages: Stages, ...names: readonly (keyof Stages)[]): boolean =>
  names.every((name) => stages[name] === undefined);

/** What a thread carries on when it leaves its state now: the output so far, or the input before the action. */
export function currentData({ stages, phase }: Frame): Json {
  const { output, afterResultPath, afterResultSelector, result, input } = stages;
  if (BEFORE_ACTION.has(phase)) return input;
  return output ?? afterResultPath ?? afterResultSelector ?? result ?? input;
}
