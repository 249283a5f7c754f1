/** Where the workflow variables of a machine are assigned: the keys of every `Assign`, in states, catchers and choice rules. */
import {
  isHole,
  type Machine,
  type ObjectNode,
  type QueryLanguage,
  type Scope,
  type State,
  type StringNode,
  type SyntaxNode,
  stateNodesOf,
  valueOf,
} from '#asl';
import { type FieldSpec, stateSpecs } from '#asl/spec';
import { inParts, ofParts } from '../walk/by-part.ts';
import type { WalkPart } from '../walk/machine-walk.ts';
import { isMisspelt, languageOfState } from '../walk/misspelt.ts';
import { isUnknownKey } from '../walk/stand-ins.ts';
import type { WalkedField } from '../walk/walked.ts';

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
export const assignmentsOf = (machine: Machine): readonly Assignment[] => machine.notes.once(allAssignments, machine);

function allAssignments(machine: Machine): Assignment[] {
  const all: Assignment[] = [];
  const lists = machine.notes.each(assignmentsIn, stateNodesOf(machine), machine);
  for (const found of lists) if (found.length > 0) for (const one of found) all.push(one);
  return all;
}

export function assignmentsIn(node: ObjectNode, machine: Machine): readonly Assignment[] {
  const state = machine.byNode.get(node);
  if (!state) return NONE;
  const all: Assignment[] = [];
  // Completion asks this at every key stroke: only the places are visited where an `Assign` can stand.
  const known = fieldsOf(state);
  for (const { key, value } of node.properties) {
    if (!ANY.has(key.value) || !known.has(key.value)) continue;
    if (key.value === 'Assign') membersOf(state, value, all);
    else if ((key.value === 'Choices' || key.value === 'Catch') && value?.kind === 'array')
      for (const item of value.items) membersOf(state, valueOf(item, 'Assign'), all);
  }
  return all.length > 0 ? all : NONE;
}

const NONE: readonly never[] = [];

/** The names of the fields that the state may have; any of them while its type is not known. */
const fieldsOf = ({ type: name }: State): ReadonlySet<string> => (name && FIELDS[name]) || ANY;
const ANY: ReadonlySet<string> = new Set(['Assign', 'Catch', 'Choices']);
const FIELDS: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.values(stateSpecs).map((spec) => [spec.type, new Set(spec.fields.map(({ name }) => name))]),
);

function membersOf(state: State, assign: SyntaxNode | undefined, all: Assignment[]): void {
  if (assign?.kind !== 'object' || isHole(assign)) return;
  const { scope } = state;
  const queryLanguage = languageOfState(state);
  for (const { key, value } of assign.properties)
    all.push({ name: variableNameOf(key.value, queryLanguage), key, value, state, scope });
}

/** In JSONPath the key `total.$` assigns the variable `total`. */
export function variableNameOf(key: string, language: QueryLanguage): string {
  return language === 'JSONPath' && key.endsWith('.$') ? key.slice(0, -2) : key;
}

/** The fields that assign variables. */
export const assignFieldsOf = (machine: Machine): readonly WalkedField[] => inParts(machine, assignFieldsIn);

export const assignFieldsIn = ({ fields }: WalkPart): readonly WalkedField[] =>
  fields.some(isAssign) ? fields.filter(isAssign) : NONE;

const isAssign = ({ spec }: WalkedField): boolean => spec.kind === 'assign';

/** Where an `Assign` can stand. */
const HOLDERS: readonly string[] = ['Assign', 'Catch', 'Choices'];
const isList = ({ kind, name }: FieldSpec): boolean => kind === 'objects' && (name === 'Catch' || name === 'Choices');

/** True where what holds an `Assign` is misspelt or no list. */
export const isMisspeltIn = ({ objects, fields }: WalkPart): boolean =>
  objects.some((object) => object.unknown.length > 0 && HOLDERS.some((name) => isMisspelt(object, name))) ||
  fields.some(({ spec, value }) => isList(spec) && value !== undefined && value.kind !== 'array');

/** False where an `Assign`, or a member of one, is filled in later or misspelt, so that no name is surely unassigned. */
export function areAssignmentsKnown(machine: Machine): boolean {
  if (ofParts(machine, isMisspeltIn).includes(true)) return false;
  return assignFieldsOf(machine).every(({ value }) => {
    if (!value) return true;
    if (isHole(value) || value.kind !== 'object') return false;
    // A name that is half typed may be any.
    return value.properties.every(({ key, value: assigned }) => assigned !== undefined && !isUnknownKey(key.value));
  });
}
