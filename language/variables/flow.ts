/**
 * Which workflow variables have a value when a state is entered: surely, on every way from the start, or maybe, on
 * one of them. A forward analysis over each scope; inner scopes begin with what their owner is entered with.
 */
import type { Machine, ObjectNode, Scope, State, Transition } from '#asl';
import { ofParts } from '../walk/by-part.ts';
import type { WalkPart } from '../walk/machine-walk.ts';
import { hasKnownTransitions, scopesOf } from '../walk/scope-facts.ts';
import type { WalkedField } from '../walk/walked.ts';
import { assignFieldsIn, assignFieldsOf, variableNameOf } from './assignments.ts';
import { isDistributed } from './scopes.ts';

/** Whether a variable has a value: on all ways, on some, on none. */
export type Assigned = 'surely' | 'maybe' | 'never';

export interface VariableFlow {
  /** What is known of a variable when the state is entered; undefined where the state is never entered. */
  readonly assigned: (state: State, name: string) => Assigned | undefined;
}

/** A set of variables by their index: whole words at a time, so that many variables in many states stay cheap. */
type Bits = Uint32Array;
interface Facts {
  readonly sure: Bits;
  readonly maybe: Bits;
}

/** Analyses a machine; undefined where some of its transitions are filled in later, so that nothing is sure. */
export const knownFlow = (machine: Machine): VariableFlow | undefined =>
  scopesOf(machine).every(hasKnownTransitions) ? machine.notes.once(flowOf, machine) : undefined;

/** Most changes let everything lead where it led and assign what it assigned: the flow is the same then. */
function flowOf(machine: Machine): VariableFlow {
  const kept = machine.notes.onceForCourse(newKeptFlow, machine);
  const assigned = ofParts(machine, namesAssignedIn);
  if (!kept.flow || !isSame(kept.assigned, assigned)) {
    kept.flow = analyzed(machine);
    kept.assigned = assigned.slice();
  }
  return kept.flow;
}

interface KeptFlow {
  flow: VariableFlow | undefined;
  /** What each part assigned. */
  assigned: readonly string[];
}

const newKeptFlow = (): KeptFlow => ({ flow: undefined, assigned: NO_NAMES });
const NO_NAMES: readonly never[] = [];

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((names, i) => names === other[i]);

/** Which names are assigned where in a part, as a text to compare: a state, a choice rule, a catcher and its position. */
export function namesAssignedIn(part: WalkPart): string {
  let all = '';
  for (const { owner, value } of assignFieldsIn(part)) {
    if (value?.kind !== 'object') continue;
    const { node, queryLanguage } = owner;
    const index = node.parent?.kind === 'array' ? node.parent.items.indexOf(node) : '';
    const names = value.properties.map(({ key }) => variableNameOf(key.value, queryLanguage));
    all += JSON.stringify([owner.spec.name, index, names]);
  }
  return all;
}

function analyzed(machine: Machine): VariableFlow {
  const { indexes, atEntry } = solved(machine);
  return {
    assigned: (state, name) => {
      const facts = atEntry.get(state);
      const index = indexes.get(name);
      if (!facts || index === undefined) return facts && 'never';
      if (has(facts.sure, index)) return 'surely';
      return has(facts.maybe, index) ? 'maybe' : 'never';
    },
  };
}

/** Only what belongs to states and names: the nodes that it was read from are soon others. */
function solved(machine: Machine): Pick<Flow, 'indexes' | 'atEntry'> {
  const flow = new Flow(assignFieldsOf(machine));
  flow.solve(machine.scope, flow.nothing);
  const { indexes, atEntry } = flow;
  return { indexes, atEntry };
}

class Flow {
  readonly indexes = new Map<string, number>();
  readonly atEntry = new Map<State, Facts>();
  readonly nothing: Facts;
  /** What the `Assign` of an object assigns: a state, a choice rule, a catcher. */
  private readonly assignedBy = new Map<ObjectNode, readonly number[]>();

  constructor(fields: readonly WalkedField[]) {
    for (const { value, owner } of fields) {
      if (value?.kind !== 'object') continue;
      const names = value.properties.map(({ key }) => variableNameOf(key.value, owner.queryLanguage));
      for (const name of names) if (!this.indexes.has(name)) this.indexes.set(name, this.indexes.size);
      this.assignedBy.set(
        owner.node,
        names.map((name) => this.indexes.get(name) ?? 0),
      );
    }
    const none = new Uint32Array((this.indexes.size + 31) >>> 5);
    this.nothing = { sure: none, maybe: none };
  }

  solve(scope: Scope, entry: Facts): void {
    const start = scope.start && scope.byName.get(scope.start.target);
    const open: State[] = [];
    if (start) this.enter(start, entry, open);
    for (let state = open.pop(); state; state = open.pop()) {
      const facts = this.atEntry.get(state);
      if (!facts) continue;
      for (const transition of state.transitions) {
        const next = scope.byName.get(transition.target);
        if (next) this.enter(next, this.after(facts, state, transition), open);
      }
    }
    for (const state of scope.states) {
      const facts = this.atEntry.get(state);
      if (facts) for (const inner of state.scopes) this.solve(inner, isDistributed(inner) ? this.nothing : facts);
    }
  }

  /** Merges what is known on one way into what is known of the state; a change is looked at again. */
  private enter(state: State, facts: Facts, open: State[]): void {
    const known = this.atEntry.get(state);
    if (!known) this.atEntry.set(state, facts);
    else {
      const isNew = !isSubset(known.sure, facts.sure) || !isSubset(facts.maybe, known.maybe);
      if (!isNew) return;
      const sure = known.sure.map((word, i) => word & (facts.sure[i] ?? 0));
      const maybe = known.maybe.map((word, i) => word | (facts.maybe[i] ?? 0));
      this.atEntry.set(state, { sure, maybe });
    }
    open.push(state);
  }

  private after(facts: Facts, state: State, { kind, holder }: Transition): Facts {
    const own = this.assignedBy.get(state.node) ?? NONE;
    const held = holder && this.assignedBy.get(holder);
    // A rule that matches has its own Assign; a catcher is used instead of the state's own.
    const assigned = kind === 'catch' ? (held ?? NONE) : (held ?? own);
    // What is surely assigned is maybe assigned, too.
    if (assigned.every((index) => has(facts.sure, index))) return facts;
    return { sure: withBits(facts.sure, assigned), maybe: withBits(facts.maybe, assigned) };
  }
}

const has = (bits: Bits, index: number): boolean => ((bits[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0;

function withBits(bits: Bits, indexes: readonly number[]): Bits {
  const copy = bits.slice();
  for (const index of indexes) copy[index >>> 5] = (copy[index >>> 5] ?? 0) | (1 << (index & 31));
  return copy;
}

/** True where all bits of the one are bits of the other. */
function isSubset(one: Bits, other: Bits): boolean {
  if (one === other) return true;
  for (let i = 0; i < one.length; i++) if (((one[i] ?? 0) & ~(other[i] ?? 0)) !== 0) return false;
  return true;
}

const NONE: readonly number[] = [];
