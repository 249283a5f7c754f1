/**
 * The walk over one part of a machine: a state without the states inside it, or the machine without its states. Every
 * object that the tables describe, with its table, and every known field, in the order of the text. Parts are kept as
 * long as their text stays, and machines have thousands of them: the lists have the room that they need and no more.
 */
import {
  isHole,
  type ObjectNode,
  type PropertyNode,
  type QueryLanguage,
  type Scope,
  type State,
  type SyntaxNode,
  stringOf,
} from '#asl';
import { parseResource } from '#asl/services/resource';
import { type FieldSpec, type ObjectSpec, objectSpecs } from '#asl/spec';
import { fieldsByName } from './by-spec.ts';
import { languageOfMachine, languageOfState } from './misspelt.ts';
import { type WalkedField, WalkedFields, type WalkedObject } from './walked.ts';

/** What stands in a part. */
export interface Walked {
  readonly objects: readonly WalkedObject[];
  readonly fields: readonly WalkedField[];
}

/** Walks over the part that stands on a node. */
export function walkPart(node: ObjectNode, spec: ObjectSpec, scope: Scope, state: State | undefined): Walked {
  const language = state ? languageOfState(state) : languageOfMachine(scope.machine);
  const first = walkedObject(node, spec, scope, state, language);
  const { all } = first.fields;
  if (!all.some(mayHoldObjects)) return { objects: [first], fields: all };
  const walk = new PartWalk(language);
  walk.add(first);
  return { objects: walk.objects.slice(), fields: walk.fields.slice() };
}

/** The kinds of fields in which further objects of the language stand. */
const HOLDERS: ReadonlySet<FieldSpec['kind']> = new Set(['object', 'objects', 'scope', 'scopes']);
const mayHoldObjects = ({ spec, value }: WalkedField): boolean => value !== undefined && HOLDERS.has(spec.kind);

class PartWalk {
  readonly objects: WalkedObject[] = [];
  readonly fields: WalkedField[] = [];
  private readonly language: QueryLanguage;

  constructor(language: QueryLanguage) {
    this.language = language;
  }

  add(object: WalkedObject): void {
    this.objects.push(object);
    for (const field of object.fields.all) {
      this.fields.push(field);
      if (field.value && HOLDERS.has(field.spec.kind)) this.inside(field, field.value);
    }
  }

  private object(node: ObjectNode, spec: ObjectSpec, scope: Scope, state: State | undefined): void {
    this.add(walkedObject(node, spec, scope, state, state ? this.language : languageOfMachine(scope.machine)));
  }

  private inside({ owner, spec, isForeign }: WalkedField, value: SyntaxNode): void {
    if (isHole(value) || isForeign) return;
    const inner = spec.object === undefined ? undefined : objectSpecs[spec.object];
    switch (spec.kind) {
      case 'object':
        if (inner && value.kind === 'object') this.object(value, inner, owner.scope, owner.state);
        return;
      case 'objects':
        if (!inner || value.kind !== 'array') return;
        for (const item of value.items)
          if (item.kind === 'object' && !isHole(item)) this.object(item, inner, owner.scope, owner.state);
        return;
      case 'scope':
        if (inner) this.scopeOn(value, inner, owner);
        return;
      case 'scopes':
        if (!inner || value.kind !== 'array') return;
        for (const item of value.items) this.scopeOn(item, inner, owner);
        return;
      default: // The states of a scope are parts of their own.
    }
  }

  private scopeOn(node: SyntaxNode, spec: ObjectSpec, { state }: WalkedObject): void {
    const scope = state?.scopes.find((inner) => inner.node === node);
    if (scope) this.object(scope.node, spec, scope, undefined);
  }
}

function walkedObject(
  node: ObjectNode,
  spec: ObjectSpec,
  scope: Scope,
  state: State | undefined,
  queryLanguage: QueryLanguage,
): WalkedObject {
  const { properties } = node;
  const list = new Array<WalkedField>(properties.length);
  const fields = new WalkedFields(list);
  let unknown: PropertyNode[] | undefined;
  const owner = { node, spec, state, scope, queryLanguage, fields, unknown: NONE } as Mutable<WalkedObject>;
  const table = fieldsByName(spec);
  let count = 0;
  for (const property of properties) {
    const field = table.get(property.key.value);
    if (field) {
      const { value } = property;
      // Of a key that is written twice the last one counts, at the place of the first.
      let at = 0;
      while (at < count && list[at]?.spec !== field) at++;
      list[at] = { owner, spec: field, property, value, isForeign: isForeign(field, node) };
      if (at === count) count++;
    } else {
      unknown ??= [];
      unknown.push(property);
    }
  }
  list.length = count;
  if (unknown) owner.unknown = unknown;
  return owner;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const NONE: readonly never[] = [];

/** Without a resource, or with one that is filled in later, nobody knows whom the credentials are for. */
function isForeign(spec: FieldSpec, node: ObjectNode): boolean {
  if (spec.object !== 'Credentials') return false;
  const resource = stringOf(node, 'Resource');
  return resource === undefined || parseResource(resource).kind === 'foreign';
}
