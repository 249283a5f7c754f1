/** States.MathRandom */
import { integerArgument } from '../intrinsic/arguments.ts';
import { IntrinsicFault, intrinsic } from '../intrinsic/intrinsic.ts';
import { javaRandom } from '../java-random.ts';

export const mathRandom = intrinsic({
  name: 'States.MathRandom',
  params: [
    { name: 'start', type: 'number', doc: 'The least number that may come.' },
    { name: 'end', type: 'number', doc: 'The bound above, which never comes itself.' },
    { name: 'seed', type: 'number', optional: true, doc: 'With the same seed always comes the same number.' },
  ],
  returns: 'integer',
  doc: 'Gives a random integer from a start up to, but without, an end.',
  examples: [{ call: 'States.MathRandom(1, 999)' }, { call: 'States.MathRandom(5, 6)', result: 5 }],
  call: (args, { random }) => {
    const [start, end] = [integerArgument(args, 0), integerArgument(args, 1)];
    if (end <= start) throw new IntrinsicFault(`The end ${end} must be larger than the start ${start}.`);
    const next = args.length > 2 ? javaRandom(integerArgument(args, 2)) : random;
    return start + Math.floor(next() * (end - start));
  },
});
