/** States.JsonMerge */
import { type Json, setMember } from '../../json.ts';
import { objectArgument } from '../intrinsic/arguments.ts';
import { IntrinsicFault, intrinsic } from '../intrinsic/intrinsic.ts';
import { inHashOrder } from '../java-text.ts';

export const jsonMerge = intrinsic({
  name: 'States.JsonMerge',
  params: [
    { name: 'first', type: 'object', doc: 'The first object.' },
    { name: 'second', type: 'object', doc: 'The second object; its members win.' },
    {
      name: 'deep',
      type: 'boolean',
      values: [false],
      doc: 'Must be false: members that are objects are replaced, not merged.',
    },
  ],
  returns: 'object',
  doc: 'Merges two objects into one. Where both have a member of the same name, the one of the second counts.',
  examples: [
    {
      call: 'States.JsonMerge($.x, $.y, false)',
      input: { x: { a: { a1: 1 }, b: 2 }, y: { a: { a2: 2 } } },
      result: { a: { a2: 2 }, b: 2 },
    },
  ],
  call: (args) => {
    const [first, second] = [objectArgument(args, 0), objectArgument(args, 1)];
    if (args[2] !== false)
      throw new IntrinsicFault('The third argument must be false: only shallow merging is supported.');
    const merged: Record<string, Json> = {};
    const keys = [...new Set([...Object.keys(first), ...Object.keys(second)])];
    for (const key of inHashOrder(keys, (name) => name))
      setMember(merged, key, (Object.hasOwn(second, key) ? second : first)[key] as Json);
    return merged;
  },
});
