/** The Succeed state: ends its machine, branch or iteration well. */
import { dataFields, fieldsWith } from '../state-fields.ts';
import type { StateSpec } from '../types.ts';

export const succeed: StateSpec = {
  type: 'Succeed',
  name: 'Succeed',
  title: 'a Succeed state',
  doc: 'Ends the machine, the branch or the iteration with success. It has neither `Next` nor `End`.',
  link: 'state-succeed.html',
  fields: fieldsWith(dataFields),
  snippet: {
    JSONPath: '"${1:Succeed}": {\n\t"Type": "Succeed"\n}',
    JSONata: '"${1:Succeed}": {\n\t"Type": "Succeed"\n}',
  },
};
