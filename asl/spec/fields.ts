/**
 * The fields that several objects of the language share, each described once. A state file takes a field from here
 * and changes only what differs for its type.
 */
import type { FieldGroup, FieldSpec } from './types.ts';

export const comment: FieldSpec = {
  name: 'Comment',
  kind: 'text',
  doc: 'A description for people. Step Functions does not read it.',
  link: 'statemachine-structure.html',
};

export const type: FieldSpec = {
  name: 'Type',
  kind: 'stateType',
  required: true,
  doc: 'What the state does: `Task`, `Parallel`, `Map`, `Pass`, `Wait`, `Choice`, `Succeed` or `Fail`. The type decides which other fields the state may have.',
  link: 'workflow-states.html',
};

export const queryLanguage: FieldSpec = {
  name: 'QueryLanguage',
  kind: 'enum',
  values: ['JSONPath', 'JSONata'],
  valueDocs: {
    JSONPath:
      'Data is selected with paths such as `$.order.id`, payload templates with `.$` keys, and intrinsic functions.',
    JSONata: 'Data is selected and shaped with JSONata expressions between `{%` and `%}`.',
  },
  default: 'The language of the machine.',
  doc: 'The query language of this state. A state of a JSONPath machine may use JSONata; a state of a JSONata machine may not go back to JSONPath. States inside a Map or Parallel take the language of the machine, not of the state around them.',
  link: 'transforming-data.html',
};

export const next: FieldSpec = {
  name: 'Next',
  kind: 'stateName',
  doc: 'The state that runs after this one. It must stand in the same `States` object.',
  link: 'statemachine-structure.html',
};

export const end: FieldSpec = {
  name: 'End',
  kind: 'boolean',
  snippet: 'true',
  doc: '`true` makes this the last state of its machine, branch or processor. A state has either `Next` or `End`.',
  link: 'statemachine-structure.html',
};

/** Exactly one of the two ends every state that is not Choice, Succeed or Fail; the order is that of AWS's message. */
export const nextOrEnd: FieldGroup = { fields: ['Next', 'End'], need: 'exactly-one' };

export const inputPath: FieldSpec = {
  name: 'InputPath',
  kind: 'path',
  only: 'JSONPath',
  nullable: true,
  default: '`$`, the whole input.',
  doc: 'Selects the part of the state input that the state works on. `null` gives the state an empty object instead. A path that begins with `$$` reads the context object, `$name` reads a variable.',
  link: 'input-output-inputpath-params.html',
};

export const outputPath: FieldSpec = {
  name: 'OutputPath',
  kind: 'path',
  only: 'JSONPath',
  nullable: true,
  default: '`$`, everything.',
  doc: 'Selects the part of the data, after `ResultPath`, that becomes the output of the state. `null` gives an empty object.',
  link: 'input-output-example.html',
};

export const parameters: FieldSpec = {
  name: 'Parameters',
  kind: 'template',
  only: 'JSONPath',
  doc: 'A payload template that replaces the effective input. A key that ends in `.$` takes a path, a context path (`$$`), a variable or an intrinsic function; every other value is passed as it stands.',
  link: 'input-output-inputpath-params.html',
};

export const resultSelector: FieldSpec = {
  name: 'ResultSelector',
  kind: 'template',
  only: 'JSONPath',
  doc: 'A payload template over the raw result of the state. What it makes is handed to `ResultPath`. In it, `$` is the result.',
  link: 'input-output-inputpath-params.html',
};

export const resultPath: FieldSpec = {
  name: 'ResultPath',
  kind: 'referencePath',
  only: 'JSONPath',
  nullable: true,
  default: '`$`: the result replaces the input.',
  doc: 'Where in the raw input the result is put. `$` replaces the input by the result, `$.a.b` adds it there, `null` throws the result away and keeps the input. It must name one place: no wildcards and no filters.',
  link: 'input-output-resultpath.html',
};

export const argumentsField: FieldSpec = {
  name: 'Arguments',
  kind: 'template',
  only: 'JSONata',
  expression: true,
  doc: 'What is handed to the work of the state: any JSON in which strings of the form `{% … %}` are JSONata expressions, or one such string for the whole value. Without it the state input is used.',
  link: 'transforming-data.html',
};

export const output: FieldSpec = {
  name: 'Output',
  kind: 'template',
  only: 'JSONata',
  expression: true,
  doc: 'The output of the state: any JSON in which strings of the form `{% … %}` are JSONata expressions. An expression that yields nothing fails the state with `States.QueryEvaluationError`.',
  link: 'transforming-data.html',
};

export const assign: FieldSpec = {
  name: 'Assign',
  kind: 'assign',
  doc: 'Stores values in variables that later states of this scope and of inner scopes can read as `$name`. All values see the variables as they were when the state was entered.',
  link: 'workflow-variables.html',
};

export const retry: FieldSpec = {
  name: 'Retry',
  kind: 'objects',
  object: 'Retrier',
  snippet:
    '[\n\t{\n\t\t"ErrorEquals": ["${1:States.ALL}"],\n\t\t"IntervalSeconds": ${2:1},\n\t\t"MaxAttempts": ${3:3},\n\t\t"BackoffRate": ${4:2}\n\t}\n]',
  doc: 'A list of retriers. When the state fails, the first one whose `ErrorEquals` matches decides whether it runs again and when. Retriers come before catchers.',
  link: 'concepts-error-handling.html',
};

export const catchField: FieldSpec = {
  name: 'Catch',
  kind: 'objects',
  object: 'Catcher',
  snippet: '[\n\t{\n\t\t"ErrorEquals": ["${1:States.ALL}"],\n\t\t"Next": "$2"\n\t}\n]',
  doc: 'A list of catchers. When the state fails and no retrier helps, the first one whose `ErrorEquals` matches decides which state runs next. Neither `Assign` nor `Output` of the state itself is used then.',
  link: 'concepts-error-handling.html',
};

export const startAt: FieldSpec = {
  name: 'StartAt',
  kind: 'stateName',
  required: true,
  doc: 'The name of the state that runs first. It must stand in the `States` beside it.',
  link: 'statemachine-structure.html',
};

export const states: FieldSpec = {
  name: 'States',
  kind: 'states',
  required: true,
  nonEmpty: true,
  snippet: '{\n\t$0\n}',
  doc: 'The states, by name. A name has at most 80 characters and is used once in the whole machine, inside Map and Parallel states too.',
  link: 'statemachine-structure.html',
};
