/**
 * Compiles JSONata's syntax trees to closures. Invariant: a compiled expression gives the value that the library
 * gives, or gives up; it never fails. What a node is made of is checked strictly: a tree with anything that is not
 * listed here is not compiled at all.
 */
import type { Json } from '../../../json.ts';
import { jsonata } from '../jsonata-sync.generated.js';
import type { JsonataNode } from '../library.ts';
import { compileBlock } from './blocks.ts';
import { compileCall, compileTailCall, invoke } from './calls.ts';
import { compileFilters, filtered } from './filters.ts';
import { compileGrouping, compileObject } from './groups.ts';
import { compileLambda } from './lambdas.ts';
import { libraryCallable, libraryNative } from './library-natives.ts';
import { compileList } from './lists.ts';
import { OPERATORS } from './operators.ts';
import { compilePath } from './paths.ts';
import {
  below,
  findLocal,
  type Local,
  MAX_NESTING,
  only,
  type Place,
  rootPlace,
  type SharedPaths,
  UNSUPPORTED,
  unsupported,
} from './place.ts';
import { compileTransform } from './transforms.ts';
import {
  type Callable,
  type Closure,
  countSteps,
  finite,
  giveUp,
  isTrue,
  kept,
  lookupOf,
  plain,
  type Run,
  settled,
  sized,
} from './values.ts';
import { descendants, members } from './wildcards.ts';

/** A tree as a closure. */
export interface CompiledTree {
  readonly closure: Closure;
  /** The size of the frame that it is given. */
  readonly frameSize: number;
}

/**
 * The tree as a closure; undefined where the library has to walk it.
 *
 * @example compileTree(jsonata('$states.input.a + 1').ast(), new Set(['count', …]))
 */
export function compileTree(
  tree: JsonataNode,
  functions: ReadonlySet<string>,
  shared: SharedPaths = new Map(),
): CompiledTree | undefined {
  const place = rootPlace(shared);
  try {
    const closure = new Compilation(functions).root(tree, place);
    return { closure, frameSize: place.frame.size };
  } catch (thrown) {
    // A tree that is nested very deeply is the library's to refuse.
    if (thrown === UNSUPPORTED || thrown instanceof RangeError) return undefined;
    throw thrown;
  }
}

/** True where nothing stands behind a node. A path groups for itself. */
const isBare = ({ type, predicate, group, keepArray }: JsonataNode): boolean =>
  !predicate?.length && !(type !== 'path' && group) && !keepArray;

type NodeCompiler = (node: JsonataNode, place: Place) => Closure;

class Compilation {
  private readonly functions: ReadonlySet<string>;
  private readonly compile: NodeCompiler = (node, place) => this.node(node, place);

  constructor(functions: ReadonlySet<string>) {
    this.functions = functions;
  }

  /** What is bound by the whole expression is read by nothing. */
  root(tree: JsonataNode, place: Place): Closure {
    if (tree.type !== 'bind') return this.node(tree, place);
    only(tree, 'lhs', 'rhs');
    if (tree.predicate || tree.group || tree.keepArray || tree.rhs?.type === 'lambda') return unsupported();
    return this.node(tree.rhs ?? unsupported(), below(place));
  }

  node(node: JsonataNode, place: Place): Closure {
    const { frame, depth } = place;
    if (depth > MAX_NESTING) unsupported();
    frame.deepest = Math.max(frame.deepest, depth);
    const compiler = this.compilers[node.type] ?? unsupported();
    return this.around(node, compiler(node, place), place);
  }

  /** What stands behind a node: filters, a grouping, and `[]`. */
  private around(node: JsonataNode, inner: Closure, place: Place): Closure {
    const { predicate = [], keepArray } = node;
    const group = node.type === 'path' ? undefined : node.group;
    // The list of `~>` is not collapsed yet; a call without anything behind it does that itself.
    if (isBare(node)) return node.type === 'apply' ? (run, context) => settled(inner(run, context)) : inner;
    // The library would filter the call that a function ends with.
    if (place.leavesCalls && !LEAVES.has(node.type)) unsupported();
    const filters = compileFilters(this.compile, predicate, place);
    const grouping = group && compileGrouping(this.compile, group.lhs, place);
    const leave = keepArray ? kept : settled;
    return (run, context) => {
      const value = filtered(run, inner(run, context), filters);
      return sized(leave(grouping ? grouping(run, value) : value));
    };
  }

  private readonly compilers: Readonly<Record<string, NodeCompiler>> = {
    string: literal,
    number: literal,
    value: literal,
    regex: (node) => {
      only(node);
      return (run) => {
        countSteps(run, 1);
        return Object.assign(jsonata.matcher(node), { arity: 2 });
      };
    },
    name: (node) => {
      only(node);
      const lookup = lookupOf(String(node.value));
      return (run, context) => {
        countSteps(run, 1);
        return sized(lookup(context));
      };
    },
    wildcard: (node) => {
      only(node);
      return members;
    },
    descendant: (node) => {
      only(node);
      return descendants;
    },
    variable: (node, place) => this.variable(node, place),
    path: (node, place) => compilePath(this.compile, node, place),
    binary: (node, place) => this.binary(node, place),
    unary: (node, place) => this.unary(node, place),
    condition: (node, place) => this.condition(node, place),
    block: (node, place) => compileBlock(this.compile, node, place),
    function: (node, place) =>
      compileCall(this.compile, this.functions, node, place, isBare(node) ? { isSettled: true } : {}),
    apply: (node, place) => this.apply(node, place),
    transform: (node, place) => (place.isRepeated ? unsupported() : compileTransform(this.compile, node, below(place))),
    lambda: (node, place) =>
      node.thunk
        ? compileTailCall(this.compile, this.functions, node, place)
        : compileLambda(this.compile, node, place),
  };

