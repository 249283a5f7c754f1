/**
 * One walk over a machine that all field rules share: every object that the tables describe, with its table, and
 * every value of a known field. It is linear in the text, so that a machine of 1 MB stays answerable.
 */

import type { Machine, ObjectNode, Scope, State } from '#asl';
import { type FieldSpec, machineSpec, type ObjectSpec, stateSpecs } from '#asl/spec';
import { BySpec } from './by-spec.ts';
import { mayReadContext } from './context-members.ts';
import {
  type ExpressionSite,
  isPayloadTemplate,
  type JsonataSite,
  KnownExpressions,
  type PathSite,
  sitesIn,
  TEMPLATES,
} from './expression-sites.ts';
import { type Walked, walkPart } from './part-walk.ts';
import type { WalkedField, WalkedObject } from './walked.ts';

export interface MachineWalk extends Walked {
  /** Found when a rule first asks for them. */
  readonly sites: readonly ExpressionSite[];
  readonly pathSites: readonly PathSite[];
  readonly jsonataSites: readonly JsonataSite[];
  /** Those that may read the context object. */
  readonly contextSites: readonly ExpressionSite[];
  /** The fields of which members whose key ends in `.$` are evaluated. */
  readonly payloadTemplates: readonly WalkedField[];
  /** The fields of these entries of the tables, chosen by `fieldSpecsWhere`: far fewer than all. In the order of the tables. */
  readonly fieldsOf: (specs: readonly FieldSpec[]) => readonly WalkedField[];
  /** The objects of these tables, chosen by `objectSpecsWhere`, in the order of the tables. */
  readonly objectsOf: (specs: readonly ObjectSpec[]) => readonly WalkedObject[];
}

/** What belongs to one state, without the states inside it; or to the machine itself. */
export interface WalkPart extends Walked {
  /** The object of the state or of the machine. */
  readonly node: ObjectNode;
  readonly sites: readonly ExpressionSite[];
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

/** What follows from the objects, fields and sites of the parts, each worked out when it is first asked for. */
class JoinedParts implements MachineWalk {
  private readonly parts: readonly WalkPart[];
  private allObjects: readonly WalkedObject[] | undefined;
  private allFields: readonly WalkedField[] | undefined;
  private allSites: readonly ExpressionSite[] | undefined;
  private paths: readonly PathSite[] | undefined;
  private jsonata: readonly JsonataSite[] | undefined;
  private contexts: readonly ExpressionSite[] | undefined;
  private templates: readonly WalkedField[] | undefined;
  private objectsBySpec: BySpec<ObjectSpec, WalkedObject> | undefined;
  private fieldsBySpec: BySpec<FieldSpec, WalkedField> | undefined;

  constructor(parts: readonly WalkPart[]) {
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

  get pathSites(): readonly PathSite[] {
    this.paths ??= this.sites.filter((site) => site.kind === 'path');
    return this.paths;
  }

  get jsonataSites(): readonly JsonataSite[] {
    this.jsonata ??= this.sites.filter((site) => site.kind === 'jsonata');
    return this.jsonata;
  }

  get contextSites(): readonly ExpressionSite[] {
    this.contexts ??= this.sites.filter(mayReadContext);
    return this.contexts;
  }

  get payloadTemplates(): readonly WalkedField[] {
    this.templates ??= this.fieldsOf(TEMPLATES).filter(isPayloadTemplate);
    return this.templates;
  }

  fieldsOf(specs: readonly FieldSpec[]): readonly WalkedField[] {
    this.fieldsBySpec ??= new BySpec(this.fields);
    return this.fieldsBySpec.of(specs);
  }

  objectsOf(specs: readonly ObjectSpec[]): readonly WalkedObject[] {
    this.objectsBySpec ??= new BySpec(this.objects);
    return this.objectsBySpec.of(specs);
  }

  private together<T>(of: (part: WalkPart) => readonly T[]): readonly T[] {
    const all: T[] = [];
    const { parts } = this;
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i];
      if (part) for (const one of of(part)) all.push(one);
    }
    return all;
  }
}

/** The parts of the machine, by their node, and the expressions that they were found to hold. */
class KnownParts {
  readonly byNode = new WeakMap<ObjectNode, WalkPart>();
  expressions = new KnownExpressions();
}

const newKnownParts = () => new KnownParts();

function allParts(machine: Machine): readonly WalkPart[] {
  const known = machine.notes.store(newKnownParts);
  // Every expression that was ever typed would stay otherwise.
  if (known.expressions.size > MAX_KNOWN_EXPRESSIONS) known.expressions = new KnownExpressions();
  const part = (node: ObjectNode, scope: Scope, state: State | undefined): WalkPart => {
    const before = known.byNode.get(node);
    if (before) return before;
    const made = new Part(node, scope, state, known.expressions);
    known.byNode.set(node, made);
    return made;
  };
  const parts = [part(machine.node, machine.scope, undefined)];
  for (const state of machine.states) if (state.type) parts.push(part(state.node, state.scope, state));
  return parts;
}

const MAX_KNOWN_EXPRESSIONS = 50_000;

/** Walked over when it is first asked what stands in it: who judges part by part still has it at hand then. */
class Part implements WalkPart {
  readonly node: ObjectNode;
  private readonly scope: Scope;
  private readonly state: State | undefined;
  private readonly expressions: KnownExpressions;
  private walked: Walked | undefined;
  private found: readonly ExpressionSite[] | undefined;

  constructor(node: ObjectNode, scope: Scope, state: State | undefined, expressions: KnownExpressions) {
    this.node = node;
    this.scope = scope;
    this.state = state;
    this.expressions = expressions;
  }

  get objects(): readonly WalkedObject[] {
    return this.content().objects;
  }

  get fields(): readonly WalkedField[] {
    return this.content().fields;
  }

  get sites(): readonly ExpressionSite[] {
    this.found ??= sitesIn(this.fields, this.expressions);
    return this.found;
  }

  private content(): Walked {
    if (!this.walked) {
      const type = this.state?.type;
      this.walked = walkPart(this.node, type ? stateSpecs[type] : machineSpec, this.scope, this.state);
    }
    return this.walked;
  }
}
