/**
 * A grammar of legal machines: all state types, both query languages, containers inside containers, retries, catches,
 * variables, choice operators. Most transitions lead forwards; a few lead back, so that there are loops.
 */
import type { Json, JsonObject } from '#asl/json';
import type { Dice } from './dice.ts';
import { data, output, type Place, path, template, value } from './random-expressions.ts';

type Fields = Record<string, Json>;

interface Scope extends Place {
  /** The language of the machine, which containers pass on whatever their own is. */
  readonly machineLanguage: 'JSONPath' | 'JSONata';
  readonly depth: number;
  readonly isInDistributed: boolean;
  /** Express executions neither wait for jobs and tokens nor use activities. */
  readonly isExpress: boolean;
  /** Names are unique in the whole machine. */
  readonly name: () => string;
}

interface Spot {
  readonly scope: Scope;
  readonly isJsonata: boolean;
  /** The states to which this one may go. */
  readonly later: readonly string[];
  readonly any: readonly string[];
  /** What this scope may assign. */
  readonly own: readonly string[];
}

/** A random legal machine with an input. */
export function randomMachine(dice: Dice): { readonly definition: JsonObject; readonly input: Json } {
  let count = 0;
  const machineLanguage = dice.chance(0.5) ? 'JSONPath' : 'JSONata';
  const name = (): string => `S${++count}`;
  const scope: Scope = {
    dice,
    variables: [],
    isInMap: false,
    machineLanguage,
    depth: 0,
    isInDistributed: false,
    isExpress: false,
    name,
  };
  const definition = {
    ...(dice.chance(0.2) && { Comment: 'random' }),
    ...(machineLanguage === 'JSONata' || dice.chance(0.2) ? { QueryLanguage: machineLanguage } : {}),
    ...(dice.chance(0.2) && { TimeoutSeconds: dice.between(1, 100) }),
    ...randomScope(scope),
  };
  return { definition, input: data(dice) };
}

function randomScope(outer: Scope): JsonObject {
  const { dice, depth } = outer;
  const own = [`v${depth}a`, `v${depth}b`];
  const names = Array.from({ length: dice.between(1, depth === 0 ? 5 : 3) }, outer.name);
  const states: Fields = {};
  const assigns = dice.chance(0.7);
  const scope = assigns ? { ...outer, variables: [...outer.variables, ...own] } : outer;
  const first = assigns ? outer.name() : undefined;
  if (first !== undefined) states[first] = assigning(outer, own, names[0] as string);
  names.forEach((name, index) => {
    const later = names.slice(index + 1);
    const isJsonata = scope.machineLanguage === 'JSONata' || dice.chance(0.25);
    states[name] = randomState({ scope, isJsonata, later, any: names, own: assigns ? own : [] });
  });
  return { StartAt: first ?? (names[0] as string), States: states };
}

/** A first state that gives the variables of a scope their values. */
function assigning({ machineLanguage, dice }: Scope, own: readonly string[], next: string): JsonObject {
  const [a = 'a', b = 'b'] = own;
  const Assign: JsonObject =
    machineLanguage === 'JSONata'
      ? { [a]: value(dice), [b]: '{% $states.context.State.Name %}' }
      : { [a]: 1, [`${b}.$`]: '$' };
  return { Type: 'Pass', Assign, Next: next };
}

const TYPES = [
  'Pass',
  'Pass',
  'Task',
  'Task',
  'Task',
  'Wait',
  'Choice',
  'Choice',
  'Parallel',
  'Map',
  'Map',
  'Succeed',
  'Fail',
];

function randomState(spot: Spot): JsonObject {
  const { dice, depth, machineLanguage } = spot.scope;
  const isLast = spot.later.length === 0;
  let type = dice.pick(TYPES);
  if (depth >= 2 && (type === 'Map' || type === 'Parallel')) type = 'Pass';
  if (isLast && type === 'Choice') type = 'Succeed';
  // Every state can be reached and ends somewhere, as AWS demands: the way from each leads to the next.
  if (!isLast && (type === 'Succeed' || type === 'Fail')) type = 'Pass';
  const language = spot.isJsonata && machineLanguage === 'JSONPath' ? { QueryLanguage: 'JSONata' } : {};
  return { Type: type, ...language, ...STATES[type]?.(spot) };
}

const transition = ({ later }: Spot): JsonObject => (later.length > 0 ? { Next: later[0] as string } : { End: true });

const sometimes = (dice: Dice, probability: number, make: () => JsonObject): JsonObject =>
  dice.chance(probability) ? make() : {};

