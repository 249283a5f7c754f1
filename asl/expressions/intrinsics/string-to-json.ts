/** States.StringToJson */
import { parseJson } from '../../json.ts';
import { textArgument } from '../intrinsic/arguments.ts';
import { IntrinsicFault, intrinsic } from '../intrinsic/intrinsic.ts';

export const stringToJson = intrinsic({
  name: 'States.StringToJson',
  params: [
    { name: 'text', type: 'string', doc: 'A JSON text. Inside a literal, quotes are escaped for the definition only.' },
  ],
  returns: 'any',
  doc: 'Reads a JSON text as a value. A blank text gives null.',
  examples: [
    { call: 'States.StringToJson(\'{"a": [1]}\')', result: { a: [1] } },
    { call: "States.StringToJson('')", result: null },
  ],
  call: (args) => {
    const text = textArgument(args, 0);
    if (text.trim() === '') return null;
    const { value, problem } = parseJson(text);
    if (problem)
      throw new IntrinsicFault(
        `The text is not JSON: ${problem.message} (line ${problem.line}, column ${problem.column})`,
      );
    return value;
  },
});
