/** The context object, which JSONPath reads as `$$` and JSONata as `$states.context`: names, types and meaning. */
export interface ContextField {
  readonly name: string;
  readonly type: 'object' | 'string' | 'number' | 'any' | 'timestamp';
  readonly doc: string;
  /** Where the field exists, when not everywhere. */
  readonly where?: 'map' | 'taskToken' | 'redriven';
  readonly fields?: readonly ContextField[];
}

/** The fields of the context object, in the order in which AWS gives them. */
export const contextObject: readonly ContextField[] = [
  {
    name: 'Execution',
    type: 'object',
    doc: 'The execution that is running.',
    fields: [
      { name: 'Id', type: 'string', doc: 'The ARN of the execution.' },
      { name: 'Input', type: 'any', doc: 'The input with which the execution was started.' },
      { name: 'StartTime', type: 'timestamp', doc: 'When the execution started, as an ISO 8601 text.' },
      { name: 'Name', type: 'string', doc: 'The name of the execution.' },
      { name: 'RoleArn', type: 'string', doc: 'The ARN of the role with which the execution works.' },
      { name: 'RedriveCount', type: 'number', doc: 'How often the execution was redriven; 0 at first.' },
      {
        name: 'RedriveTime',
        type: 'timestamp',
        where: 'redriven',
        doc: 'When the execution was redriven last; only after a redrive.',
      },
    ],
  },
  {
    name: 'StateMachine',
    type: 'object',
    doc: 'The state machine that is running.',
    fields: [
      { name: 'Id', type: 'string', doc: 'The ARN of the state machine.' },
      { name: 'Name', type: 'string', doc: 'The name of the state machine.' },
    ],
  },
  {
    name: 'State',
    type: 'object',
    doc: 'The state that is running.',
    fields: [
      { name: 'Name', type: 'string', doc: 'The name of the state.' },
      { name: 'EnteredTime', type: 'timestamp', doc: 'When the state was entered, as an ISO 8601 text.' },
      { name: 'RetryCount', type: 'number', doc: 'How often the state was run again after an error; 0 at first.' },
    ],
  },
  {
    name: 'Task',
    type: 'object',
    where: 'taskToken',
    doc: 'The task that is running; only where the integration waits for a callback.',
    fields: [
      {
        name: 'Token',
        type: 'string',
        where: 'taskToken',
        doc: 'The task token to hand to whoever answers the task (`.waitForTaskToken`).',
      },
    ],
  },
  {
    name: 'Map',
    type: 'object',
    where: 'map',
    doc: 'The Map state around this state; only in its ItemSelector and processor.',
    fields: [
      {
        name: 'Item',
        type: 'object',
        where: 'map',
        doc: 'The item of the iteration.',
        fields: [
          { name: 'Index', type: 'number', where: 'map', doc: 'The position of the item, from 0.' },
          { name: 'Value', type: 'any', where: 'map', doc: 'The item itself.' },
          { name: 'Key', type: 'string', where: 'map', doc: 'The key of the item, where the Map runs over an object.' },
          {
            name: 'Source',
            type: 'string',
            where: 'map',
            doc: '`STATE_DATA` for items of the state input, else the S3 address they were read from.',
          },
        ],
      },
    ],
  },
];
