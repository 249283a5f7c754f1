/** Fields whose expression or path gives a value of another type than the field takes. */
import assert from 'node:assert/strict';
import type { Json, JsonObject } from '#asl/json';
import type { RunResult } from '#interpreter';
import { run as runMachine } from './running.ts';

const PROCESSOR = { StartAt: 'Item', States: { Item: { Type: 'Pass', End: true } } };
const DISTRIBUTED = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...PROCESSOR };
const TASK = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
const MAP = { Type: 'Map', End: true };
const READER = { Resource: 'arn:aws:states:::s3:getObject' };

const run = (state: JsonObject, input: Json): RunResult =>
  runMachine({ StartAt: 'S', States: { S: state } }, input, () => ({ output: [] }));

describe('a field of a JSONata state', () => {
  const VALUE = '{% $states.input %}';
  const WRONG: Readonly<Record<string, Json>> = { number: 1, string: 'x', boolean: true, null: null, array: [1] };
  const FIELDS: readonly (readonly [string, string, JsonObject])[] = [
    ['Seconds', 'number', { Type: 'Wait', Seconds: VALUE, End: true }],
    ['Timestamp', 'string', { Type: 'Wait', Timestamp: VALUE, End: true }],
    ['TimeoutSeconds', 'number', { ...TASK, Arguments: { FunctionName: 'f' }, TimeoutSeconds: VALUE }],
    ['HeartbeatSeconds', 'number', { ...TASK, Arguments: { FunctionName: 'f' }, HeartbeatSeconds: VALUE }],
    ['Credentials/RoleArn', 'string', { ...TASK, Arguments: { FunctionName: 'f' }, Credentials: { RoleArn: VALUE } }],
    ['MaxConcurrency', 'number', { ...MAP, Items: [1], MaxConcurrency: VALUE, ItemProcessor: PROCESSOR }],
    [
      'ToleratedFailureCount',
      'number',
      { ...MAP, Items: [1], ToleratedFailureCount: VALUE, ItemProcessor: DISTRIBUTED },
    ],
    [
      'ToleratedFailurePercentage',
      'number',
      { ...MAP, Items: [1], ToleratedFailurePercentage: VALUE, ItemProcessor: DISTRIBUTED },
    ],
    [
      'ItemBatcher/MaxItemsPerBatch',
      'number',
      { ...MAP, Items: [1], ItemBatcher: { MaxItemsPerBatch: VALUE }, ItemProcessor: DISTRIBUTED },
    ],
    [
      'ItemReader/ReaderConfig/MaxItems',
      'number',
      {
        ...MAP,
        ItemReader: {
          ...READER,
          Arguments: { Bucket: 'b', Key: 'k' },
          ReaderConfig: { InputType: 'JSON', MaxItems: VALUE },
        },
        ItemProcessor: DISTRIBUTED,
      },
    ],
    ['Items', 'array', { ...MAP, Items: VALUE, ItemProcessor: PROCESSOR }],
    ['Error', 'string', { Type: 'Fail', Error: VALUE }],
    ['Cause', 'string', { Type: 'Fail', Cause: VALUE }],
  ];
  for (const [field, expected, state] of FIELDS) {
    it(`${field} takes a value of type ${expected} only`, () => {
      for (const [type, value] of Object.entries(WRONG)) {
        if (type === expected) continue;
        const { error, cause } = run({ QueryLanguage: 'JSONata', ...state }, value);
        assert.equal(error, 'States.QueryEvaluationError');
        assert.ok(
          cause?.endsWith(
            `The JSONata expression '$states.input' specified for the field '${field}' returned an unexpected result type. Expected '${expected}', but was '${type}' for value: ${JSON.stringify(value)}`,
          ),
          cause,
        );
      }
    });
  }

  const WHOLE: readonly (readonly [string, string, readonly number[], JsonObject])[] = [
    ['Seconds', 'a non-negative integer', [-1, 1.5], { Type: 'Wait', Seconds: VALUE, End: true }],
    ['TimeoutSeconds', 'a positive integer', [0, 1.5], { ...TASK, Arguments: {}, TimeoutSeconds: VALUE }],
    ['HeartbeatSeconds', 'a positive integer', [-1], { ...TASK, Arguments: {}, HeartbeatSeconds: VALUE }],
    ['MaxConcurrency', 'an integer', [1.5], { ...MAP, Items: [1], MaxConcurrency: VALUE, ItemProcessor: PROCESSOR }],
    [
      'ToleratedFailureCount',
      'an integer',
      [0.5],
      { ...MAP, Items: [1], ToleratedFailureCount: VALUE, ItemProcessor: DISTRIBUTED },
    ],
  ];
  for (const [field, kind, values, state] of WHOLE) {
    it(`${field} takes ${kind} only`, () => {
      for (const value of values) {
        const { error, cause } = run({ QueryLanguage: 'JSONata', ...state }, value);
        assert.equal(error, 'States.QueryEvaluationError');
        assert.ok(cause?.endsWith(`The ${field} field cannot be parsed as ${kind}: ${value}`), cause);
      }
    });
  }
});

