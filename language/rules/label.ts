/** The `Label` of a distributed Map: length, characters, uniqueness. */
import { valueOf as memberOf, pointerOf, type StringNode } from '#asl';
import { limits } from '#asl/spec';
import { rangeOf } from '../anchor.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { isFilledInLater } from '../walk/stand-ins.ts';

const MAX = limits.mapLabelCharacters.value;

/** Blanks, wildcards, brackets, special and control characters: the label becomes part of an ARN. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const FORBIDDEN = /[\s?*<>{}[\]:;,\\|^~$#%&`"\u0000-\u001f\u007f-\u009f]/;

export const label: MachineRule = {
  code: 'label',
  severity: 'error',
  doc: `The \`Label\` of a Map becomes part of the ARN of its Map Runs: 1 to ${MAX} characters, no blanks, wildcards, brackets, control or special characters (\`" # % \\ ^ | ~ \` $ & , ; :\`), and each label once in a machine. AWS refuses the definition.

Wrong: \`"Label": "orders of today"\`. Right: \`"Label": "orders-of-today"\`.`,
  check({ machine }) {
    const found: Finding[] = [];
    const seen = new Map<string, StringNode>();
    for (const { type, node } of machine.states) {
      const value = type === 'Map' ? memberOf(node, 'Label') : undefined;
      if (value?.kind !== 'string' || isFilledInLater(value.value)) continue;
      const first = seen.get(value.value);
      if (first) found.push(duplicate(first, value));
      else seen.set(value.value, value);
      const problem = malformed(value.value);
      if (problem)
        found.push({
          range: rangeOf(value),
          message: problem,
          aws: { code: 'INVALID_LABEL_NAME', location: pointerOf(value), ...tooLong(value.value) },
        });
    }
    return found;
  },
};

function malformed(text: string): string | undefined {
  if (text === '') return 'The label is empty.';
  const length = [...text].length;
  if (length > MAX) return `A label has at most ${MAX} characters, but this has ${length}.`;
  const bad = FORBIDDEN.exec(text)?.[0];
  if (bad === undefined) return undefined;
  const name = /^[\x21-\x7e]$/.test(bad) ? `'${bad}'` : bad === ' ' ? 'a blank' : 'a control character';
  return `A label may not hold ${name}: it becomes part of an ARN.`;
}

/** After the sentence about states that is known; the one about labels is not. */
const tooLong = (text: string): { readonly message?: string } =>
  [...text].length > MAX
    ? { message: `Invalid Label name: Label '${text}' exceeds the ${MAX}-character limit allowed by the service` }
    : {};

function duplicate(first: StringNode, second: StringNode): Finding {
  return {
    range: rangeOf(second),
    message: `The label '${second.value}' is used by another Map. Labels are unique in the state machine.`,
    related: [{ range: rangeOf(first), message: `'${second.value}' is used here first.` }],
    aws: {
      code: 'DUPLICATE_LABEL_NAME',
      // After the sentence about states; the one about labels is not known.
      message: `Duplicate Label name: ${second.value}`,
      location: pointerOf(second),
    },
  };
}
