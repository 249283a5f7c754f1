/** The members of `Retry` and `Catch`. */
import { assign, comment, next, output, resultPath } from './fields.ts';
import type { FieldSpec, ObjectSpec } from './types.ts';

const errorEquals: FieldSpec = {
  name: 'ErrorEquals',
  kind: 'errorNames',
  required: true,
  nonEmpty: true,
  snippet: '["${1:States.ALL}"]',
  doc: 'The error names that this entry is for, compared exactly. `States.ALL` stands for every error that can be handled; it must be the only name of its list, and the list must be the last one.',
  link: 'concepts-error-handling.html',
};

export const retrierSpec: ObjectSpec = {
  name: 'Retrier',
  title: 'a retrier',
  doc: 'Says for which errors the state is run again, how often and after what delay. Every retrier counts its own attempts; the counts start again when the state is entered again.',
  link: 'concepts-error-handling.html',
  fields: [
    {
      name: 'BackoffRate',
      kind: 'number',
      min: 1,
      default: '2.0',
      doc: 'The number by which the delay is multiplied after each attempt.',
      link: 'concepts-error-handling.html',
    },
    comment,
    errorEquals,
    {
      name: 'IntervalSeconds',
      kind: 'integer',
      min: 0,
      max: 99_999_999,
      default: '1',
      doc: 'The delay before the first new attempt, in seconds.',
      link: 'concepts-error-handling.html',
    },
    {
      name: 'JitterStrategy',
      kind: 'enum',
      values: ['FULL', 'NONE'],
      valueDocs: {
        FULL: 'Each delay is a random number between 0 and the computed delay.',
        NONE: 'Each delay is exactly the computed one.',
      },
      default: 'NONE',
      doc: 'Whether the delays are spread at random, so that many executions that fail together do not retry together. The jitter is applied after `MaxDelaySeconds`.',
      link: 'concepts-error-handling.html',
    },
    {
      name: 'MaxAttempts',
      kind: 'integer',
      min: 0,
      max: 99_999_999,
      default: '3',
      doc: 'How often the state is run again at most. 0 means that these errors are not retried.',
      link: 'concepts-error-handling.html',
    },
    {
      name: 'MaxDelaySeconds',
      kind: 'integer',
      min: 1,
      max: 31_622_400,
      doc: 'The longest delay that the growing interval may reach, in seconds. It must be larger than `IntervalSeconds`.',
      link: 'concepts-error-handling.html',
    },
  ],
};

export const catcherSpec: ObjectSpec = {
  name: 'Catcher',
  title: 'a catcher',
  doc: 'Says for which errors the machine goes on, and with which state. The data that go there hold the error as an object with `Error` and `Cause`.',
  link: 'concepts-error-handling.html',
  fields: [
    {
      ...assign,
      doc: 'Stores values in variables when this catcher is used; the `Assign` of the state itself is not used then. JSONata reads the error as `$states.errorOutput`, JSONPath as `$`.',
    },
    comment,
    errorEquals,
    { ...next, required: true, doc: 'The state that runs after the error. It must stand in the same `States` object.' },
    {
      ...output,
      default: 'The error object.',
      doc: 'The data that are handed to the next state when this catcher is used. Expressions read the error as `$states.errorOutput`.',
    },
    {
      ...resultPath,
      default: '`$`: the error object replaces the input.',
      doc: 'Where in the state input the error object is put before the next state gets it. `$.error` keeps the input and adds the error beside it; `null` keeps the input alone.',
    },
  ],
};
