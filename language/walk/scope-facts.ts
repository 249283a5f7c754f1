/** What is surely known of a scope while parts of it are holes: the graph rules judge only that. */
import {
  hasPlaceholder,
  isHole,
  type Machine,
  valueOf as memberOf,
  type ObjectNode,
  type PropertyNode,
  propertyOf,
  reachableFrom,
  type Scope,
  STATE_TYPES,
  type State,
  type SyntaxNode,
  stateNodesOf,
  type Transition,
} from '#asl';
import { misspeltAmong } from './misspelt.ts';
import { isUnknownKey } from './stand-ins.ts';

/** The scopes of a machine, outer ones first. */
export const scopesOf = (machine: Machine): readonly Scope[] => machine.notes.onceForCourse(allScopes, machine);

function allScopes(machine: Machine): readonly Scope[] {
  const all = [machine.scope];
  for (const { scopes } of machine.states) for (const scope of scopes) all.push(scope);
  return all;
}

/** Every transition that stands in the scope, its start first. */
function transitionsOf(scope: Scope): Transition[] {
  const all = scope.start ? [scope.start] : [];
  for (const { transitions } of scope.states) for (const one of transitions) all.push(one);
  return all;
}

/** True where a property of that name stands in `States`, also one whose body is a hole or not yet written. */
function holdsState(scope: Scope, name: string): boolean {
  return scope.byName.has(name) || propertyOf(scope.statesNode, name) !== undefined;
}

/** True where every name in `States` is known: no placeholder among them, nothing merged in from elsewhere. */
function hasKnownStates(scope: Scope): boolean {
  // An empty 'States' is reported as that.
  if (!scope.statesNode?.properties.length || isHole(scope.statesNode)) return false;
  if (typeWithoutName(scope.statesNode)) return false;
  return !scope.statesNode.properties.some(({ key }) => isUnknownKey(key.value));
}

/** The `Type` of a state that stands among the states, where the name around its fields is missing. */
export function typeWithoutName(states: ObjectNode | undefined): PropertyNode | undefined {
  const property = propertyOf(states, 'Type');
  const type = property?.value?.kind === 'string' ? property.value.value : undefined;
  return STATE_TYPES.some((name) => name === type) ? property : undefined;
}

/** The transitions of the scope that surely lead to no state of it. */
export const danglingIn = (scope: Scope): readonly Transition[] =>
  scope.machine.notes.onceForCourse(scopesWithDangling, scope.machine).has(scope) ? danglingOf(scope) : NONE;

const NONE: readonly never[] = [];

/** Scopes alone: the transitions are others after each change of their state. */
const scopesWithDangling = (machine: Machine): ReadonlySet<Scope> =>
  new Set(scopesOf(machine).filter((scope) => danglingOf(scope).length > 0));

function danglingOf(scope: Scope): Transition[] {
  const dangling = transitionsOf(scope).filter(({ target }) => !holdsState(scope, target) && !hasPlaceholder(target));
  return dangling.length && hasKnownStates(scope) ? dangling : [];
}

/** True where each way out of each state is written down, so that what is not reached is surely not reached. */
export const hasKnownTransitions = (scope: Scope): boolean =>
  scope.machine.notes.once(knownScopes, scope.machine).has(scope);

function knownScopes(machine: Machine): ReadonlySet<Scope> {
  const isKnown = machine.notes.each(hasKnownExits, stateNodesOf(machine), machine);
  const whole = machine.notes.onceForCourse(wholeScopes, machine);
  if (!isKnown.includes(false)) return whole;
  const unknown = new Set<Scope>();
  for (const [index, { scope }] of machine.states.entries()) if (!isKnown[index]) unknown.add(scope);
  return new Set([...whole].filter((scope) => !unknown.has(scope)));
}

const wholeScopes = (machine: Machine): ReadonlySet<Scope> => new Set(scopesOf(machine).filter(hasAllStates));

function hasAllStates(scope: Scope): boolean {
  if (!hasKnownStates(scope) || !scope.start || hasPlaceholder(scope.start.target)) return false;
  return scope.states.length === scope.statesNode?.properties.length;
}

/** True where each way out of the state that stands on the node is written down. */
export function hasKnownExits(node: ObjectNode, machine: Machine): boolean {
  const state = machine.byNode.get(node);
  if (!state?.type) return false;
  const { type, isTerminal, transitions } = state;
  let next: SyntaxNode | undefined;
  let choices: SyntaxNode | undefined;
  for (const { key, value } of node.properties) {
    if (key.value === 'Next') next = value;
    else if (key.value === 'Choices') choices = value;
    // Of a key that stands twice the last one counts.
    if (value && !isKnownExit(key.value, value) && memberOf(node, key.value) === value) return false;
  }
  // A state that leads nowhere and does not end is the mistake, not what stands behind it.
  if (type === 'Choice' ? !choices : !isTerminal && !next) return false;
  return !transitions.some(({ target }) => hasPlaceholder(target)) && !misspeltAmong(machine, node, EXITS);
}

const EXITS = ['Next', 'Default', 'Catch', 'Choices'];

/** False where a hole, or a value of a wrong type, stands for a target, for a list, for an item of it, or for the `Next` of an item. */
function isKnownExit(name: string, value: SyntaxNode): boolean {
  switch (name) {
    case 'Next':
    case 'Default':
      return isTarget(value);
    case 'Catch':
    case 'Choices':
      return value.kind === 'array' && value.items.every((item) => !isHole(item) && isTarget(memberOf(item, 'Next')));
    default:
      return true;
  }
}

const isTarget = (node: SyntaxNode | undefined): boolean => node?.kind === 'string' && !isHole(node);

/** The states of the scope that no way from its `StartAt` leads to. */
export const unreachedStates = (scope: Scope): readonly State[] =>
  scope.machine.notes.onceForCourse(allUnreached, scope.machine).get(scope) ?? NONE;

/** Only scopes that have some. */
function allUnreached(machine: Machine): ReadonlyMap<Scope, readonly State[]> {
  const all = new Map<Scope, readonly State[]>();
  for (const scope of scopesOf(machine)) {
    const unreached = unreachedIn(scope);
    if (unreached.length > 0) all.set(scope, unreached);
  }
  return all;
}

function unreachedIn(scope: Scope): State[] {
  const reached = reachableFrom(scope);
  // Of a name that stands twice only one can be reached; 'duplicate-key' reports the other.
  return scope.states.filter((state) => !reached.has(state) && scope.byName.get(state.name) === state);
}

/** True where some state of the scope ends it. A hole might. */
export function hasTerminalState(scope: Scope): boolean {
  if (scope.states.some(({ isTerminal }) => isTerminal)) return true;
  return scope.states.some(({ node }) => isHole(memberOf(node, 'End')) || isHole(memberOf(node, 'Type')));
}