  private variable(node: JsonataNode, place: Place): Closure {
    only(node);
    const name = String(node.value);
    if (name === '') return (_, context) => settled(context);
    if (name === '$') unsupported();
    const local = findLocal(place, name);
    if (local) return readLocal(place.frame.level - local.level, local);
    if (name === 'states') return allStates;
    const native = this.functions.has(name) ? libraryNative(name) : undefined;
    return (run) => {
      countSteps(run, 1);
      const value = run.scope.variable(name);
      return value === undefined && native ? libraryCallable(run, native) : sized(plain(value));
    };
  }

  private binary(node: JsonataNode, place: Place): Closure {
    only(node, 'lhs', 'rhs');
    const left = this.node(node.lhs as JsonataNode, below(place));
    const right = this.node(node.rhs ?? unsupported(), below(place));
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
      const first = left(run, context);
      return apply(run, first, right(run, context));
    };
  }

  private unary(node: JsonataNode, place: Place): Closure {
    if (node.value === '[') return compileList(this.compile, node, place);
    if (node.value === '{') return compileObject(this.compile, node, place);
    only(node, 'expression');
    if (node.value !== '-') return unsupported();
    const operand = this.node(node.expression ?? unsupported(), below(place));
    return (run, context) => {
      countSteps(run, 1);
      const value = operand(run, context);
      return value === undefined ? undefined : -finite(value);
    };
  }

  private condition(node: JsonataNode, place: Place): Closure {
    only(node, 'condition', 'then', 'else');
    const { condition = unsupported(), then = unsupported() } = node;
    const test = this.node(condition, below(place));
    const yes = this.node(then, below(place));
    const no = node.else && this.node(node.else, below(place));
    if (no && isSame(condition, then)) return otherwise(yes, no, true);
    const [tested] = condition.arguments ?? [];
    if (no && condition.procedure?.value === 'exists' && tested && !findLocal(place, 'exists') && isSame(tested, then))
      return otherwise(yes, no, false);
    return (run, context) => {
      countSteps(run, 2);
      if (isTrue(test(run, context))) return settled(yes(run, context));
      return settled(no?.(run, context));
    };
  }

  /** `value ~> function`: the value comes before the arguments of a call, or is the argument. */
  private apply(node: JsonataNode, place: Place): Closure {
    only(node, 'lhs', 'rhs');
    const left = this.node(node.lhs as JsonataNode, below(place));
    const { rhs = unsupported() } = node;
    if (rhs.predicate || rhs.group || rhs.keepArray) unsupported();
    const piped: Closure = (run, context) => {
      const value = left(run, context);
      // Two functions make one.
      return typeof value === 'function' && rhs.type !== 'function' ? giveUp() : value;
    };
    if (rhs.type === 'function') {
      const call = compileCall(this.compile, this.functions, rhs, below(place), { piped });
      return (run, context) => {
        countSteps(run, 1);
        return call(run, context);
      };
    }
    const right =
      rhs.type === 'transform' ? compileTransform(this.compile, rhs, below(place)) : this.node(rhs, below(place));
    return (run, context) => {
      countSteps(run, 2);
      const value = piped(run, context);
      const callee = right(run, context);
      return typeof callee === 'function' ? invoke(run, callee as Callable, [value], place.depth + 1) : giveUp();
    };
  }
}

/** Nodes that are no call at the end of a function, whatever they hold. */
const LEAVES: ReadonlySet<string> = new Set(['variable', 'function', 'apply', 'unary', 'binary', 'path', 'name']);

/** Whether two nodes are one that is asked twice, and gives the same both times: nothing is called in it. */
function isSame(one: JsonataNode, other: JsonataNode): boolean {
  if (one.type !== other.type || (one.type !== 'variable' && one.type !== 'path')) return false;
  const text = JSON.stringify(one);
  return !text.includes('"arguments"') && text === JSON.stringify(other);
}

/** `a ?? b` and `a ?: b`: the library's tree asks for `a` twice. */
function otherwise(value: Closure, fallback: Closure, asCondition: boolean): Closure {
  return (run, context) => {
    countSteps(run, 3);
    const before = run.steps;
    if (run.scope.variable('exists') !== undefined) giveUp();
    const found = value(run, context);
    countSteps(run, run.steps - before);
    return settled((asCondition ? isTrue(found) : found !== undefined) ? found : fallback(run, context));
  };
}

function readLocal(levels: number, { at, isEarly }: Local): Closure {
  if (isEarly) {
    const read = readLocal(levels, { level: 0, at });
    return (run, context) => {
      const value = read(run, context);
      return value === undefined ? giveUp() : value;
    };
  }
  if (levels === 0) return ({ frame }) => settled(frame[at]);
  return (run) => {
    let { frame } = run;
    for (let i = 0; i < levels; i++) frame = frame[0] as unknown[];
    return settled(frame[at]);
  };
}

/** `$states` as a whole. */
function allStates(run: Run): unknown {
  countSteps(run, 1);
  const { states } = run.scope;
  const all: Record<string, Json> = {};
  for (const name of Object.keys(states)) {
    const value = states[name];
    if (value !== undefined) all[name] = value;
  }
  return all;
}

function literal(node: JsonataNode): Closure {
  only(node);
  const { value } = node;
  return () => value;
}
