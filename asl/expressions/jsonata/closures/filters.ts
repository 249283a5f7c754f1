/** What stands in brackets behind a value: a position, positions, or a condition that each item has to meet. */
import type { JsonataNode } from '../library.ts';
import { type Compile, type Place, repeated, unsupported } from './place.ts';
import {
  type Closure,
  countSteps,
  countWork,
  createSequence,
  finite,
  giveUp,
  isTrue,
  plain,
  type Run,
  type Sequence,
} from './values.ts';

/** A position in the list, or a condition. */
export type Filter = number | Closure;

/** The filters of a node. */
export function compileFilters(compile: Compile, stages: readonly JsonataNode[], place: Place): readonly Filter[] {
  return stages.map(({ type, expr }) => {
    if (type !== 'filter' || !expr) return unsupported();
    if (expr.type === 'number') return Math.floor(expr.value as number);
    return compile(expr, repeated(place));
  });
}

/** What is left of a value behind its filters. */
export function filtered(run: Run, value: unknown, filters: readonly Filter[]): unknown {
  let result = value;
  for (const filter of filters) result = typeof filter === 'number' ? at(result, filter) : meeting(run, result, filter);
  return result;
}

function at(value: unknown, position: number): unknown {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const item = plain(items[position < 0 ? items.length + position : position]);
  if (Array.isArray(item)) return item;
  const one = createSequence();
  if (item !== undefined) one.push(item);
  return one;
}

function meeting(run: Run, value: unknown, condition: Closure): unknown {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const kept = createSequence();
  countSteps(run, 2 * items.length);
  for (let index = 0; index < items.length; index++) {
    const item = plain(items[index]);
    const before = kept.length;
    const test = condition(run, item);
    if (typeof test === 'number') addAt(kept, item, finite(test), index, items.length);
    else if (Array.isArray(test) && test.every((position) => typeof position === 'number')) {
      countWork(run, test.length);
      for (const position of test) addAt(kept, item, finite(position), index, items.length);
    } else if (isTrue(test)) kept.push(item);
    if (item === undefined && kept.length > before) giveUp();
  }
  return kept;
}

function addAt(kept: Sequence, item: unknown, position: number, index: number, length: number): void {
  const wanted = Math.floor(position);
  if ((wanted < 0 ? length + wanted : wanted) === index) kept.push(item);
}
