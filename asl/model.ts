/**
 * The typed view of a definition: machines, scopes, states and transitions, each with the syntax node it stands
 * on. Building it never fails: what is missing or of a wrong type is left out, and the rules report it.
 */
import { Notes } from './notes.ts';
import {
  type ArrayNode,
  isHole,
  nodeAt,
  type ObjectNode,
  type PropertyNode,
  propertyOf,
  type StringNode,
  type SyntaxNode,
  stringOf,
  valueOf,
} from './syntax.ts';

export const STATE_TYPES = ['Task', 'Parallel', 'Map', 'Pass', 'Wait', 'Choice', 'Succeed', 'Fail'] as const;
export type StateType = (typeof STATE_TYPES)[number];
export type QueryLanguage = 'JSONPath' | 'JSONata';

/** One state machine of a document. A template may hold several; a `.asl.json` file holds one. */
export interface Machine {
  readonly node: ObjectNode;
  readonly queryLanguage: QueryLanguage;
  /** True where every word is taken as it stands, as AWS does: nobody asks what a misspelt one was meant to be. */
  readonly isAsWritten: boolean;
  readonly scope: Scope;
  /** Every state of every scope, outer ones first, in the order of the text. */
  readonly states: readonly State[];
  /** The state that stands on an object node. */
  readonly byNode: ReadonlyMap<ObjectNode, State>;
  readonly notes: Notes;
}

/** The nodes of all states, in their order: what `Notes.each` keeps something for. One list for each version. */
export const stateNodesOf = (machine: Machine): readonly ObjectNode[] => machine.notes.once(allStateNodes, machine);

const allStateNodes = ({ states }: Machine): readonly ObjectNode[] => states.map(({ node }) => node);

/** A `StartAt` with its `States`: the machine itself, a branch of a Parallel, or the processor of a Map. */
export interface Scope {
  readonly kind: 'machine' | 'branch' | 'processor';
  readonly node: ObjectNode;
  readonly machine: Machine;
  /** The Parallel or Map state that holds it; undefined for the machine itself. */
  readonly owner: State | undefined;
  /** The position among the owner's scopes. */
  readonly index: number;
  readonly start: Transition | undefined;
  readonly statesNode: ObjectNode | undefined;
  readonly states: readonly State[];
  readonly byName: ReadonlyMap<string, State>;
}

export interface State {
  readonly name: string;
  readonly key: StringNode;
  readonly property: PropertyNode;
  readonly node: ObjectNode;
  /** Undefined where `Type` is missing or unknown. */
  readonly type: StateType | undefined;
  readonly queryLanguage: QueryLanguage;
  readonly scope: Scope;
  /** The branches of a Parallel, the processor of a Map. */
  readonly scopes: readonly Scope[];
  /** Out of this state, in the order of the text. */
  readonly transitions: readonly Transition[];
  /** `End: true`, or a state type that ends its scope (Succeed, Fail). */
  readonly isTerminal: boolean;
}

