/** `items^(price, >name)`: a list in the order of what expressions say of its items. */
import type { JsonataNode } from '../library.ts';
import { type Compile, only, type Place, repeated, unsupported } from './place.ts';
import { countSteps, countWork, giveUp, plain, type Run } from './values.ts';

export type Order = (run: Run, items: readonly unknown[]) => readonly unknown[];

type Key = string | number | undefined;

/** The order of a step. Items of which nothing is said come last, whatever the direction. */
export function compileOrder(compile: Compile, node: JsonataNode, place: Place): Order {
  only(node, 'terms');
  const terms = (node.terms ?? unsupported()).map(({ expression, descending }) => ({
    keyOf: compile(expression, repeated(place)),
    direction: descending === true ? -1 : 1,
  }));
  const compare = (left: readonly Key[], right: readonly Key[]): number => {
    for (let i = 0; i < terms.length; i++) {
      const [a, b] = [left[i], right[i]];
      if (a === undefined && b === undefined) continue;
      if (a === undefined) return 1;
      if (b === undefined) return -1;
      if (typeof a !== typeof b) giveUp();
      if (a !== b) return (a < b ? -1 : 1) * (terms[i]?.direction ?? 1);
    }
    return 0;
  };
  return (run, items) => {
    if (items.length <= 1) return items;
    let costliest = 0;
    const rows = items.map((item) => {
      const before = run.steps;
      const keys = terms.map(({ keyOf }) => keyFrom(keyOf(run, plain(item))));
      costliest = Math.max(costliest, run.steps - before + terms.length);
      return { item, keys };
    });
    // The library asks for the keys of both sides in each comparison.
    countSteps(run, 2 * items.length * Math.ceil(Math.log2(items.length)) * costliest);
    countWork(run, items.length);
    if (new Set(rows.map(({ keys }) => typeof keys[0]).filter((type) => type !== 'undefined')).size > 1) giveUp();
    return rows.sort((left, right) => compare(left.keys, right.keys)).map(({ item }) => item);
  };
}

const keyFrom = (value: unknown): Key =>
  value === undefined || typeof value === 'string' || typeof value === 'number' ? value : giveUp();
