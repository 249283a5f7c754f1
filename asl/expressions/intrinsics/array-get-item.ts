/** States.ArrayGetItem */
import { arrayArgument, integerArgument } from '../intrinsic/arguments.ts';
import { IntrinsicFault, intrinsic } from '../intrinsic/intrinsic.ts';

export const arrayGetItem = intrinsic({
  name: 'States.ArrayGetItem',
  params: [
    { name: 'array', type: 'array', doc: 'The array to read from.' },
    { name: 'index', type: 'integer', min: 0, doc: 'The position of the item; the first one is 0.' },
  ],
  returns: 'any',
  doc: 'Gives the item of an array at a position. An index outside the array is a failure.',
  examples: [{ call: 'States.ArrayGetItem($.list, 1)', input: { list: ['a', 'b'] }, result: 'b' }],
  call: (args) => {
    const array = arrayArgument(args, 0);
    const index = integerArgument(args, 1);
    const item = array[index];
    if (index < 0 || item === undefined)
      throw new IntrinsicFault(`The index ${index} is outside the array, which has ${array.length} items.`);
    return item;
  },
});
