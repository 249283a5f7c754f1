/**
 * Where in the text a debugger can stop: the line of a state (it is entered), of a field that is present (its phase
 * runs), of a retrier, catcher or choice rule (it is chosen). Breakpoints, frames and scopes all find text this way.
 */
import { type Machine, pointerOf, type Range, type State, type SyntaxNode, valueOf } from '#asl';
import type { Phase } from '#interpreter';

/** What has to happen for a place to be reached. */
export type Occasion =
  | { readonly kind: 'phase'; readonly phase: Phase }
  | { readonly kind: 'retrier' | 'catcher' | 'choice'; readonly index: number }
  | { readonly kind: 'default' };

export interface Place {
  readonly state: State;
  /** The pointer of the state. */
  readonly pointer: string;
  readonly occasion: Occasion;
  /** What to highlight. */
  readonly range: Range;
}

const PHASE_OF_FIELD: Readonly<Record<string, Phase>> = {
  InputPath: 'InputPath',
  Parameters: 'Parameters',
  Arguments: 'Arguments',
  ItemReader: 'Items',
  ItemsPath: 'Items',
  Items: 'Items',
  ItemSelector: 'Items',
  ItemBatcher: 'Items',
  Resource: 'action',
  Result: 'action',
  Seconds: 'action',
  SecondsPath: 'action',
  Timestamp: 'action',
  TimestampPath: 'action',
  Choices: 'action',
  Branches: 'action',
  ItemProcessor: 'action',
  Iterator: 'action',
  Error: 'action',
  ErrorPath: 'action',
  Cause: 'action',
  CausePath: 'action',
  ResultSelector: 'ResultSelector',
  ResultPath: 'ResultPath',
  Output: 'Output',
  Assign: 'Assign',
  OutputPath: 'OutputPath',
  Next: 'leave',
  End: 'leave',
};

/** The phase in which a field of a state is evaluated; undefined for fields that are not, such as Comment. */
export function phaseOfField(state: State, field: string): Phase | undefined {
  // In a Map state Parameters is the older spelling of ItemSelector.
  if (state.type === 'Map' && field === 'Parameters') return 'Items';
  return Object.hasOwn(PHASE_OF_FIELD, field) ? PHASE_OF_FIELD[field] : undefined;
}

/** The identity of what has to happen in a state: equal keys, same place. */
export function keyOf(pointer: string, occasion: Occasion): string {
  switch (occasion.kind) {
    case 'phase':
      return `${pointer}|${occasion.phase}`;
    case 'default':
      return `${pointer}|default`;
    default:
      return `${pointer}|${occasion.kind}|${occasion.index}`;
  }
}

/** All places of a state in the order of the text, the state's own line first. */
export function placesOf(state: State): readonly Place[] {
  const pointer = pointerOf(state.node);
  const places: Place[] = [{ state, pointer, occasion: { kind: 'phase', phase: 'enter' }, range: state.key }];
  const add = (occasion: Occasion, range: Range): void => {
    places.push({ state, pointer, occasion, range });
  };
  for (const property of state.node.properties) {
    const name = property.key.value;
    if (name === 'Retry') eachItem(property.value, (range, index) => add({ kind: 'retrier', index }, range));
    else if (name === 'Catch') eachItem(property.value, (range, index) => add({ kind: 'catcher', index }, range));
    else if (name === 'Default' && state.type === 'Choice') add({ kind: 'default' }, property);
    else {
      const phase = phaseOfField(state, name);
      if (phase) add({ kind: 'phase', phase }, headOf(property));
      if (name === 'Choices') eachItem(property.value, (range, index) => add({ kind: 'choice', index }, range));
    }
  }
  return places.sort((a, b) => a.range.start - b.range.start);
}

function eachItem(list: SyntaxNode | undefined, visit: (range: Range, index: number) => void): void {
  if (list?.kind !== 'array') return;
  for (const [index, item] of list.items.entries()) visit(item, index);
}

/** A field of many states is shown by its name, not by the whole of its branches. */
function headOf(property: { readonly key: Range; readonly value: SyntaxNode | undefined } & Range): Range {
  const isLarge = property.value?.kind === 'object' || property.value?.kind === 'array';
  return isLarge ? property.key : property;
}

const ACTION_FIELDS = [
  'Resource',
  'Choices',
  'Seconds',
  'SecondsPath',
  'Timestamp',
  'TimestampPath',
  'Branches',
  'ItemProcessor',
  'Iterator',
  'Result',
  'Error',
  'ErrorPath',
  'Cause',
  'CausePath',
  // A state whose action has no field of its own is shown by its type, so that a step is seen.
  'Type',
];
const ITEM_FIELDS = ['ItemReader', 'ItemsPath', 'Items', 'ItemSelector', 'Parameters', 'ItemBatcher'];
const LEAVE_FIELDS = ['Next', 'End', 'Type'];

/** What to show for a state that stands at a phase: the field it is about to evaluate, else the state's name. */
export function rangeOfPhase(state: State, phase: Phase, catcher?: number): Range {
  if (catcher !== undefined) {
    const list = valueOf(state.node, 'Catch');
    const item = list?.kind === 'array' ? list.items[catcher] : undefined;
    if (item) return (phase === 'leave' ? fieldRange(item, ['Next']) : fieldRange(item, [phase])) ?? item;
  }
  return fieldRange(state.node, fieldsOfPhase(phase)) ?? state.key;
}

function fieldsOfPhase(phase: Phase): readonly string[] {
  switch (phase) {
    case 'enter':
      return [];
    case 'action':
      return ACTION_FIELDS;
    case 'Items':
      return ITEM_FIELDS;
    case 'leave':
      return LEAVE_FIELDS;
    default:
      return [phase];
  }
}

function fieldRange(node: SyntaxNode, names: readonly string[]): Range | undefined {
  if (node.kind !== 'object') return undefined;
  for (const name of names) {
    const property = node.properties.find((candidate) => candidate.key.value === name);
    if (property) return headOf(property);
  }
  return undefined;
}

/** The states of a machine by pointer. */
export function statesByPointer(machine: Machine): ReadonlyMap<string, State> {
  return new Map(machine.states.map((state) => [pointerOf(state.node), state]));
}
