/**
 * Who leads to a state, and where it leads: transitions with what makes them, containers with what begins in them, and
 * tasks with the state machines that they start. Other files are the host's business: here they are names.
 */
import {
  type AslDocument,
  type Machine,
  nodeAtPointer,
  pathOf,
  pointerOf,
  type Range,
  type Scope,
  type State,
  type StateType,
  stateAt,
  type Transition,
} from '#asl';
import { nestedMachinesOf } from '../nested-machines.ts';
import { innerRange, symbolAt } from '../symbols.ts';

/** A state, or a machine as a whole. */
export interface HierarchyItem {
  /** Undefined for the machine itself. */
  readonly pointer: string | undefined;
  readonly name: string;
  readonly stateType: StateType | undefined;
  readonly detail: string;
  readonly range: Range;
  readonly selection: Range;
}

/** One way between two items. */
export interface HierarchyCall {
  readonly item: HierarchyItem;
  /** Where the way is written down, in the file of the state that it begins at. */
  readonly ranges: readonly Range[];
}

/** A task that starts a machine of another file. */
export interface HierarchyStart {
  readonly machineName: string;
  readonly ranges: readonly Range[];
}

/** The state whose name stands at the offset, or in which the offset is; else the machine. */
export function hierarchyItemAt(doc: AslDocument, offset: number, machineName: string): HierarchyItem | undefined {
  const [machine] = doc.machines;
  if (!machine) return undefined;
  const symbol = symbolAt(doc, offset);
  const state = symbol?.kind === 'state' ? symbol.state : stateAt(machine, offset);
  return state ? itemOf(doc, state) : machineItem(machine, machineName);
}

/** The machine of a file as an item. */
export function machineItem(machine: Machine, name: string): HierarchyItem {
  const { start, end } = machine.node;
  const at = machine.scope.start?.node ?? { start, end: start };
  return {
    pointer: undefined,
    name,
    stateType: undefined,
    detail: 'state machine',
    range: { start, end },
    selection: { start: at.start, end: at.end },
  };
}

/** What leads to the item inside its file. */
export function incomingCalls(
  doc: AslDocument,
  pointer: string | undefined,
  machineName: string,
): readonly HierarchyCall[] {
  const [machine] = doc.machines;
  const state = machine && stateAtPointer(machine, pointer);
  if (!machine || !state) return [];
  const { scope } = state;
  const calls: HierarchyCall[] = [];
  if (scope.start?.target === state.name) {
    const start = [innerRange(doc, scope.start.node)];
    const item = scope.owner ? itemOf(doc, scope.owner, startWords(scope)) : machineItem(machine, machineName);
    calls.push({ item, ranges: start });
  }
  for (const from of scope.states) {
    const ways = from.transitions.filter(({ target }) => target === state.name);
    if (ways.length > 0) calls.push({ item: itemOf(doc, from, wordsOf(ways)), ranges: rangesOf(doc, ways) });
  }
  return calls;
}

/** Where the item leads inside its file. */
export function outgoingCalls(doc: AslDocument, pointer: string | undefined): readonly HierarchyCall[] {
  const [machine] = doc.machines;
  const state = machine && stateAtPointer(machine, pointer);
  if (!machine) return [];
  const scopes = pointer === undefined ? [machine.scope] : (state?.scopes ?? []);
  const calls = scopes.flatMap((scope): HierarchyCall[] => {
    const first = scope.start && scope.byName.get(scope.start.target);
    if (!scope.start || !first) return [];
    return [{ item: itemOf(doc, first, startWords(scope)), ranges: [innerRange(doc, scope.start.node)] }];
  });
  const targets = new Map<State, Transition[]>();
  for (const way of state?.transitions ?? []) {
    const target = state?.scope.byName.get(way.target);
    if (target) targets.set(target, [...(targets.get(target) ?? []), way]);
  }
  for (const [target, ways] of targets)
    calls.push({ item: itemOf(doc, target, wordsOf(ways)), ranges: rangesOf(doc, ways) });
  return calls;
}

/** The machines of other files that the item starts. */
export function startedMachines(doc: AslDocument, pointer: string | undefined): readonly HierarchyStart[] {
  const [machine] = doc.machines;
  const state = machine && stateAtPointer(machine, pointer);
  if (!machine || !state) return [];
  return nestedMachinesOf(doc, machine)
    .filter((nested) => nested.state === state)
    .map(({ name, range }) => ({ machineName: name, ranges: [range] }));
}

/** The tasks of a file that start other machines, each with the name of the machine. */
export function startingTasks(doc: AslDocument): readonly (HierarchyCall & { readonly machineName: string })[] {
  return doc.machines.flatMap((machine) =>
    nestedMachinesOf(doc, machine).map(({ state, name, range }) => ({
      machineName: name,
      item: itemOf(doc, state),
      ranges: [range],
    })),
  );
}

function stateAtPointer(machine: Machine, pointer: string | undefined): State | undefined {
  if (pointer === undefined) return undefined;
  const node = nodeAtPointer(machine.node, pointer);
  return machine.states.find(({ property }) => property === node);
}

/** `way`: what leads to or from it. */
function itemOf(doc: AslDocument, state: State, way?: string): HierarchyItem {
  const owners = pathOf(state).slice(0, -1);
  const place = owners.length > 0 ? `in ${owners.map(({ name }) => name).join(' / ')}` : '';
  const { start, end } = state.property;
  return {
    pointer: pointerOf(state.property),
    name: state.name,
    stateType: state.type,
    detail: [way ?? state.type ?? '', place].filter((part) => part !== '').join(', '),
    range: { start, end },
    selection: innerRange(doc, state.key),
  };
}

const startWords = ({ kind, index }: Scope): string =>
  kind === 'branch' ? `StartAt of branch ${index + 1}` : 'StartAt';

const WORDS: Readonly<Record<Transition['kind'], string>> = {
  start: 'StartAt',
  next: 'Next',
  choice: 'Choice rule',
  default: 'Default',
  catch: 'Catch',
};

/** `Choice rule 1, Default`. */
function wordsOf(ways: readonly Transition[]): string {
  return ways.map(({ kind, index }) => (index === undefined ? WORDS[kind] : `${WORDS[kind]} ${index + 1}`)).join(', ');
}

const rangesOf = (doc: AslDocument, ways: readonly Transition[]): Range[] =>
  ways.map(({ node }) => innerRange(doc, node));
