/** A parameter that takes one of a few values and has another. */
import { nearestName } from '#asl/nearest-name';
import { rangeOf } from '../anchor.ts';
import { changeTo } from '../edits/fixes.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { callsOf } from '../walk/calls.ts';
import { quotedList } from '../words.ts';

/** A longer list says nothing at a glance. */
const MOST = 8;

export const parameterValue: MachineRule = {
  code: 'parameter-value',
  severity: 'warning',
  perState: true,
  doc: `The service knows only certain values for this parameter. AWS takes the definition, and the call fails. A service may know values that are newer than the catalogue.

Wrong: \`{"LaunchType": "Fargate"}\`. Right: \`{"LaunchType": "FARGATE"}\`.`,
  check(ctx) {
    const found: Finding[] = [];
    const { doc } = ctx;
    for (const { call, mistakes } of callsOf(ctx)) {
      for (const mistake of mistakes()) {
        if (mistake.kind !== 'value') continue;
        const { node, values, path } = mistake;
        const near = nearestName(node.value, values);
        const hint = near
          ? ` Did you mean '${near}'?`
          : values.length <= MOST
            ? ` It may be ${quotedList(values, 'or')}.`
            : '';
        found.push({
          range: rangeOf(node),
          message: `'${path.join('.')}' of '${call?.title}' has no value '${node.value}'.${hint}`,
          fixes: () => (near ? [changeTo(doc, node, near)] : []),
        });
      }
    }
    return found;
  },
};
