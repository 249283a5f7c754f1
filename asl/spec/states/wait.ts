/** The Wait state: lets time pass. */
import { nextOrEnd } from '../fields.ts';
import { fieldsWith, stepFields } from '../state-fields.ts';
import type { StateSpec } from '../types.ts';

const LINK = 'state-wait.html';

export const wait: StateSpec = {
  type: 'Wait',
  name: 'Wait',
  title: 'a Wait state',
  doc: 'Waits for a number of seconds or until a point in time, then goes on. It has exactly one of the four time fields.',
  link: LINK,
  groups: [nextOrEnd, { fields: ['SecondsPath', 'Seconds', 'TimestampPath', 'Timestamp'], need: 'exactly-one' }],
  fields: fieldsWith(stepFields, [
    {
      name: 'Seconds',
      kind: 'integer',
      min: 0,
      max: 99_999_999,
      expression: true,
      doc: 'How many seconds to wait.',
      link: LINK,
    },
    {
      name: 'SecondsPath',
      kind: 'referencePath',
      only: 'JSONPath',
      doc: 'A reference path to the number of seconds to wait.',
      link: LINK,
    },
    {
      name: 'Timestamp',
      kind: 'timestamp',
      expression: true,
      doc: 'The point in time to wait for, in the form of RFC 3339 with `T` and a time zone: `2026-01-31T12:00:00Z`.',
      link: LINK,
    },
    {
      name: 'TimestampPath',
      kind: 'referencePath',
      only: 'JSONPath',
      doc: 'A reference path to the point in time to wait for.',
      link: LINK,
    },
  ]),
  snippet: {
    JSONPath: '"${1:Wait}": {\n\t"Type": "Wait",\n\t"Seconds": ${2:10},\n\t"End": true\n}',
    JSONata: '"${1:Wait}": {\n\t"Type": "Wait",\n\t"Seconds": ${2:10},\n\t"End": true\n}',
  },
};
