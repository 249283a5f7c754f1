/** The `ErrorEquals` lists of the Retry and Catch fields, as the rules about error names read them. */
import type { State, StringNode } from '#asl';
import type { RuleContext } from '../rule.ts';
import type { MachineWalk, WalkPart } from './machine-walk.ts';
import { isFilledInLater } from './stand-ins.ts';
import type { WalkedField } from './walked.ts';

/** One retrier or catcher of a list. */
export interface ErrorEntry {
  readonly names: readonly StringNode[];
  /** False where a hole stands among the names. */
  readonly isKnown: boolean;
}

/** All retriers, or all catchers, of one state. */
export interface ErrorList {
  readonly field: 'Retry' | 'Catch';
  readonly state: State;
  readonly entries: readonly ErrorEntry[];
}

const newWalkStore = () => new WeakMap<MachineWalk, readonly ErrorList[]>();

/** The lists of what was walked, in the order of the text; worked out once for all rules. */
export function errorListsOf({ machine, walk }: Pick<RuleContext, 'machine' | 'walk'>): readonly ErrorList[] {
  const known = machine.notes.store(newWalkStore);
  const lists = known.get(walk) ?? listsAmong(walk.fields);
  known.set(walk, lists);
  return lists;
}

function listsAmong(fields: readonly WalkedField[]): readonly ErrorList[] {
  if (!fields.some(isList)) return NONE;
  const lists: { field: 'Retry' | 'Catch'; state: State; entries: ErrorEntry[]; node: unknown }[] = [];
  for (const { spec, owner, value } of fields) {
    if (spec.kind !== 'errorNames' || !owner.state || value?.kind !== 'array') continue;
    const node = owner.node.parent;
    let list = lists.at(-1);
    if (!list || list.node !== node) {
      list = { field: owner.spec.name === 'Retrier' ? 'Retry' : 'Catch', state: owner.state, entries: [], node };
      lists.push(list);
    }
    const names = value.items.filter(
      (item): item is StringNode => item.kind === 'string' && !isFilledInLater(item.value),
    );
    list.entries.push({ names, isKnown: names.length === value.items.length });
  }
  return lists;
}

const isList = ({ spec }: WalkedField): boolean => spec.kind === 'errorNames';
const NONE: readonly never[] = [];

/** The lists of one part. */
export const errorListsOfPart = ({ fields }: WalkPart): readonly ErrorList[] => listsAmong(fields);
