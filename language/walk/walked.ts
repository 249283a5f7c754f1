/** What a walk over a machine finds: the objects and fields of the text, each with the table that describes it. */
import type { NumberNode, ObjectNode, PropertyNode, QueryLanguage, Scope, State, SyntaxNode } from '#asl';
import type { FieldSpec, ObjectSpec } from '#asl/spec';

/** An object of the language in the text, with the table that says what may stand in it. */
export interface WalkedObject {
  readonly node: ObjectNode;
  readonly spec: ObjectSpec;
  /** The innermost state that it is or belongs to; undefined for the machine itself. */
  readonly state: State | undefined;
  readonly scope: Scope;
  /** The language that its expressions are written in. */
  readonly queryLanguage: QueryLanguage;
  /** Its known fields; the last one where a key is written twice. */
  readonly fields: WalkedFields;
  /** The properties that the table does not know. */
  readonly unknown: readonly PropertyNode[];
}

/** The known fields of one object. There are few of them: to look through a list takes less room and time than a table. */
export class WalkedFields {
  /** In the order of the text. */
  readonly all: readonly WalkedField[];

  constructor(all: readonly WalkedField[]) {
    this.all = all;
  }

  // Every rule asks this of every object: going by an index makes nothing, while an iterator is an object, and one more
  // for each item.

  get(name: string): WalkedField | undefined {
    const { all } = this;
    for (let i = 0; i < all.length; i++) if (all[i]?.spec.name === name) return all[i];
    return undefined;
  }

  /** How many of the fields have one of these names. */
  countOf(names: readonly string[]): number {
    const { all } = this;
    let count = 0;
    for (let i = 0; i < all.length; i++) if (names.includes(all[i]?.spec.name ?? '')) count++;
    return count;
  }

  /** Whether there is a field of the other query language alone. */
  hasOfOther(language: QueryLanguage): boolean {
    const { all } = this;
    for (let i = 0; i < all.length; i++) {
      const only = all[i]?.spec.only;
      if (only && only !== language) return true;
    }
    return false;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }
}

/** A known field in the text. */
export interface WalkedField {
  readonly owner: WalkedObject;
  readonly spec: FieldSpec;
  readonly property: PropertyNode;
  /** Absent while it is being typed. */
  readonly value: SyntaxNode | undefined;
  /** True for the `Credentials` of a Task that is not for AWS: the specification lets anything stand in it. */
  readonly isForeign: boolean;
}

/** The value of a field that is written as a number. */
export function numberIn(object: WalkedObject, name: string): NumberNode | undefined {
  const value = object.fields.get(name)?.value;
  return value?.kind === 'number' ? value : undefined;
}
