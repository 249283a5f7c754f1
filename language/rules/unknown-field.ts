/** A field that its object cannot have. */

import type { AslDocument, PropertyNode } from '#asl';
import { findField, objectSpecs, stateSpecs } from '#asl/spec';
import { rangeOf } from '../anchor.ts';
import { schemaFailure } from '../aws-answers.ts';
import { changeTo, remove } from '../edits/fixes.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { fieldSpecsWhere } from '../walk/by-spec.ts';
import { isMet } from '../walk/field-conditions.ts';
import { meantField } from '../walk/misspelt.ts';
import { isUnknownKey } from '../walk/stand-ins.ts';
import type { WalkedField, WalkedObject } from '../walk/walked.ts';
import { capitalized, quotedList } from '../words.ts';

const CONDITIONAL = fieldSpecsWhere(({ when }) => when !== undefined);

export const unknownField: MachineRule = {
  code: 'unknown-field',
  severity: 'error',
  perState: true,
  doc: `The object cannot have this field: it is misspelt, written in the wrong case, or belongs to another kind of object. AWS refuses the definition.

Wrong: \`{"Type": "Wait", "Second": 5, "End": true}\`. Right: \`{"Type": "Wait", "Seconds": 5, "End": true}\`.`,
  check({ doc, walk }) {
    const found: Finding[] = [];
    for (const object of walk.objects) {
      for (const property of object.unknown) if (isSurelyAField(property)) found.push(unknown(doc, object, property));
    }
    for (const field of walk.fieldsOf(CONDITIONAL))
      if (field.spec.when && isMet(field.spec.when, field.owner) === false) found.push(notNow(doc, field));
    return found;
  },
};

const isSurelyAField = ({ key }: PropertyNode): boolean => !isUnknownKey(key.value);

function unknown(doc: AslDocument, object: WalkedObject, property: PropertyNode): Finding {
  const { key } = property;
  const what = capitalized(object.spec.title);
  const near = meantField(object, key.value);
  return {
    range: rangeOf(key),
    message: `${what} has no field '${key.value}'.${near ? ` Did you mean '${near}'?` : elsewhere(object, key.value)}`,
    aws: schemaFailure(`Field '${key.value}' is not supported`, object.node),
    fixes: () => [...(near === undefined ? [] : [changeTo(doc, key, near)]), remove(doc, property)],
  };
}

/** Where the field belongs: most often the type is the mistake, or the field stands one level too deep. */
function elsewhere({ spec }: WalkedObject, name: string): string {
  if (spec.name === 'NestedChoiceRule' && findField(objectSpecs.ChoiceRule ?? spec, name)) {
    return ' It belongs to the outermost rule.';
  }
  const owners = Object.values(stateSpecs).filter((one) => findField(one, name));
  if (owners.length === 0 || owners.length > 4) return '';
  const types = owners.map(({ type }) => type);
  return ` It belongs to ${quotedList(types, 'and')} states.`;
}

function notNow(doc: AslDocument, { spec, property, owner }: WalkedField): Finding {
  const { field, values } = spec.when ?? { field: '', values: [] };
  return {
    range: rangeOf(property.key),
    message: `'${spec.name}' is only allowed when '${field}' is ${quotedList(values, 'or')}.`,
    aws: schemaFailure(`Field '${spec.name}' is not supported`, owner.node),
    fixes: () => [remove(doc, property)],
  };
}