/** The fields around the action. */
function around(spot: Spot, parameters: boolean, results: boolean): JsonObject {
  const { scope, isJsonata, own } = spot;
  const { dice } = scope;
  const extra = results ? ['$states.result', '$string($states.result)'] : [];
  const [variable = ''] = own;
  if (isJsonata) {
    return {
      ...sometimes(dice, 0.4, () => ({ Output: output(scope, extra) })),
      ...sometimes(dice, own.length > 0 ? 0.2 : 0, () => ({ Assign: { [variable]: output(scope, extra) } })),
    };
  }
  return {
    ...sometimes(dice, 0.1, () => ({ InputPath: dice.chance(0.1) ? null : path(scope) })),
    ...sometimes(dice, parameters ? 0.3 : 0, () => ({ Parameters: template(scope) })),
    ...sometimes(dice, results ? 0.2 : 0, () => ({ ResultSelector: { 'r.$': '$', 'e.$': 'States.JsonToString($)' } })),
    ...sometimes(dice, results || parameters ? 0.5 : 0, () => ({
      ResultPath: dice.pick([null, '$', '$.r', '$.o.r', '$.r.r.r', '$.list[0]']),
    })),
    ...sometimes(dice, 0.1, () => ({ OutputPath: dice.chance(0.1) ? null : path(scope) })),
    ...sometimes(dice, own.length > 0 ? 0.2 : 0, () => ({ Assign: { [`${variable}.$`]: path(scope) } })),
  };
}

const ERRORS = [
  'E1',
  'E2',
  'States.TaskFailed',
  'States.Timeout',
  'States.HeartbeatTimeout',
  'States.QueryEvaluationError',
];

function handling(spot: Spot): JsonObject {
  const { scope, isJsonata, any, own } = spot;
  const { dice } = scope;
  const retrier = (ErrorEquals: string[]): JsonObject => ({
    ErrorEquals,
    ...sometimes(dice, 0.5, () => ({ IntervalSeconds: dice.between(1, 9) })),
    MaxAttempts: dice.between(0, 3),
    ...sometimes(dice, 0.5, () => ({ BackoffRate: dice.pick([1, 1.5, 2]) })),
    ...sometimes(dice, 0.3, () => ({ MaxDelaySeconds: dice.between(10, 20) })),
    ...sometimes(dice, 0.3, () => ({ JitterStrategy: dice.pick(['FULL', 'NONE']) })),
  });
  const catcher = (ErrorEquals: string[]): JsonObject => ({
    ErrorEquals,
    Next: spot.later[0] ?? dice.pick(any),
    ...(isJsonata
      ? {
          ...sometimes(dice, 0.4, () => ({
            Output: output(scope, ['$states.errorOutput', '$states.errorOutput.Cause']),
          })),
          ...sometimes(dice, own.length > 0 ? 0.3 : 0, () => ({
            Assign: { [own[0] ?? '']: '{% $states.errorOutput %}' },
          })),
        }
      : sometimes(dice, 0.6, () => ({ ResultPath: dice.pick([null, '$', '$.error', '$.o.e']) }))),
  });
  const some = (): string[] => [...new Set([dice.pick(ERRORS), dice.pick(ERRORS)])];
  return {
    ...sometimes(dice, 0.5, () => ({
      Retry: [...(dice.chance(0.5) ? [retrier(some())] : []), retrier(['States.ALL'])],
    })),
    ...sometimes(dice, 0.5, () => ({
      Catch: [...(dice.chance(0.5) ? [catcher(some())] : []), catcher(['States.ALL'])],
    })),
  };
}

