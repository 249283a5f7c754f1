/**
 * Compiles the common part of JSONata's syntax trees to closures. Invariant: a compiled expression gives the value
 * that the library gives, or gives up; it never fails. What a node is made of is checked strictly: a tree with
 * anything that is not listed here is not compiled at all.
 */
import { ExactNumber } from '../../../json.ts';
import type { JsonataNode } from '../library.ts';
import { NATIVES } from './natives.ts';
import {
  type Closure,
  collapse,
  countSteps,
  countWork,
  createSequence,
  giveUp,
  isTrue,
  lookupOf,
  plain,
  type Run,
  type Sequence,
  sized,
  textOf,
} from './values.ts';

/** Thrown inside the compilation for a node that only the library knows. */
const UNSUPPORTED = Symbol('unsupported');

/** Nesting up to which the library's own count, which ends at 100, cannot be reached. */
const MAX_NESTING = 90;

/** A tree as a closure. */
export interface CompiledTree {
  readonly closure: Closure;
  /** How many variables it binds. */
  readonly locals: number;
}

/**
 * The tree as a closure; undefined where the library has to walk it.
 *
 * @example compileTree(jsonata('$states.input.a + 1').ast(), new Set(['count', …]))
 */
export function compileTree(tree: JsonataNode, functions: ReadonlySet<string>): CompiledTree | undefined {
  const compilation = new Compilation(functions);
  try {
    const closure = compilation.node(tree, NO_NAMES, 1);
    return { closure, locals: compilation.locals };
  } catch (thrown) {
    if (thrown === UNSUPPORTED) return undefined;
    throw thrown;
  }
}

/** Variables that are bound in the expression, with their places. */
type Names = ReadonlyMap<string, number>;
const NO_NAMES: Names = new Map();

type NodeCompiler = (node: JsonataNode, names: Names, depth: number) => Closure;

function unsupported(): never {
  throw UNSUPPORTED;
}

/** What every node may carry, and `predicate`, which is compiled for all of them. */
const COMMON: ReadonlySet<string> = new Set(['type', 'value', 'position', 'start', 'predicate', 'stages']);

function only(node: JsonataNode, ...keys: readonly string[]): void {
  for (const key of Object.keys(node))
    if (!COMMON.has(key) && !keys.includes(key) && (node as unknown as Record<string, unknown>)[key] !== undefined)
      unsupported();
}

class Compilation {
  locals = 0;
  private readonly functions: ReadonlySet<string>;

  constructor(functions: ReadonlySet<string>) {
    this.functions = functions;
  }

  node(node: JsonataNode, names: Names, depth: number): Closure {
    if (depth > MAX_NESTING) unsupported();
    const compiler = this.compilers[node.type] ?? unsupported();
    const closure = compiler(node, names, depth);
    if (!node.predicate || node.predicate.length === 0) return closure;
    const filters = this.filters(node.predicate, names, depth);
    return (run, context) => {
      const value = filtered(run, closure(run, context), filters);
      return sized(Array.isArray(value) ? collapse(value) : value);
    };
  }

  private readonly compilers: Readonly<Record<string, NodeCompiler>> = {
    string: literal,
    number: literal,
    value: literal,
    name: (node) => {
      only(node);
      const lookup = lookupOf(String(node.value));
      return (run, context) => {
        countSteps(run, 1);
        return sized(lookup(context));
      };
    },
    variable: (node, names) => this.variable(node, names),
    path: (node, names, depth) => this.path(node, names, depth),
    binary: (node, names, depth) => this.binary(node, names, depth),
    unary: (node, names, depth) => this.unary(node, names, depth),
    condition: (node, names, depth) => this.condition(node, names, depth),
    block: (node, names, depth) => this.block(node, names, depth),
    function: (node, names, depth) => this.call(node, names, depth),
    lambda: (node, names, depth) => this.tailCall(node, names, depth),
  };

  private variable(node: JsonataNode, names: Names): Closure {
    only(node);
    const name = String(node.value);
    if (name === '') return (_, context) => context;
    const place = names.get(name);
    if (place !== undefined) return ({ locals }) => locals[place];
    if (name === '$' || name === 'states') unsupported();
    const isFunction = this.functions.has(name);
    return (run) => {
      countSteps(run, 1);
      const value = run.scope.variable(name);
      if (value === undefined && isFunction) giveUp();
      return sized(plain(value));
    };
  }

