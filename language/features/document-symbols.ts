/** The outline of a document: its states, with the branches and processors that stand in them. */
import { type AslDocument, isMerged, type Range, type Scope, type State, type StateType } from '#asl';

export interface DocumentSymbol {
  readonly name: string;
  readonly kind: 'machine' | 'branch' | 'state';
  /** Of a state whose type is known. */
  readonly stateType?: StateType;
  /** What stands beside the name. */
  readonly detail: string;
  readonly range: Range;
  readonly selection: Range;
  readonly children: readonly DocumentSymbol[];
}

/** The states of the document's machine; with several machines, each of them with its states. */
export function documentSymbols(doc: AslDocument): readonly DocumentSymbol[] {
  const [first] = doc.machines;
  if (first && doc.machines.length === 1) return statesIn(first.scope);
  return doc.machines.map(({ node, scope }, index) => ({
    name: `State machine ${index + 1}`,
    kind: 'machine',
    detail: '',
    range: rangeOf(node),
    selection: { start: node.start, end: node.start },
    children: statesIn(scope),
  }));
}

function statesIn(scope: Scope): DocumentSymbol[] {
  return scope.states.map((state) => ({
    name: state.name || "''",
    kind: 'state',
    ...(state.type && { stateType: state.type }),
    detail: state.type ?? '',
    range: rangeOf(state.property),
    selection: rangeOf(isMerged(state.property) ? state.property : state.key),
    children: insideOf(state),
  }));
}

/** The states of the one processor of a Map; the branches of a Parallel, each with its states. */
function insideOf(state: State): DocumentSymbol[] {
  const [only] = state.scopes;
  if (only?.kind === 'processor') return statesIn(only);
  return state.scopes.map((scope) => ({
    name: `Branch ${scope.index + 1}`,
    kind: 'branch',
    detail: scope.start ? `starts at ${scope.start.target}` : '',
    range: rangeOf(scope.node),
    selection: scope.start ? rangeOf(scope.start.node) : { start: scope.node.start, end: scope.node.start },
    children: statesIn(scope),
  }));
}

const rangeOf = ({ start, end }: Range): Range => ({ start, end });
