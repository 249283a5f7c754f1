/** States.ArrayRange */
import { integerArgument } from '../intrinsic/arguments.ts';
import { IntrinsicFault, intrinsic } from '../intrinsic/intrinsic.ts';

const MAX_ITEMS = 1000;

export const arrayRange = intrinsic({
  name: 'States.ArrayRange',
  params: [
    { name: 'first', type: 'integer', doc: 'The first number.' },
    { name: 'last', type: 'integer', doc: 'The bound; it is included when a step hits it.' },
    { name: 'step', type: 'integer', not: [0], doc: 'The distance of two numbers; not 0, negative to count down.' },
  ],
  returns: 'array',
  doc: 'Makes an array of numbers from a first to a last one. It may have at most 1,000 items.',
  examples: [
    { call: 'States.ArrayRange(1, 9, 2)', result: [1, 3, 5, 7, 9] },
    { call: 'States.ArrayRange(0, 10, 3)', result: [0, 3, 6, 9] },
    { call: 'States.ArrayRange(3, 1, -1)', result: [3, 2, 1] },
  ],
  call: (args) => {
    const [first, last, step] = [integerArgument(args, 0), integerArgument(args, 1), integerArgument(args, 2)];
    if (step === 0) throw new IntrinsicFault('The step must not be 0.');
    const length = Math.max(0, Math.floor((last - first) / step) + 1);
    if (length > MAX_ITEMS)
      throw new IntrinsicFault(`The range has ${length} items, but at most ${MAX_ITEMS} are allowed.`);
    return Array.from({ length }, (_, i) => first + i * step);
  },
});
