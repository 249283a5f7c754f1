/** Fields of which an object may have only one. */
import type { AslDocument } from '#asl';
import { rangeOf } from '../anchor.ts';
import { schemaFailure } from '../aws-answers.ts';
import { remove } from '../fixes.ts';
import type { WalkedField, WalkedObject } from '../machine-walk.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { quotedList } from '../words.ts';

export const exclusiveFields: MachineRule = {
  code: 'exclusive-fields',
  severity: 'error',
  doc: `Of some fields an object may have only one, for example of \`Next\` and \`End\`, or of \`TimeoutSeconds\` and \`TimeoutSecondsPath\`. A choice rule has one comparison. AWS refuses the definition.

Wrong: \`{"Type": "Pass", "Next": "Ship", "End": true}\`. Right: one of the two.`,
  *check({ doc, walk }) {
    for (const object of walk.objects) {
      for (const { fields, need, only } of object.spec.groups ?? []) {
        if (need === 'at-least-one' || (only && only !== object.queryLanguage)) continue;
        const present = presentOf(object, fields);
        if (present.length > 1) yield findingOf(doc, object, present, fields);
      }
    }
  },
};

/** A field of the other query language is reported as that. */
function presentOf(object: WalkedObject, names: readonly string[]): WalkedField[] {
  const present = names.flatMap((name) => object.fields.get(name) ?? []);
  const legal = present.filter(({ spec }) => !spec.only || spec.only === object.queryLanguage);
  return legal.sort((a, b) => a.property.start - b.property.start);
}

function findingOf(
  doc: AslDocument,
  object: WalkedObject,
  present: readonly WalkedField[],
  group: readonly string[],
): Finding {
  const [first, ...others] = present;
  const last = others.at(-1) ?? first;
  const names = quotedList(
    present.map(({ spec }) => spec.name),
    'and',
  );
  const both = present.length === 2 ? 'exclude each other' : 'cannot stand together';
  return {
    range: last ? rangeOf(last.property.key) : rangeOf(object.node),
    message: `${names} ${both} in ${object.spec.title}. Only one of them may be there.`,
    related: first ? [{ range: rangeOf(first.property.key), message: `'${first.spec.name}' stands here.` }] : [],
    aws: schemaFailure(`There should only be one of the following fields: [${group.join(', ')}]`, object.node),
    fixes: () => (present.length === 2 ? present.map(({ property }) => remove(doc, property)) : []),
  };
}
