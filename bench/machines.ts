/**
 * The machines that are measured, each in JSONPath and in JSONata with the same states and the same output: a chain
 * of Pass states, a counting loop, an inline Map, a Parallel of chains, a chain of Tasks.
 */
import type { Json, JsonObject } from '#asl/json';

export type Language = 'JSONPath' | 'JSONata';

/** The function behind the Tasks. */
export const RESOURCE = 'arn:aws:lambda:us-east-1:123456789012:function:add-one';
const SLOTS = 10;

/** The result that Pass number `n` of a chain puts into its slot. */
export const slotOf = (n: number): string => `s${n % SLOTS}`;
export const resultOf = (n: number): JsonObject => ({ ok: true, n });

type States = Record<string, JsonObject>;

/** `count` states one after the other. */
function chain(count: number, stateOf: (n: number) => JsonObject): JsonObject {
  const states: States = {};
  for (let n = 0; n < count; n++)
    states[`S${n}`] = { ...stateOf(n), ...(n === count - 1 ? { End: true } : { Next: `S${n + 1}` }) };
  return { StartAt: 'S0', States: states };
}

const pass: Readonly<Record<Language, (n: number) => JsonObject>> = {
  JSONPath: (n) => ({ Type: 'Pass', Result: resultOf(n), ResultPath: `$.results.${slotOf(n)}` }),
  JSONata: (n) => ({
    Type: 'Pass',
    Output: { results: `{% $merge([$states.input.results, {'${slotOf(n)}': {'ok': true, 'n': ${n}}}]) %}` },
  }),
};

/** A chain of Pass states that each put their result into one of ten slots. */
export const passChain = (language: Language, count: number): JsonObject => ({
  QueryLanguage: language,
  ...chain(count, pass[language]),
});

/** Counts from 0 to `count`: a Choice and a Pass per round. */
export function countingLoop(language: Language, count: number): JsonObject {
  const isPath = language === 'JSONPath';
  const rule: JsonObject = isPath
    ? { Variable: '$.i', NumericLessThan: count, Next: 'Add' }
    : { Condition: `{% $states.input.i < ${count} %}`, Next: 'Add' };
  const add: JsonObject = isPath
    ? { Parameters: { 'i.$': 'States.MathAdd($.i, 1)' } }
    : { Output: { i: '{% $states.input.i + 1 %}' } };
  return {
    QueryLanguage: language,
    StartAt: 'Check',
    States: {
      Check: { Type: 'Choice', Choices: [rule], Default: 'Done' },
      Add: { Type: 'Pass', ...add, Next: 'Check' },
      Done: { Type: 'Succeed' },
    },
  };
}

/** Three states per item: pick members of the item, look at one, say which it was. */
export function inlineMap(language: Language): JsonObject {
  const isPath = language === 'JSONPath';
  const size = (name: string): JsonObject =>
    isPath
      ? { Type: 'Pass', Result: name, ResultPath: '$.size', End: true }
      : {
          Type: 'Pass',
          Output: { id: '{% $states.input.id %}', value: '{% $states.input.value %}', size: name },
          End: true,
        };
  const rule: JsonObject = isPath
    ? { Variable: '$.value', NumericGreaterThan: 50, Next: 'Large' }
    : { Condition: '{% $states.input.value > 50 %}', Next: 'Large' };
  return {
    QueryLanguage: language,
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ...(isPath ? { ItemsPath: '$.items' } : { Items: '{% $states.input.items %}' }),
        ItemProcessor: {
          StartAt: 'Pick',
          States: {
            Pick: {
              Type: 'Pass',
              ...(isPath
                ? { Parameters: { 'id.$': '$.id', 'value.$': '$.value' } }
                : { Output: { id: '{% $states.input.id %}', value: '{% $states.input.value %}' } }),
              Next: 'Look',
            },
            Look: { Type: 'Choice', Choices: [rule], Default: 'Small' },
            Large: size('large'),
            Small: size('small'),
          },
        },
        End: true,
      },
    },
  };
}

/** `branches` chains of `count` Pass states side by side. */
export const parallelChains = (language: Language, branches: number, count: number): JsonObject => ({
  QueryLanguage: language,
  StartAt: 'Fan',
  States: {
    Fan: {
      Type: 'Parallel',
      Branches: Array.from({ length: branches }, () => chain(count, pass[language])),
      End: true,
    },
  },
});

const task: Readonly<Record<Language, JsonObject>> = {
  JSONPath: { Type: 'Task', Resource: RESOURCE },
  JSONata: {
    Type: 'Task',
    Resource: RESOURCE,
    Arguments: { n: '{% $states.input.n %}' },
    Output: '{% $states.result %}',
  },
};

/** A chain of Tasks; their handler adds one to `n`. */
export const taskChain = (language: Language, count: number): JsonObject => ({
  QueryLanguage: language,
  ...chain(count, () => task[language]),
});

/** What the function behind the Tasks does, in this process. */
export const addOneTo = (input: Json): Json => ({ n: ((input as JsonObject).n as number) + 1 });
export const addOne = async (input: Json): Promise<Json> => addOneTo(input);

/** A distributed Map over the items of a file, each of which a Pass state takes; the results are not looked at. */
export const streamedMap = (key: string): JsonObject => ({
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: key.endsWith('.csv')
          ? { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }
          : { InputType: 'JSONL' },
        Parameters: { Bucket: 'rows', Key: key },
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Row',
        States: { Row: { Type: 'Pass', End: true } },
      },
      ResultPath: null,
      End: true,
    },
  },
});
