/** The Pass state: shapes data, calls nothing. */
import { nextOrEnd, parameters, resultPath } from '../fields.ts';
import { fieldsWith, stepFields } from '../state-fields.ts';
import type { StateSpec } from '../types.ts';

export const pass: StateSpec = {
  type: 'Pass',
  name: 'Pass',
  title: 'a Pass state',
  doc: 'Hands its input to its output, shaped on the way. It calls nothing: use it to build data, to set variables, or as a place for a step that is yet to come.',
  link: 'state-pass.html',
  groups: [nextOrEnd],
  fields: fieldsWith(stepFields, [
    parameters,
    resultPath,
    {
      name: 'Result',
      kind: 'json',
      only: 'JSONPath',
      snippet: '{\n\t$0\n}',
      doc: 'A fixed value that becomes the result of the state; `ResultPath` says where it goes. Paths and `.$` keys in it are not evaluated: use `Parameters` for that.',
      link: 'state-pass.html',
    },
  ]),
  snippet: {
    JSONPath:
      '"${1:Pass}": {\n\t"Type": "Pass",\n\t"Parameters": {\n\t\t"${2:name}.\\$": "\\$.${3:name}"\n\t},\n\t"End": true\n}',
    JSONata:
      '"${1:Pass}": {\n\t"Type": "Pass",\n\t"Output": {\n\t\t"${2:name}": "{% \\$states.input.${3:name} %}"\n\t},\n\t"End": true\n}',
  },
};
