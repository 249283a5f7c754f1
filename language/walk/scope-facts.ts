/** What is surely known of a scope while parts of it are holes: the graph rules judge only that. */
import {
  hasPlaceholder,
  isHole,
  type Machine,
  valueOf as memberOf,
  propertyOf,
  reachableFrom,
  type Scope,
  type State,
  type SyntaxNode,
  type Transition,
} from '#asl';
import { misspeltAmong } from './misspelt.ts';
import { isUnknownKey } from './stand-ins.ts';

/** The scopes of a machine, outer ones first. */
export function scopesOf(machine: Machine): Scope[] {
  return [machine.scope, ...machine.states.flatMap((state) => state.scopes)];
}

/** Every transition that stands in the scope, its start first. */
function transitionsOf(scope: Scope): Transition[] {
  return [...(scope.start ? [scope.start] : []), ...scope.states.flatMap((state) => state.transitions)];
}

/** True where a property of that name stands in `States`, also one whose body is a hole or not yet written. */
function holdsState(scope: Scope, name: string): boolean {
  return scope.byName.has(name) || propertyOf(scope.statesNode, name) !== undefined;
}

/** True where every name in `States` is known: no placeholder among them, nothing merged in from elsewhere. */
function hasKnownStates(scope: Scope): boolean {
  // An empty 'States' is reported as that.
  if (!scope.statesNode?.properties.length || isHole(scope.statesNode)) return false;
  return !scope.statesNode.properties.some(({ key }) => isUnknownKey(key.value));
}

/** The transitions of the scope that surely lead to no state of it. */
export function danglingIn(scope: Scope): Transition[] {
  const dangling = transitionsOf(scope).filter(
    ({ target }) => !scope.byName.has(target) && !holdsState(scope, target) && !hasPlaceholder(target),
  );
  return dangling.length && hasKnownStates(scope) ? dangling : [];
}

/** True where each way out of each state is written down, so that what is not reached is surely not reached. */
export function hasKnownTransitions(scope: Scope): boolean {
  if (!hasKnownStates(scope) || !scope.start || hasPlaceholder(scope.start.target)) return false;
  if (scope.states.length !== scope.statesNode?.properties.length) return false;
  return scope.states.every((state) => state.type !== undefined && hasKnownExits(state));
}

function hasKnownExits(state: State): boolean {
  // A state that leads nowhere and does not end is the mistake, not what stands behind it.
  if (!state.isTerminal && state.type !== 'Choice' && !memberOf(state.node, 'Next')) return false;
  if (state.transitions.some(({ target }) => hasPlaceholder(target))) return false;
  if (state.type === 'Choice' && !memberOf(state.node, 'Choices')) return false;
  if (misspeltAmong(state.node, EXITS)) return false;
  return (
    ['Next', 'Default'].every((name) => isTarget(memberOf(state.node, name), 'may be absent')) && hasKnownLists(state)
  );
}

const EXITS = ['Next', 'Default', 'Catch', 'Choices'];

/** False where a hole, or a value of a wrong type, stands for a list, for an item of it, or for the `Next` of an item. */
function hasKnownLists({ node }: State): boolean {
  return ['Catch', 'Choices'].every((name) => {
    const list = memberOf(node, name);
    if (!list) return true;
    return list.kind === 'array' && list.items.every((item) => !isHole(item) && isTarget(memberOf(item, 'Next')));
  });
}

const isTarget = (node: SyntaxNode | undefined, absent?: 'may be absent'): boolean =>
  node ? node.kind === 'string' && !isHole(node) : absent !== undefined;

/** The states of the scope that no way from its `StartAt` leads to. */
export function unreachedStates(scope: Scope): State[] {
  const reached = reachableFrom(scope);
  // Of a name that stands twice only one can be reached; 'duplicate-key' reports the other.
  return scope.states.filter((state) => !reached.has(state) && scope.byName.get(state.name) === state);
}

/** True where some state of the scope ends it. A hole might. */
export function hasTerminalState(scope: Scope): boolean {
  if (scope.states.some(({ isTerminal }) => isTerminal)) return true;
  return scope.states.some(({ node }) => isHole(memberOf(node, 'End')) || isHole(memberOf(node, 'Type')));
}
