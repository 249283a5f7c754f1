/** States.ArrayUnique */
import { equalJson, type Json, stringifyJson } from '../../json.ts';
import { arrayArgument } from '../intrinsic/arguments.ts';
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
    // Items of equal text are equal; only composite items need a comparison with each other.
    const seen = new Set<string>();
    const unique: Json[] = [];
    for (const item of arrayArgument(args, 0)) {
      const text = stringifyJson(item);
      const isComposite = typeof item === 'object' && item !== null;
      if (seen.has(text) || (isComposite && unique.some((other) => equalJson(other, item)))) continue;
      seen.add(text);
      unique.push(item);
    }
    return unique;
  },
});
