/** Fields of which an object may have only one. */

import type { AslDocument } from '#asl';
import { rangeOf } from '../anchor.ts';
import { onlyOneOf } from '../aws-answers.ts';
import { remove } from '../edits/fixes.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { objectSpecsWhere } from '../walk/by-spec.ts';
import type { WalkedField, WalkedObject } from '../walk/walked.ts';
import { quotedList } from '../words.ts';

const WITH_GROUPS = objectSpecsWhere(({ groups }) => groups?.some(({ need }) => need !== 'at-least-one') === true);

export const exclusiveFields: MachineRule = {
  code: 'exclusive-fields',
  severity: 'error',
  perState: true,
  doc: `Of some fields an object may have only one, for example of \`Next\` and \`End\`, or of \`TimeoutSeconds\` and \`TimeoutSecondsPath\`. A choice rule has one comparison. AWS refuses the definition.

Wrong: \`{"Type": "Pass", "Next": "Ship", "End": true}\`. Right: one of the two.`,
  check({ doc, walk }) {
    const found: Finding[] = [];
    for (const object of walk.objectsOf(WITH_GROUPS)) {
      for (const { fields, need, only } of object.spec.groups ?? []) {
        if (need === 'at-least-one' || (only && only !== object.queryLanguage)) continue;
        if (object.fields.countOf(fields) < 2) continue;
        const present = presentOf(object, fields);
        if (present.length > 1) found.push(findingOf(doc, object, present, fields));
      }
    }
    return found;
  },
};

/** In the order of the text. A field of the other query language is reported as that. */
function presentOf(object: WalkedObject, names: readonly string[]): WalkedField[] {
  const present: WalkedField[] = [];
  for (const field of object.fields.all) {
    const { name, only } = field.spec;
    if (names.includes(name) && (!only || only === object.queryLanguage)) present.push(field);
  }
  return present;
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
    aws: onlyOneOf(group, object.node),
    fixes: () => (present.length === 2 ? present.map(({ property }) => remove(doc, property)) : []),
  };
}
