/** The machine itself and the two other objects that hold `StartAt` and `States`: a branch and a processor. */
import { comment, queryLanguage, startAt, states } from './fields.ts';
import type { ObjectSpec } from './types.ts';

export const machineSpec: ObjectSpec = {
  name: 'Machine',
  title: 'a state machine',
  doc: 'A state machine: the states, and the one with which it starts.',
  link: 'statemachine-structure.html',
  fields: [
    comment,
    {
      ...queryLanguage,
      default: 'JSONPath',
      doc: 'The query language of all states of this machine. With `JSONPath` a single state may still choose JSONata; with `JSONata` none may choose JSONPath.',
    },
    startAt,
    states,
    {
      name: 'TimeoutSeconds',
      kind: 'integer',
      min: 0,
      max: 99_999_999,
      doc: 'How many seconds an execution may take. One that takes longer ends with the status TIMED_OUT and the error `States.Timeout`, which nothing inside can catch.',
      link: 'statemachine-structure.html',
      default: 'No limit but that of the service (a year for Standard, five minutes for Express).',
    },
    {
      name: 'Version',
      kind: 'text',
      default: '1.0',
      snippet: '"1.0"',
      doc: 'The version of Amazon States Language. Only `1.0` exists.',
      link: 'statemachine-structure.html',
    },
  ],
};

export const branchSpec: ObjectSpec = {
  name: 'Branch',
  title: 'a branch',
  doc: 'One branch of a Parallel state: a small machine of its own. Its states can only lead to each other.',
  link: 'state-parallel.html',
  fields: [comment, startAt, states],
};

export const processorSpec: ObjectSpec = {
  name: 'Processor',
  title: 'an item processor',
  doc: 'The small machine that a Map state runs once for each item. Its states can only lead to each other.',
  link: 'state-map.html',
  fields: [
    comment,
    {
      name: 'ProcessorConfig',
      kind: 'object',
      object: 'ProcessorConfig',
      default: 'Inline mode.',
      doc: 'How the iterations run: inside this execution (INLINE) or each as a child execution (DISTRIBUTED).',
      link: 'state-map-distributed.html',
    },
    startAt,
    states,
  ],
};

/** `Iterator` is the older name of `ItemProcessor`; it takes the same fields. */
export const iteratorSpec: ObjectSpec = { ...processorSpec, name: 'Iterator', title: 'an iterator' };

export const processorConfigSpec: ObjectSpec = {
  name: 'ProcessorConfig',
  title: 'a ProcessorConfig',
  doc: 'How the iterations of a Map state run.',
  link: 'state-map-distributed.html',
  fields: [
    {
      name: 'ExecutionType',
      kind: 'enum',
      values: ['STANDARD', 'EXPRESS'],
      valueDocs: {
        STANDARD: 'Each child is a Standard execution: up to a year, all integration patterns.',
        EXPRESS: 'Each child is an Express execution: up to five minutes, no `.sync` and no task tokens.',
      },
      when: { field: 'Mode', values: ['DISTRIBUTED'] },
      requiredWhen: { field: 'Mode', values: ['DISTRIBUTED'] },
      doc: 'The type of the child executions of a distributed Map. It is required with the mode DISTRIBUTED and not allowed without it.',
      link: 'state-map-distributed.html',
    },
    {
      name: 'Mode',
      kind: 'enum',
      values: ['INLINE', 'DISTRIBUTED'],
      valueDocs: {
        INLINE: 'Iterations run inside this execution, at most 40 at a time, and share its history.',
        DISTRIBUTED: 'Each iteration or batch is a child execution with its own history, up to 10,000 at a time.',
      },
      default: 'INLINE',
      doc: 'Whether the iterations run inside this execution or as child executions. Standard machines only may use DISTRIBUTED.',
      link: 'state-map-distributed.html',
    },
  ],
};
