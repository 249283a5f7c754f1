/** The name of a state: not empty, not too long. */
import { hasPlaceholder, pointerOf } from '#asl';
import { limits } from '#asl/spec';
import { rangeOf } from '../anchor.ts';
import type { Finding, MachineRule } from '../rule.ts';

const MAX = limits.stateNameCharacters.value;

export const stateName: MachineRule = {
  code: 'state-name',
  severity: 'error',
  doc: `The name of a state has 1 to ${MAX} characters. AWS refuses the definition.

Wrong: a whole sentence as name. Right: a short name, and the sentence as \`Comment\`.`,
  check({ machine }) {
    const found: Finding[] = [];
    for (const { name, key, property } of machine.states) {
      // It has no more characters than UTF-16 units.
      if ((name.length > 0 && name.length <= MAX) || hasPlaceholder(name)) continue;
      const length = [...name].length;
      if (length > 0 && length <= MAX) continue;
      const message =
        length === 0
          ? 'The name of a state cannot be empty.'
          : `The name of a state has at most ${MAX} characters, but this has ${length}.`;
      found.push({
        range: rangeOf(key),
        message,
        aws: {
          code: 'INVALID_STATE_NAME',
          location: pointerOf(property),
          ...(length > MAX && { message: tooLong(name) }),
        },
      });
    }
    return found;
  },
};

/** Seen by users of AWS: ChristopheBougere/asl-validator#69, aws-cloudformation/cfn-lint#4079. */
const tooLong = (name: string): string =>
  `Invalid State name: State '${name}' exceeds the ${MAX}-character limit allowed by the service`;
