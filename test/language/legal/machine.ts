/**
 * Random legal machines over the whole of the language, made from its tables: every field of every state and object,
 * both query languages, choice operators, kinds of item readers, service integrations. They are to be judged, not run:
 * the machines of the interpreter's tests are those that run.
 */
import type { Json, JsonObject } from '#asl/json';
import { choiceOperators, findField, objectSpecs, type StateSpec, stateSpecs } from '#asl/spec';
import type { Dice } from '../../interpreter/dice.ts';
import { output, path } from '../../interpreter/random-expressions.ts';
import { legalCall } from './calls.ts';
import { type Fields, legalObject, legalValue, type Spot } from './objects.ts';

interface Scope extends Omit<Spot, 'language' | 'targets'> {
  /** The language of the machine, which the states inside others take, too. */
  readonly machineLanguage: Spot['language'];
  readonly depth: number;
  readonly mayBeDistributed: boolean;
  readonly isExpress: boolean;
}

/** A machine that AWS would take, as far as we know. */
export function legalMachine(dice: Dice): JsonObject {
  let count = 0;
  const machineLanguage = dice.pick<Spot['language']>(['JSONPath', 'JSONata']);
  const scope: Scope = {
    dice,
    variables: [],
    own: [],
    isInMap: false,
    isDistributed: false,
    name: () => `S${++count}`,
    machineLanguage,
    depth: 0,
    mayBeDistributed: true,
    isExpress: false,
  };
  return {
    ...(machineLanguage === 'JSONata' || dice.chance(0.3) ? { QueryLanguage: machineLanguage } : {}),
    ...(dice.chance(0.3) ? { Comment: 'Made by dice' } : {}),
    ...(dice.chance(0.3) ? { Version: '1.0' } : {}),
    ...(dice.chance(0.3) ? { TimeoutSeconds: dice.pick([0, 1, 99_999_999]) } : {}),
    ...legalScope(scope),
  };
}

/** A chain of states, each of which leads on, now and then elsewhere, too. The first one assigns what the others read. */
function legalScope(outer: Scope): JsonObject {
  const { dice, depth, name } = outer;
  const own = [`v${depth}`, `größe_${depth}`];
  const first = name();
  const names = Array.from({ length: dice.between(1, depth === 0 ? 6 : 2) }, name);
  const states: Fields = {
    [first]: { Type: 'Pass', Assign: { [own[0] ?? '']: 1, [own[1] ?? '']: ['x'] }, Next: names[0] ?? '' },
  };
  const scope = { ...outer, own, variables: [...outer.variables, ...own] };
  names.forEach((each, index) => {
    states[each] = legalState(scope, names.slice(index + 1), names);
  });
  return { StartAt: first, States: states };
}

type Type = StateSpec['type'];

/** What may follow, and what may not. */
function legalState(scope: Scope, later: readonly string[], all: readonly string[]): JsonObject {
  const { dice, machineLanguage, depth } = scope;
  const isLast = later.length === 0;
  const language = machineLanguage === 'JSONata' || dice.chance(0.3) ? 'JSONata' : 'JSONPath';
  const steps: readonly Type[] = ['Task', 'Task', 'Pass', 'Wait', ...(depth < 2 ? (['Map', 'Parallel'] as const) : [])];
  const type = dice.pick<Type>([...steps, ...(isLast ? (['Succeed', 'Fail'] as const) : (['Choice'] as const))]);
  const spot: Spot = { ...scope, language, targets: isLast ? all : later };
  const isSaid = language !== machineLanguage || dice.chance(0.2);
  const head: Fields = { Type: type, ...(isSaid ? { QueryLanguage: language } : {}) };
  const [next = ''] = later;
  const way: Fields =
    type === 'Choice' || type === 'Succeed' || type === 'Fail' ? {} : isLast ? { End: true } : { Next: next };
  const extra = EXTRAS[type]?.(spot, scope, next) ?? {};
  const isDistributed = type === 'Map' && isDistributedIn(extra);
  return legalObject(stateSpecs[type], { ...spot, isDistributed }, { ...head, ...extra, ...way });
}

