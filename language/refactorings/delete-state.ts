/** Takes a state away and leads what led to it to the state behind it. */
import {
  type AslDocument,
  isMerged,
  type ObjectNode,
  propertyOf,
  reachableFrom,
  type State,
  type Transition,
  valueOf,
} from '#asl';
import { removeProperty, replaceString, replaceValue } from '../edits/edits.ts';
import { removeItems } from '../edits/members.ts';
import type { TextEdit } from '../rule.ts';
import { quotedList } from '../words.ts';
import { type Refactoring, type Selected, sound } from './refactoring.ts';

/** For one state; what cannot be healed is the reason of the refusal. */
export function deleteState({ doc, states }: Selected): Refactoring[] {
  const [state] = states;
  if (!state || states.length > 1 || isMerged(state.property)) return [];
  const title = `Delete state '${state.name}' and heal its transitions`;
  const refusal = refusalOf(state);
  const edits = (): readonly TextEdit[] | undefined => sound(doc, editsFor(doc, state));
  return [{ title, kind: 'refactor.rewrite', ...(refusal !== undefined && { refusal }), edits }];
}

/** The state that comes next; undefined where the way ends here. */
function successorOf(state: State): string | undefined {
  const ways = waysOut(state);
  return ways.length === 1 ? ways[0] : undefined;
}

/** Where the state leads when nothing fails; a Choice that knows a default goes there. */
function waysOut(state: State): readonly string[] {
  const ways = state.transitions.filter(({ kind, target }) => kind !== 'catch' && target !== state.name);
  const fallback = ways.find(({ kind }) => kind === 'default');
  return fallback ? [fallback.target] : [...new Set(ways.map(({ target }) => target))];
}

function refusalOf(state: State): string | undefined {
  const { scope, name } = state;
  if (scope.states.length === 1) return `'${name}' is the only state: a machine without states is none.`;
  const ways = waysOut(state);
  if (ways.length > 1)
    return `'${name}' leads to ${quotedList(ways, 'and')}: nothing says which of them comes instead of it.`;
  if (ways.length === 0 && scope.start?.target === name)
    return `The machine starts at '${name}' and ends there: no other state can be the start.`;
  const emptied = scope.states.find((from) => from !== state && from.type === 'Choice' && hasOnlyRulesTo(from, name));
  if (ways.length === 0 && emptied)
    return `Every rule of '${emptied.name}' leads to '${name}': it would have none left.`;
  if (
    ways.length === 0 &&
    !scope.states.some((other) => other !== state && (other.isTerminal || endsWithout(other, name)))
  )
    return `'${name}' is where the machine ends: without it nothing would end it.`;
  const orphan = orphanOf(state, ways[0]);
  return orphan && `Only '${name}' leads to '${orphan.name}', which nothing would reach any more: delete that first.`;
}

/** A state that can be reached now, but not when the ways to this one lead to its successor. */
function orphanOf(state: State, successor: string | undefined): State | undefined {
  const { scope } = state;
  const reached = new Set<State>([state]);
  const lead = (target: string | undefined): void => {
    const next = target === undefined ? undefined : scope.byName.get(target);
    if (next === state) lead(successor);
    else if (next) reached.add(next);
  };
  lead(scope.start?.target);
  for (const from of reached) if (from !== state) for (const { target } of from.transitions) lead(target);
  return scope.states.find((one) => !reached.has(one) && reachableFrom(scope).has(one));
}

/** True for a state that ends when the one that it leads to is gone. */
const endsWithout = ({ transitions }: State, name: string): boolean =>
  transitions.some(({ kind, target }) => kind === 'next' && target === name);

function hasOnlyRulesTo({ transitions }: State, name: string): boolean {
  const rules = transitions.filter(({ kind }) => kind === 'choice');
  return rules.length > 0 && rules.every(({ target }) => target === name);
}

function editsFor(doc: AslDocument, state: State): readonly TextEdit[] {
  const successor = successorOf(state);
  const { scope } = state;
  const incoming = [...(scope.start ? [scope.start] : []), ...scope.states.flatMap(({ transitions }) => transitions)];
  const toHeal = incoming.filter(({ target, from }) => target === state.name && from !== state);
  const healed =
    successor === undefined
      ? withoutWay(doc, toHeal)
      : toHeal.map(({ node, from }) =>
          // A state that would lead to itself ends instead.
          from?.name === successor && from.type !== 'Choice' ? undefined : replaceString(doc, node, successor),
        );
  const loops =
    successor === undefined ? [] : toHeal.filter(({ from }) => from?.name === successor && from.type !== 'Choice');
  return [
    ...removeProperty(doc, state.property),
    ...healed.filter((edit): edit is TextEdit => edit !== undefined),
    ...withoutWay(doc, loops),
  ];
}

/** The way ended at the state: what led there ends now, and rules and catchers that led there go. */
function withoutWay(doc: AslDocument, transitions: readonly Transition[]): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const gone = new Map<ObjectNode, Set<ObjectNode>>();
  for (const { kind, from, node, holder } of transitions) {
    if (!from) continue;
    if (holder) gone.set(from.node, (gone.get(from.node) ?? new Set()).add(holder));
    else if (kind === 'default') {
      const property = propertyOf(from.node, 'Default');
      if (property) edits.push(...removeProperty(doc, property));
    } else {
      const property = propertyOf(from.node, 'Next');
      if (property) edits.push(replaceString(doc, property.key, 'End'), ...replaceValue(doc, node, 'true'));
    }
  }
  for (const [holder, items] of gone) edits.push(...withoutItems(doc, holder, items));
  return edits;
}

function withoutItems(doc: AslDocument, state: ObjectNode, items: ReadonlySet<ObjectNode>): readonly TextEdit[] {
  for (const name of ['Choices', 'Catch']) {
    const property = propertyOf(state, name);
    const list = valueOf(state, name);
    if (!property || list?.kind !== 'array' || !list.items.some((item) => items.has(item as ObjectNode))) continue;
    const keeps = list.items.some((item) => !items.has(item as ObjectNode));
    if (!keeps) return removeProperty(doc, property);
    return [removeItems(doc, list, items)];
  }
  return [];
}
