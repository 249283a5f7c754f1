/** What can follow the text of an expression, seen from the state of a thread. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { INTRINSICS, JSONATA_FUNCTIONS, type JsonataFunction, jsonataParametersOf } from '#asl/expressions';
import { isJsonObject } from '#asl/json';
import type { Snapshot } from '#interpreter';
import { RequestError } from '../errors.ts';
import { evaluateIn, languageAt, statesOf } from './evaluate.ts';

type ThreadOf = Snapshot['threads'][number];
type Item = DebugProtocol.CompletionItem;

/** The part of the text before the cursor that a member belongs to, and what is typed of the member. */
const MEMBER = /((?:\$\$|\$)[\w$.[\]'`]*)\.([\w]*)$/;
const NAME = /(\$\$?\w*|States\.\w*|[A-Z]\w*)$/;
const MEMBER_PATIENCE = 100;

/** Completions for the text before the cursor; offsets count from its beginning. */
export function completeExpression(snapshot: Snapshot, thread: ThreadOf, before: string, now: () => number): Item[] {
  const [, owner, typed = ''] = MEMBER.exec(before) ?? [];
  if (owner !== undefined)
    return membersOf(snapshot, thread, owner, now).flatMap((name) => item(name, typed, before.length, 'property'));
  const start = NAME.exec(before)?.[1] ?? '';
  const names = namesOf(snapshot, thread);
  return names
    .filter(({ label }) => label.startsWith(start))
    .map((one) => ({ ...one, start: before.length - start.length, length: start.length }));
}

function membersOf(snapshot: Snapshot, thread: ThreadOf, owner: string, now: () => number): readonly string[] {
  if (owner === '$states') return Object.keys(statesOf(snapshot, thread));
  try {
    const value = evaluateIn(snapshot, thread, owner, { patience: MEMBER_PATIENCE, now });
    return isJsonObject(value) ? Object.keys(value) : [];
  } catch (error) {
    // What cannot be evaluated has no members to offer.
    if (error instanceof RequestError) return [];
    throw error;
  }
}

function item(name: string, typed: string, end: number, type: Item['type'] & string): Item[] {
  if (!name.startsWith(typed)) return [];
  const isPlain = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
  if (isPlain) return [{ label: name, type, start: end - typed.length, length: typed.length }];
  // A name with blanks goes into brackets, which take the place of the dot.
  return [
    {
      label: name,
      text: `['${name.replace(/[\\']/g, '\\$&')}']`,
      type,
      start: end - typed.length - 1,
      length: typed.length + 1,
    },
  ];
}

function namesOf(snapshot: Snapshot, thread: ThreadOf): readonly Item[] {
  const variables = Object.keys(thread.visible).map((name): Item => ({ label: `$${name}`, type: 'variable' }));
  if (languageAt(snapshot, thread) === 'JSONata') {
    return [{ label: '$states', type: 'variable' }, ...variables, ...JSONATA_FUNCTIONS.map(functionItem)];
  }
  const functions = INTRINSICS.map(({ name }): Item => ({ label: name, text: `${name}(`, type: 'function' }));
  return [
    { label: '$', type: 'variable', detail: "The state's data" },
    { label: '$$', type: 'variable', detail: 'The context object' },
    ...variables,
    ...functions,
  ];
}

function functionItem(row: JsonataFunction): Item {
  return { label: `$${row.name}`, text: `$${row.name}(`, detail: jsonataParametersOf(row), type: 'function' };
}