  private path(node: JsonataNode, names: Names, depth: number): Closure {
    only(node, 'steps');
    const [first, ...rest] = node.steps ?? unsupported();
    if (!first) return unsupported();
    const steps = rest.map((step) => this.step(step, names, depth));
    const fromStates = first.type === 'variable' && first.value === 'states' && !names.has('states');
    if (fromStates) {
      const [member] = rest;
      only(first);
      if (first.predicate?.length || first.stages?.length || member?.type !== 'name') return unsupported();
      return this.statesPath(String(member.value), steps);
    }
    if (first.type !== 'variable') return fromContext([this.step(first, names, depth), ...steps]);
    const isStaged = first.stages !== undefined && first.stages.length > 0;
    if (isStaged) return unsupported();
    const begin = this.node(first, names, depth + 1);
    return (run, context) => {
      countSteps(run, 1);
      const value = begin(run, context);
      return value === undefined ? undefined : follow(run, value, steps, 0);
    };
  }

  /** `$states.input.a`: only the member is looked up, since to make the others may be expensive. */
  private statesPath(member: string, steps: readonly Step[]): Closure {
    const filters = steps[0]?.filters ?? [];
    const isBare = filters.length === 0;
    return (run) => {
      countSteps(run, 3);
      const { states } = run.scope;
      const value = Object.hasOwn(states, member) ? plain(states[member]) : undefined;
      if (value === undefined && isBare) return undefined;
      if (isBare) return steps.length === 1 ? sized(value) : follow(run, value, steps, 1);
      return walk(run, [value === undefined ? {} : { [member]: value }], steps, 0);
    };
  }

  private step(node: JsonataNode, names: Names, depth: number): Step {
    if (node.type === 'unary' && node.value === '[') unsupported();
    const { stages, ...bare } = node;
    const filters = stages ? this.filters(stages, names, depth) : [];
    if (node.type === 'name' && !node.predicate?.length) {
      only(node);
      return { name: lookupOf(String(node.value)), closure: undefined, filters };
    }
    if (node.type === 'path') unsupported();
    return { name: undefined, closure: this.node(bare, names, depth + 1), filters };
  }

  private filters(stages: readonly JsonataNode[], names: Names, depth: number): readonly Filter[] {
    return stages.map(({ type, expr }) => {
      if (type !== 'filter' || !expr) return unsupported();
      if (expr.type === 'number') return Math.floor(expr.value as number);
      return this.node(expr, names, depth + 1);
    });
  }

  private binary(node: JsonataNode, names: Names, depth: number): Closure {
    only(node, 'lhs', 'rhs');
    const left = this.node(node.lhs as JsonataNode, names, depth + 1);
    const right = this.node(node.rhs ?? unsupported(), names, depth + 1);
    const operator = String(node.value);
    if (operator === 'and')
      return (run, context) => {
        countSteps(run, 2);
        return isTrue(left(run, context)) && isTrue(right(run, context));
      };
    if (operator === 'or')
      return (run, context) => {
        countSteps(run, 2);
        return isTrue(left(run, context)) || isTrue(right(run, context));
      };
    const apply = OPERATORS.get(operator) ?? unsupported();
    return (run, context) => {
      countSteps(run, 2);
      return apply(left(run, context), right(run, context));
    };
  }

  private unary(node: JsonataNode, names: Names, depth: number): Closure {
    if (node.value === '[') return this.list(node, names, depth);
    if (node.value === '{') return this.members(node, names, depth);
    only(node, 'expression');
    if (node.value !== '-') return unsupported();
    const operand = this.node(node.expression ?? unsupported(), names, depth + 1);
    return (run, context) => {
      countSteps(run, 1);
      const value = operand(run, context);
      return value === undefined ? undefined : -finite(value);
    };
  }

