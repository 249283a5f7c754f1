/** An execution that lasts long enough to be killed in its middle: loops, waits, branches, tasks that answer later. */
import type { Json } from '#asl/json';
import type { RunHost } from '#interpreter';

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:work';

const definition: Json = {
  StartAt: 'Each',
  States: {
    Each: {
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
    },
  },
};

const host: RunHost = {
  // Answers depend on the request only, so that a run that is resumed gets the ones that the whole run gets. Each is
  // given at once in the order of asking; a real wait would leave the order to chance.
  task: ({ input, attempt, pattern }) => {
    const text = JSON.stringify(input);
    if (pattern === 'token') return { output: { token: text.length }, submitted: { MessageId: 'm' } };
    return attempt < text.charCodeAt(5) % 3 ? { failed: true, error: 'Busy' } : { output: input };
  },
};

export const LONG_RUN = {
  begin: {
    definition,
    options: { input: Array.from({ length: 600 }, (_, index) => index), now: 1_000_000, seed: 7 },
  },
  host,
};