const STATES: Readonly<Record<string, (spot: Spot) => JsonObject>> = {
  Pass: (spot) => {
    const { dice } = spot.scope;
    const result = spot.isJsonata
      ? {}
      : sometimes(dice, 0.4, () => ({ Result: dice.chance(0.5) ? data(dice) : value(dice) }));
    return { ...result, ...around(spot, true, false), ...transition(spot) };
  },
  Task: (spot) => ({ ...randomTask(spot), ...around(spot, false, true), ...handling(spot), ...transition(spot) }),
  Wait: (spot) => ({ ...randomWait(spot), ...around(spot, false, false), ...transition(spot) }),
  Choice: randomChoice,
  Parallel: (spot) => ({
    Branches: Array.from({ length: spot.scope.dice.between(1, 3) }, () =>
      randomScope({ ...spot.scope, depth: spot.scope.depth + 1 }),
    ),
    ...around(spot, true, true),
    ...(spot.isJsonata && sometimes(spot.scope.dice, 0.3, () => ({ Arguments: output(spot.scope) }))),
    ...handling(spot),
    ...transition(spot),
  }),
  Map: (spot) => ({ ...randomMap(spot), ...around(spot, false, true), ...handling(spot), ...transition(spot) }),
  Succeed: (spot) =>
    spot.isJsonata
      ? sometimes(spot.scope.dice, 0.4, () => ({ Output: output(spot.scope) }))
      : sometimes(spot.scope.dice, 0.2, () => ({ OutputPath: path(spot.scope) })),
  Fail: (spot) => {
    const { dice } = spot.scope;
    if (spot.isJsonata)
      return { Error: dice.pick(['E1', '{% "E" & "2" %}']), Cause: dice.pick(['why', '{% $states.input.s %}']) };
    return {
      ...(dice.chance(0.6) ? { Error: 'E1' } : { ErrorPath: dice.pick(['$.s', "States.Format('{}', $.s)", '$.n']) }),
      ...(dice.chance(0.6) ? { Cause: 'why' } : { CausePath: dice.pick(['$.s', 'States.UUID()', '$.nope']) }),
    };
  },
};

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:work';
const LAMBDA = 'arn:aws:states:::lambda:invoke';

