/**
 * One walk over a machine that all field rules share: every object that the tables describe, with its table, and
 * every value of a known field. It is linear in the text, so that a machine of 1 MB stays answerable.
 */

import {
  isHole,
  type Machine,
  type ObjectNode,
  type PropertyNode,
  type QueryLanguage,
  type Scope,
  type State,
  type SyntaxNode,
  stringOf,
} from '#asl';
import { parseResource } from '#asl/services/resource';
import { type FieldSpec, machineSpec, type ObjectSpec, objectSpecs, stateSpecs } from '#asl/spec';
import { BySpec } from './by-spec.ts';
import { type ExpressionSite, type JsonataSite, KnownExpressions, type PathSite, sitesIn } from './expression-sites.ts';
import { languageOfMachine, languageOfState } from './misspelt.ts';
import { type WalkedField, WalkedFields, type WalkedObject } from './walked.ts';

export interface MachineWalk {
  readonly objects: readonly WalkedObject[];
  readonly fields: readonly WalkedField[];
  /** Found when a rule first asks for them. */
  readonly sites: readonly ExpressionSite[];
  readonly pathSites: readonly PathSite[];
  readonly jsonataSites: readonly JsonataSite[];
  /** The fields whose entry in the tables is wanted: far fewer than all. In the order of the tables. */
  readonly fieldsWhere: (isWanted: (spec: FieldSpec) => boolean) => readonly WalkedField[];
  /** The objects whose table is wanted, in the order of the tables. */
  readonly objectsWhere: (isWanted: (spec: ObjectSpec) => boolean) => readonly WalkedObject[];
}

/** What belongs to one state, without the states inside it; or to the machine itself. */
export interface WalkPart extends MachineWalk {
  /** The object of the state or of the machine. */
  readonly node: ObjectNode;
}

/**
 * The machine's own part, then one of each state. A part is kept while its state's text stays. A state of unknown type
 * has none: nobody knows what may stand in it.
 */
export const partsOf = (machine: Machine): readonly WalkPart[] => machine.notes.once(allParts, machine);

/** Everything in the machine. */
export const walkMachine = (machine: Machine): MachineWalk => machine.notes.once(wholeWalk, machine);

const wholeWalk = (machine: Machine): MachineWalk => joined(partsOf(machine));

/** Several parts as one. */
export const joined = (parts: readonly WalkPart[]): MachineWalk => new JoinedParts(parts);

/** What follows from the objects, fields and sites of a walk, each worked out when it is first asked for. */
abstract class Indexed implements MachineWalk {
  private objectsBySpec: BySpec<ObjectSpec, WalkedObject> | undefined;
  private fieldsBySpec: BySpec<FieldSpec, WalkedField> | undefined;
  private paths: readonly PathSite[] | undefined;
  private jsonata: readonly JsonataSite[] | undefined;
  abstract get objects(): readonly WalkedObject[];
  abstract get fields(): readonly WalkedField[];
  abstract get sites(): readonly ExpressionSite[];

  get pathSites(): readonly PathSite[] {
    this.paths ??= this.sites.filter((site) => site.kind === 'path');
    return this.paths;
  }

  get jsonataSites(): readonly JsonataSite[] {
    this.jsonata ??= this.sites.filter((site) => site.kind === 'jsonata');
    return this.jsonata;
  }

  fieldsWhere(isWanted: (spec: FieldSpec) => boolean): readonly WalkedField[] {
    this.fieldsBySpec ??= new BySpec(FIELD_SPECS, this.fields);
    return this.fieldsBySpec.where(isWanted);
  }

  objectsWhere(isWanted: (spec: ObjectSpec) => boolean): readonly WalkedObject[] {
    this.objectsBySpec ??= new BySpec(OBJECT_SPECS, this.objects);
    return this.objectsBySpec.where(isWanted);
  }
}

class JoinedParts extends Indexed {
  private readonly parts: readonly WalkPart[];
  private allObjects: readonly WalkedObject[] | undefined;
  private allFields: readonly WalkedField[] | undefined;
  private allSites: readonly ExpressionSite[] | undefined;

  constructor(parts: readonly WalkPart[]) {
    super();
    this.parts = parts;
  }

  get objects(): readonly WalkedObject[] {
    this.allObjects ??= this.together(({ objects }) => objects);
    return this.allObjects;
  }

  get fields(): readonly WalkedField[] {
    this.allFields ??= this.together(({ fields }) => fields);
    return this.allFields;
  }

