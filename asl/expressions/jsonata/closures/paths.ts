/** Paths: steps from value to value, which are walked for all items of a list, with filters, orders and groupings. */
import type { Json, JsonObject } from '../../../json.ts';
import type { JsonataNode } from '../library.ts';
import { compileFilters, type Filter, filtered } from './filters.ts';
import { compileGrouping, type Grouping } from './groups.ts';
import { compileOrder, type Order } from './orders.ts';
import { below, type Compile, findLocal, only, type Place, repeated, unsupported } from './place.ts';
import {
  type Closure,
  collapse,
  countSteps,
  createSequence,
  giveUp,
  isWritten,
  lookupOf,
  plain,
  type Run,
  type Sequence,
  sized,
  written,
} from './values.ts';

/** A step of a path: a name, an order, or any other node, and the filters behind it. */
interface Step {
  readonly name: ((input: unknown) => unknown) | undefined;
  readonly order: Order | undefined;
  readonly closure: Closure | undefined;
  readonly filters: readonly Filter[];
}

/** The steps, and what is done to their result. */
interface Route {
  readonly steps: readonly Step[];
  /** A single item stays a list. */
  readonly isKept: boolean;
  readonly grouping: Grouping | undefined;
}

/** A path as a closure. */
export function compilePath(compile: Compile, node: JsonataNode, place: Place): Closure {
  only(node, 'steps', 'keepSingletonArray');
  const [first, ...rest] = node.steps ?? unsupported();
  if (!first) return unsupported();
  if (node.keepArray && node.steps?.some(({ consarray }) => consarray)) return unsupported();
  const route: Route = {
    steps: rest.map((step) => compileStep(compile, step, place)),
    isKept: (node.keepSingletonArray ?? node.keepArray) === true,
    grouping: node.group && compileGrouping(compile, node.group.lhs, place),
  };
  if (first.consarray) return fromList(compile(unmarked(first), below(place)), route);
  if (first.type !== 'variable')
    return fromContext({ ...route, steps: [compileStep(compile, first, place), ...route.steps] });
  if (first.stages && first.stages.length > 0) return unsupported();
  if (first.value === 'states' && !findLocal(place, 'states')) {
    only(first);
    const [member] = rest;
    if (first.predicate?.length || first.group || first.keepArray || member?.type !== 'name') return unsupported();
    return sharedFromStates(String(member.value), node, route, place);
  }
  const { keepArray, ...bare } = first;
  const begin = compile(bare, below(place));
  return (run, context) => {
    countSteps(run, 1);
    const value = begin(run, context);
    return value === undefined ? ended(run, createSequence(), route) : follow(run, value, route, 0);
  };
}

function unmarked(node: JsonataNode): JsonataNode {
  const { consarray, ...list } = node;
  return list.type !== 'unary' || list.stages || list.predicate || list.keepArray ? unsupported() : list;
}

/** Paths of names only are the same closure wherever they are written. */
function sharedFromStates(member: string, { steps = [] }: JsonataNode, route: Route, { shared }: Place): Closure {
  const isSimple = steps.every((step, i) => i === 0 || isSimpleName(step)) && !route.isKept && !route.grouping;
  if (!isSimple) return fromStates(member, route);
  const key = JSON.stringify(steps.map(({ value }) => value));
  const known = shared.get(key);
  if (known) return known;
  const closure = fromStates(member, route);
  shared.set(key, closure);
  return closure;
}

const isSimpleName = ({ type, stages, predicate, keepArray, group }: JsonataNode): boolean =>
  type === 'name' && !stages?.length && !predicate?.length && !keepArray && !group;

/** `$states.input.a`: only the member is looked up, since to make the others may be expensive. */
function fromStates(member: string, route: Route): Closure {
  const { steps, isKept, grouping } = route;
  const isBare = (steps[0]?.filters ?? []).length === 0;
  const isPlain = isBare && !isKept && !grouping;
  const read = stateReader(member);
  return (run) => {
    countSteps(run, 3);
    const value = plain(read(run.scope.states));
    if (value === undefined && isBare) return isPlain ? undefined : ended(run, createSequence(), route);
    if (!isBare) return walk(run, [value === undefined ? {} : { [member]: value }], route, 0);
    return isPlain && steps.length === 1 ? sized(value) : follow(run, value, route, 1);
  };
}

type StateReader = (states: JsonObject) => Json | undefined;

/** Functions with a name each, as V8 finds no member faster than the one that it always finds at a place. */
const STATE_READERS: Readonly<Record<string, StateReader>> = {
  input: ({ input }) => input,
  result: ({ result }) => result,
  errorOutput: ({ errorOutput }) => errorOutput,
};

