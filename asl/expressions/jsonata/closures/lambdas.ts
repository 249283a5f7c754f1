/**
 * Functions that an expression writes. Each call has a frame of its own, and a call at the end of a function is left
 * to the caller, so that recursion that is written as a loop runs as one.
 */
import type { JsonataNode } from '../library.ts';
import {
  bind,
  type Compile,
  type FrameLayout,
  MAX_NESTING,
  type NameScope,
  nameScope,
  only,
  type Place,
  unsupported,
} from './place.ts';
import { type Callable, type Closure, countSteps, finish, giveUp } from './values.ts';

/** The library passes lists, indexes and keys to as many parameters. */
const MAX_PARAMETERS = 8;

/** The parameters as variables of a function; gives their places in its frame. */
export function compileParameters(node: JsonataNode, outer: NameScope | undefined, frame: FrameLayout) {
  const parameters = node.arguments ?? unsupported();
  if (parameters.length > MAX_PARAMETERS) unsupported();
  const names = nameScope(frame, outer);
  if (new Set(parameters.map(({ value }) => value)).size < parameters.length) unsupported();
  return { names, locals: parameters.map(({ value }) => bind(names, String(value)).at) };
}

/** A function as a value. */
export function compileLambda(compile: Compile, node: JsonataNode, place: Place): Closure {
  only(node, 'arguments', 'body');
  if (place.isRepeated) return unsupported();
  return lambda(compile, node, place);
}

/** A function that is called before anything else happens where it stands. */
export function compileArgument(compile: Compile, node: JsonataNode, place: Place): Closure {
  only(node, 'arguments', 'body');
  if (place.isRepeated && madeInside(node.body)) return unsupported();
  return lambda(compile, node, place);
}

function lambda(compile: Compile, node: JsonataNode, place: Place): Closure {
  const frame: FrameLayout = { level: place.frame.level + 1, size: 1, deepest: 0 };
  const { names } = compileParameters(node, place.names, frame);
  const arity = (node.arguments ?? []).length;
  const inner: Place = { ...place, names, frame, depth: 1, isRepeated: false, leavesCalls: true, isBody: true };
  const body = compile(node.body ?? unsupported(), inner);
  return (run, context) => {
    countSteps(run, 1);
    const outer = run.frame;
    const enter = (args: readonly unknown[]): unknown => {
      if (run.depth + frame.deepest > MAX_NESTING) giveUp();
      countSteps(run, 2);
      const own = new Array<unknown>(frame.size);
      own[0] = outer;
      for (let i = 0; i < arity; i++) own[i + 1] = args[i];
      const caller = run.frame;
      run.frame = own;
      const value = body(run, context);
      run.frame = caller;
      return value;
    };
    const call = (...args: readonly unknown[]): unknown => finish(run, enter(args));
    return Object.assign(call, { arity, enter }) satisfies Callable;
  };
}

/** True where evaluating the node makes a function that may live on. */
export function madeInside(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false;
  if (Array.isArray(node)) return node.some(madeInside);
  const { type, thunk } = node as JsonataNode;
  if (type === 'lambda' && !thunk) return true;
  return Object.values(node).some(madeInside);
}
