/** What stands above a machine and its states: see it, run it, run it from here, and how many places lead here. */
import { type AslDocument, isMerged, looksLikeMachine, type Machine, type Range, type Scope, type State } from '#asl';
import { innerRange, isAlias } from '../symbols.ts';

export interface CodeLens {
  /** Where the machine begins, or the name of the state. */
  readonly range: Range;
  readonly command: 'preview' | 'debug' | 'references' | 'debug-from';
  readonly title: string;
  /** Which machine of the document it is for. */
  readonly machine: number;
  /** The state to begin at. */
  readonly state?: string;
  /** The names that lead to the state. */
  readonly references?: readonly Range[];
}

/** The lenses of each machine of the document; none above an object that is not meant as one. */
export function codeLenses(doc: AslDocument, withStates = true): readonly CodeLens[] {
  return doc.machines.flatMap((machine, index): CodeLens[] => {
    if (!looksLikeMachine(machine.node)) return [];
    const range = { start: machine.node.start, end: machine.node.start };
    return [
      { range, command: 'preview', title: 'Preview', machine: index },
      { range, command: 'debug', title: 'Debug', machine: index },
      ...(withStates ? stateLenses(doc, machine, index) : []),
    ];
  });
}

/** In larger machines nobody reads from state to state, and an editor asks for all lenses at every change. */
const MOST_STATES = 500;

function stateLenses(doc: AslDocument, machine: Machine, index: number): CodeLens[] {
  if (machine.states.length > MOST_STATES) return [];
  const scopes = [machine.scope, ...machine.states.flatMap((state) => state.scopes)];
  return scopes.flatMap((scope) => {
    const leading = namesThatLead(doc, scope);
    return scope.states.flatMap((state): CodeLens[] => {
      // What an alias or a merge key brings in stands elsewhere.
      if (isMerged(state.property) || isAlias(doc, state.key)) return [];
      const range = { start: state.key.start, end: state.key.end };
      const references = leading.get(state.name) ?? [];
      const title = `${references.length} ${references.length === 1 ? 'reference' : 'references'}`;
      const lens: CodeLens = { range, command: 'references', title, machine: index, references };
      return canBegin(state)
        ? [lens, { range, command: 'debug-from', title: 'Debug from Here', machine: index, state: state.name }]
        : [lens];
    });
  });
}

/** An execution can begin at any state of the outermost scope; the one at its start needs no lens of its own. */
function canBegin({ scope, name }: State): boolean {
  return scope.kind === 'machine' && scope.start?.target !== name && scope.byName.has(name);
}

function namesThatLead(doc: AslDocument, { start, states }: Scope): ReadonlyMap<string, Range[]> {
  const found = new Map<string, Range[]>();
  for (const { target, node } of [...(start ? [start] : []), ...states.flatMap(({ transitions }) => transitions)]) {
    const known = found.get(target);
    if (known) known.push(innerRange(doc, node));
    else found.set(target, [innerRange(doc, node)]);
  }
  return found;
}
