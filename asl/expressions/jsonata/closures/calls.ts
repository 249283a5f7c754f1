/**
 * Calls: of the library's functions, directly where that is fast, and of the expression's own. Functions that are
 * written as an argument of `$map` or `$filter` run in the frame around them.
 */
import type { JsonataNode } from '../library.ts';
import { compileArgument, compileParameters, madeInside } from './lambdas.ts';
import { CONTEXT_OF_CALLER, callLibrary, libraryNative } from './library-natives.ts';
import { NATIVES } from './natives.ts';
import { below, type Compile, findLocal, MAX_NESTING, only, type Place, repeated, unsupported } from './place.ts';
import {
  type Callable,
  type Closure,
  countSteps,
  countWork,
  createSequence,
  finish,
  giveUp,
  isTrue,
  plain,
  type Run,
  settled,
  TAIL,
} from './values.ts';

interface Around {
  /** What `~>` puts before the arguments. */
  readonly piped?: Closure | undefined;
  /** Nothing stands behind the call: a list that it gives is collapsed. */
  readonly isSettled?: boolean;
  /** A function ends with the call: the library makes it in the context of whoever has called the function. */
  readonly isLast?: boolean;
}

/** A call as a closure. */
export function compileCall(
  compile: Compile,
  functions: ReadonlySet<string>,
  node: JsonataNode,
  place: Place,
  { piped, isSettled = false, isLast = false }: Around = {},
): Closure {
  only(node, 'arguments', 'procedure');
  const procedure = node.procedure ?? unsupported();
  const args = node.arguments ?? unsupported();
  const name = String(procedure.value);
  const isOwn = procedure.type !== 'variable' || findLocal(place, name) !== undefined;
  if (isOwn) {
    const call = ownCall(compile, procedure, args, place, piped);
    return isSettled ? (run, context) => settled(call(run, context)) : call;
  }
  if (procedure.predicate || !functions.has(name)) return unsupported();
  const call = inPlace(compile, name, args, place, piped);
  return call ? named(name, call, isSettled) : nativeCall(compile, name, args, place, { piped, isSettled, isLast });
}

/** A call of JSONata's function of that name, unless a variable of the machine has it. */
function named(name: string, call: Closure, isSettled: boolean): Closure {
  return (run, context) => {
    beginCall(run, name);
    const value = call(run, context);
    return isSettled ? settled(value) : value;
  };
}

function beginCall(run: Run, name: string): void {
  countSteps(run, 2);
  if (run.scope.variable(name) !== undefined) giveUp();
}

/** A call that a function ends with: it is left to the caller where the function may be called in a loop. */
export function compileTailCall(
  compile: Compile,
  functions: ReadonlySet<string>,
  node: JsonataNode,
  place: Place,
): Closure {
  only(node, 'arguments', 'body', 'thunk');
  const { body } = node;
  if (node.thunk !== true || body?.type !== 'function' || node.predicate || body.predicate) return unsupported();
  if (node.group || node.keepArray || body.group || body.keepArray) return unsupported();
  const { procedure } = body;
  if (!place.leavesCalls || procedure?.type !== 'variable' || !findLocal(place, String(procedure.value)))
    return ending(compileCall(compile, functions, body, below(place), { isLast: true }), place);
  const callee = compile(procedure, below(place));
  const args = (body.arguments ?? []).map((arg) => compile(arg, below(place)));
  return (run, context) => {
    countSteps(run, 2);
    run.tail = { callee: functionFrom(callee(run, context)), args: args.map((arg) => arg(run, context)) };
    return TAIL;
  };
}

/** Inside a block or a condition the call waits, too: what these do to their results is not done to the call's. */
function ending(call: Closure, { isBody }: Place): Closure {
  if (isBody) return call;
  return (run, context) => {
    const { frame } = run;
    const enter = (): unknown => {
      const caller = run.frame;
      run.frame = frame;
      const value = call(run, context);
      run.frame = caller;
      return value;
    };
    run.tail = { callee: Object.assign(() => enter(), { arity: 0, enter }), args: [] };
    return TAIL;
  };
}

const functionFrom = (value: unknown): Callable => (typeof value === 'function' ? (value as Callable) : giveUp());

function ownCall(
  compile: Compile,
  procedure: JsonataNode,
  args: readonly JsonataNode[],
  place: Place,
  piped: Closure | undefined,
): Closure {
  if (!OWN_PROCEDURES.has(procedure.type)) return unsupported();
  const callee = compile(procedure, below(place));
  const closures = [...(piped ? [piped] : []), ...args.map((arg) => compile(arg, below(place)))];
  const levels = place.depth + 1;
  return (run, context) => {
    countSteps(run, 2);
    const called = functionFrom(callee(run, context));
    const given = closures.map((closure) => closure(run, context));
    return invoke(run, called, given, levels);
  };
}

/** What gives the function that is called. */
const OWN_PROCEDURES: ReadonlySet<string> = new Set(['variable', 'lambda', 'block', 'function']);

