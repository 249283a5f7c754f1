/** States.ArrayUnique */
import { arrayArgument } from '../intrinsic/arguments.ts';
import { canonicalText } from '../intrinsic/canonical-text.ts';
import { intrinsic } from '../intrinsic/intrinsic.ts';

export const arrayUnique = intrinsic({
  name: 'States.ArrayUnique',
  params: [{ name: 'array', type: 'array', doc: 'The array that may hold a value more than once.' }],
  returns: 'array',
  doc: 'Gives the items of an array without repetitions, each where it stands first.',
  examples: [
    {
      call: 'States.ArrayUnique($.list)',
      input: { list: [1, 'a', 1, { x: 1 }, { x: 1 }] },
      result: [1, 'a', { x: 1 }],
    },
  ],
  call: (args) => {
    const seen = new Set<string>();
    return arrayArgument(args, 0).filter((item) => {
      const text = canonicalText(item);
      return !seen.has(text) && seen.add(text);
    });
  },
});
