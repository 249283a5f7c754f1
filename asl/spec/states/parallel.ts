/** The Parallel state: several branches over the same input. */
import { argumentsField, nextOrEnd, parameters } from '../fields.ts';
import { fieldsWith, workFields } from '../state-fields.ts';
import type { StateSpec } from '../types.ts';

const LINK = 'state-parallel.html';

export const parallel: StateSpec = {
  type: 'Parallel',
  name: 'Parallel',
  title: 'a Parallel state',
  doc: 'Runs all its branches at the same time, each with a copy of the same input. The result is the array of their outputs, in the order of the branches. When one branch fails, the others are stopped and the state fails.',
  link: LINK,
  groups: [nextOrEnd],
  fields: fieldsWith(workFields, [
    {
      ...argumentsField,
      doc: 'The input of every branch: any JSON in which strings of the form `{% … %}` are JSONata expressions, or one such string for the whole value. Without it the branches get the state input.',
    },
    {
      name: 'Branches',
      kind: 'scopes',
      object: 'Branch',
      required: true,
      nonEmpty: true,
      snippet:
        '[\n\t{\n\t\t"StartAt": "${1:First}",\n\t\t"States": {\n\t\t\t"${1:First}": {\n\t\t\t\t"Type": "Pass",\n\t\t\t\t"End": true\n\t\t\t}\n\t\t}\n\t}\n]',
      doc: 'The branches, each with its own `StartAt` and `States`. A state of one branch cannot lead to a state outside it.',
      link: LINK,
    },
    parameters,
  ]),
  snippet: {
    JSONPath:
      '"${1:Parallel}": {\n\t"Type": "Parallel",\n\t"Branches": [\n\t\t{\n\t\t\t"StartAt": "${2:First}",\n\t\t\t"States": {\n\t\t\t\t"${2:First}": {\n\t\t\t\t\t"Type": "Pass",\n\t\t\t\t\t"End": true\n\t\t\t\t}\n\t\t\t}\n\t\t},\n\t\t{\n\t\t\t"StartAt": "${3:Second}",\n\t\t\t"States": {\n\t\t\t\t"${3:Second}": {\n\t\t\t\t\t"Type": "Pass",\n\t\t\t\t\t"End": true\n\t\t\t\t}\n\t\t\t}\n\t\t}\n\t],\n\t"End": true\n}',
    JSONata:
      '"${1:Parallel}": {\n\t"Type": "Parallel",\n\t"Branches": [\n\t\t{\n\t\t\t"StartAt": "${2:First}",\n\t\t\t"States": {\n\t\t\t\t"${2:First}": {\n\t\t\t\t\t"Type": "Pass",\n\t\t\t\t\t"End": true\n\t\t\t\t}\n\t\t\t}\n\t\t},\n\t\t{\n\t\t\t"StartAt": "${3:Second}",\n\t\t\t"States": {\n\t\t\t\t"${3:Second}": {\n\t\t\t\t\t"Type": "Pass",\n\t\t\t\t\t"End": true\n\t\t\t\t}\n\t\t\t}\n\t\t}\n\t],\n\t"Output": "{% \\$states.result %}",\n\t"End": true\n}',
  },
};
