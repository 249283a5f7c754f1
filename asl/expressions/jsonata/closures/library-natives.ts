/**
 * The library's own functions, called from closures: with the library's check of their arguments, so that they give
 * what they give there. Whatever they throw is thrown again by the library, which is asked next.
 */
import { ExactNumber, isLong, type Json, plainOf } from '../../../json.ts';
import { jsonata } from '../jsonata-sync.generated.js';
import type { JsonataEvaluation, JsonataFocus, JsonataNative } from '../library.ts';
import { MAX_VALUE_BYTES, TimeExceeded } from '../limits.ts';
import { STEP_FUNCTIONS } from '../step-functions.ts';
import { type QuickCheck, quickCheckOf } from './signatures.ts';
import { type Callable, countWork, createSequence, giveUp, type Run, type Sequence, sized } from './values.ts';

const fromMillis = jsonata.native('fromMillis')?.implementation;

function now(this: JsonataFocus, picture?: string, timezone?: string): unknown {
  return fromMillis?.call(this, this.options.timestamp, picture, timezone);
}

function millis(this: JsonataFocus): number {
  return this.options.timestamp;
}

/** Functions that Step Functions adds or replaces, and those that the library makes anew for each expression. */
const OWN: ReadonlyMap<string, JsonataNative> = new Map([
  ...STEP_FUNCTIONS,
  ['now', jsonata.defineFunction(now, '<s?s?:s>')],
  ['millis', jsonata.defineFunction(millis, '<:n>')],
]);

/** A function of the library, ready to be called. */
export interface LibraryFunction extends JsonataNative {
  readonly check: QuickCheck;
}

/** The library's function of that name. */
export function libraryNative(name: string): LibraryFunction | undefined {
  const native = OWN.get(name) ?? jsonata.native(name);
  return native && { ...native, check: quickCheckOf(native.signature?.definition ?? '') };
}

/**
 * Stands for the context of a call that the library makes later, or from a function of its own: that of its caller,
 * or null. A function that puts it in the place of an argument is left to the library.
 */
export const CONTEXT_OF_CALLER: unique symbol = Symbol('the context of whoever makes the call');

/** Calls a function of the library. A list that it makes is not collapsed yet. */
export function callLibrary(run: Run, native: LibraryFunction, given: unknown[], context: unknown): unknown {
  const { implementation, signature, check } = native;
  for (let i = 0; i < given.length; i++) {
    const arg = given[i];
    if (typeof arg === 'object') given[i] = plainData(arg);
  }
  try {
    const isComplete = given.length >= implementation.length;
    const args = check(given) ?? signature?.validate(given, isComplete ? undefined : contextOf(context)) ?? given;
    for (let i = 0; i < args.length; i++) countWork(run, workOf(args[i]));
    run.focus ??= new LibraryFocus(run);
    const value = implementation.apply(run.focus, args);
    countWork(run, workOf(value));
    return sized(value);
  } catch (error) {
    if (error instanceof TimeExceeded) throw error;
    return giveUp();
  }
}

/** A function of the library as a value. */
export function libraryCallable(run: Run, native: LibraryFunction): Callable {
  return Object.assign((...args: unknown[]) => callLibrary(run, native, args, CONTEXT_OF_CALLER), {
    arity: native.implementation.length,
  });
}

const contextOf = (context: unknown): unknown => (context === CONTEXT_OF_CALLER ? giveUp() : plainData(context));

/** Functions stand in no data, and lists of the data are looked through once. */
function plainData(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const plain = plainOf(value as Json);
  // A copy has lost the mark of a sequence.
  return plain !== value && (value as Sequence).sequence ? giveUp() : plain;
}

function workOf(value: unknown): number {
  if (Array.isArray(value)) return 1 + value.length;
  return typeof value === 'string' ? 1 + value.length / 8 : 1;
}

/** What a function finds in `this`, and the evaluation that it belongs to. */
class LibraryFocus implements JsonataFocus, JsonataEvaluation {
  readonly input = undefined;
  readonly createSequence = createSequence;
  readonly options = this;
  private readonly run: Run;

  constructor(run: Run) {
    this.run = run;
  }

  get timestamp(): number {
    return this.run.scope.timestamp;
  }

  random(): number {
    const number = this.run.scope.random();
    this.run.drawn ??= [];
    this.run.drawn.push(number);
    return number;
  }

  onStep(): void {}

  onWork(items: number): void {
    countWork(this.run, items);
  }

  onSize({ length }: { readonly length: number }): void {
    if (length > MAX_VALUE_BYTES) giveUp();
  }
}

/** Text of a value as `&` joins it. */
export function textOf(run: Run, value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'undefined':
      return '';
    case 'boolean':
      return String(value);
    case 'number':
      if (!Number.isFinite(value)) return giveUp();
      return JSON.stringify(Number.isInteger(value) ? value : Number(value.toPrecision(15)));
    default:
      if (value instanceof ExactNumber && isLong(value)) return String(value);
      return value === null ? 'null' : String(callLibrary(run, STRING, [value], undefined));
  }
}

const STRING = libraryNative('string') as LibraryFunction;
