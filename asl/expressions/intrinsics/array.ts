/** States.Array */
import { intrinsic } from '../intrinsic/intrinsic.ts';

export const array = intrinsic({
  name: 'States.Array',
  params: [{ name: 'value', type: 'any', rest: true, doc: 'The items, in order.' }],
  returns: 'array',
  doc: 'Makes an array of its arguments. Without arguments it is empty.',
  examples: [
    { call: "States.Array('a', 1, $.x, null)", input: { x: { y: true } }, result: ['a', 1, { y: true }, null] },
    { call: 'States.Array()', result: [] },
  ],
  call: (args) => [...args],
});
