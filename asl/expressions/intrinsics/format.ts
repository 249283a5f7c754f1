/** States.Format */
import type { Json } from '../../json.ts';
import { textArgument } from '../intrinsic/arguments.ts';
import { formatParts } from '../intrinsic/format-parts.ts';
import { IntrinsicFault, intrinsic } from '../intrinsic/intrinsic.ts';
import { javaText } from '../java-text.ts';

export const format = intrinsic({
  name: 'States.Format',
  params: [
    {
      name: 'template',
      type: 'string',
      isFormat: true,
      doc: 'The text, with `{}` where a value goes in. A brace that is meant as such is written `\\{` or `\\}`.',
    },
    {
      name: 'value',
      type: 'any',
      rest: true,
      countedBy: 'template',
      doc: "The values, one for each '{}' of the template.",
    },
  ],
  returns: 'string',
  doc: "Puts values into a text, each in place of a '{}'.",
  examples: [
    {
      call: "States.Format('Hello {}, you are {}.', $.name, 42)",
      input: { name: 'Ada' },
      result: 'Hello Ada, you are 42.',
    },
    { call: "States.Format('{}', $)", input: { Arg1: 1, Arg2: [] }, result: '{Arg1=1, Arg2=[]}' },
    { call: "States.Format('\\{{}\\}', null)", result: '{null}' },
  ],
  call: (args) => {
    const parts = formatParts(textArgument(args, 0));
    if (parts.length !== args.length)
      throw new IntrinsicFault(`The template has ${parts.length - 1} '{}', but ${args.length - 1} values are given.`);
    return parts.map((part, i) => (i === 0 ? part : javaText(args[i] as Json) + part)).join('');
  },
});
