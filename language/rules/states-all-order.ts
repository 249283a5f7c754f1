/** `States.ALL` beside other names, or before other entries. */
import type { AslDocument, StringNode } from '#asl';
import { rangeOf } from '../anchor.ts';
import { schemaFailure } from '../aws-answers.ts';
import { replaceValue } from '../edits/edits.ts';
import type { Finding, Fix, MachineRule } from '../rule.ts';
import { errorListsOf } from '../walk/error-lists.ts';

export const statesAllOrder: MachineRule = {
  code: 'states-all-order',
  severity: 'error',
  perState: true,
  doc: `\`States.ALL\` stands for every error: it is the only name of its list, and its retrier or catcher is the last one. AWS refuses the definition.

Wrong: \`"ErrorEquals": ["States.ALL", "Out of stock"]\`. Right: \`"ErrorEquals": ["States.ALL"]\` in the last entry.`,
  check({ doc, machine, walk }) {
    const found: Finding[] = [];
    for (const { field, entries } of errorListsOf({ machine, walk })) {
      for (const [index, { names, isKnown }] of entries.entries()) {
        const all = names.find(({ value }) => value === 'States.ALL');
        if (!all) continue;
        const aws = schemaFailure('States.ALL must appear alone and at end of list', all);
        if (names.length > 1 && isKnown)
          found.push({
            range: rangeOf(all),
            message: "'States.ALL' stands for every error, so it must be the only name of its list.",
            aws,
            fixes: () => (index === entries.length - 1 ? keepAlone(doc, all) : []),
          });
        else if (index < entries.length - 1)
          found.push({
            range: rangeOf(all),
            message: `'States.ALL' stands for every error, so it must be in the last entry of '${field}'.`,
            aws,
          });
      }
    }
    return found;
  },
};

function keepAlone(doc: AslDocument, all: StringNode): Fix[] {
  if (all.parent?.kind !== 'array') return [];
  return [{ title: "Keep 'States.ALL' alone", edits: replaceValue(doc, all.parent, '["States.ALL"]') }];
}
