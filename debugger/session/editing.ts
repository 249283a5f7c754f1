/** Changes values that no phase has consumed yet: a stage of a state's data, or a variable. */
import { isJsonArray, isJsonObject, type Json, parseJson, setMember } from '#asl/json';
import type { ExecutionEvent, Snapshot, Stages } from '#interpreter';
import { parseValuePath, type ValuePath } from '../breakpoints/value-path.ts';
import { CONSOLE_PATIENCE, evaluateIn, languageAt } from '../data/evaluate.ts';
import { stageName } from '../data/scopes.ts';
import { currentStage, isFailureOpen, isOpen } from '../data/stages.ts';
import type { Entry, Expression, Slot, Target } from '../data/variables.ts';
import { fail, RequestError } from '../errors.ts';
import { previewOf } from '../preview.ts';
import { findThread } from '../run/changes.ts';
import { liveOf } from './current.ts';
import type { Session } from './session.ts';

const CONSUMED = 'This value is already consumed by the state; a change would have no effect.';

type ThreadOf = Snapshot['threads'][number];

/** A value as the user types it: JSON, else an expression. */
export function typedValue(session: Session, thread: ThreadOf, text: string): Json {
  const { value } = parseJson(text);
  if (value !== undefined) return value;
  const { run } = liveOf(session);
  try {
    return evaluateIn(run.snapshot, thread, text, { patience: CONSOLE_PATIENCE, now: session.host.now });
  } catch (error) {
    // Who types a word means a text more often than a member of the data.
    if (!(error instanceof RequestError) || !/^[\p{L}\d][\p{L}\d _-]*$/u.test(text.trim())) throw error;
    return fail(error.kind, `${error.message} A text stands in double quotes: ${JSON.stringify(text.trim())}.`);
  }
}

/** Writes a value to its place and gives what the client shows of it now. */
export function writeValue(session: Session, slot: Slot, value: Json, expression: Expression | undefined): Entry {
  const { run } = liveOf(session);
  const { target, path } = slot;
  const thread = findThread(run.snapshot, target.thread) ?? fail('unknownThread', 'This thread has ended.');
  const whole = replaceAt(valueOf(thread, target), path, value);
  run.intervene(eventFor(thread, target, whole));
  session.print(`Changed ${nameOf(slot)} to ${previewOf(value)}.`);
  run.report();
  return { name: String(path.at(-1) ?? ''), value, expression, slot };
}

/** `$total.items[0]`, `Input.order`: what a slot is called in the console. */
function nameOf({ target, path }: Slot): string {
  const root =
    target.kind === 'variable'
      ? `$${target.name}`
      : target.kind === 'failure'
        ? `Error.${target.name}`
        : stageName(target.stage);
  return root + path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
}

function valueOf(thread: ThreadOf, target: Target): Json {
  if (target.kind === 'variable') return thread.variables[target.name] ?? null;
  if (target.kind === 'failure') {
    if (!thread.frame || !isFailureOpen(thread.frame)) return fail('consumed', CONSUMED);
    return null;
  }
  const stage = target.stage as keyof Stages;
  if (!thread.frame || !isOpen(thread, stage)) return fail('consumed', CONSUMED);
  return (thread.frame.stages[stage] as Json | undefined) ?? null;
}

function eventFor({ frame }: ThreadOf, target: Target, value: Json): ExecutionEvent {
  if (target.kind === 'variable') return { type: 'set-variable', thread: target.thread, name: target.name, value };
  if (target.kind === 'failure') {
    if (typeof value !== 'string') return fail('notSettable', `The ${target.name} of a failure is a text.`);
    const { error, cause } = frame?.failure ?? { error: undefined, cause: undefined };
    const failure = target.name === 'Error' ? { error: value, cause } : { error, cause: value };
    return { type: 'set-failure', thread: target.thread, failure };
  }
  return { type: 'set-stage', thread: target.thread, stage: target.stage as keyof Stages, value };
}

/** The same value with another one at a path; what is on the way is copied, never changed. */
function replaceAt(whole: Json, [step, ...rest]: ValuePath, value: Json): Json {
  if (step === undefined) return value;
  if (isJsonArray(whole) && typeof step === 'number' && step <= whole.length) {
    const copy = [...whole];
    copy[step] = replaceAt(whole[step] ?? null, rest, value);
    return copy;
  }
  if (!isJsonObject(whole)) return fail('notSettable', `There is nothing with the name '${step}' that could be set.`);
  const copy: Record<string, Json> = { ...whole };
  setMember(copy, String(step), replaceAt(whole[step] ?? null, rest, value));
  return copy;
}

/** The place that an expression names: `$total`, `$total.items[0]`, `$.order`, `$states.input.order`. */
export function slotOf(snapshot: Snapshot, thread: ThreadOf, text: string): Slot {
  const [, root = '', rest = ''] =
    /^\s*(\$states\.(?:input|result)|\$[A-Za-z_][A-Za-z0-9_]*|\$)((?:[.[][\s\S]*)?)$/.exec(text) ?? [];
  const path = parseValuePath(rest.trim());
  if (root === '' || !path)
    return fail(
      'notSettable',
      `'${text}' does not name a value that can be set. Name a variable or a path into the state's data.`,
    );
  return { target: targetOf(snapshot, thread, root), path, isOpen: true };
}

function targetOf(snapshot: Snapshot, thread: ThreadOf, root: string): Target {
  const { frame } = thread;
  if (root.startsWith('$states.')) return { kind: 'stage', thread: thread.id, stage: root.slice('$states.'.length) };
  if (root === '$') {
    if (!frame || languageAt(snapshot, thread) !== 'JSONPath')
      return fail('notSettable', "'$' is only the state's data in JSONPath.");
    return { kind: 'stage', thread: thread.id, stage: currentStage(frame) };
  }
  const name = root.slice(1);
  if (!Object.hasOwn(thread.variables, name) && Object.hasOwn(thread.visible, name)) {
    return fail('notSettable', `'${root}' belongs to an outer scope; only its own scope can assign it.`);
  }
  return { kind: 'variable', thread: thread.id, name };
}