describe('a path field of a Task', () => {
  it('takes a positive integer, and quotes any other value as its text', () => {
    for (const field of ['TimeoutSecondsPath', 'HeartbeatSecondsPath']) {
      const outcome = (limit: Json) => run({ ...TASK, Parameters: {}, [field]: '$' }, limit).cause ?? 'none';
      assert.equal(outcome(5), 'none');
      assert.match(outcome({}), /refers to value "\{\}" which is not a valid integer: \$$/);
      assert.match(outcome('x'), /refers to value "x" which is not a valid integer: \$$/);
      assert.match(outcome(0), /has to be a positive integer, but .*Path refers to 0: \$$/);
    }
  });
});

describe('a path field of a Map', () => {
  const state = (field: string) => ({
    ...MAP,
    ItemsPath: '$.items',
    ItemProcessor: DISTRIBUTED,
    [field]: '$.limit',
  });
  const outcome = (field: string, limit: Json): string => {
    const { status, cause = '' } = run(state(field), { items: [1], limit });
    return status === 'SUCCEEDED' ? status : cause.replace(/^.*\)\. /, '');
  };
  it('reads an integer from the text of the value', () => {
    for (const field of ['MaxConcurrencyPath', 'ToleratedFailureCountPath']) {
      for (const limit of [0, 1, '1', '10', '+7']) assert.equal(outcome(field, limit), 'SUCCEEDED');
      for (const [limit, text] of [
        [1.5, '1.5'],
        ['x', 'x'],
        ['', ''],
        [null, 'null'],
        [{}, '{}'],
        [[1], '[1]'],
        ['9223372036854775808', '9223372036854775808'],
      ] as const)
        assert.equal(
          outcome(field, limit as Json),
          `The ${field} field refers to value "${text}" which is not a valid integer: $.limit`,
        );
    }
  });

  it('may not be negative', () => {
    for (const field of ['MaxConcurrency', 'ToleratedFailureCount'])
      assert.equal(outcome(`${field}Path`, -1), `${field} cannot be negative.`);
  });

  it('reads a percentage from the text of the value', () => {
    for (const limit of [0, 1.5, '1', '1.5', 100])
      assert.equal(outcome('ToleratedFailurePercentagePath', limit), 'SUCCEEDED');
    for (const [limit, text] of [
      ['x', 'x'],
      ['', ''],
      [true, 'true'],
      [{}, '{}'],
    ] as const)
      assert.equal(
        outcome('ToleratedFailurePercentagePath', limit),
        `The ToleratedFailurePercentagePath field refers to value "${text}" which is not a valid float: $.limit`,
      );
    for (const limit of [-1, 100.1, '-1'])
      assert.equal(
        outcome('ToleratedFailurePercentagePath', limit),
        'ToleratedFailurePercentage must be between 0 and 100.',
      );
  });
});
