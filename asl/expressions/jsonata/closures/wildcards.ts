/** `*` and `**`: all members of an object, and all values inside a value. */
import {
  countSteps,
  countWork,
  createSequence,
  giveUp,
  plain,
  type Run,
  type Sequence,
  settled,
  sized,
} from './values.ts';

/** The values of an object's members. Where one is a list, the library joins them to a list of its own making. */
export function members(run: Run, context: unknown): unknown {
  countSteps(run, 1);
  // The library goes through the marks of a list, too.
  if (Array.isArray(context) || typeof context === 'function') return giveUp();
  const values: Sequence = createSequence();
  if (typeof context !== 'object' || context === null) return undefined;
  let isJoined = false;
  for (const member of Object.values(context)) {
    const value = plain(member);
    if (Array.isArray(value)) isJoined = true;
    addFlat(run, value, values);
  }
  return sized(isJoined ? values.slice() : settled(values));
}

function addFlat(run: Run, value: unknown, into: unknown[]): void {
  countWork(run, 1);
  if (!Array.isArray(value)) into.push(value);
  else for (const item of value) addFlat(run, plain(item), into);
}

/** The value itself and everything in it; lists only by their items. */
export function descendants(run: Run, context: unknown): unknown {
  countSteps(run, 1);
  if (context === undefined) return undefined;
  const values = createSequence();
  addAll(run, plain(context), values);
  return sized(settled(values));
}

function addAll(run: Run, value: unknown, into: unknown[]): void {
  countWork(run, 4);
  if (typeof value === 'function') giveUp();
  if (!Array.isArray(value)) into.push(value);
  if (typeof value !== 'object' || value === null) return;
  for (const member of Array.isArray(value) ? value : Object.values(value)) addAll(run, plain(member), into);
}
