/**
 * The documents that the language benchmarks judge: a machine of as many states as asked, with everything that real
 * definitions hold (tasks with parameters, retriers and catchers, choices, maps, branches, variables, both query
 * languages), and no mistake in it, so that all tools do their whole work.
 */
import { stringify } from 'yaml';
import type { Format } from '#asl';
import type { Json } from '#asl/json';

type Members = Record<string, Json>;

/** Ten states in a row that lead to the next ten; `size` is the count of states, those inside containers included. */
const STATES_IN_A_BLOCK = 13;

/** A definition with about that many states. */
export function definitionOf(states: number): Json {
  const blocks = Math.max(1, Math.round(states / STATES_IN_A_BLOCK));
  const all: Members = {};
  for (let block = 0; block < blocks; block++)
    Object.assign(all, blockOf(block, block + 1 < blocks ? nameOf('Prepare order', block + 1) : 'Done'));
  return {
    Comment: 'A machine for measuring',
    StartAt: nameOf('Prepare order', 0),
    States: { ...all, Done: { Type: 'Succeed' } },
  };
}

/** AWS takes a definition of up to 1 MiB. */
export const LARGEST = 1_048_576;

/** How people lay definitions out. */
export const PRINT: Readonly<Record<Format, (definition: Json) => string>> = {
  json: (definition) => JSON.stringify(definition, undefined, 2),
  yaml: (definition) => stringify(definition, { lineWidth: 0, aliasDuplicateObjects: false }),
};

/** The same text as it is while somebody types in the middle of it: a brace, or in YAML a colon, is missing. */
export function broken(text: string, format: Format): string {
  const sign = format === 'json' ? '}' : ': ';
  const at = text.indexOf(sign, text.length / 2);
  return text.slice(0, at) + text.slice(at + 1);
}

/** The text of a definition of at least so many bytes short of `bytes`, by trying counts of states. */
export function textOfSize(bytes: number, print: (definition: Json) => string): { text: string; states: number } {
  const sample = 400;
  const perState = print(definitionOf(sample)).length / sample;
  let states = Math.floor(bytes / perState);
  let text = print(definitionOf(states));
  while (text.length >= bytes) {
    states -= STATES_IN_A_BLOCK;
    text = print(definitionOf(states));
  }
  return { text, states };
}

const nameOf = (what: string, block: number): string => `${what} ${block}`;

function blockOf(n: number, next: string): Members {
  const name = (what: string) => nameOf(what, n);
  const retry: Json = [
    {
      ErrorEquals: ['Lambda.ServiceException', 'Lambda.TooManyRequestsException', 'States.Timeout'],
      IntervalSeconds: 2,
      MaxAttempts: 6,
      BackoffRate: 2,
    },
  ];
  return {
    [name('Prepare order')]: {
      Type: 'Pass',
      Comment: 'Brings the order into the shape that the next states expect.',
      Parameters: {
        'id.$': '$.order.id',
        'total.$': 'States.MathAdd($.order.total, 1)',
        'tags.$': "States.Array('new', $.order.kind)",
        'greeting.$': "States.Format('Order {} of {}', $.order.id, $.customer.name)",
      },
      ResultPath: '$.prepared',
      Assign: { 'orderId.$': '$.prepared.id' },
      Next: name('Charge card'),
    },
    [name('Charge card')]: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: {
        FunctionName: 'arn:aws:lambda:us-east-1:123456789012:function:charge-card',
        Payload: { 'order.$': '$.prepared', 'id.$': '$orderId', 'execution.$': '$$.Execution.Id' },
      },
      ResultSelector: { 'status.$': '$.Payload.status', 'receipt.$': '$.Payload.receipt' },
      ResultPath: '$.charge',
      TimeoutSeconds: 60,
      Retry: retry,
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: name('Tell support') }],
      Next: name('Is it paid'),
    },
    [name('Is it paid')]: {
      Type: 'Choice',
      Choices: [
        {
          And: [
            { Variable: '$.charge.status', StringEquals: 'PAID' },
            { Variable: '$.charge.receipt', IsPresent: true },
          ],
          Next: name('Fulfil'),
        },
        { Variable: '$.charge.status', StringMatches: 'WAIT*', Next: name('Wait for payment') },
      ],
      Default: name('Tell support'),
    },
    [name('Wait for payment')]: { Type: 'Wait', Seconds: 30, Next: name('Charge card') },
    [name('Tell support')]: {
      Type: 'Task',
      QueryLanguage: 'JSONata',
      Resource: 'arn:aws:states:::sqs:sendMessage',
      Arguments: {
        QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/support',
        MessageBody: "{% 'Order ' & $string($states.input.order.id) & ' needs a look' %}",
      },
      Output: "{% $merge([$states.input, {'told': $states.result.MessageId}]) %}",
      Next: next,
    },
    [name('Fulfil')]: {
      Type: 'Parallel',
      Branches: [
        {
          StartAt: name('Reserve'),
          States: {
            [name('Reserve')]: {
              Type: 'Task',
              Resource: 'arn:aws:states:::dynamodb:updateItem',
              Parameters: {
                TableName: 'stock',
                Key: { id: { 'S.$': '$.order.id' } },
                UpdateExpression: 'SET reserved = :yes',
                ExpressionAttributeValues: { ':yes': { BOOL: true } },
              },
              Retry: retry,
              Next: name('Reserved'),
            },
            [name('Reserved')]: { Type: 'Pass', Result: { reserved: true }, End: true },
          },
        },
        {
          StartAt: name('Receipt'),
          States: {
            [name('Receipt')]: {
              Type: 'Pass',
              QueryLanguage: 'JSONata',
              Output: { text: "{% 'Thanks, ' & $states.input.customer.name %}", at: '{% $now() %}' },
              End: true,
            },
          },
        },
      ],
      ResultPath: '$.fulfilled',
      Next: name('Ship each'),
    },
    [name('Ship each')]: {
      Type: 'Map',
      ItemsPath: '$.order.items',
      ItemSelector: { 'item.$': '$$.Map.Item.Value', 'index.$': '$$.Map.Item.Index' },
      MaxConcurrency: 10,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'INLINE' },
        StartAt: name('Weigh'),
        States: {
          [name('Weigh')]: { Type: 'Pass', ResultPath: '$.weight', Result: 1, Next: name('Ship') },
          [name('Ship')]: {
            Type: 'Task',
            Resource: 'arn:aws:lambda:us-east-1:123456789012:function:ship',
            HeartbeatSeconds: 10,
            TimeoutSeconds: 100,
            Retry: retry,
            End: true,
          },
        },
      },
      ResultPath: '$.shipped',
      Next: name('Tidy'),
    },
    [name('Tidy')]: { Type: 'Pass', InputPath: '$.order', OutputPath: '$', Next: next },
  };
}
