/** A parameter whose value is of a type that the service does not take. */
import { shapeTitle } from '#asl/services/shape';
import { rangeOf } from '../anchor.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { callsOf } from '../walk/calls.ts';
import { VALUE_NAMES } from '../walk/value-types.ts';

export const parameterType: MachineRule = {
  code: 'parameter-type',
  severity: 'warning',
  perState: true,
  doc: `The service wants another type of value: a string, a list, an object. AWS takes the definition, and the call fails: "The value for the field 'frame_id' must be a STRING".

Wrong: \`{"FunctionName": 5}\`, \`{"Entries": {"Detail": "…"}}\`. Right: \`{"FunctionName": "5"}\`, \`{"Entries": [{"Detail": "…"}]}\`.`,
  check(ctx) {
    const found: Finding[] = [];
    for (const { call, mistakes } of callsOf(ctx)) {
      for (const mistake of mistakes()) {
        if (mistake.kind !== 'type') continue;
        const { node, shape, path } = mistake;
        found.push({
          range: rangeOf(node),
          message: `'${path.join('.')}' of '${call?.title}' takes ${withArticle(shapeTitle(shape))}, not ${VALUE_NAMES[node.kind]}.`,
        });
      }
    }
    return found;
  },
};

const withArticle = (title: string): string => `${/^[aeiou]/.test(title) ? 'an' : 'a'} ${title}`;
