/** The Fail state: ends its machine, branch or iteration with an error. */
import { fieldsWith, stateFields } from '../state-fields.ts';
import type { StateSpec } from '../types.ts';

const LINK = 'state-fail.html';

export const fail: StateSpec = {
  type: 'Fail',
  name: 'Fail',
  title: 'a Fail state',
  doc: 'Ends the machine, the branch or the iteration with an error. A Map or Parallel state around it can retry or catch that error.',
  link: LINK,
  groups: [
    { fields: ['Cause', 'CausePath'], need: 'at-most-one' },
    { fields: ['Error', 'ErrorPath'], need: 'at-most-one' },
  ],
  fields: fieldsWith(stateFields, [
    {
      name: 'Cause',
      kind: 'text',
      expression: true,
      doc: 'A sentence for people that says why the execution failed.',
      link: LINK,
    },
    {
      name: 'CausePath',
      kind: 'path',
      only: 'JSONPath',
      intrinsic: true,
      doc: 'A path, or an intrinsic function that yields a string, to the cause.',
      link: LINK,
    },
    {
      name: 'Error',
      kind: 'text',
      expression: true,
      doc: 'The name of the error, as `ErrorEquals` of a Retry or Catch compares it. Names of your own do not begin with `States.`.',
      link: LINK,
    },
    {
      name: 'ErrorPath',
      kind: 'path',
      only: 'JSONPath',
      intrinsic: true,
      doc: 'A path, or an intrinsic function that yields a string, to the name of the error.',
      link: LINK,
    },
  ]),
  snippet: {
    JSONPath: '"${1:Fail}": {\n\t"Type": "Fail",\n\t"Error": "${2:Error}",\n\t"Cause": "${3:Why it failed.}"\n}',
    JSONata: '"${1:Fail}": {\n\t"Type": "Fail",\n\t"Error": "${2:Error}",\n\t"Cause": "${3:Why it failed.}"\n}',
  },
};
