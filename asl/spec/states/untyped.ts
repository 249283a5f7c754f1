/** A state whose `Type` is missing or unknown: what is surely legal in it, so that typing a state can begin anywhere. */
import { comment, end, next, queryLanguage, type } from '../fields.ts';
import type { ObjectSpec } from '../types.ts';

export const untypedStateSpec: ObjectSpec = {
  name: 'State',
  title: 'a state',
  doc: 'A state of the machine. Its `Type` decides what it does and which other fields it may have.',
  link: 'workflow-states.html',
  fields: [comment, end, next, queryLanguage, type],
};