  private list(node: JsonataNode, names: Names, depth: number): Closure {
    only(node, 'expressions');
    const items = (node.expressions ?? unsupported()).map((item) => ({
      closure: this.node(item, names, depth + 1),
      // A list that is written inside a list stays one; the items of any other value that is a list join this one.
      isKept: item.type === 'unary' && item.value === '[',
    }));
    return (run, context) => {
      countSteps(run, 1 + items.length);
      const list: unknown[] = [];
      for (const { closure, isKept } of items) {
        const value = closure(run, context);
        if (value === undefined) continue;
        if (isKept || !Array.isArray(value)) list.push(value);
        else {
          countWork(run, value.length);
          for (const item of value) list.push(item);
        }
      }
      return sized(list);
    };
  }

  private members(node: JsonataNode, names: Names, depth: number): Closure {
    only(node, 'lhs');
    const pairs = (node.lhs as readonly (readonly JsonataNode[])[]).map(([key, value]) => {
      if (key?.type !== 'string' || !value || key.predicate) return unsupported();
      return { key: String(key.value), closure: this.node(value, names, depth + 1) };
    });
    const keys = new Set(pairs.map(({ key }) => key));
    if (keys.size !== pairs.length || [...keys].some((key) => key.startsWith('_jsonata_') || key === '__proto__'))
      unsupported();
    return (run, context) => {
      // A list as context is grouped, item by item.
      if (Array.isArray(context)) giveUp();
      countSteps(run, 1 + 2 * pairs.length);
      const made: Record<string, unknown> = {};
      for (const { key, closure } of pairs) {
        const value = closure(run, context);
        if (value !== undefined) made[key] = value;
      }
      return made;
    };
  }

  private condition(node: JsonataNode, names: Names, depth: number): Closure {
    const {
      condition,
      then,
      else: otherwise,
    } = node as JsonataNode & Readonly<Record<string, JsonataNode | undefined>>;
    only(node, 'condition', 'then', 'else');
    const test = this.node(condition ?? unsupported(), names, depth + 1);
    const yes = this.node(then ?? unsupported(), names, depth + 1);
    const no = otherwise && this.node(otherwise, names, depth + 1);
    return (run, context) => {
      countSteps(run, 2);
      if (isTrue(test(run, context))) return yes(run, context);
      return no?.(run, context);
    };
  }

  private block(node: JsonataNode, names: Names, depth: number): Closure {
    only(node, 'expressions');
    const inner = new Map(names);
    const parts = (node.expressions ?? unsupported()).map((part) => this.blockPart(part, inner, depth + 1));
    const last = parts.pop() ?? unsupported();
    if (parts.length === 0)
      return (run, context) => {
        countSteps(run, 1);
        return last(run, context);
      };
    return (run, context) => {
      countSteps(run, 1 + parts.length);
      for (const part of parts) part(run, context);
      return last(run, context);
    };
  }

  /** Variables are bound only where the block itself does it, so that what a name means is known from the text. */
  private blockPart(node: JsonataNode, names: Map<string, number>, depth: number): Closure {
    if (node.type !== 'bind') return this.node(node, new Map(names), depth);
    only(node, 'lhs', 'rhs');
    const name = String((node.lhs as JsonataNode).value);
    const value = this.node(node.rhs ?? unsupported(), new Map(names), depth + 1);
    if (node.predicate) unsupported();
    const place = this.bind(names, name);
    return (run, context) => {
      countSteps(run, 1);
      run.locals[place] = value(run, context);
      return run.locals[place];
    };
  }

  private bind(names: Map<string, number>, name: string): number {
    const place = this.locals++;
    names.set(name, place);
    return place;
  }

  private call(node: JsonataNode, names: Names, depth: number): Closure {
    only(node, 'arguments', 'procedure');
    const { procedure } = node;
    const args = node.arguments ?? unsupported();
    if (procedure?.type !== 'variable' || procedure.predicate) return unsupported();
    const name = String(procedure.value);
    if (names.has(name)) unsupported();
    const closure = this.higherOrder(name, args, names, depth) ?? this.native(name, args, names, depth);
    return (run, context) => {
      countSteps(run, 2);
      // A variable of the machine may have the function's name.
      if (run.scope.variable(name) !== undefined) giveUp();
      return closure(run, context);
    };
  }

