/** Machines that between them use every state type, for tests that hold for any machine; each with answers. */
import type { Json } from '#asl/json';
import type { TaskOutcome, TaskRequest } from '#interpreter';

export interface Example {
  readonly name: string;
  readonly definition: Json;
  readonly input: Json;
  readonly task: (request: TaskRequest) => TaskOutcome;
}

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:work';
const echo = (request: TaskRequest): TaskOutcome => ({ output: request.input });

export const EXAMPLES: readonly Example[] = [
  {
    name: 'a loop with a choice',
    definition: {
      StartAt: 'Count',
      States: {
        Count: {
          Type: 'Pass',
          Parameters: { 'n.$': 'States.MathAdd($.n, 1)' },
          Assign: { 'seen.$': '$.n' },
          Next: 'Enough',
        },
        Enough: {
          Type: 'Choice',
          Choices: [{ Variable: '$.n', NumericGreaterThan: 3, Next: 'Rest' }],
          Default: 'Count',
        },
        Rest: { Type: 'Wait', Seconds: 30, Next: 'Done' },
        Done: { Type: 'Succeed' },
      },
    },
    input: { n: 0 },
    task: echo,
  },
  {
    name: 'retries that end in a catch',
    definition: {
      StartAt: 'Charge',
      States: {
        Charge: {
          Type: 'Task',
          Resource: FUNCTION,
          Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 2, MaxAttempts: 2, JitterStrategy: 'FULL' }],
          Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Tell' }],
          End: true,
        },
        Tell: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sns:publish',
          Parameters: { 'Message.$': '$.error.Cause' },
          End: true,
        },
      },
    },
    input: { id: 1 },
    task: (request) =>
      request.stateName === 'Charge' ? { failed: true, error: 'Busy', cause: 'later' } : { output: { MessageId: 'm' } },
  },
  {
    name: 'branches, one of which fails while others wait',
    definition: {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Slow', States: { Slow: { Type: 'Wait', Seconds: 60, End: true } } },
            { StartAt: 'Work', States: { Work: { Type: 'Task', Resource: FUNCTION, End: true } } },
            {
              StartAt: 'A',
              States: {
                A: { Type: 'Pass', Next: 'B' },
                B: { Type: 'Wait', Seconds: 1, Next: 'C' },
                C: { Type: 'Fail', Error: 'Broken' },
              },
            },
          ],
          Catch: [{ ErrorEquals: ['Broken'], Next: 'After' }],
          End: true,
        },
        After: { Type: 'Pass', End: true },
      },
    },
    input: {},
    task: echo,
  },
  {
    name: 'a map of maps in JSONata with variables',
    definition: {
      QueryLanguage: 'JSONata',
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { factor: 3 }, Next: 'Rows' },
        Rows: {
          Type: 'Map',
          Items: '{% $states.input.rows %}',
          MaxConcurrency: 2,
          ItemProcessor: {
            StartAt: 'Cells',
            States: {
              Cells: {
                Type: 'Map',
                Items: '{% $states.input %}',
                ItemSelector: { cell: '{% $states.context.Map.Item.Value %}' },
                ItemProcessor: {
                  StartAt: 'Times',
                  States: {
                    Times: {
                      Type: 'Pass',
                      Output: '{% $states.input.cell * $factor %}',
                      Assign: { own: 1 },
                      End: true,
                    },
                  },
                },
                End: true,
              },
            },
          },
          Output: { rows: '{% $states.result %}', random: '{% $random() %}' },
          End: true,
        },
      },
    },
    input: { rows: [[1, 2], [3], [4, 5, 6]] },
    task: echo,
  },
  {
    name: 'a task token, a heartbeat that is missed and a retry of a map',
    definition: {
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          ItemProcessor: {
            StartAt: 'Ask',
            States: {
              Ask: {
                Type: 'Task',
                Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
                HeartbeatSeconds: 10,
                Parameters: { QueueUrl: 'q', MessageBody: { 'token.$': '$$.Task.Token' } },
                End: true,
              },
            },
          },
          Retry: [{ ErrorEquals: ['States.HeartbeatTimeout'], MaxAttempts: 1 }],
          Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'GiveUp' }],
          End: true,
        },
        GiveUp: { Type: 'Fail', Error: 'NobodyThere' },
      },
    },
    input: [1, 2, 3],
    task: (request) =>
      request.iteration[0]?.index === 1 ? { silent: true, submitted: {} } : { output: 'yes', submitted: {} },
  },
  {
    name: 'a distributed map that tolerates a failure',
    definition: {
      StartAt: 'All',
      States: {
        All: {
          Type: 'Map',
          ToleratedFailureCount: 1,
          ItemBatcher: { MaxItemsPerBatch: 2 },
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
            StartAt: 'Do',
            States: { Do: { Type: 'Task', Resource: FUNCTION, End: true } },
          },
          End: true,
        },
      },
    },
    input: [1, 2, 3, 4, 5],
    task: (request) =>
      JSON.stringify(request.input).includes('3') ? { failed: true, error: 'No' } : { output: request.input },
  },
  {
    name: 'a distributed map that reads its items in parts',
    definition: {
      StartAt: 'All',
      States: {
        All: {
          Type: 'Map',
          MaxConcurrency: 2,
          ToleratedFailurePercentage: 50,
          ItemReader: {
            Resource: 'arn:aws:states:::s3:getObject',
            ReaderConfig: { InputType: 'JSONL', MaxItems: 7 },
            Parameters: { Bucket: 'b', Key: 'k' },
          },
          ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { 'id.$': 'States.UUID()' } },
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
            StartAt: 'Do',
            States: {
              Do: { Type: 'Task', Resource: FUNCTION, Next: 'Rest' },
              Rest: { Type: 'Wait', Seconds: 1, End: true },
            },
          },
          ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'out', Prefix: 'p' } },
          End: true,
        },
      },
    },
    input: {},
    task: (request) => {
      if (!request.itemReader) return request.id % 4 === 3 ? { failed: true, error: 'No' } : echo(request);
      const from = Number(request.itemReader.from ?? 0);
      return { items: [from, from + 1, from + 2], next: from + 3, isRepeatable: from !== 3 };
    },
  },
];
