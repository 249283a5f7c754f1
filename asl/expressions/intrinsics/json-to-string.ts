/** States.JsonToString */
import { intrinsic } from '../intrinsic/intrinsic.ts';
import { javaJson } from '../java-text.ts';

export const jsonToString = intrinsic({
  name: 'States.JsonToString',
  params: [{ name: 'value', type: 'any', doc: 'Any value.' }],
  returns: 'string',
  doc: 'Gives a value as JSON text, without blanks.',
  examples: [{ call: 'States.JsonToString($)', input: { a: [1, 'x'] }, result: '{"a":[1,"x"]}' }],
  call: (args) => javaJson(args[0] ?? null),
});
