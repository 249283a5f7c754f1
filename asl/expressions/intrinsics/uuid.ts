/** States.UUID */
import { intrinsic } from '../intrinsic/intrinsic.ts';
import { uuidFrom } from '../java-random.ts';

export const uuid = intrinsic({
  name: 'States.UUID',
  params: [],
  returns: 'string',
  doc: 'Gives a new random UUID of version 4.',
  examples: [{ call: 'States.UUID()' }],
  call: (_, { random }) => uuidFrom(random),
});