const stateReader = (member: string): StateReader =>
  (Object.hasOwn(STATE_READERS, member) && STATE_READERS[member]) ||
  ((states) => (Object.hasOwn(states, member) ? states[member] : undefined));

/** A path that begins at the context. */
function fromContext(route: Route): Closure {
  return (run, context) => {
    countSteps(run, 1);
    return Array.isArray(context) ? walk(run, context, route, 0) : follow(run, context, route, 0);
  };
}

/** A path that begins at a list that is written there. */
function fromList(list: Closure, route: Route): Closure {
  return (run, context) => {
    countSteps(run, 1);
    const input = Array.isArray(context) ? context : Object.assign(createSequence(), [context]);
    const items = list(run, input) as unknown[];
    return items.length === 0 ? ended(run, written(items), route) : walk(run, items, route, 0);
  };
}

function compileStep(compile: Compile, node: JsonataNode, place: Place): Step {
  const { stages, keepArray, ...bare } = node;
  const filters = stages ? compileFilters(compile, stages, place) : [];
  const step = { name: undefined, order: undefined, closure: undefined, filters };
  if (node.group || node.type === 'path') unsupported();
  if (node.type === 'sort') return { ...step, order: compileOrder(compile, bare, place) };
  if (node.type === 'name' && !node.predicate?.length) {
    only(node);
    return { ...step, name: lookupOf(String(node.value), keepArray) };
  }
  if (keepArray) unsupported();
  if (!node.consarray) return { ...step, closure: compile(bare, repeated(place)) };
  const list = compile(unmarked(bare), repeated(place));
  return { ...step, closure: (run, context) => written(list(run, context) as unknown[]) };
}

/** Goes from member to member as long as there is one value without filters, and walks lists from then on. */
function follow(run: Run, begin: unknown, route: Route, from: number): unknown {
  const { steps } = route;
  let value = begin;
  for (let at = from; at < steps.length; at++) {
    const { name, order, filters } = steps[at] as Step;
    if (order) return walk(run, sequenceOf(value), route, at);
    if (Array.isArray(value)) return walk(run, value, route, at);
    if (!name || filters.length > 0) return walk(run, [value], route, at);
    countSteps(run, 1);
    value = name(value);
    if (value === undefined) break;
    if (typeof value === 'string') sized(value);
  }
  if (!route.isKept && !route.grouping) return sized(value);
  if (Array.isArray(value)) return ended(run, value, route);
  const one = createSequence();
  if (value !== undefined) one.push(value);
  return ended(run, one, route);
}

/** What the step before an order has found: an order leaves a single item as it is. */
function sequenceOf(value: unknown): Sequence {
  const sequence = createSequence();
  if (!Array.isArray(value)) sequence.push(value);
  else if (isWritten(value)) giveUp();
  else for (const item of value) sequence.push(plain(item));
  return sequence;
}

/** Applies the steps to every item of a list, as the library does. */
function walk(run: Run, begin: readonly unknown[], route: Route, from: number): unknown {
  const { steps } = route;
  sized(begin);
  if (isWritten(begin)) giveUp();
  let input: readonly unknown[] = begin;
  for (let at = from; at < steps.length; at++) {
    const { order, filters } = steps[at] as Step;
    if (order) {
      countSteps(run, 1);
      input = filtered(run, order(run, input), filters) as readonly unknown[];
    } else input = flattened(found(run, input, steps[at] as Step), at === steps.length - 1);
    if (input.length === 0) break;
  }
  return ended(run, input as unknown[], route);
}

function found(run: Run, input: readonly unknown[], { name, closure, filters }: Step): readonly unknown[] {
  const values: unknown[] = [];
  countSteps(run, 2 * input.length);
  for (const item of input) {
    const given = plain(item);
    let value = name ? name(given) : closure?.(run, given);
    sized(value);
    if (filters.length > 0) value = filtered(run, value, filters);
    if (value !== undefined) values.push(value);
  }
  return values;
}

/** The values as one sequence; at the end of a path a single list of the data stays what it is. */
function flattened(values: readonly unknown[], isLast: boolean): readonly unknown[] {
  const [first] = values;
  if (isLast && values.length === 1 && Array.isArray(first) && (first as Sequence).sequence !== true) return first;
  const sequence = createSequence();
  for (const value of values)
    if (Array.isArray(value) && !isWritten(value)) for (const item of value) sequence.push(plain(item));
    else sequence.push(value);
  return sequence;
}

/** What the library does to the list at the end of a path. */
function ended(run: Run, list: Sequence, { isKept, grouping }: Route): unknown {
  let result = list;
  if (isKept) {
    if (isWritten(list) && !list.sequence) {
      result = createSequence();
      result.push(list);
    }
    if (result.sequence) result.keepSingleton = true;
  }
  return grouping ? grouping(run, result) : sized(collapse(result));
}
