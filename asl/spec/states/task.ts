/** The Task state: one unit of work done by a service. */
import { argumentsField, nextOrEnd, parameters } from '../fields.ts';
import { fieldsWith, workFields } from '../state-fields.ts';
import type { StateSpec } from '../types.ts';

const LINK = 'state-task.html';

export const task: StateSpec = {
  type: 'Task',
  name: 'Task',
  title: 'a Task state',
  doc: 'Has a service do one unit of work: a Lambda function, any AWS API, another state machine, an HTTP endpoint, or a person through an activity.',
  link: LINK,
  groups: [
    nextOrEnd,
    { fields: ['TimeoutSeconds', 'TimeoutSecondsPath'], need: 'at-most-one' },
    { fields: ['HeartbeatSeconds', 'HeartbeatSecondsPath'], need: 'at-most-one' },
  ],
  fields: fieldsWith(workFields, [
    { ...argumentsField, doc: `${argumentsField.doc} The service integration decides which members are needed.` },
    {
      name: 'Credentials',
      kind: 'object',
      object: 'Credentials',
      snippet: '{\n\t"RoleArn": "$1"\n}',
      doc: 'The role that the Task assumes for its call, for example in another account.',
      link: 'concepts-access-cross-acct-resources.html',
    },
    {
      name: 'HeartbeatSeconds',
      kind: 'integer',
      min: 1,
      max: 99_999_999,
      expression: true,
      doc: 'The longest time between two heartbeats of an activity or a callback task, in seconds. It must be smaller than `TimeoutSeconds`. A missed heartbeat fails the Task.',
      link: LINK,
    },
    {
      name: 'HeartbeatSecondsPath',
      kind: 'referencePath',
      only: 'JSONPath',
      doc: 'A reference path to the number of seconds between two heartbeats.',
      link: LINK,
    },
    { ...parameters, doc: `${parameters.doc} The service integration decides which members are needed.` },
    {
      name: 'Resource',
      kind: 'resource',
      required: true,
      doc: 'What does the work: the ARN of a service integration (`arn:aws:states:::lambda:invoke`), of a Lambda function or of an activity. It is a fixed text, never a path or an expression. The endings `.sync` and `.waitForTaskToken` make the Task wait for the end of a job or for a callback.',
      link: 'connect-to-resource.html',
    },
    {
      name: 'TimeoutSeconds',
      kind: 'integer',
      min: 1,
      max: 99_999_999,
      expression: true,
      default: '99999999',
      doc: 'How many seconds the Task may take, retries counted apart. One that takes longer fails with `States.Timeout`.',
      link: LINK,
    },
    {
      name: 'TimeoutSecondsPath',
      kind: 'referencePath',
      only: 'JSONPath',
      doc: 'A reference path to the number of seconds that the Task may take.',
      link: LINK,
    },
  ]),
  snippet: {
    JSONPath:
      '"${1:Task}": {\n\t"Type": "Task",\n\t"Resource": "${2:arn:aws:states:::lambda:invoke}",\n\t"Parameters": {\n\t\t"FunctionName": "${3:function}",\n\t\t"Payload.\\$": "\\$"\n\t},\n\t"End": true\n}',
    JSONata:
      '"${1:Task}": {\n\t"Type": "Task",\n\t"Resource": "${2:arn:aws:states:::lambda:invoke}",\n\t"Arguments": {\n\t\t"FunctionName": "${3:function}",\n\t\t"Payload": "{% \\$states.input %}"\n\t},\n\t"Output": "{% \\$states.result.Payload %}",\n\t"End": true\n}',
  },
};
