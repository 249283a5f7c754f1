/**
 * The phases of a state made ready to run: a function for each, which has its path, template or expressions at hand.
 * They are made when a state is first entered, because most states of a large machine do not run in one execution, and
 * kept in the program.
 */
import {
  compileJsonataTemplate,
  compilePath,
  compilePathTemplate,
  compilePlacement,
  type Placement,
} from '#asl/expressions';
import { isJsonObject, type Json, type JsonObject, stringifyJson } from '#asl/json';
import { ASSIGN_TOO_LARGE, whileExecuting } from './causes.ts';
import { errorOutputOf } from './failure/handlers.ts';
import { runtimeFailure, StateFailure } from './failure/state-failure.ts';
import { enter, leave } from './flow.ts';
import { dataOf } from './frames.ts';
import { isWithinLimits, measure, sizeUp } from './measured.ts';
import type { Fields, Program, ProgramState } from './program/program.ts';
import { tokenFrom } from './random.ts';
import type { FrameRecord, ThreadRecord } from './records.ts';
import type { Phase } from './snapshot.ts';
import { effectiveInputOf, type Step } from './states/behaviour.ts';
import { BEHAVIOURS } from './states/index.ts';
import type { Work } from './work.ts';

/** The fields that the phases read: the state's own, or those of the catcher that has taken a failure. */
interface Part {
  readonly program: Program;
  readonly state: ProgramState;
  readonly fields: Fields;
  /** What stands before a field's name where AWS names its place. */
  readonly place: '' | `Catch[${number}]/`;
}

/** Gives a value from the state's data. */
type Evaluate = (work: Work, thread: ThreadRecord, frame: FrameRecord) => Json;

/** The steps of the state in which the frame stands, or of its catcher, in the order of the phases. */
export function stepsOf(program: Program, { state, catcher }: FrameRecord): readonly Step[] {
  const owner = catcher === undefined ? state : state.catchers[catcher];
  if (!owner) return [];
  const place = catcher === undefined ? '' : (`Catch[${catcher}]/` as const);
  const part: Part = { program, state, fields: owner.fields, place };
  owner.steps ??= sharedSteps(
    program,
    owner.phases,
    owner.phases.map((phase) => stepOf(phase, part)),
  );
  return owner.steps as readonly Step[];
}

/**
 * The list itself, or one that is equal to it. Steps that need nothing of their own from a state are the same for all,
 * and so are then the lists: what a large machine runs through has to stay in the processor's caches. Only the last few of
 * those that differ are kept, as there may be as many as states.
 */
function sharedSteps(program: Program, phases: readonly Phase[], steps: readonly Step[]): readonly Step[] {
  const lists = (program.steps.get(phases) ?? []) as readonly (readonly Step[])[];
  const known = lists.find((list) => list.every((step, at) => step === steps[at]));
  if (known) return known;
  program.steps.set(phases, [steps, ...lists.slice(0, KEPT_LISTS - 1)]);
  return steps;
}

const KEPT_LISTS = 16;

/** Phases that depend on one field of the state and on nothing else. */
const OF_ONE_FIELD: ReadonlySet<Phase> = new Set([
  'InputPath',
  'Arguments',
  'ResultSelector',
  'ResultPath',
  'Output',
  'Assign',
  'OutputPath',
] as const);

/** Texts above that length are hardly ever the same. */
const LONGEST_SHARED = 200;

/** The step of a phase. Where another state says the same in the field, it is that state's. */
function stepOf(phase: Phase, part: Part): Step {
  const value = part.fields[phase];
  const isShared = OF_ONE_FIELD.has(phase) && part.state.type !== 'Choice' && value !== undefined;
  const text = isShared ? stringifyJson(value) : '';
  if (!isShared || text.length > LONGEST_SHARED) return COMPILERS[phase](part);
  const { stepsByText } = part.program;
  const name = `${part.state.queryLanguage} ${part.place}${phase} ${text}`;
  const step = (stepsByText.get(name) as Step | undefined) ?? COMPILERS[phase](part);
  stepsByText.set(name, step);
  return step;
}

const done = true;

