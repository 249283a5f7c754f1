/** States.MathAdd */
import { integerArgument, longArgument, longResult } from '../intrinsic/arguments.ts';
import { intrinsic } from '../intrinsic/intrinsic.ts';

export const mathAdd = intrinsic({
  name: 'States.MathAdd',
  params: [
    { name: 'first', type: 'number', doc: 'The first number; a fraction is rounded to the nearest integer.' },
    { name: 'second', type: 'number', doc: 'The second number, negative to subtract.' },
  ],
  returns: 'integer',
  doc: 'Adds two integers. Fractions are rounded first, halves upwards.',
  examples: [
    { call: 'States.MathAdd($.count, -1)', input: { count: 111 }, result: 110 },
    { call: 'States.MathAdd(-0.5, 0.5)', result: 1 },
  ],
  call: (args) => {
    const [first, second] = [integerArgument(args, 0), integerArgument(args, 1)];
    const sum = first + second;
    const isExact = Number.isSafeInteger(first) && Number.isSafeInteger(second) && Number.isSafeInteger(sum);
    return isExact ? sum : longResult(longArgument(args, 0) + longArgument(args, 1));
  },
});