  get sites(): readonly ExpressionSite[] {
    this.allSites ??= this.together(({ sites }) => sites);
    return this.allSites;
  }

  private together<T>(of: (part: WalkPart) => readonly T[]): readonly T[] {
    const all: T[] = [];
    for (const part of this.parts) for (const one of of(part)) all.push(one);
    return all;
  }
}

/** The parts that have been walked, by their node, and the expressions that they were found to hold. */
class KnownParts {
  readonly byNode = new WeakMap<ObjectNode, WalkPart>();
  expressions = new KnownExpressions();
}

const newKnownParts = () => new KnownParts();

function allParts(machine: Machine): readonly WalkPart[] {
  const known = machine.notes.store(newKnownParts);
  // Every expression that was ever typed would stay otherwise.
  if (known.expressions.size > MAX_KNOWN_EXPRESSIONS) known.expressions = new KnownExpressions();
  const part = (node: ObjectNode, spec: ObjectSpec, scope: Scope, state: State | undefined): WalkPart => {
    const before = known.byNode.get(node);
    if (before) return before;
    const made = new Walk(node, known.expressions);
    made.object(node, spec, scope, state);
    known.byNode.set(node, made);
    return made;
  };
  const parts = [part(machine.node, machineSpec, machine.scope, undefined)];
  for (const state of machine.states)
    if (state.type) parts.push(part(state.node, stateSpecs[state.type], state.scope, state));
  return parts;
}

const MAX_KNOWN_EXPRESSIONS = 50_000;

/** Without a resource, or with one that is filled in later, nobody knows whom the credentials are for. */
function isForeign(spec: FieldSpec, node: ObjectNode): boolean {
  if (spec.object !== 'Credentials') return false;
  const resource = stringOf(node, 'Resource');
  return resource === undefined || parseResource(resource).kind === 'foreign';
}

class Walk extends Indexed implements WalkPart {
  readonly node: ObjectNode;
  readonly objects: WalkedObject[] = [];
  readonly fields: WalkedField[] = [];
  private readonly expressions: KnownExpressions;
  private found: readonly ExpressionSite[] | undefined;
  private language: QueryLanguage | undefined;

  constructor(node: ObjectNode, expressions: KnownExpressions) {
    super();
    this.node = node;
    this.expressions = expressions;
  }

  get sites(): readonly ExpressionSite[] {
    this.found ??= sitesIn(this.fields, this.expressions);
    return this.found;
  }

  object(node: ObjectNode, spec: ObjectSpec, scope: Scope, state: State | undefined): void {
    const fields = new WalkedFields();
    const unknown: PropertyNode[] = [];
    const queryLanguage = this.languageOf(scope, state);
    const owner: WalkedObject = { node, spec, state, scope, queryLanguage, fields, unknown };
    this.objects.push(owner);
    const table = fieldsByName(spec);
    for (const property of node.properties) {
      const field = table.get(property.key.value);
      if (field) {
        const { value } = property;
        fields.put({ owner, spec: field, property, value, isForeign: isForeign(field, node) });
      } else unknown.push(property);
    }
    fields.close();
    for (const field of fields.all) {
      this.fields.push(field);
      if (field.value && HOLDERS.has(field.spec.kind)) this.inside(field, field.value);
    }
  }

  private languageOf({ machine }: Scope, state: State | undefined): QueryLanguage {
    if (!state) return languageOfMachine(machine);
    this.language ??= languageOfState(state);
    return this.language;
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

/** The kinds of fields in which further objects of the language stand. */
const HOLDERS: ReadonlySet<FieldSpec['kind']> = new Set(['object', 'objects', 'scope', 'scopes']);

const TABLES: ReadonlyMap<ObjectSpec, ReadonlyMap<string, FieldSpec>> = new Map(
  [machineSpec, ...Object.values(objectSpecs), ...Object.values(stateSpecs)].map((spec) => [
    spec,
    new Map(spec.fields.map((field) => [field.name, field])),
  ]),
);

const OBJECT_SPECS: readonly ObjectSpec[] = [...TABLES.keys()];
const FIELD_SPECS: readonly FieldSpec[] = [...new Set(OBJECT_SPECS.flatMap(({ fields }) => fields))];
const NO_FIELDS: ReadonlyMap<string, FieldSpec> = new Map();

const fieldsByName = (spec: ObjectSpec): ReadonlyMap<string, FieldSpec> => TABLES.get(spec) ?? NO_FIELDS;
