/**
 * Expressions that a user types: in the console, as a watch, a condition or in a log message. They see what the state
 * sees at the phase at which it stands, in the state's own query language; `{% … %}` is always JSONata. Evaluating
 * never changes the execution.
 */
import type { QueryLanguage } from '#asl';
import {
  compileIntrinsic,
  compileJsonata,
  compilePath,
  EvaluationError,
  expressionOf,
  type PathScope,
  parseJsonata,
} from '#asl/expressions';
import type { Json, JsonObject } from '#asl/json';
import { nearestName } from '#asl/nearest-name';
import { contextOf, errorOutputOf, type Phase, type Snapshot } from '#interpreter';
import { fail } from '../errors.ts';
import { ownExecution } from '../nested/world.ts';
import { findThread } from '../run/changes.ts';
import { currentStage, isReached } from './stages.ts';

type ThreadOf = Snapshot['threads'][number];

/** Milliseconds that something the user has typed and waits for may take. */
export const CONSOLE_PATIENCE = 2000;

/** What an ordinary machine evaluates at least; the clock alone is asked too seldom. */
const STEPS_PER_MILLISECOND = 500;

export interface EvaluateOptions {
  /** The expression stands in a field of this phase; it sees what that field sees. Absent: the phase of the thread. */
  readonly phase?: Phase | undefined;
  /** Milliseconds after which an expression is given up. */
  readonly patience: number;
  readonly now: () => number;
}

/** The value of an expression in the state of a thread. Fails with a message for people. */
export function evaluateIn(snapshot: Snapshot, thread: ThreadOf, text: string, options: EvaluateOptions): Json {
  const source = text.trim();
  if (source === '') return fail('evaluation', 'There is nothing to evaluate.');
  try {
    const inner = expressionOf(source)?.text;
    if (inner !== undefined) return evaluateJsonata(snapshot, thread, inner, options);
    if (languageAt(snapshot, thread) === 'JSONata') return evaluateJsonata(snapshot, thread, source, options);
    return evaluateJsonPath(snapshot, thread, source, options);
  } catch (error) {
    if (error instanceof EvaluationError) return fail('evaluation', shortened(error.message));
    throw error;
  }
}

/**
 * Paths and intrinsic functions are what they are in the state. Everything else (`$.total > 100`, `1 + 1`) has no
 * meaning there and is taken as JSONata in which `$` is the state's data and `$$` the context object.
 */
function evaluateJsonPath(snapshot: Snapshot, thread: ThreadOf, source: string, options: EvaluateOptions): Json {
  if (/^States\.\w+\(/.test(source))
    return compileIntrinsic(source).evaluate(pathScope(snapshot, thread, options.phase));
  const path = source.startsWith('$') && !/^\$states\b/.test(source) ? compilePath(source) : undefined;
  const name = path?.path?.variable?.name;
  if (name !== undefined && !Object.hasOwn(thread.visible, name)) return fail('evaluation', noVariable(name, thread));
  if (path?.path) return path.evaluate(pathScope(snapshot, thread, options.phase));
  const jsonata = source.replace(STRING_OR_ROOT, (found) =>
    found === '$$' ? '$states.context' : found === '$' ? '$states.data' : found,
  );
  // A path with a slip is more likely than JSONata with one.
  if (path && parseJsonata(jsonata).problems.length > 0)
    return path.evaluate(pathScope(snapshot, thread, options.phase));
  return evaluateJsonata(snapshot, thread, jsonata, options);
}

/** In a state AWS calls this a path without results; whoever looks wants to know that it is the name. */
function noVariable(name: string, { visible }: ThreadOf): string {
  const near = nearestName(name, Object.keys(visible));
  return `There is no variable '$${name}' here.${near === undefined ? '' : ` Did you mean '$${near}'?`}`;
}

/** A string literal, which is left alone, or `$` and `$$` where they are not the beginning of a name. */
const STRING_OR_ROOT = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\$\$?(?![\w$])/g;

/** The query language of the state in which a thread stands. */
export function languageAt(snapshot: Snapshot, thread: ThreadOf): QueryLanguage {
  return thread.frame?.queryLanguage ?? ownExecution(snapshot, thread.id).snapshot.program.queryLanguage;
}

function evaluateJsonata(snapshot: Snapshot, thread: ThreadOf, source: string, options: EvaluateOptions): Json {
  const { patience, now } = options;
  const { variable, random } = pathScope(snapshot, thread, options.phase);
  const scope = {
    variable,
    random,
    states: { ...statesOf(snapshot, thread), data: dataOf(thread, options.phase) },
    timestamp: snapshot.now,
  };
  return compileJsonata(source).evaluate(scope, '', {
    maxMilliseconds: patience,
    maxSteps: patience * STEPS_PER_MILLISECOND,
    now,
  });
}

/** What `$states` holds for a thread at its phase. */
export function statesOf(snapshot: Snapshot, thread: ThreadOf): JsonObject {
  const { frame } = thread;
  const states: Record<string, Json> = { input: frame?.stages.input ?? null, context: contextAt(snapshot, thread) };
  if (!frame) return states;
  const { result } = frame.stages;
  if (frame.failure) states.errorOutput = errorOutputOf(frame.failure);
  else if (result !== undefined) states.result = result;
  return states;
}

/** The context object as the state of a thread sees it. */
export function contextAt(snapshot: Snapshot, thread: ThreadOf): Json {
  const own = ownExecution(snapshot, thread.id);
  const find = (id: number) => findThread(own.snapshot, id);
  return contextOf({ info: own.snapshot.info, findThread: find }, find(own.id) ?? thread);
}

function pathScope(snapshot: Snapshot, thread: ThreadOf, phase: Phase | undefined): PathScope {
  const { visible } = thread;
  return {
    data: dataOf(thread, phase),
    context: contextAt(snapshot, thread),
    variable: (name) => (Object.hasOwn(visible, name) ? visible[name] : undefined),
    random: randomFrom(snapshot.info.seed + snapshot.tick),
  };
}

/** What `$` means to the state at its phase. */
function dataOf({ frame }: ThreadOf, phase: Phase | undefined): Json {
  if (!frame) return null;
  if (phase && !isReached(frame, phase)) return fail('evaluation', 'This field has not been evaluated yet.');
  return (frame.stages[currentStage(frame, phase)] as Json | undefined) ?? null;
}

/** Random numbers of its own: a look must not use up those of the execution. */
function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** AWS's sentences name the expression and the field; here the user has just typed the one, and there is no other. */
function shortened(message: string): string {
  const [, rest] = /^The JSONata expression '[\s\S]*' specified for the field '' ([\s\S]*)$/.exec(message) ?? [];
  return rest === undefined ? message : `The expression ${rest}`;
}
