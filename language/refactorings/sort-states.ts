/** Sorts the states of a scope as the machine goes through them, and those inside of them. */
import type { AslDocument, Scope, State } from '#asl';
import { isMerged } from '#asl';
import { joined, propertyPieces } from '../edits/members.ts';
import type { TextEdit } from '../rule.ts';
import { type Refactoring, sound } from './refactoring.ts';

/** Offered where it would change something. */
export function sortStates(doc: AslDocument, scope: Scope): Refactoring[] {
  if (!doc.problems.every(({ keepsStructure }) => keepsStructure) || !isUnsorted(scope)) return [];
  return [
    {
      title: 'Sort states by flow',
      kind: 'refactor.rewrite',
      edits: () => {
        const edit = sortedEdit(doc, scope);
        return edit && sound(doc, [edit]);
      },
    },
  ];
}

function isUnsorted(scope: Scope): boolean {
  if (!canSort(scope)) return false;
  const order = flowOrder(scope);
  return scope.states.some((state, i) => order[i] !== state || state.scopes.some(isUnsorted));
}

/** What a merge key brings in, or is no state, has no place of its own. */
function canSort({ statesNode, states }: Scope): boolean {
  return (
    statesNode !== undefined &&
    statesNode.properties.length === states.length &&
    statesNode.properties.every((property) => !isMerged(property))
  );
}

function sortedEdit(doc: AslDocument, scope: Scope): TextEdit | undefined {
  if (!scope.statesNode || !canSort(scope)) return undefined;
  const inner = scope.states.flatMap(({ scopes }) => scopes.flatMap((one) => sortedEdit(doc, one) ?? []));
  const { range, pieces, separator } = propertyPieces(doc, scope.statesNode, inner);
  const order = flowOrder(scope);
  const byProperty = new Map(pieces.map((piece) => [piece.node, piece]));
  const sorted = order.flatMap(({ property }) => byProperty.get(property) ?? []);
  return { range, newText: joined(sorted, separator, pieces[0]?.lead ?? '') };
}

/**
 * A state stands behind those that lead to it, as far as there are no loops, and the main way comes first: an order in
 * which a search from the start leaves the states, turned round. States that nothing leads to keep their order at the end.
 */
export function flowOrder(scope: Scope): readonly State[] {
  const left: State[] = [];
  const seen = new Set<State>();
  const visit = (first: State | undefined): void => {
    if (!first || seen.has(first)) return;
    seen.add(first);
    // A stack instead of recursion: a machine may be a chain of thousands of states.
    const open = [{ state: first, targets: targetsOf(first) }];
    for (let last = open.at(-1); last; last = open.at(-1)) {
      const next = last.targets.pop();
      if (!next) {
        left.push(last.state);
        open.pop();
      } else if (!seen.has(next)) {
        seen.add(next);
        open.push({ state: next, targets: targetsOf(next) });
      }
    }
  };
  visit(scope.start && scope.byName.get(scope.start.target));
  const reached = [...left].reverse();
  return [...reached, ...scope.states.filter((state) => !seen.has(state))];
}

const RANK = { start: 0, next: 0, choice: 0, default: 1, catch: 2 } as const;

/** The main way is taken first from the start of the list, so that it ends up nearest; errors come last. */
function targetsOf(state: State): State[] {
  const ways = [...state.transitions].sort((a, b) => RANK[a.kind] - RANK[b.kind]);
  return ways.flatMap(({ target }) => state.scope.byName.get(target) ?? []);
}
