/**
 * What follows from each part of a machine by itself, kept while the part stays: after a key stroke it is worked out
 * again for one state. For rules whose judgement needs the whole machine, but whose material does not.
 */
import type { Machine } from '#asl';
import { partsOf, type WalkPart } from './machine-walk.ts';

/** What `work` gives for each part, in the order of `partsOf`. It may look at nothing but the part. */
export const ofParts = <T>(machine: Machine, work: (part: WalkPart) => T): readonly T[] =>
  machine.notes.each(work, partsOf(machine), machine);

/** What `work` finds in all parts, one after the other. */
export function inParts<T>(machine: Machine, work: (part: WalkPart) => readonly T[]): readonly T[] {
  const all: T[] = [];
  const lists = ofParts(machine, work);
  // By an index, since nearly all of thousands are empty.
  for (let i = 0; i < lists.length; i++) {
    const found = lists[i];
    if (found && found.length > 0) for (const one of found) all.push(one);
  }
  return all;
}
