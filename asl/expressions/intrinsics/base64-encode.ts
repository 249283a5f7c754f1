/** States.Base64Encode */
import { boundedText } from '../intrinsic/arguments.ts';
import { intrinsic } from '../intrinsic/intrinsic.ts';
import { base64Encode as encode } from '../text-bytes.ts';

export const base64Encode = intrinsic({
  name: 'States.Base64Encode',
  params: [{ name: 'text', type: 'string', doc: 'The text to encode, at most 10,000 characters.' }],
  returns: 'string',
  doc: 'Encodes a text in MIME Base64.',
  examples: [{ call: "States.Base64Encode('Data to encode')", result: 'RGF0YSB0byBlbmNvZGU=' }],
  call: (args) => encode(boundedText(args, 0)),
});