  private native(name: string, args: readonly JsonataNode[], names: Names, depth: number): Closure {
    const { arity, call } = NATIVES.get(name) ?? unsupported();
    const [a, b, c] = args.map((arg) => this.node(arg, names, depth + 1));
    if (args.length < arity[0] || args.length > arity[1]) unsupported();
    if (a && !b) return (run, context) => sized(call(run, a(run, context), undefined, undefined));
    return (run, context) => sized(call(run, a?.(run, context), b?.(run, context), c?.(run, context)));
  }

  /** `$map` and `$filter` with a function that is written in place. */
  private higherOrder(name: string, args: readonly JsonataNode[], names: Names, depth: number): Closure | undefined {
    if (name !== 'map' && name !== 'filter') return undefined;
    const [over, lambda, further] = args;
    if (!over || lambda?.type !== 'lambda' || further) return unsupported();
    const source = this.node(over, names, depth + 1);
    const { body, places } = this.lambda(lambda, names, depth + 1);
    const [first, second, third] = places;
    const isMap = name === 'map';
    return (run, context) => {
      const given = source(run, context);
      const items = Array.isArray(given) ? given : given === undefined || given === null ? giveUp() : [given];
      countWork(run, items.length);
      const made = createSequence();
      for (let i = 0; i < items.length; i++) {
        const item = plain(items[i]);
        if (first !== undefined) run.locals[first] = item;
        if (second !== undefined) run.locals[second] = i;
        if (third !== undefined) run.locals[third] = items;
        countSteps(run, 2);
        const value = body(run, context);
        if (!isMap) {
          if (isTrue(value)) made.push(item);
        } else if (value !== undefined) made.push(value);
      }
      return sized(collapse(made));
    };
  }

  /**
   * A call in the place of a function's result: it stands in a lambda of its own, which the library unpacks. A
   * sequence that comes of it stays one.
   */
  private tailCall(node: JsonataNode, names: Names, depth: number): Closure {
    only(node, 'arguments', 'body', 'thunk');
    const { body } = node;
    if (node.thunk !== true || body?.type !== 'function' || node.predicate || body.predicate) return unsupported();
    if (SEQUENCE_MAKERS.has(String(body.procedure?.value))) unsupported();
    return this.node(body, names, depth + 1);
  }

  private lambda(node: JsonataNode, names: Names, depth: number) {
    only(node, 'arguments', 'body');
    const inner = new Map(names);
    const parameters = node.arguments ?? unsupported();
    if (parameters.length > 3) unsupported();
    const places = parameters.map((parameter) => this.bind(inner, String(parameter.value)));
    return { body: this.node(node.body ?? unsupported(), inner, depth + 1), places };
  }
}

/** Functions that give sequences. */
const SEQUENCE_MAKERS: ReadonlySet<string> = new Set(['filter', 'keys', 'map']);

function literal(node: JsonataNode): Closure {
  only(node);
  const { value } = node;
  return () => value;
}

/** A step of a path: a name, or any other node, and the filters behind it. */
interface Step {
  readonly name: ((input: unknown) => unknown) | undefined;
  readonly closure: Closure | undefined;
  readonly filters: readonly Filter[];
}

/** A position in the list, or a condition that each item has to meet. */
type Filter = number | Closure;

/** A path that begins at the context. */
function fromContext(steps: readonly Step[]): Closure {
  return (run, context) => {
    countSteps(run, 1);
    return Array.isArray(context) ? walk(run, context, steps, 0) : follow(run, context, steps, 0);
  };
}

/** Goes from member to member as long as there is one value without filters, and walks lists from then on. */
function follow(run: Run, begin: unknown, steps: readonly Step[], from: number): unknown {
  let value = begin;
  for (let at = from; at < steps.length; at++) {
    const { name, filters } = steps[at] as Step;
    if (Array.isArray(value)) return walk(run, value, steps, at);
    if (!name || filters.length > 0) return walk(run, [value], steps, at);
    countSteps(run, 1);
    value = name(value);
    if (value === undefined) return undefined;
    if (typeof value === 'string') sized(value);
  }
  return sized(value);
}

