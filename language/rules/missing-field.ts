/** A required field that is absent. */
import type { AslDocument, ObjectNode, QueryLanguage } from '#asl';
import { type FieldGroup, type FieldSpec, machineSpec, type ObjectSpec, objectSpecs, stateSpecs } from '#asl/spec';
import { anchorOf } from '../anchor.ts';
import { fieldList, noneOf, schemaFailure } from '../aws-answers.ts';
import { insertProperty } from '../edits/edits.ts';
import type { Finding, Fix, MachineRule } from '../rule.ts';
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
    for (const object of walk.objects) {
      if (mayHoldMore(object)) continue;
      const fields = REQUIRED.get(object.spec) ?? [];
      if (fields.some((field) => isMissing(object, field)))
        found.push(
          required(
            doc,
            object,
            fields.filter((field) => isMissing(object, field)),
          ),
        );
      for (const group of object.spec.groups ?? []) if (lacks(object, group)) found.push(oneOf(object, group.fields));
    }
    return found;
  },
};

/** The fields that each object needs, always or sometimes: most of them are not needed ever. */
const REQUIRED: ReadonlyMap<ObjectSpec, readonly FieldSpec[]> = new Map(
  [machineSpec, ...Object.values(objectSpecs), ...Object.values(stateSpecs)].map((spec) => [
    spec,
    spec.fields.filter(({ required, requiredWhen }) => required || requiredWhen),
  ]),
);

function isMissing(object: WalkedObject, { name, only, required: always, requiredWhen }: FieldSpec): boolean {
  if (object.fields.has(name) || (only && only !== object.queryLanguage)) return false;
  const isRequired = always || (requiredWhen && isMet(requiredWhen, object));
  return isRequired === true && !isWrittenOtherwise(object, name, only);
}

/** Misspelt, or in the words of the other query language: that is what is reported then. */
function isWrittenOtherwise(object: WalkedObject, name: string, only: QueryLanguage | undefined): boolean {
  if (isMisspelt(object, name)) return true;
  return only !== undefined && object.fields.all.some(({ spec }) => spec.only && spec.only !== only);
}

/** The pair of `Next` and `End` has a rule of its own. */
function lacks(object: WalkedObject, { fields, need, only }: FieldGroup): boolean {
  if (need === 'at-most-one' || (only && only !== object.queryLanguage) || fields.includes('End')) return false;
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