function randomTask({ scope, isJsonata }: Spot): JsonObject {
  const { dice } = scope;
  const own = isJsonata ? 'Arguments' : 'Parameters';
  const payload = (name: string): JsonObject => (isJsonata ? { [name]: output(scope) } : { [name]: template(scope) });
  const token = isJsonata ? { token: '{% $states.context.Task.Token %}' } : { 'token.$': '$$.Task.Token' };
  const answered: readonly JsonObject[] = [
    { Resource: FUNCTION, ...(dice.chance(0.5) && payload(own)) },
    { Resource: LAMBDA, [own]: { FunctionName: FUNCTION, ...payload('Payload') } },
  ];
  const waiting: readonly JsonObject[] = [
    {
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      [own]: { QueueUrl: 'https://q', MessageBody: token },
    },
    {
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      [own]: { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:Child', ...payload('Input') },
    },
    { Resource: 'arn:aws:states:us-east-1:123456789012:activity:act' },
  ];
  const work = dice.pick(scope.isExpress ? answered : [...answered, ...waiting]);
  const times = dice.pick<JsonObject>([
    {},
    {},
    { TimeoutSeconds: dice.between(5, 60) },
    { TimeoutSeconds: 60, HeartbeatSeconds: dice.between(1, 30) },
    isJsonata ? { TimeoutSeconds: '{% 5 + 5 %}' } : { TimeoutSecondsPath: '$.n' },
  ]);
  return { ...work, ...times };
}

function randomWait({ scope: { dice }, isJsonata }: Spot): JsonObject {
  const fixed: JsonObject[] = [{ Seconds: dice.between(0, 50) }, { Timestamp: '2026-01-01T00:00:09Z' }];
  const computed: JsonObject[] = isJsonata
    ? [{ Seconds: '{% $states.input.n %}' }, { Timestamp: '{% $states.input.t %}' }]
    : [{ SecondsPath: '$.n' }, { TimestampPath: '$.t' }];
  return dice.pick([...fixed, ...fixed, ...computed]);
}

function randomChoice(spot: Spot): JsonObject {
  const { scope, isJsonata, later, any, own } = spot;
  const { dice } = scope;
  const target = (): string => (dice.chance(0.15) ? dice.pick(any) : dice.pick(later));
  const rule = (_: unknown, index: number): JsonObject => ({
    ...(isJsonata ? { Condition: dice.pick(CONDITIONS) } : comparison(scope, 2)),
    Next: index === 0 ? (later[0] as string) : target(),
    ...sometimes(dice, own.length > 0 ? 0.2 : 0, () =>
      isJsonata ? { Assign: { [own[0] ?? '']: output(scope) } } : { Assign: { [`${own[0]}.$`]: path(scope) } },
    ),
    ...sometimes(dice, isJsonata ? 0.2 : 0, () => ({ Output: output(scope) })),
  });
  return {
    Choices: Array.from({ length: dice.between(1, 3) }, rule),
    ...sometimes(dice, 0.9, () => ({ Default: target() })),
  };
}

const CONDITIONS: readonly Json[] = [
  '{% $states.input.n > 2 %}',
  '{% $exists($states.input.nope) %}',
  '{% $states.input.s = "text" and true %}',
  '{% $count($states.input.list) > 1 %}',
  '{% $random() > 0.5 %}',
  '{% $boolean($states.input.b) %}',
  true,
];

const OPERATORS: readonly (readonly [string, Json])[] = [
  ['NumericEquals', 3],
  ['NumericLessThan', 3],
  ['NumericGreaterThanEqualsPath', '$.n'],
  ['StringEquals', 'text'],
  ['StringMatches', 'a*'],
  ['StringLessThanPath', '$.s'],
  ['BooleanEquals', true],
  ['TimestampLessThan', '2026-01-01T00:00:05Z'],
  ['TimestampEqualsPath', '$.t'],
  ['IsPresent', true],
  ['IsNull', false],
  ['IsNumeric', true],
  ['IsString', true],
  ['IsBoolean', false],
  ['IsTimestamp', true],
];

function comparison(place: Place, depth: number): JsonObject {
  const { dice } = place;
  const inner = (): JsonObject => comparison(place, depth - 1);
  if (depth > 0 && dice.chance(0.2)) return { And: [inner(), inner()] };
  if (depth > 0 && dice.chance(0.2)) return { Or: [inner(), inner()] };
  if (depth > 0 && dice.chance(0.2)) return { Not: inner() };
  const [operator, operand] = dice.pick(OPERATORS);
  return { Variable: dice.pick(['$.n', '$.s', '$.b', '$.t', '$.list[0].k', '$.o']), [operator]: operand };
}

function randomMap({ scope, isJsonata }: Spot): JsonObject {
  const { dice } = scope;
  const isDistributed = !scope.isInDistributed && dice.chance(0.3);
  const ExecutionType = dice.pick(['STANDARD', 'EXPRESS']);
  const inner: Scope = {
    ...scope,
    depth: scope.depth + 1,
    isInMap: true,
    isInDistributed: scope.isInDistributed || isDistributed,
    isExpress: scope.isExpress || (isDistributed && ExecutionType === 'EXPRESS'),
    variables: isDistributed ? [] : scope.variables,
  };
  const config = isDistributed ? { Mode: 'DISTRIBUTED', ExecutionType } : { Mode: 'INLINE' };
  const items: JsonObject = isJsonata
    ? { Items: dice.pick<Json>(['{% $states.input.list %}', '{% [1..4] %}', [1, { k: 2 }, null]]) }
    : { ItemsPath: dice.pick(['$.list', '$.list', '$.list[*].k', '$$.Execution.Input.list']) };
  const selector = (): Json =>
    isJsonata
      ? { item: '{% $states.context.Map.Item.Value %}', n: 1 }
      : { 'item.$': '$$.Map.Item.Value', 'n.$': '$$.Map.Item.Index' };
  return {
    ItemProcessor: { ...(isDistributed || dice.chance(0.5) ? { ProcessorConfig: config } : {}), ...randomScope(inner) },
    ...(isDistributed && dice.chance(0.4) ? { ItemReader: randomReader(dice, isJsonata) } : items),
    ...sometimes(dice, 0.4, () => ({ ItemSelector: selector() })),
    ...sometimes(dice, 0.5, () => ({ MaxConcurrency: dice.between(0, 3) })),
    ...(isDistributed && {
      ...sometimes(dice, 0.3, () => ({ ToleratedFailureCount: dice.between(0, 2) })),
      ...sometimes(dice, 0.3, () => ({ ToleratedFailurePercentage: dice.between(0, 100) })),
      ...sometimes(dice, 0.3, () => ({ ItemBatcher: { MaxItemsPerBatch: dice.between(1, 3) } })),
      ...sometimes(dice, 0.3, () => ({ Label: scope.name() })),
      ...sometimes(dice, 0.3, () => ({ ResultWriter: randomWriter(dice, isJsonata) })),
    }),
  };
}

function randomReader(dice: Dice, isJsonata: boolean): JsonObject {
  return {
    Resource: 'arn:aws:states:::s3:getObject',
    [isJsonata ? 'Arguments' : 'Parameters']: { Bucket: 'b', Key: 'k' },
    ReaderConfig: { InputType: 'JSONL', ...sometimes(dice, 0.3, () => ({ MaxItems: dice.between(1, 5) })) },
  };
}

function randomWriter(dice: Dice, isJsonata: boolean): JsonObject {
  const place = {
    Resource: 'arn:aws:states:::s3:putObject',
    [isJsonata ? 'Arguments' : 'Parameters']: { Bucket: 'b' },
  };
  const Transformation = dice.pick(['NONE', 'COMPACT', 'FLATTEN']);
  return { ...(dice.chance(0.7) && place), WriterConfig: { OutputType: dice.pick(['JSON', 'JSONL']), Transformation } };
}
