/**
 * From a definition to a program: links states, resolves targets and orders phases. It refuses only what the
 * engine cannot run; whether AWS would accept the definition is for the rules of the language layer to say.
 */
import { type QueryLanguage, STATE_TYPES, type StateType } from '#asl';
import { noNormalValues, sharedExpressions } from '#asl/expressions';
import { isJsonArray, isJsonObject, type Json, numberOf } from '#asl/json';
import { nearestName } from '#asl/nearest-name';
import { iterationOf, stateEntered, stateExited } from '../event-kinds.ts';
import { isTooDeep, MAX_NESTING } from '../limits.ts';
import { emptySizes } from '../sizes.ts';
import type { Phase } from '../snapshot.ts';
import { catchPhasesOf, phasesOf } from './pipeline.ts';
import { eventsToNextTask } from './plain-task.ts';
import type {
  Catcher,
  CompileResult,
  Fields,
  Program,
  ProgramProblem,
  ProgramScope,
  ProgramState,
  Retrier,
} from './program.ts';
import { type TaskResource, taskResource } from './task-resource.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

interface Compilation {
  readonly queryLanguage: QueryLanguage;
  readonly states: Map<string, ProgramState>;
  readonly problems: ProgramProblem[];
  /** The lists of phases so far: states whose phases are the same share one, which keeps large machines small. */
  readonly flows: Map<string, readonly Phase[]>;
  /** The Resources so far, by their text. */
  readonly resources: Map<string, TaskResource>;
  /** States that are there but broken, by scope: leading to one of them is no further problem. */
  readonly broken: Map<ProgramScope['byName'], Set<string>>;
}

/**
 * Compiles a definition, or says where it cannot run.
 *
 * @example
 * const { program, problems } = compileProgram({ StartAt: 'A', States: { A: { Type: 'Succeed' } } });
 */
export function compileProgram(definition: Json): CompileResult {
  if (!isJsonObject(definition)) {
    return { program: undefined, problems: [{ pointer: '/', message: 'A state machine has to be a JSON object.' }] };
  }
  if (isTooDeep(definition)) {
    const message = `The definition is nested deeper than ${MAX_NESTING} levels. Deep parts can be state machines of their own.`;
    return { program: undefined, problems: [{ pointer: '/', message }] };
  }
  const queryLanguage = languageOf(definition.QueryLanguage, 'JSONPath');
  const compilation: Compilation = {
    queryLanguage,
    states: new Map(),
    problems: [],
    flows: new Map(),
    resources: new Map(),
    broken: new Map(),
  };
  const scope = compileScope(compilation, definition, 'machine', '/', 0, undefined);
  const [problem, ...more] = compilation.problems;
  if (problem) return { program: undefined, problems: [problem, ...more] };
  // A scope that could not be compiled has said why.
  if (!scope) return { program: undefined, problems: [{ pointer: '/', message: 'The state machine cannot run.' }] };
  const timeoutSeconds = numberOf(definition.TimeoutSeconds);
  const program: Program = {
    definition,
    queryLanguage,
    timeoutSeconds,
    scope,
    states: compilation.states,
    placements: new Map(),
    stepsByText: new Map(),
    steps: new Map(),
    expressions: sharedExpressions(),
    sizes: emptySizes(),
    seen: noNormalValues(),
  };
  return { program, problems: [] };
}

/** Only the exact text "JSONPath" means JSONPath (measured on AWS). */
function languageOf(value: Json | undefined, otherwise: QueryLanguage): QueryLanguage {
  if (value === undefined || value === null) return otherwise;
  return value === 'JSONPath' ? 'JSONPath' : 'JSONata';
}

function compileScope(
  compilation: Compilation,
  fields: Json | undefined,
  kind: ProgramScope['kind'],
  pointer: string,
  index: number,
  owner: ProgramState | undefined,
): ProgramScope | undefined {
  const { problems } = compilation;
  const inside = (field: string) => (pointer === '/' ? `/${field}` : `${pointer}/${field}`);
  if (!isJsonObject(fields)) {
    problems.push({ pointer, message: 'A JSON object with StartAt and States has to stand here.' });
    return undefined;
  }
  if (!isJsonObject(fields.States) || Object.keys(fields.States).length === 0) {
    problems.push({
      pointer: fields.States === undefined ? pointer : inside('States'),
      message: 'States has to be an object with at least one state.',
    });
    return undefined;
  }
  const byName = new Map<string, ProgramState>();
  const scope = { kind, pointer, index, owner, byName } as unknown as Mutable<ProgramScope>;
  for (const [name, state] of Object.entries(fields.States))
    declareState(compilation, name, state, `${inside('States')}/${name}`, scope);
  compilation.broken.set(byName, new Set(Object.keys(fields.States).filter((name) => !byName.has(name))));
  for (const state of byName.values()) linkState(compilation, state);
  const start = resolve(compilation, fields.StartAt, byName, inside('StartAt'), 'StartAt');
  if (!start) return undefined;
  scope.start = start;
  return scope;
}

