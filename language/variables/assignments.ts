/** Where the workflow variables of a machine are assigned: the keys of every `Assign`, in states, catchers and choice rules. */
import {
  isHole,
  type Machine,
  type QueryLanguage,
  type Scope,
  type State,
  type StringNode,
  type SyntaxNode,
  valueOf,
} from '#asl';
import { stateSpecs } from '#asl/spec';
import type { MachineWalk } from '../walk/machine-walk.ts';
import { isUnknownKey } from '../walk/stand-ins.ts';

/** One member of an `Assign`. */
export interface Assignment {
  /** Without the `.$` of a payload template. */
  readonly name: string;
  readonly key: StringNode;
  readonly value: SyntaxNode | undefined;
  readonly state: State;
  readonly scope: Scope;
}

/** Every assignment of the machine, in the order of the text. */
export function assignmentsOf(machine: Machine): readonly Assignment[] {
  // Completion asks this at every key stroke: only the places are visited where an `Assign` can stand.
  return machine.states.flatMap((state) => {
    const known = fieldsOf(state);
    return state.node.properties.flatMap(({ key, value }) => {
      if (!known.has(key.value)) return [];
      if (key.value === 'Assign') return membersOf(state, value);
      if (key.value !== 'Choices' && key.value !== 'Catch') return [];
      if (value?.kind !== 'array') return [];
      return value.items.flatMap((item) => membersOf(state, valueOf(item, 'Assign')));
    });
  });
}

/** The names of the fields that the state may have. */
const fieldsOf = ({ type: name }: State): ReadonlySet<string> => (name ? (FIELDS[name] ?? NONE) : NONE);
const NONE: ReadonlySet<string> = new Set();
const FIELDS: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.values(stateSpecs).map((spec) => [spec.type, new Set(spec.fields.map(({ name }) => name))]),
);

function membersOf(state: State, assign: SyntaxNode | undefined): Assignment[] {
  if (assign?.kind !== 'object' || isHole(assign)) return [];
  const { scope, queryLanguage } = state;
  return assign.properties.map(({ key, value }) => ({
    name: variableNameOf(key.value, queryLanguage),
    key,
    value,
    state,
    scope,
  }));
}

/** In JSONPath the key `total.$` assigns the variable `total`. */
export function variableNameOf(key: string, language: QueryLanguage): string {
  return language === 'JSONPath' && key.endsWith('.$') ? key.slice(0, -2) : key;
}

/** False where an `Assign` or a member of one is filled in later, so that no name is surely unassigned. */
export function areAssignmentsKnown(walk: MachineWalk): boolean {
  return walk.fields.every(({ spec, value }) => {
    if (spec.kind !== 'assign' || !value) return true;
    if (isHole(value)) return false;
    return value.kind !== 'object' || value.properties.every(({ key }) => !isUnknownKey(key.value));
  });
}
