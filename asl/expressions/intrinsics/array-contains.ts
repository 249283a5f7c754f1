/** States.ArrayContains */
import { arrayArgument } from '../intrinsic/arguments.ts';
import { canonicalText } from '../intrinsic/canonical-text.ts';
import { intrinsic } from '../intrinsic/intrinsic.ts';

export const arrayContains = intrinsic({
  name: 'States.ArrayContains',
  params: [
    { name: 'array', type: 'array', doc: 'The array to search in.' },
    {
      name: 'value',
      type: 'any',
      doc: 'The value to look for; objects and arrays are compared with all that they hold.',
    },
  ],
  returns: 'boolean',
  doc: 'Tells whether an array holds a value.',
  examples: [
    { call: 'States.ArrayContains($.list, 2)', input: { list: [1, 2, 3] }, result: true },
    { call: 'States.ArrayContains($.list, $.one)', input: { list: [{ a: [1] }], one: { a: [2] } }, result: false },
  ],
  call: (args) => {
    const wanted = canonicalText(args[1] ?? null);
    return arrayArgument(args, 0).some((item) => canonicalText(item) === wanted);
  },
});