function declareState(
  compilation: Compilation,
  name: string,
  fields: Json,
  pointer: string,
  scope: ProgramScope,
): void {
  if (!isJsonObject(fields)) {
    compilation.problems.push({ pointer, message: `State '${name}' has to be a JSON object.` });
    return;
  }
  const type = STATE_TYPES.find((known) => known === fields.Type);
  if (!type) {
    const types = STATE_TYPES.join(', ');
    compilation.problems.push({
      pointer: fields.Type === undefined ? pointer : `${pointer}/Type`,
      message: `The Type of state '${name}' has to be one of ${types}.`,
    });
    return;
  }
  const queryLanguage = languageOf(fields.QueryLanguage, compilation.queryLanguage);
  const state: ProgramState = {
    pointer,
    name,
    type,
    queryLanguage,
    phases: sharedFlow(compilation, phasesOf(type, queryLanguage, fields)),
    steps: undefined,
    enteredEvent: stateEntered(`${type}StateEntered`, name),
    exitedEvent: type === 'Fail' ? undefined : stateExited(`${type}StateExited`, name),
    next: undefined,
    resource: type === 'Task' ? sharedResource(compilation, fields.Resource) : undefined,
    toNextTask: undefined,
    result: undefined,
    fields,
    scope,
    scopes: [],
    targets: [],
    iterationEvents: type === 'Map' ? iterationEvents(name) : undefined,
    retriers: compileRetriers(fields.Retry),
    catchers: [],
    compiled: new Map(),
  };
  (scope.byName as Map<string, ProgramState>).set(name, state);
  compilation.states.set(pointer, state);
}

const iterationEvents = (name: string): ProgramState['iterationEvents'] => ({
  started: iterationOf('MapIterationStarted', name),
  succeeded: iterationOf('MapIterationSucceeded', name),
});

function sharedFlow({ flows }: Compilation, phases: readonly Phase[]): readonly Phase[] {
  const name = phases.join();
  const known = flows.get(name) ?? phases;
  flows.set(name, known);
  return known;
}

function sharedResource({ resources }: Compilation, text: Json | undefined): TaskResource | undefined {
  if (typeof text !== 'string') return undefined;
  const known = resources.get(text) ?? taskResource(text);
  resources.set(text, known);
  return known;
}

function linkState(compilation: Compilation, state: ProgramState): void {
  const { fields, pointer } = state;
  const open = state as Mutable<ProgramState>;
  const byName = state.scope.byName;
  if (fields.Next !== undefined && state.type !== 'Choice')
    open.next = resolve(compilation, fields.Next, byName, `${pointer}/Next`, 'Next');
  open.toNextTask = eventsToNextTask(state);
  open.catchers = compileCatchers(compilation, state);
  open.scopes = compileScopes(compilation, state);
  NEEDS[state.type]?.(compilation, state);
}

/** What the engine cannot do without, by state type. */
const NEEDS: Readonly<Partial<Record<StateType, (compilation: Compilation, state: ProgramState) => void>>> = {
  Task: needTransition,
  Pass: needTransition,
  Wait: needTransition,
  Parallel: needTransition,
  Map: needTransition,
  Choice: needRules,
};

function needTransition({ problems }: Compilation, { fields, name, pointer, type }: ProgramState): void {
  if (fields.Next === undefined && fields.End !== true) {
    problems.push({ pointer, message: `State '${name}' needs either "Next" with the name of a state or "End": true.` });
  }
  if (type === 'Task' && typeof fields.Resource !== 'string') {
    problems.push({
      pointer,
      message: `Task state '${name}' needs a Resource: the ARN of a service integration, function or activity.`,
    });
  }
  if (
    type === 'Wait' &&
    ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'].every((field) => fields[field] === undefined)
  ) {
    problems.push({ pointer, message: `Wait state '${name}' needs Seconds, SecondsPath, Timestamp or TimestampPath.` });
  }
}

