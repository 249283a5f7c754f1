/** What a refactoring is: a change that somebody asks for, offered where it can be done and refused with the reason. */
import { type AslDocument, type Machine, parseAsl, type Range, type Scope, type State, stateAt } from '#asl';
import { applyEdits } from '../edits/apply.ts';
import type { TextEdit } from '../rule.ts';

export interface Refactoring {
  readonly title: string;
  /** The protocol's kind of code action. */
  readonly kind: 'refactor.surround' | 'refactor.rewrite' | 'refactor.extract';
  /** A whole sentence that says why it cannot be done here. */
  readonly refusal?: string;
  /** Computed when it is chosen; undefined where it turns out that the text would break. */
  readonly edits: () => readonly TextEdit[] | undefined;
}

/** What stands at the cursor or in the selection. */
export interface Selected {
  readonly doc: AslDocument;
  readonly machine: Machine;
  /** The scope whose states are meant. */
  readonly scope: Scope;
  /** One or more states of the scope, in the order of the text. */
  readonly states: readonly State[];
}

/** The states that the range touches: those of the innermost scope that holds them all. */
export function selectedAt(doc: AslDocument, range: Range): Selected | undefined {
  for (const machine of doc.machines) {
    let state = stateAt(machine, range.start) ?? stateInside(machine, range);
    // A selection that goes on behind the scope means the container around it.
    while (state?.scope.owner && range.end > state.scope.node.end) state = state.scope.owner;
    if (!state) continue;
    const { scope } = state;
    const states = scope.states.filter(({ property }) => touches(property, range));
    if (states.length > 0) return { doc, machine, scope, states };
  }
  return undefined;
}

const touches = (node: Range, range: Range): boolean => node.start <= range.end && node.end >= range.start;

/** A selection may begin in the blanks before a state. */
function stateInside(machine: Machine, range: Range): State | undefined {
  return machine.states.find(({ property }) => property.start >= range.start && property.start < range.end);
}

/** The edits, where the text after them is still read without a new mistake. */
export function sound(doc: AslDocument, edits: readonly TextEdit[]): readonly TextEdit[] | undefined {
  const after = parseAsl(applyEdits(doc.text, edits), doc.format);
  return after.problems.length <= doc.problems.length ? edits : undefined;
}

/** A name that no state of the machine has. */
export function freeName(machine: Machine, wanted: string): string {
  const taken = new Set(machine.states.map(({ name }) => name));
  for (let i = 1; ; i++) {
    const suffix = i === 1 ? '' : ` ${i}`;
    const name = `${wanted.slice(0, 80 - suffix.length)}${suffix}`;
    if (!taken.has(name)) return name;
  }
}

/** True where the offset stands in the scope itself and in no scope inside it. */
export function scopeAt(machine: Machine, offset: number): Scope {
  const state = stateAt(machine, offset);
  const inner = state?.scopes.find(({ node }) => offset >= node.start && offset <= node.end);
  return inner ?? state?.scope ?? machine.scope;
}
