/** States.ArrayPartition */
import { arrayArgument, integerArgument } from '../intrinsic/arguments.ts';
import { IntrinsicFault, intrinsic } from '../intrinsic/intrinsic.ts';

export const arrayPartition = intrinsic({
  name: 'States.ArrayPartition',
  params: [
    { name: 'array', type: 'array', doc: 'The array to divide.' },
    { name: 'size', type: 'integer', min: 1, doc: 'How many items a part has at most; larger than 0.' },
  ],
  returns: 'array',
  doc: 'Divides an array into parts of the same size; the last one may be shorter.',
  examples: [
    { call: 'States.ArrayPartition($.list, 2)', input: { list: [1, 2, 3] }, result: [[1, 2], [3]] },
    { call: 'States.ArrayPartition($.list, 2)', input: { list: [] }, result: [] },
  ],
  call: (args) => {
    const array = arrayArgument(args, 0);
    const size = integerArgument(args, 1);
    if (size < 1) throw new IntrinsicFault(`The size of a part must be larger than 0, but it is ${size}.`);
    return Array.from({ length: Math.ceil(array.length / size) }, (_, i) => array.slice(i * size, (i + 1) * size));
  },
});
