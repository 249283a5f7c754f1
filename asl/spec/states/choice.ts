/** The Choice state: decides which state runs next. */
import { assign, output } from '../fields.ts';
import { dataFields, fieldsWith } from '../state-fields.ts';
import type { StateSpec } from '../types.ts';

const LINK = 'state-choice.html';

export const choice: StateSpec = {
  type: 'Choice',
  name: 'Choice',
  title: 'a Choice state',
  doc: 'Decides which state runs next: that of the first rule that is true, else `Default`. It has neither `Next` nor `End` itself and cannot be the last state.',
  link: LINK,
  fields: fieldsWith(dataFields, [
    { ...assign, doc: 'Stores values in variables when no rule matches; a rule that matches has its own `Assign`.' },
    {
      name: 'Choices',
      kind: 'objects',
      object: 'ChoiceRule',
      required: true,
      nonEmpty: true,
      doc: 'The rules, tried in their order.',
      link: LINK,
    },
    {
      name: 'Default',
      kind: 'stateName',
      doc: 'The state that runs next when no rule is true. Without it such an execution fails.',
      link: LINK,
    },
    { ...output, doc: 'The output of the state when no rule matches; a rule that matches has its own `Output`.' },
  ]),
  snippet: {
    JSONPath:
      '"${1:Choice}": {\n\t"Type": "Choice",\n\t"Choices": [\n\t\t{\n\t\t\t"Variable": "\\$.${2:value}",\n\t\t\t"${3|IsPresent,BooleanEquals,NumericEquals,StringEquals|}": ${4:true},\n\t\t\t"Next": "$5"\n\t\t}\n\t],\n\t"Default": "$6"\n}',
    JSONata:
      '"${1:Choice}": {\n\t"Type": "Choice",\n\t"Choices": [\n\t\t{\n\t\t\t"Condition": "{% \\$states.input.${2:value} %}",\n\t\t\t"Next": "$3"\n\t\t}\n\t],\n\t"Default": "$4"\n}',
  },
};