/** Calls a function from a place that is nested so deeply in its own function. */
export function invoke(run: Run, callee: Callable, args: readonly unknown[], levels: number): unknown {
  run.depth += levels;
  if (run.depth > MAX_NESTING) giveUp();
  const value = finish(run, callee.enter ? callee.enter(args) : callee(...args));
  run.depth -= levels;
  return value;
}

/** Functions of the library that call others, and nothing later. */
const HIGHER_ORDER: ReadonlySet<string> = new Set([
  'each',
  'filter',
  'map',
  'match',
  'reduce',
  'replace',
  'sift',
  'single',
  'sort',
]);

/** A function of the library, by our own few lines where the arguments are what these are for. */
function nativeCall(
  compile: Compile,
  name: string,
  args: readonly JsonataNode[],
  place: Place,
  { piped, isSettled = false, isLast = false }: Around,
): Closure {
  const isHigherOrder = HIGHER_ORDER.has(name);
  const closures = args.map((arg) =>
    isHigherOrder && arg.type === 'lambda' && !arg.thunk
      ? compileArgument(compile, arg, below(place))
      : compile(arg, below(place)),
  );
  const all = piped ? [piped, ...closures] : closures;
  if (name === 'replace' && all[2]) all[2] = replacement(all[1], all[2]);
  if (isHigherOrder) return named(name, higherOrderCall(name, all, place, isLast), isSettled);
  return directCall(name, all, { isSettled, isLast }) ?? named(name, libraryCall(name, all, isLast), isSettled);
}

function libraryCall(name: string, args: readonly Closure[], isLast: boolean): Closure {
  const native = libraryNative(name) ?? unsupported();
  return (run, context) => {
    const given = args.map((arg) => arg(run, context));
    return callLibrary(run, native, given, isLast ? CONTEXT_OF_CALLER : context);
  };
}

function higherOrderCall(name: string, args: readonly Closure[], place: Place, isLast: boolean): Closure {
  const call = libraryCall(name, args, isLast);
  const levels = place.depth + 1;
  return (run, context) => {
    run.depth += levels;
    const value = call(run, context);
    run.depth -= levels;
    return value;
  };
}

/** With a text to be replaced the library takes a function for a text, too. */
function replacement(pattern: Closure | undefined, closure: Closure): Closure {
  return (run, context) => {
    const value = closure(run, context);
    return typeof value === 'function' && typeof pattern?.(run, context) === 'string' ? giveUp() : value;
  };
}

/** By our own few lines where the arguments are what these are for; absent ones are left to the library's function. */
function directCall(
  name: string,
  args: readonly Closure[],
  { isSettled, isLast }: Required<Pick<Around, 'isSettled' | 'isLast'>>,
): Closure | undefined {
  const native = libraryNative(name);
  const { arity: [least, most] = [1, 0], call } = NATIVES.get(name) ?? {};
  if (!native || !call || args.length < least || args.length > most) return undefined;
  const [first, second] = args;
  if (!second)
    return (run, context) => {
      beginCall(run, name);
      const value = first?.(run, context);
      if (value === undefined && name === 'exists') return false;
      const around = isLast ? CONTEXT_OF_CALLER : context;
      const made = value === undefined ? callLibrary(run, native, [value], around) : call(run, value, undefined);
      return isSettled ? settled(made) : made;
    };
  return (run, context) => {
    beginCall(run, name);
    const a = first?.(run, context);
    const b = second(run, context);
    // A function in the place of a text is a regular expression.
    const isForLibrary = a === undefined || b === undefined || typeof b === 'function';
    const around = isLast ? CONTEXT_OF_CALLER : context;
    const made = isForLibrary ? callLibrary(run, native, [a, b], around) : call(run, a, b);
    return isSettled ? settled(made) : made;
  };
}

/** `$map` and `$filter` with a function that is written in place. */
function inPlace(
  compile: Compile,
  name: string,
  args: readonly JsonataNode[],
  place: Place,
  piped: Closure | undefined,
): Closure | undefined {
  if (name !== 'map' && name !== 'filter') return undefined;
  const [over, lambda, further] = piped ? [undefined, ...args] : args;
  if (lambda?.type !== 'lambda' || lambda.thunk || further || !lambda.body || madeInside(lambda.body)) return undefined;
  const source = piped ?? compile(over ?? unsupported(), below(place));
  only(lambda, 'arguments', 'body');
  const { names, locals } = compileParameters(lambda, place.names, place.frame);
  const body = compile(lambda.body, { ...repeated(below(place)), names, leavesCalls: false, isBody: true });
  const [first, second, third] = locals;
  const isMap = name === 'map';
  return (run, context) => {
    const given = source(run, context);
    if (given === undefined) return undefined;
    const items: readonly unknown[] = Array.isArray(given) ? given : given === null ? giveUp() : [given];
    countWork(run, items.length);
    const made = createSequence();
    const { frame } = run;
    for (let i = 0; i < items.length; i++) {
      const item = plain(items[i]);
      if (first !== undefined) frame[first] = item;
      if (second !== undefined) frame[second] = i;
      if (third !== undefined) frame[third] = items;
      countSteps(run, 2);
      const value = finish(run, body(run, context));
      if (!isMap) {
        if (isTrue(value)) made.push(item);
      } else if (value !== undefined) made.push(value);
    }
    return made;
  };
}
