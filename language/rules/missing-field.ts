/** A required field that is absent. */
import type { AslDocument, ObjectNode, QueryLanguage } from '#asl';
import type { FieldGroup, FieldSpec, ObjectSpec } from '#asl/spec';
import { anchorOf } from '../anchor.ts';
import { fieldList, noneOf, schemaFailure } from '../aws-answers.ts';
import { insertProperty } from '../edits/edits.ts';
import type { Finding, Fix, MachineRule } from '../rule.ts';
import { objectSpecsWhere } from '../walk/by-spec.ts';
import { isMet, mayHoldMore } from '../walk/field-conditions.ts';
import { isMisspelt } from '../walk/misspelt.ts';
import type { WalkedObject } from '../walk/walked.ts';
import { capitalized, quotedList } from '../words.ts';

export const missingField: MachineRule = {
  code: 'missing-field',
  severity: 'error',
  perState: true,
  ofAbsence: 'object',
  doc: `A field is required here. AWS refuses the definition.

Wrong: \`{"Type": "Task", "End": true}\`. Right: \`{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true}\`.`,
  check({ doc, walk }) {
    const found: Finding[] = [];
    for (const object of walk.objectsOf(NEEDY)) {
      if (mayHoldMore(object)) continue;
      const missing = missingFields(object);
      if (missing.length > 0) found.push(required(doc, object, missing));
      const groups = GROUPS.get(object.spec);
      if (groups) for (const group of groups) if (lacks(object, group)) found.push(oneOf(object, group.fields));
    }
    return found;
  },
};

/** The fields that each object needs, always or sometimes: most of them are not needed ever. */
const REQUIRED: ReadonlyMap<ObjectSpec, readonly FieldSpec[]> = new Map(
  objectSpecsWhere(() => true).flatMap((spec) => {
    const needed = spec.fields.filter(({ required, requiredWhen }) => required || requiredWhen);
    return needed.length > 0 ? [[spec, needed]] : [];
  }),
);

/** The groups of which each object needs a field. The pair of `Next` and `End` has a rule of its own. */
const GROUPS: ReadonlyMap<ObjectSpec, readonly FieldGroup[]> = new Map(
  objectSpecsWhere(() => true).flatMap((spec) => {
    const groups = spec.groups?.filter(({ need, fields }) => need !== 'at-most-one' && !fields.includes('End')) ?? [];
    return groups.length > 0 ? [[spec, groups]] : [];
  }),
);

const NEEDY = objectSpecsWhere((spec) => REQUIRED.has(spec) || GROUPS.has(spec));

/** Nearly always none: then nothing is made. */
function missingFields(object: WalkedObject): readonly FieldSpec[] {
  const needed = REQUIRED.get(object.spec) ?? NONE;
  let missing: FieldSpec[] | undefined;
  for (let i = 0; i < needed.length; i++) {
    const field = needed[i];
    if (!field || !isMissing(object, field)) continue;
    missing ??= [];
    missing.push(field);
  }
  return missing ?? NONE;
}

const NONE: readonly never[] = [];

function isMissing(object: WalkedObject, { name, only, required: always, requiredWhen }: FieldSpec): boolean {
  if (object.fields.has(name) || (only && only !== object.queryLanguage)) return false;
  const isRequired = always || (requiredWhen && isMet(requiredWhen, object));
  return isRequired === true && !isWrittenOtherwise(object, name, only);
}

/** Misspelt, or in the words of the other query language: that is what is reported then. */
function isWrittenOtherwise(object: WalkedObject, name: string, only: QueryLanguage | undefined): boolean {
  if (isMisspelt(object, name)) return true;
  return only !== undefined && object.fields.hasOfOther(only);
}

function lacks(object: WalkedObject, { fields, only }: FieldGroup): boolean {
  if (only && only !== object.queryLanguage) return false;
  return !fields.some((name) => object.fields.has(name) || isWrittenOtherwise(object, name, only));
}

function required(doc: AslDocument, object: WalkedObject, fields: readonly FieldSpec[]): Finding {
  const missing = fields.map(({ name }) => name);
  const needs =
    missing.length === 1 ? `the field ${quotedList(missing, 'and')}` : `the fields ${quotedList(missing, 'and')}`;
  return {
    range: anchorOf(object.node),
    message: `${subject(object)} needs ${needs}.`,
    aws: schemaFailure(`These fields are required: ${fieldList(missing)}`, object.node),
    fixes: () => additions(doc, object, fields),
  };
}

/** Adds the fields, where each has one value that is right more often than not. */
function additions(doc: AslDocument, object: WalkedObject, fields: readonly FieldSpec[]): Fix[] {
  const values = fields.map((field) => usualValue(object, field));
  const [field, another] = fields;
  const [value] = values;
  if (!field || another || value === undefined) return [];
  return [
    { title: `Add '${field.name}'`, edits: insertProperty(doc, object.node, field.name, value), preferred: true },
  ];
}

function usualValue(
  { scope, node }: WalkedObject,
  { name, kind, values, requiredWhen }: FieldSpec,
): string | undefined {
  const [first] = scope.states;
  if (name === 'StartAt' && first) return JSON.stringify(first.name);
  // What stands for all errors must be the last entry.
  if (kind === 'errorNames') return isLastItem(node) ? '["States.ALL"]' : '["States.TaskFailed"]';
  return kind === 'enum' && requiredWhen && values?.[0] ? JSON.stringify(values[0]) : undefined;
}

const isLastItem = ({ parent, end }: ObjectNode): boolean =>
  parent?.kind !== 'array' || parent.items.every((item) => item.end <= end);

function oneOf(object: WalkedObject, fields: readonly string[]): Finding {
  const legal = object.spec.fields.filter(
    (field) => fields.includes(field.name) && !field.deprecated && (!field.only || field.only === object.queryLanguage),
  );
  const names = fields.filter((name) => legal.some((field) => field.name === name));
  const aws =
    object.spec.name === 'Credentials'
      ? schemaFailure(`The field 'RoleArn' is required but was missing`, object.node)
      : noneOf(fields, object.node);
  return {
    range: anchorOf(object.node),
    message: `${subject(object)} needs ${names.length === 1 ? 'the field' : 'one of'} ${quotedList(names, 'or')}.`,
    aws,
  };
}

function subject({ spec, state, node }: WalkedObject): string {
  return state?.node === node ? `The ${spec.name} state '${state.name}'` : capitalized(spec.title);
}
