/** States.Base64Decode */
import { boundedText } from '../intrinsic/arguments.ts';
import { IntrinsicFault, intrinsic } from '../intrinsic/intrinsic.ts';
import { base64Decode as decode } from '../text-bytes.ts';

export const base64Decode = intrinsic({
  name: 'States.Base64Decode',
  params: [{ name: 'text', type: 'string', doc: 'The Base64 text to decode, at most 10,000 characters.' }],
  returns: 'string',
  doc: 'Decodes a text from MIME Base64.',
  examples: [{ call: "States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", result: 'Data to encode' }],
  call: (args) => {
    const decoded = decode(boundedText(args, 0));
    if (decoded === undefined) throw new IntrinsicFault('The first argument is not Base64.');
    return decoded;
  },
});
