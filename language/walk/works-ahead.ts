/**
 * What rules over a whole machine ask of each state, worked out on the way for some hundred states after the others: while
 * a state is at hand, that costs far less than to come back to thousands of them for each question. Only a start: what
 * is asked later finds the answers in the machine's notes, and would find the same without them.
 */
import { type Machine, type ObjectNode, stateNodesOf } from '#asl';
import { partsOf, type WalkPart } from './machine-walk.ts';

/** Asked by `ofParts` and `inParts`. */
export type PartWork = (part: WalkPart) => unknown;
/** Asked by `Notes.each` of `stateNodesOf`. */
export type NodeWork = (node: ObjectNode, machine: Machine) => unknown;

export interface Works {
  readonly byPart: readonly PartWork[];
  readonly byNode: readonly NodeWork[];
}

export class WorksAhead {
  private readonly lists: readonly List[];

  constructor(machine: Machine, { byPart, byNode }: Works) {
    const parts = partsOf(machine);
    const nodes = stateNodesOf(machine);
    this.lists = [
      ...byPart.map((work) => listOf(work, parts, machine)),
      ...byNode.map((work) => listOf(work, nodes, machine)),
    ];
  }

  /** Works on until so many of the parts are done, and about as many of the nodes. */
  goOn(count: number): void {
    for (const list of this.lists) list.goOn(count);
  }

  finish(): void {
    for (const list of this.lists) {
      list.goOn(Number.POSITIVE_INFINITY);
      list.keep();
    }
  }
}

/** One work over all items. */
interface List {
  readonly goOn: (count: number) => void;
  /** From here on `Notes.each` knows the answers. */
  readonly keep: () => void;
}

function listOf<I extends object>(
  work: (item: I, machine: Machine) => unknown,
  items: readonly I[],
  machine: Machine,
): List {
  const values = new Array<unknown>(items.length);
  let done = 0;
  let isOpen = !machine.notes.hasEach(work);
  return {
    goOn: (count) => {
      try {
        for (; isOpen && done < items.length && done < count; done++) values[done] = work(items[done] as I, machine);
      } catch {
        // The rule that asks for it fails again then, and that is told.
        isOpen = false;
      }
    },
    keep: () => {
      if (isOpen) machine.notes.keepEach(work, items, values);
    },
  };
}
