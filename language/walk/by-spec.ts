/**
 * What a walk found, by the entry of the tables that describes it, so that a rule which cares for timestamps sees
 * nothing else. The order is that of the tables, not of the text: then it is the same for one state and for all.
 */
import { type FieldSpec, machineSpec, type ObjectSpec, objectSpecs, stateSpecs } from '#asl/spec';

/** Each once: the table of the machine has two names. */
const OBJECT_SPECS: readonly ObjectSpec[] = [
  ...new Set([machineSpec, ...Object.values(objectSpecs), ...Object.values(stateSpecs)]),
];

const FIELD_SPECS: readonly FieldSpec[] = [...new Set(OBJECT_SPECS.flatMap(({ fields }) => fields))];

const TABLES: ReadonlyMap<ObjectSpec, ReadonlyMap<string, FieldSpec>> = new Map(
  OBJECT_SPECS.map((spec) => [spec, new Map(spec.fields.map((field) => [field.name, field]))]),
);

const NO_FIELDS: ReadonlyMap<string, FieldSpec> = new Map();

/** The fields that an object of the table may have. */
export const fieldsByName = (spec: ObjectSpec): ReadonlyMap<string, FieldSpec> => TABLES.get(spec) ?? NO_FIELDS;

/** The fields for which a rule cares, of all tables: chosen once, not for each machine. */
export const fieldSpecsWhere = (isWanted: (spec: FieldSpec) => boolean): readonly FieldSpec[] =>
  FIELD_SPECS.filter(isWanted);

/** The objects for which a rule cares, of all tables. */
export const objectSpecsWhere = (isWanted: (spec: ObjectSpec) => boolean): readonly ObjectSpec[] =>
  OBJECT_SPECS.filter(isWanted);

export class BySpec<S, T extends { readonly spec: S }> {
  private readonly found = new Map<S, T[]>();

  constructor(all: readonly T[]) {
    for (const one of all) {
      const list = this.found.get(one.spec);
      if (list) list.push(one);
      else this.found.set(one.spec, [one]);
    }
  }

  /** What was found of these, in their order. */
  of(specs: readonly S[]): readonly T[] {
    const all: T[] = [];
    for (const spec of specs) {
      const list = this.found.get(spec);
      if (list) for (const one of list) all.push(one);
    }
    return all;
  }
}
