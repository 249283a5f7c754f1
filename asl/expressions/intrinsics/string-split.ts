/** States.StringSplit */
import { textArgument } from '../intrinsic/arguments.ts';
import { intrinsic } from '../intrinsic/intrinsic.ts';

export const stringSplit = intrinsic({
  name: 'States.StringSplit',
  params: [
    { name: 'text', type: 'string', doc: 'The text to divide.' },
    { name: 'delimiters', type: 'string', doc: 'The characters that divide; each one counts for itself.' },
  ],
  returns: 'array',
  doc: 'Divides a text at each of the given characters. Empty parts are left out.',
  examples: [
    { call: "States.StringSplit('1,2;3', ',;')", result: ['1', '2', '3'] },
    { call: "States.StringSplit(',,', ',')", result: [] },
  ],
  call: (args) => {
    const delimiters = new Set(textArgument(args, 1));
    const parts = [''];
    for (const char of textArgument(args, 0)) {
      if (delimiters.has(char)) parts.push('');
      else parts[parts.length - 1] += char;
    }
    return parts.filter((part) => part !== '');
  },
});
