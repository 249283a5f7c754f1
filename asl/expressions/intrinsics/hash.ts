/** States.Hash */
import { textArgument } from '../intrinsic/arguments.ts';
import { IntrinsicFault, intrinsic } from '../intrinsic/intrinsic.ts';
import { javaJson } from '../java-text.ts';
import { HASH_ALGORITHMS, hashText, isHashAlgorithm } from '../text-bytes.ts';

const MAX_TEXT = 10_000;

export const hash = intrinsic({
  name: 'States.Hash',
  params: [
    {
      name: 'data',
      type: 'any',
      doc: 'The data, at most 10,000 characters; what is no string is hashed as its JSON text.',
    },
    { name: 'algorithm', type: 'string', values: HASH_ALGORITHMS, doc: 'MD5, SHA-1, SHA-256, SHA-384 or SHA-512.' },
  ],
  returns: 'string',
  doc: 'Gives the hash of some data in hexadecimal digits.',
  examples: [{ call: "States.Hash('input data', 'SHA-1')", result: 'aaff4a450a104cd177d28d18d74485e8cae074b7' }],
  call: (args) => {
    const [data = null] = args;
    const text = typeof data === 'string' ? data : javaJson(data);
    if (text.length > MAX_TEXT)
      throw new IntrinsicFault(
        `The first argument may have at most ${MAX_TEXT} characters, but it has ${text.length}.`,
      );
    const algorithm = textArgument(args, 1);
    if (!isHashAlgorithm(algorithm))
      throw new IntrinsicFault(`'${algorithm}' is not a hash algorithm. They are ${HASH_ALGORITHMS.join(', ')}.`);
    return hashText(text, algorithm);
  },
});
