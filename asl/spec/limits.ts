/** The quotas of the service that a definition or an execution can run into. */
export interface Limit {
  readonly value: number;
  readonly unit: string;
  readonly doc: string;
}

export const limits = {
  assignBytes: { value: 262_144, unit: 'bytes', doc: 'One variable, and all values of one `Assign` together.' },
  csvHeaderCharacters: { value: 10_240, unit: 'characters', doc: 'The header of a CSV file that an ItemReader reads.' },
  definitionCharacters: { value: 1_048_576, unit: 'characters', doc: 'A definition.' },
  expressExecutionSeconds: { value: 300, unit: 'seconds', doc: 'An Express execution.' },
  historyEvents: {
    value: 25_000,
    unit: 'events',
    doc: 'The history of a Standard execution; the last one says that it failed.',
  },
  inlineMapConcurrency: { value: 40, unit: 'iterations', doc: 'Iterations of an inline Map at a time.' },
  distributedMapConcurrency: {
    value: 10_000,
    unit: 'child executions',
    doc: 'Child executions of a distributed Map at a time.',
  },
  intrinsicNesting: { value: 10, unit: 'levels', doc: 'Intrinsic functions inside each other in one field.' },
  jsonataDepth: { value: 100, unit: 'levels', doc: 'Calls inside each other in a JSONata expression.' },
  mapLabelCharacters: { value: 40, unit: 'characters', doc: 'The label of a distributed Map.' },
  payloadBytes: {
    value: 262_144,
    unit: 'bytes',
    doc: 'The input, output or result of a state or an execution, as UTF-8.',
  },
  stateNameCharacters: { value: 80, unit: 'characters', doc: 'The name of a state.' },
  taskTimeoutSeconds: { value: 99_999_999, unit: 'seconds', doc: 'The longest timeout of a Task.' },
  variableNameCharacters: { value: 80, unit: 'characters', doc: 'The name of a variable.' },
  variablesBytes: { value: 10_485_760, unit: 'bytes', doc: 'All variables of an execution.' },
} as const satisfies Readonly<Record<string, Limit>>;