const isDistributedIn = ({ ItemProcessor }: Fields): boolean =>
  JSON.stringify((ItemProcessor as JsonObject | undefined)?.ProcessorConfig ?? {}).includes('DISTRIBUTED');

/** What the tables alone do not say of a type. */
const EXTRAS: Readonly<Partial<Record<Type, (spot: Spot, scope: Scope, next: string) => Fields>>> = {
  Choice: (spot, _, next) => ({
    // The first rule leads on, so that every state can be reached.
    Choices: [next, next, next]
      .slice(0, spot.dice.between(1, 3))
      .map((each, index) => rule(spot, index > 0 && spot.dice.chance(0.5) ? spot.dice.pick(spot.targets) : each)),
    ...(spot.dice.chance(0.8) ? { Default: spot.dice.pick(spot.targets) } : {}),
  }),
  Map: (spot, scope) => ({ [spot.dice.chance(0.9) ? 'ItemProcessor' : 'Iterator']: processor(scope) }),
  Parallel: (_, scope) => ({
    Branches: Array.from({ length: scope.dice.between(1, 3) }, () => ({
      ...(scope.dice.chance(0.2) ? { Comment: 'A branch' } : {}),
      ...legalScope({ ...scope, depth: scope.depth + 1 }),
    })),
  }),
  Task: (spot, { isExpress }) => resource(spot, isExpress),
};

const WAITS = /\.(?:sync(?::2)?|waitForTaskToken)$/;

function resource(spot: Spot, isExpress: boolean): Fields {
  const { dice } = spot;
  if (dice.chance(0.3)) {
    const functions = ['arn:aws:lambda:us-east-1:123456789012:function:f:PROD', '${FunctionArn}'];
    return {
      Resource: dice.pick([...functions, ...(isExpress ? [] : ['arn:aws:states:us-east-1:123456789012:activity:a'])]),
    };
  }
  for (;;) {
    const call = legalCall(spot);
    if (!isExpress || !WAITS.test(call.Resource as string)) return call;
  }
}

function processor(scope: Scope): JsonObject {
  const { dice } = scope;
  const isDistributed = scope.mayBeDistributed && dice.chance(0.5);
  const ExecutionType = dice.pick(['STANDARD', 'EXPRESS']);
  const isExpress = scope.isExpress || (isDistributed && ExecutionType === 'EXPRESS');
  const inner: Scope = {
    ...scope,
    isInMap: true,
    depth: scope.depth + 1,
    isExpress,
    mayBeDistributed: scope.mayBeDistributed && !isExpress,
    // The children of a distributed Map see no variables from outside.
    variables: isDistributed ? [] : scope.variables,
  };
  const config = isDistributed ? { Mode: 'DISTRIBUTED', ExecutionType } : dice.pick<Fields>([{}, { Mode: 'INLINE' }]);
  return { ...(isDistributed || dice.chance(0.5) ? { ProcessorConfig: config } : {}), ...legalScope(inner) };
}

function rule(spot: Spot, next: string): JsonObject {
  const { dice, language } = spot;
  const more: Fields = {
    ...(dice.chance(0.2) ? { Comment: 'A rule' } : {}),
    ...(dice.chance(0.2) && spot.own[0] !== undefined ? { Assign: { [spot.own[0]]: 2 } } : {}),
    Next: next,
  };
  if (language === 'JSONPath') return { ...comparison(spot, 2), ...more };
  const Condition = dice.pick<Json>([
    true,
    false,
    '{% $states.input.n > 2 and $exists($states.input.s) %}',
    '{%$random() > 0.5%}',
  ]);
  return { Condition, ...(dice.chance(0.2) ? { Output: output(spot) } : {}), ...more };
}

function comparison(spot: Spot, depth: number): JsonObject {
  const { dice } = spot;
  const inner = (): JsonObject => comparison(spot, depth - 1);
  if (depth > 0 && dice.chance(0.3))
    return dice.pick([{ And: [inner(), inner()] }, { Or: [inner()] }, { Not: inner() }]);
  const operator = dice.pick(choiceOperators);
  const spec = objectSpecs.ChoiceRule;
  const field = spec && findField(spec, operator.name);
  return { Variable: path(spot), ...(field ? { [operator.name]: legalValue(field, spot) } : {}) };
}
