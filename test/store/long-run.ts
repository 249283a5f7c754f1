/**
 * An execution that lasts long enough to be killed in its middle: iterations, waits, tasks that answer later, and a
 * distributed Map that reads its items in parts.
 */
import type { Json } from '#asl/json';
import type { RunHost, TaskOutcome, TaskRequest } from '#interpreter';

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:work';

const each: Json = {
  Type: 'Map',
  MaxConcurrency: 7,
  ItemProcessor: {
    StartAt: 'Work',
    States: {
      Work: {
        Type: 'Task',
        Resource: FUNCTION,
        Parameters: { 'n.$': '$', 'id.$': 'States.UUID()' },
        Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 2, JitterStrategy: 'FULL' }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Rest' }],
        Next: 'Ask',
      },
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Parameters: { QueueUrl: 'q', MessageBody: { 'token.$': '$$.Task.Token' } },
        Next: 'Rest',
      },
      Rest: { Type: 'Wait', Seconds: 5, End: true },
    },
  },
  End: true,
};

const rows: Json = {
  Type: 'Map',
  MaxConcurrency: 20,
  ItemReader: {
    Resource: 'arn:aws:states:::s3:getObject',
    ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
    Parameters: { Bucket: 'b', Key: 'rows.csv' },
  },
  ItemProcessor: {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
    StartAt: 'Rest',
    States: { Rest: { Type: 'Wait', Seconds: 5, End: true } },
  },
  End: true,
};

const definition: Json = {
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Each', States: { Each: each } },
        { StartAt: 'Rows', States: { Rows: rows } },
      ],
      End: true,
    },
  },
};

const ROWS = 2000;
const ROWS_AT_ONCE = 25;

function rowsFrom({ itemReader }: TaskRequest): TaskOutcome {
  const from = Number(itemReader?.from ?? 0);
  const items = Array.from({ length: ROWS_AT_ONCE }, (_, index) => ({ n: String(from + index) }));
  const next = from + ROWS_AT_ONCE;
  return { items, ...(next < ROWS && { next }), isRepeatable: true };
}

const host: RunHost = {
  // Answers depend on the request only, so that a run that is resumed gets the ones that the whole run gets. Each is
  // given at once in the order of asking; a real wait would leave the order to chance.
  task: (request) => {
    if (request.itemReader) return rowsFrom(request);
    const { input, attempt, pattern } = request;
    const text = JSON.stringify(input);
    if (pattern === 'token') return { output: { token: text.length }, submitted: { MessageId: 'm' } };
    return attempt < text.charCodeAt(5) % 3 ? { failed: true, error: 'Busy' } : { output: input };
  },
};

export const LONG_RUN = {
  items: rowsFrom,
  begin: {
    definition,
    options: { input: Array.from({ length: 600 }, (_, index) => index), now: 1_000_000, seed: 7 },
  },
  host,
};