function needRules(compilation: Compilation, state: ProgramState): void {
  const { fields, name, pointer, scope } = state;
  const { problems } = compilation;
  if (!isJsonArray(fields.Choices) || fields.Choices.length === 0) {
    problems.push({ pointer, message: `Choice state '${name}' needs Choices: a list of at least one rule.` });
    return;
  }
  const open = state as Mutable<ProgramState>;
  open.targets = fields.Choices.map((rule, index) => {
    const at = `${pointer}/Choices[${index}]`;
    if (isJsonObject(rule)) return resolve(compilation, rule.Next, scope.byName, `${at}/Next`, 'Next');
    problems.push({ pointer: at, message: 'A choice rule has to be a JSON object.' });
    return undefined;
  });
  if (fields.Default !== undefined)
    open.next = resolve(compilation, fields.Default, scope.byName, `${pointer}/Default`, 'Default');
}

function compileScopes(compilation: Compilation, state: ProgramState): readonly ProgramScope[] {
  const { fields, pointer, name } = state;
  if (state.type === 'Parallel') {
    if (!isJsonArray(fields.Branches) || fields.Branches.length === 0) {
      compilation.problems.push({
        pointer,
        message: `Parallel state '${name}' needs Branches: a list of at least one branch.`,
      });
      return [];
    }
    return fields.Branches.flatMap(
      (branch, index) =>
        compileScope(compilation, branch, 'branch', `${pointer}/Branches[${index}]`, index, state) ?? [],
    );
  }
  if (state.type !== 'Map') return [];
  const field = fields.ItemProcessor === undefined && fields.Iterator !== undefined ? 'Iterator' : 'ItemProcessor';
  if (fields[field] === undefined) {
    compilation.problems.push({
      pointer,
      message: `Map state '${name}' needs an ItemProcessor with StartAt and States.`,
    });
    return [];
  }
  const scope = compileScope(compilation, fields[field], 'processor', `${pointer}/${field}`, 0, state);
  return scope ? [scope] : [];
}

function compileCatchers(compilation: Compilation, state: ProgramState): readonly Catcher[] {
  const list = state.fields.Catch;
  if (!isJsonArray(list)) return [];
  return list.flatMap((fields, index) => {
    if (!isJsonObject(fields)) return [];
    const next = resolve(compilation, fields.Next, state.scope.byName, `${state.pointer}/Catch[${index}]/Next`, 'Next');
    return next
      ? [
          {
            errors: namesIn(fields.ErrorEquals),
            fields,
            phases: catchPhasesOf(state.queryLanguage, fields),
            steps: undefined,
            next,
          },
        ]
      : [];
  });
}

function compileRetriers(list: Json | undefined): readonly Retrier[] {
  if (!isJsonArray(list)) return [];
  return list.filter(isJsonObject).map((fields: Fields) => ({
    errors: namesIn(fields.ErrorEquals),
    intervalSeconds: numberOf(fields.IntervalSeconds) ?? 1,
    maxAttempts: numberOf(fields.MaxAttempts) ?? 3,
    backoffRate: numberOf(fields.BackoffRate) ?? 2,
    maxDelaySeconds: numberOf(fields.MaxDelaySeconds),
    fullJitter: fields.JitterStrategy === 'FULL',
  }));
}

const namesIn = (list: Json | undefined): readonly string[] =>
  isJsonArray(list) ? list.filter((name): name is string => typeof name === 'string') : [];

function resolve(
  { problems, broken }: Compilation,
  target: Json | undefined,
  byName: ReadonlyMap<string, ProgramState>,
  pointer: string,
  field: string,
): ProgramState | undefined {
  if (typeof target !== 'string') {
    problems.push({ pointer, message: `${field} has to be the name of a state of the same scope.` });
    return undefined;
  }
  const state = byName.get(target);
  if (!state && !broken.get(byName)?.has(target)) {
    const near = nearestName(target, [...byName.keys()]);
    problems.push({
      pointer,
      message: `${field} names state '${target}', which does not exist in this scope.${near ? ` Did you mean '${near}'?` : ''}`,
    });
  }
  return state;
}