/** Applies the steps to every item of a list, as the library does. */
function walk(run: Run, begin: readonly unknown[], steps: readonly Step[], from: number): unknown {
  sized(begin);
  let input: readonly unknown[] = begin;
  for (let at = from; at < steps.length; at++) {
    const step = steps[at] as Step;
    const found: unknown[] = [];
    countSteps(run, 2 * input.length);
    for (const item of input) {
      const given = plain(item);
      let value = step.name ? step.name(given) : step.closure?.(run, given);
      sized(value);
      if (step.filters.length > 0) value = filtered(run, value, step.filters);
      if (value !== undefined) found.push(value);
    }
    input = flattened(found, at === steps.length - 1);
    if (input.length === 0) break;
  }
  return sized(collapse(input as Sequence));
}

/** The values as one sequence; at the end of a path a single list of the data stays what it is. */
function flattened(found: readonly unknown[], isLast: boolean): readonly unknown[] {
  const [only] = found;
  if (isLast && found.length === 1 && Array.isArray(only) && (only as Sequence).sequence !== true) return only;
  const sequence = createSequence();
  for (const value of found)
    if (Array.isArray(value)) for (const item of value) sequence.push(plain(item));
    else sequence.push(value);
  return sequence;
}

/** What is left of a value behind its filters. */
function filtered(run: Run, value: unknown, filters: readonly Filter[]): unknown {
  let result = value;
  for (const filter of filters) result = keep(run, result, filter);
  return result;
}

function keep(run: Run, value: unknown, filter: Filter): unknown {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (typeof filter === 'number') {
    const item = plain(items[filter < 0 ? items.length + filter : filter]);
    if (Array.isArray(item)) return item;
    const one = createSequence();
    if (item !== undefined) one.push(item);
    return one;
  }
  const kept = createSequence();
  countSteps(run, 2 * items.length);
  for (let at = 0; at < items.length; at++) {
    const item = plain(items[at]);
    if (item === undefined) giveUp();
    const test = filter(run, item);
    if (typeof test === 'number') {
      const wanted = Math.floor(Number.isFinite(test) ? test : giveUp());
      if ((wanted < 0 ? items.length + wanted : wanted) === at) kept.push(item);
    } else if (Array.isArray(test)) giveUp();
    else if (isTrue(test)) kept.push(item);
  }
  return kept;
}

const finite = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : giveUp());

type Operator = (left: unknown, right: unknown) => unknown;

const arithmetic =
  (apply: (left: number, right: number) => number): Operator =>
  (left, right) => {
    if (left !== undefined) finite(left);
    if (right !== undefined) finite(right);
    return left === undefined || right === undefined ? undefined : apply(left as number, right as number);
  };

const comparison =
  (apply: (left: number, right: number) => boolean): Operator =>
  (left, right) => {
    const type = typeof left;
    if ((type !== 'number' && type !== 'string') || typeof right !== type) return giveUp();
    // Texts are ordered by the same operators.
    return apply(left as number, right as number);
  };

/** Lists and objects are compared by the library. */
function areEqual(left: unknown, right: unknown): boolean {
  if (typeof left === 'object' && typeof right === 'object' && left !== null && right !== null) return giveUp();
  if (left instanceof ExactNumber || right instanceof ExactNumber) return giveUp();
  return left === right;
}

function isIn(left: unknown, right: unknown): boolean {
  if (left === undefined || right === undefined) return false;
  if (typeof left === 'object' && left !== null) return giveUp();
  if (!Array.isArray(right)) return right === left;
  for (const item of right) {
    if (item instanceof ExactNumber) giveUp();
    if (item === left) return true;
  }
  return false;
}

const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['+', arithmetic((left, right) => left + right)],
  ['-', arithmetic((left, right) => left - right)],
  ['*', arithmetic((left, right) => left * right)],
  ['/', arithmetic((left, right) => left / right)],
  ['%', arithmetic((left, right) => left % right)],
  ['<', comparison((left, right) => left < right)],
  ['<=', comparison((left, right) => left <= right)],
  ['>', comparison((left, right) => left > right)],
  ['>=', comparison((left, right) => left >= right)],
  ['=', (left, right) => left !== undefined && right !== undefined && areEqual(left, right)],
  ['!=', (left, right) => left !== undefined && right !== undefined && !areEqual(left, right)],
  ['in', isIn],
  ['&', (left, right) => sized(textOf(left) + textOf(right))],
]);
