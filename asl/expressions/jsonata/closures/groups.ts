/** Objects that are written (`{"a": b}`), and groupings of lists (`items{category: $sum(price)}`), which are the same. */
import type { JsonataNode } from '../library.ts';
import { below, type Compile, only, type Place, repeated, unsupported } from './place.ts';
import { type Closure, countSteps, countWork, giveUp, plain, type Run } from './values.ts';

/** Makes an object of the items of a list. */
export type Grouping = (run: Run, value: unknown) => unknown;

interface Pair {
  readonly key: Closure;
  readonly value: Closure;
}

/** An object that is written: members with fixed names are made at once, all others by grouping. */
export function compileObject(compile: Compile, node: JsonataNode, place: Place): Closure {
  only(node, 'lhs');
  const lhs = node.lhs as readonly (readonly JsonataNode[])[];
  const inner = place.isRepeated ? repeated(place) : below(place);
  const pairs = compilePairs(compile, lhs, inner);
  const keys = lhs.map(([key]) =>
    key?.type === 'string' && !key.predicate && !key.group ? String(key.value) : undefined,
  );
  const isFixed = keys.every((key) => key !== undefined && isPlainKey(key)) && new Set(keys).size === keys.length;
  const { isRepeated } = place;
  const constant = isFixed && !isRepeated ? constantOf(node) : undefined;
  if (constant) return constantObject(constant);
  const members = pairs.map(({ value }, i) => ({ key: String(keys[i]), value }));
  return (run, context) => {
    if (Array.isArray(context)) return isRepeated ? grouped(run, context, pairs) : giveUp();
    if (!isFixed) return grouped(run, context, pairs);
    countSteps(run, 1 + 2 * members.length);
    const made: Record<string, unknown> = {};
    for (const { key, value } of members) {
      const member = value(run, context);
      if (member !== undefined) made[key] = member;
    }
    return made;
  };
}

/** What a node always gives, and the steps that it takes. */
interface Constant {
  readonly value: unknown;
  readonly steps: number;
}

/** An object of which all is written is made once: nothing changes the values of an expression. */
function constantObject({ value, steps }: Constant): Closure {
  return (run, context) => {
    if (Array.isArray(context)) giveUp();
    countSteps(run, steps);
    return value;
  };
}

/** Lists are no constants: the library marks those that it works on. */
function constantOf(node: JsonataNode): Constant | undefined {
  const { type, value, predicate, stages, group, keepArray } = node;
  if (predicate?.length || stages?.length || group || keepArray) return undefined;
  if (type === 'string' || type === 'number' || type === 'value') return { value, steps: 0 };
  if (type !== 'unary' || value !== '{') return undefined;
  const lhs = node.lhs as readonly (readonly JsonataNode[])[];
  const made: Record<string, unknown> = {};
  let steps = 1;
  for (const [key, member] of lhs) {
    const constant = member && constantOf(member);
    const name = key?.type === 'string' && constantOf(key) ? String(key.value) : undefined;
    if (!constant || name === undefined || !isPlainKey(name) || Object.hasOwn(made, name)) return undefined;
    made[name] = constant.value;
    steps += 2 + constant.steps;
  }
  return { value: made, steps };
}

/** Keys that mean nothing to the library or to JavaScript. */
const isPlainKey = (key: string): boolean => !key.startsWith('_jsonata_') && key !== '__proto__';

/** Pairs of expressions for a key and a value, over the items of a list. */
export function compileGrouping(compile: Compile, lhs: readonly (readonly JsonataNode[])[], place: Place): Grouping {
  const pairs = compilePairs(compile, lhs, repeated(place));
  return (run, value) => grouped(run, value, pairs);
}

const compilePairs = (compile: Compile, lhs: readonly (readonly JsonataNode[])[], place: Place): readonly Pair[] =>
  lhs.map(([key, value]) => ({
    key: compile(key ?? unsupported(), place),
    value: compile(value ?? unsupported(), place),
  }));

function grouped(run: Run, given: unknown, pairs: readonly Pair[]): unknown {
  const items: readonly unknown[] = Array.isArray(given) ? given : [given];
  const made: Record<string, unknown> = {};
  for (const [key, { data, pair }] of groupsOf(run, items.length === 0 ? [undefined] : items, pairs)) {
    const value = pair.value(run, data);
    if (value !== undefined) made[key] = value;
  }
  return made;
}

interface Group {
  readonly pair: Pair;
  data: unknown;
  isOwn: boolean;
}

function groupsOf(run: Run, items: readonly unknown[], pairs: readonly Pair[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  countSteps(run, 1 + 2 * items.length * pairs.length);
  for (const one of items) {
    const item = plain(one);
    for (const pair of pairs) {
      const key = pair.key(run, item);
      if (key === undefined) continue;
      if (typeof key !== 'string' || !isPlainKey(key)) return giveUp();
      const group = groups.get(key);
      if (!group) groups.set(key, { pair, data: item, isOwn: false });
      else if (group.pair === pair) add(run, group, item);
      else giveUp();
    }
  }
  countSteps(run, groups.size);
  return groups;
}

/** Joins an item to a group. The first time the list is made, so that none of the data is changed. */
function add(run: Run, group: Group, item: unknown): void {
  if (item === undefined) return;
  if (group.data === undefined) {
    group.data = item;
    return;
  }
  if (!group.isOwn) {
    group.data = Array.isArray(group.data) ? group.data.slice() : [group.data];
    group.isOwn = true;
  }
  const data = group.data as unknown[];
  if (Array.isArray(item)) for (const part of item) data.push(part);
  else data.push(item);
  countWork(run, 1 + (Array.isArray(item) ? item.length : 1) + data.length / 16);
}