const COMPILERS: Readonly<Record<Phase, (part: Part) => Step>> = {
  enter: () => enter,
  InputPath: ({ fields }) => {
    const read = compileRead(fields.InputPath, ({ stages }) => stages.input);
    return (work, thread, frame) => {
      frame.stages.afterInputPath = read(work, thread, frame);
      return done;
    };
  },
  Parameters: compileParameters,
  Arguments: ({ program, fields: { Arguments = null } }) => {
    const evaluate = compileField(program, Arguments, 'Arguments');
    return (work, thread, frame) => {
      giveToken(work, frame);
      frame.stages.afterArguments = evaluate(work, thread, frame);
      return done;
    };
  },
  Items: ({ state }) => {
    const find = BEHAVIOURS[state.type].items;
    return (work, thread, frame) => {
      find?.(work, thread, frame);
      return done;
    };
  },
  action: ({ program, state }) => BEHAVIOURS[state.type].action(state, program),
  ResultSelector: ({ fields: { ResultSelector = null } }) => {
    const evaluate = compileTemplate(ResultSelector, ({ stages }) => stages.result ?? null);
    return (work, thread, frame) => {
      frame.stages.afterResultSelector = evaluate(work, thread, frame);
      return done;
    };
  },
  ResultPath: compileResultPath,
  Output: (part) => {
    const evaluate = compileByRule(part, 'Output', (value, field) => compileField(part.program, value, field));
    return (work, thread, frame) => {
      const output = evaluate(work, thread, frame);
      if (output !== undefined) frame.stages.output = output;
      return done;
    };
  },
  Assign: (part) => {
    const isJsonata = part.state.queryLanguage === 'JSONata';
    const evaluate = compileByRule(part, 'Assign', (value, field) =>
      isJsonata ? compileField(part.program, value, field) : compileAssignTemplate(value),
    );
    return (work, thread, frame) => {
      const assigned = evaluate(work, thread, frame);
      if (assigned !== undefined) frame.assigned = checkedAssign(work, frame, assigned);
      return done;
    };
  },
  OutputPath: ({ fields }) => {
    const read = compileRead(fields.OutputPath, ({ stages }) => dataOf(stages));
    return (work, thread, frame) => {
      frame.stages.output = read(work, thread, frame);
      return done;
    };
  },
  leave: () => leaveAndPass,
};

/** Phase `leave`: the thread's turn is over. */
export const leaveAndPass: Step = (work, thread, frame) => {
  leave(work, thread, frame);
  work.passTurn();
  return false;
};

function compileParameters({ fields: { Parameters = null, InputPath } }: Part): Step {
  const { evaluate, growth } = compilePathTemplate(Parameters);
  // InputPath may bring in other data than the input, whose size is known.
  const { fixed, copies, levels } = (InputPath === undefined ? growth : undefined) ?? UNKNOWN_GROWTH;
  return (work, thread, frame) => {
    giveToken(work, frame);
    const made = evaluate(work.scope.at(thread, effectiveInputOf(frame.stages)));
    frame.stages.afterParameters = made;
    const bytes = fixed + copies * frame.inputBytes;
    const deepest = levels + (copies > 0 ? frame.inputLevels : 0);
    if (isWithinLimits(work, bytes, deepest)) measure(frame, made, bytes, deepest);
    return done;
  };
}

const UNKNOWN_GROWTH = { fixed: Number.POSITIVE_INFINITY, copies: 0, levels: 0 };

/** InputPath and OutputPath: null stands for an empty object. */
function compileRead(path: Json | undefined, dataFor: (frame: FrameRecord) => Json): Evaluate {
  if (path === null) return () => ({});
  if (path === '$') return (_work, _thread, frame) => dataFor(frame);
  const compiled = compilePath(String(path));
  return (work, thread, frame) => compiled.evaluate(work.scope.at(thread, dataFor(frame)));
}

/** A payload template. */
function compileTemplate(template: Json, dataFor: (frame: FrameRecord) => Json): Evaluate {
  const compiled = compilePathTemplate(template);
  return (work, thread, frame) => compiled.evaluate(work.scope.at(thread, dataFor(frame)));
}

