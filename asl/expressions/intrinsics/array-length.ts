/** States.ArrayLength */
import { arrayArgument } from '../intrinsic/arguments.ts';
import { intrinsic } from '../intrinsic/intrinsic.ts';

export const arrayLength = intrinsic({
  name: 'States.ArrayLength',
  params: [{ name: 'array', type: 'array', doc: 'The array to measure.' }],
  returns: 'integer',
  doc: 'Gives the number of items of an array.',
  examples: [{ call: 'States.ArrayLength($.list)', input: { list: [5, null] }, result: 2 }],
  call: (args) => arrayArgument(args, 0).length,
});
