/**
 * The word at a cursor inside an expression, and what it belongs to: a field of the context object, a member of
 * `$states`, a variable, a function. Completion reads what is typed before the cursor, hover the whole word.
 */
import type { ExpressionPlace, FieldPlace, Place, Range } from '#asl';
import { type ContextField, contextObject } from '#asl/spec';

/** A name that is typed, with the names before it: `Exec` behind `$$`, `inp` behind `$states`. */
export interface ExpressionWord extends Range {
  /** `context`: `$$`. `states`: `$states`. `name`: no dot before it. `data`: any other path. `text`: inside quotes. */
  readonly kind: 'context' | 'states' | 'name' | 'data' | 'text';
  /** The names between the root and the word. */
  readonly path: readonly string[];
  readonly word: string;
}

const CHAIN =
  /(?:\$\$|\$states\b|\$[\p{L}_][\p{L}\p{N}_]*|\$|[\p{L}_][\p{L}\p{N}_]*)?(?:\.(?:[\p{L}_][\p{L}\p{N}_]*)?)*$/u;

/** The word that ends at the index; the range is an index in the code. */
export function wordBefore(code: string, index: number): ExpressionWord {
  const before = code.slice(0, index);
  if (isQuoted(before)) return { kind: 'text', path: [], word: '', start: index, end: index };
  const chain = CHAIN.exec(before)?.[0] ?? '';
  const parts = chain.split('.');
  const word = parts[parts.length - 1] ?? '';
  const start = index - word.length;
  if (parts.length === 1) return { kind: 'name', path: [], word, start, end: index };
  // `States.Format` is one name with a dot in it.
  if (parts[0] === 'States' && parts.length === 2)
    return { kind: 'name', path: [], word: chain, start: index - chain.length, end: index };
  const kind = parts[0] === '$$' ? 'context' : parts[0] === '$states' ? 'states' : 'data';
  return { kind, path: parts.slice(1, -1), word, start, end: index };
}

/** The whole word around the index. */
export function wordAround({ code, index }: ExpressionPlace): ExpressionWord {
  let end = index;
  while (/[\p{L}\p{N}_$]/u.test(code[end] ?? '')) end++;
  // At the end of a word the cursor is on it; before a dot the name in front of it counts.
  return wordBefore(code, end);
}

/** True where the text ends inside quotes. */
function isQuoted(before: string): boolean {
  let quote = '';
  for (let i = 0; i < before.length; i++) {
    const character = before[i] ?? '';
    if (quote && character === '\\') i++;
    else if (quote) quote = character === quote ? '' : quote;
    else if (character === "'" || character === '"' || character === '`') quote = character;
  }
  return quote !== '';
}

/** The fields of the context object behind a path. */
export function contextFieldsAt(path: readonly string[]): readonly ContextField[] {
  let fields: readonly ContextField[] = contextObject;
  for (const name of path) fields = fields.find((field) => field.name === name)?.fields ?? [];
  return fields;
}

/** True where the `Map` of the context object exists. */
export function isInMap({ scope }: Place, field: FieldPlace | undefined): boolean {
  if (field?.spec.name === 'ItemSelector' || field?.object.name === 'ItemBatcher') return true;
  for (let at = scope; at.owner; at = at.owner.scope) if (at.kind === 'processor') return true;
  return false;
}

export interface StatesMember {
  readonly name: 'input' | 'result' | 'errorOutput' | 'context';
  readonly doc: string;
}

const MEMBERS: Readonly<Record<StatesMember['name'], string>> = {
  input: 'The input of the state.',
  result: 'The result of the work of the state. It exists in `Output` and `Assign` of a Task, Parallel or Map state.',
  errorOutput: 'The error that is being caught, with `Error` and `Cause`. It exists in a catcher.',
  context: 'The context object: the execution, the state machine, the state, the task token, the item of a Map.',
};

/** The members of `$states` that exist in a field. */
export function statesMembers(field: FieldPlace | undefined): readonly StatesMember[] {
  const names: StatesMember['name'][] = ['input', 'context'];
  const isOutput = field?.spec.name === 'Output' || field?.spec.name === 'Assign';
  if (isOutput && field?.object.name === 'Catcher') names.push('errorOutput');
  if (isOutput && ['Task', 'Parallel', 'Map'].includes(field?.object.name ?? '')) names.push('result');
  return names.map((name) => ({ name, doc: MEMBERS[name] }));
}

/** What a member of `$states` is, wherever it is written. */
export function statesMemberDoc(name: string): string | undefined {
  return Object.hasOwn(MEMBERS, name) ? MEMBERS[name as StatesMember['name']] : undefined;
}