/** A name of a state at a place that leads to it. */
export interface Transition {
  readonly kind: 'start' | 'next' | 'choice' | 'default' | 'catch';
  readonly target: string;
  readonly node: StringNode;
  readonly from: State | undefined;
  readonly scope: Scope;
  /** The choice rule or catcher that holds it. */
  readonly holder: ObjectNode | undefined;
  /** The position of the holder in `Choices` or `Catch`. */
  readonly index: number | undefined;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The language that a value of `QueryLanguage` selects: only the exact text "JSONPath" means JSONPath (measured on AWS). */
function languageOf(node: SyntaxNode | undefined, otherwise: QueryLanguage): QueryLanguage {
  if (!node || node.kind === 'null' || isHole(node)) return otherwise;
  return node.kind === 'string' && node.value === 'JSONPath' ? 'JSONPath' : 'JSONata';
}

/** True where the object could be meant as a state machine: it has `States` as an object, or `StartAt`. */
export function looksLikeMachine(node: SyntaxNode | undefined): node is ObjectNode {
  if (node?.kind !== 'object') return false;
  const states = valueOf(node, 'States');
  return states?.kind === 'object' || stringOf(node, 'StartAt') !== undefined;
}

/** Builds the typed view of the machine that stands on `node`. */
export function buildMachine(node: ObjectNode, isAsWritten = false): Machine {
  const queryLanguage = languageOf(valueOf(node, 'QueryLanguage'), 'JSONPath');
  const states: State[] = [];
  const byNode = new Map<ObjectNode, State>();
  const machine = {
    node,
    queryLanguage,
    isAsWritten,
    states,
    byNode,
    notes: new Notes(),
  } as unknown as Mutable<Machine>;
  machine.scope = buildScope(node, 'machine', machine, undefined, 0, states);
  for (const state of states) byNode.set(state.node, state);
  return machine;
}

/**
 * Reads a state again whose text has changed, in the machine that holds it. The states around it stay the same
 * objects, so that what is known of them stays known.
 */
export function rebuildState(state: State, node: ObjectNode): void {
  const { machine } = state.scope;
  const before: State = { ...state };
  const around = [machine.node, ...ownersOf(state).map((owner) => owner.node)];
  const inner: State[] = [];
  const had = state.scopes.length > 0;
  const byNode = machine.byNode as Map<ObjectNode, State>;
  if (had) for (const one of machine.states) if (ownersOf(one).includes(state)) byNode.delete(one.node);
  byNode.delete(state.node);
  const again: Mutable<State> = state;
  Object.assign(again, buildState(state.property, node, state.scope));
  again.transitions = transitionsFrom(state);
  again.scopes = nestedScopes(state, machine, inner);
  for (const one of [state, ...inner]) byNode.set(one.node, one);
  const isAlone = !had && inner.length === 0;
  machine.notes.turn(around, isAlone && hasSameCourse(before, state));
  if (isAlone) return;
  const states = machine.states as State[];
  states.length = 0;
  collectStates(machine.scope, states);
}

/** True where both lead to the same states and end alike. */
function hasSameCourse(one: State, other: State): boolean {
  if (one.type !== other.type || one.isTerminal !== other.isTerminal) return false;
  const [before, now] = [one.transitions, other.transitions];
  return before.length === now.length && before.every((leads, i) => isSameTransition(leads, now[i]));
}

const isSameTransition = (one: Transition, other: Transition | undefined): boolean =>
  one.kind === other?.kind && one.target === other.target && one.index === other.index;

/** The Parallel and Map states around a state, innermost first. */
function ownersOf({ scope: { owner } }: State): readonly State[] {
  return owner ? [owner, ...ownersOf(owner)] : [];
}

/** In the order in which `buildScope` finds them. */
function collectStates(scope: Scope, all: State[]): void {
  for (const state of scope.states) all.push(state);
  for (const state of scope.states) for (const inner of state.scopes) collectStates(inner, all);
}

function buildScope(
  node: ObjectNode,
  kind: Scope['kind'],
  machine: Machine,
  owner: State | undefined,
  index: number,
  all: State[],
): Scope {
  const statesNode = valueOf(node, 'States');
  const states: State[] = [];
  const byName = new Map<string, State>();
  const scope = {
    kind,
    node,
    machine,
    owner,
    index,
    states,
    byName,
    statesNode: statesNode?.kind === 'object' ? statesNode : undefined,
  } as unknown as Mutable<Scope>;
  scope.start = transition('start', valueOf(node, 'StartAt'), undefined, scope);
  for (const property of statesNode?.kind === 'object' ? statesNode.properties : []) {
    if (property.value?.kind !== 'object' || isHole(property.value)) continue;
    const state = buildState(property, property.value, scope);
    states.push(state);
    if (!byName.has(state.name)) byName.set(state.name, state);
    all.push(state);
  }
  for (const state of states) (state as Mutable<State>).scopes = nestedScopes(state, machine, all);
  return scope;
}

function buildState(property: PropertyNode, node: ObjectNode, scope: Scope): State {
  const type = stringOf(node, 'Type');
  const known = STATE_TYPES.find((name) => name === type);
  const end = valueOf(node, 'End');
  const state: Mutable<State> = {
    name: property.key.value,
    key: property.key,
    property,
    node,
    type: known,
    queryLanguage: languageOf(valueOf(node, 'QueryLanguage'), scope.machine.queryLanguage),
    scope,
    scopes: NO_SCOPES,
    transitions: NO_TRANSITIONS,
    isTerminal: known === 'Succeed' || known === 'Fail' || (end?.kind === 'boolean' && end.value),
  };
  state.transitions = transitionsFrom(state);
  return state;
}

function transitionsFrom(state: State): Transition[] {
  const { node, scope } = state;
  const found: Transition[] = [];
  const add = (one: Transition | undefined): void => {
    if (one) found.push(one);
  };
  for (const property of node.properties) {
    const value = property.value;
    switch (property.key.value) {
      case 'Next':
        if (state.type !== 'Choice') add(transition('next', value, state, scope));
        break;
      case 'Default':
        if (state.type === 'Choice') add(transition('default', value, state, scope));
        break;
      case 'Choices':
        if (state.type === 'Choice') for (const one of held('choice', value, state, scope)) add(one);
        break;
      case 'Catch':
        for (const one of held('catch', value, state, scope)) add(one);
        break;
    }
  }
  // A list that has grown has room for many more.
  return found.slice();
}

function held(
  kind: 'choice' | 'catch',
  list: SyntaxNode | undefined,
  state: State,
  scope: Scope,
): (Transition | undefined)[] {
  if (list?.kind !== 'array') return [];
  return list.items.map((item, index) =>
    item.kind === 'object' ? transition(kind, valueOf(item, 'Next'), state, scope, item, index) : undefined,
  );
}

function transition(
  kind: Transition['kind'],
  node: SyntaxNode | undefined,
  from: State | undefined,
  scope: Scope,
  holder?: ObjectNode,
  index?: number,
): Transition | undefined {
  if (node?.kind !== 'string' || isHole(node)) return undefined;
  return { kind, target: node.value, node, from, scope, holder, index };
}

function nestedScopes(state: State, machine: Machine, all: State[]): readonly Scope[] {
  if (state.type !== 'Parallel' && state.type !== 'Map') return NO_SCOPES;
  const branches: ArrayNode | undefined = arrayOf(valueOf(state.node, 'Branches'));
  if (state.type === 'Parallel' && branches) {
    return branches.items.flatMap((item, index) =>
      item.kind === 'object' && !isHole(item) ? [buildScope(item, 'branch', machine, state, index, all)] : [],
    );
  }
  const processor = propertyOf(state.node, 'ItemProcessor')?.value ?? propertyOf(state.node, 'Iterator')?.value;
  if (state.type === 'Map' && processor?.kind === 'object' && !isHole(processor))
    return [buildScope(processor, 'processor', machine, state, 0, all)];
  return [];
}

const NO_SCOPES: readonly Scope[] = [];
const NO_TRANSITIONS: readonly Transition[] = [];

const arrayOf = (node: SyntaxNode | undefined): ArrayNode | undefined => (node?.kind === 'array' ? node : undefined);

/** The states from the outermost owner down to the state itself: its path in messages, breakpoints and the debugger. */
export function pathOf(state: State): readonly State[] {
  return state.scope.owner ? [...pathOf(state.scope.owner), state] : [state];
}

/** The innermost state whose property (name and body) holds the offset. */
export function stateAt(machine: Machine, offset: number): State | undefined {
  let node: SyntaxNode | PropertyNode | undefined = nodeAt(machine.node, offset);
  for (; node; node = node.parent) {
    const state =
      node.kind === 'property' && node.value?.kind === 'object' ? machine.byNode.get(node.value) : undefined;
    if (state) return state;
  }
  return undefined;
}

/** The states that can be reached from the scope's `StartAt`, by name; a container is reached, not looked into. */
export function reachableFrom(scope: Scope): ReadonlySet<State> {
  const seen = new Set<State>();
  const first = scope.start && scope.byName.get(scope.start.target);
  const open = first ? [first] : [];
  for (let state = open.pop(); state; state = open.pop()) {
    if (seen.has(state)) continue;
    seen.add(state);
    for (const { target } of state.transitions) {
      const next = scope.byName.get(target);
      if (next && !seen.has(next)) open.push(next);
    }
  }
  return seen;
}