/** In Assign of a JSONPath state `$` is the result, or the data where the state makes none. */
const compileAssignTemplate = (template: Json): Evaluate =>
  compileTemplate(template, ({ stages }) => {
    const { result, afterResultSelector } = stages;
    if (afterResultSelector !== undefined) return afterResultSelector;
    return result !== undefined ? result : effectiveInputOf(stages);
  });

/** A field of a JSONata state; `field` is its place in AWS's notation. */
function compileField({ expressions }: Program, value: Json, field: string): Evaluate {
  const { isStatic, evaluate } = compileJsonataTemplate(value, expressions);
  if (isStatic) return () => value;
  return (work, thread, frame) => {
    const { input, result } = frame.stages;
    const isCaught = frame.catcher !== undefined && frame.failure !== undefined;
    const errorOutput = isCaught && frame.failure ? errorOutputOf(frame.failure) : undefined;
    const scope = work.scope.with(thread, input, isCaught ? undefined : result, errorOutput);
    return evaluate(scope, field, work.info.expressionBudget);
  };
}

/**
 * Output or Assign, which a rule of a Choice may hold in place of the state: a rule that matches brings its own, the
 * state's belong to the Default (the Default is recorded).
 */
function compileByRule(
  { state, fields, place }: Part,
  name: 'Output' | 'Assign',
  compile: (value: Json, field: string) => Evaluate,
): (...args: Parameters<Evaluate>) => Json | undefined {
  const compiled = (value: Json | undefined, field: string) =>
    value === undefined ? undefined : compile(value, field);
  const own = compiled(fields[name], place + name);
  if (state.type !== 'Choice' || place !== '') return own ?? (() => undefined);
  const rules = (fields.Choices as readonly JsonObject[]).map((rule, index) =>
    compiled(rule[name], `Choices[${index}]/${name}`),
  );
  return (work, thread, frame) => {
    const { chosen } = frame;
    return (chosen === undefined || chosen < 0 ? own : rules[chosen])?.(work, thread, frame);
  };
}

function checkedAssign(work: Work, frame: FrameRecord, assigned: Json): JsonObject {
  if (work.isTooLarge(assigned))
    throw new StateFailure(
      'States.DataLimitExceeded',
      whileExecuting(frame.name, frame.enteredEventId) + ASSIGN_TOO_LARGE,
    );
  return isJsonObject(assigned) ? assigned : {};
}

function compileResultPath({ program, fields }: Part): Step {
  const path = fields.ResultPath;
  if (path === null)
    return (_work, _thread, frame) => {
      frame.stages.afterResultPath = frame.stages.input;
      return done;
    };
  const text = String(path);
  if (text === '$')
    return (_work, _thread, frame) => {
      frame.stages.afterResultPath = resultOf(frame);
      return done;
    };
  const place = placementAt(program, text);
  return (work, _thread, frame) => {
    const value = resultOf(frame);
    sizeUp(work, frame, value);
    frame.addedBytes = frame.measuredBytes + text.length + 8;
    // Each level of a path takes two characters at least.
    frame.addedLevels = frame.measuredLevels + text.length / 2;
    if (!place) throw runtimeFailure(frame, `The ResultPath '${text}' is not a reference path.`);
    frame.stages.afterResultPath = place(frame.stages.input, value);
    return done;
  };
}

/** What a ResultPath does; undefined where the text is no path. */
function placementAt({ placements }: Program, text: string): Placement | undefined {
  const known = placements.get(text);
  if (known) return known;
  const { path } = compilePath(text);
  const place = path && compilePlacement(path);
  if (place) placements.set(text, place);
  return place;
}

function resultOf({ stages: { result, afterResultSelector } }: FrameRecord): Json {
  return afterResultSelector !== undefined ? afterResultSelector : (result ?? null);
}

/** A task that waits for a callback gets its token before its parameters are evaluated. */
function giveToken(work: Work, frame: FrameRecord): void {
  const { resource } = frame.state;
  if (!resource || frame.token !== undefined) return;
  if (resource.pattern === 'token' || resource.pattern === 'sync') frame.token = tokenFrom(work.random);
}
