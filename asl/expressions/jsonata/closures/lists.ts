/** Lists that are written: `[a, b]`. */
import type { JsonataNode } from '../library.ts';
import { below, type Compile, only, type Place, unsupported } from './place.ts';
import { type Closure, countSteps, countWork, type Run, sized } from './values.ts';

/** A written list as a closure. */
export function compileList(compile: Compile, node: JsonataNode, place: Place): Closure {
  only(node, 'expressions');
  const items = node.expressions ?? unsupported();
  const closures = items.map((item) => compile(item, below(place)));
  // A list that is written inside a list stays one; the items of any other value that is a list join this one.
  const areKept = items.map(({ value }) => value === '[');
  const [first, second] = closures;
  if (first && second && closures.length === 2 && !areKept.includes(true)) return pair(first, second);
  return (run, context) => {
    countSteps(run, 1 + closures.length);
    const list: unknown[] = [];
    for (let i = 0; i < closures.length; i++) {
      const value = closures[i]?.(run, context);
      if (areKept[i] && value !== undefined) list.push(value);
      else join(run, list, value);
    }
    return sized(list);
  };
}

/** A list of two, as most calls of `$merge` have: smaller than one of any length. */
function pair(first: Closure, second: Closure): Closure {
  return (run, context) => {
    countSteps(run, 3);
    const list: unknown[] = [];
    join(run, list, first(run, context));
    join(run, list, second(run, context));
    return sized(list);
  };
}

function join(run: Run, list: unknown[], value: unknown): void {
  if (value === undefined) return;
  if (!Array.isArray(value)) {
    list.push(value);
    return;
  }
  countWork(run, value.length);
  for (const item of value) list.push(item);
}
