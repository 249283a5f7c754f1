/**
 * Which field an unknown key was meant to be. `unknown-field` says that it is misspelt; every other rule takes the
 * field as written, so that one slip is one finding. AWS guesses nothing, and so nor does who asks for its answer.
 */
import {
  isHole,
  type Machine,
  type ObjectNode,
  type PropertyNode,
  type QueryLanguage,
  type State,
  type SyntaxNode,
  valueOf,
} from '#asl';
import { nearestName } from '#asl/nearest-name';
import { type FieldSpec, objectSpecs, stateSpecs } from '#asl/spec';
import { isUnknownKey } from './stand-ins.ts';
import type { WalkedObject } from './walked.ts';

/** The name of every field of the language. A name that is a field of something else is no misspelling. */
const FIELD_NAMES: ReadonlySet<string> = new Set(
  [...Object.values(stateSpecs), ...Object.values(objectSpecs)].flatMap(({ fields }) => fields.map(({ name }) => name)),
);

/** The field of the object that the key was meant to be; undefined where it is none or stands there already. */
export function meantField({ spec, queryLanguage, fields, scope }: WalkedObject, key: string): string | undefined {
  if (scope.machine.isAsWritten || FIELD_NAMES.has(key) || isUnknownKey(key)) return undefined;
  const legal = spec.fields.filter((field) => !fields.has(field.name) && (!field.only || field.only === queryLanguage));
  return nearestName(
    key,
    legal.map(({ name }) => name),
  );
}

/** True where the field is there, be it misspelt. */
export function isWritten(object: WalkedObject, name: string): boolean {
  return object.fields.has(name) || isMisspelt(object, name);
}

/** True where an unknown key of the object was meant to be the field. */
export function isMisspelt(object: WalkedObject, name: string): boolean {
  return object.unknown.length > 0 && object.unknown.some(({ key }) => meantField(object, key.value) === name);
}

/** The property under a key that is one of these names, but misspelt. */
export function misspeltAmong(
  { isAsWritten }: Machine,
  node: ObjectNode,
  names: readonly string[],
): PropertyNode | undefined {
  if (isAsWritten) return undefined;
  return node.properties.find(({ key }) => {
    return !FIELD_NAMES.has(key.value) && nearestName(key.value, names) !== undefined;
  });
}

const LANGUAGES: readonly QueryLanguage[] = ['JSONPath', 'JSONata'];

/** The query language that an object was meant to choose by a misspelt key or value; undefined where it is as written. */
export function meantLanguage(machine: Machine, node: ObjectNode): QueryLanguage | undefined {
  if (machine.isAsWritten) return undefined;
  const property = node.properties.find(isLanguageKey) ?? misspeltAmong(machine, node, ['QueryLanguage']);
  if (!property || isHole(property.value)) return undefined;
  const { key, value } = property;
  if (value?.kind !== 'string') return languageWritten(node);
  return key.value === 'QueryLanguage' ? misspeltLanguage(value) : languageIn(value);
}

/** `QueryLanguage`, or the beginning of it that somebody is typing. */
const isLanguageKey = ({ key, value }: PropertyNode): boolean =>
  key.value === 'QueryLanguage' ||
  (value === undefined && key.value.length > 1 && 'QueryLanguage'.startsWith(key.value));

/** True where a machine chooses its language by something that is no name of one, or has yet to be typed. */
export function isLanguageUnclear({ node, isAsWritten }: Machine): boolean {
  if (isAsWritten) return false;
  const property = node.properties.find(isLanguageKey);
  return property !== undefined && property.value?.kind !== 'string' && !isHole(property.value);
}

/**
 * The language of the first field that only one of them has: what counts while the choice of a state says nothing.
 * States inside of it do not count, so that the answer stays while only they change.
 */
function languageWritten(node: SyntaxNode | undefined): QueryLanguage | undefined {
  if (node?.kind === 'array') return firstOf(node.items, languageWritten);
  if (node?.kind !== 'object') return undefined;
  return firstOf(node.properties, ({ key, value }) => {
    const own = LANGUAGE_OF_FIELD.get(key.value);
    // What a field of one language holds is data.
    return own ?? (DATA.has(key.value) || key.value === 'States' ? undefined : languageWritten(value));
  });
}

function firstOf<T, R>(list: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of list) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

const ALL_FIELDS: readonly FieldSpec[] = [...Object.values(stateSpecs), ...Object.values(objectSpecs)].flatMap(
  ({ fields }) => fields,
);

const LANGUAGE_OF_FIELD: ReadonlyMap<string, QueryLanguage> = new Map(
  ALL_FIELDS.flatMap(({ name, only }) => (only ? [[name, only] as const] : [])),
);

const DATA: ReadonlySet<string> = new Set(
  ALL_FIELDS.filter(({ kind }) => kind === 'template' || kind === 'assign' || kind === 'json').map(({ name }) => name),
);

/** The query language that a machine was meant to have. */
export const languageOfMachine = (machine: Machine): QueryLanguage => machine.notes.once(meantByMachine, machine);

const meantByMachine = (machine: Machine): QueryLanguage =>
  meantLanguage(machine, machine.node) ?? machine.queryLanguage;

/** As meant: a misspelt choice of the language is one mistake, not one in every field of the other language. */
export function languageOfState({ node, queryLanguage, scope: { machine } }: State): QueryLanguage {
  const isSaid = valueOf(node, 'QueryLanguage') !== undefined;
  return meantLanguage(machine, node) ?? (isSaid ? queryLanguage : languageOfMachine(machine));
}

/** A name in other letters was chosen: AWS takes everything but the exact 'JSONPath' for JSONata (measured). */
function misspeltLanguage(value: SyntaxNode | undefined): QueryLanguage | undefined {
  if (value?.kind !== 'string') return undefined;
  const written = value.value.toLowerCase();
  if (LANGUAGES.some((name) => name.toLowerCase() === written)) return undefined;
  return languageIn(value);
}

function languageIn(value: SyntaxNode | undefined): QueryLanguage | undefined {
  if (value?.kind !== 'string') return undefined;
  const name = LANGUAGES.includes(value.value as QueryLanguage) ? value.value : nearestName(value.value, LANGUAGES);
  return LANGUAGES.find((one) => one === name);
}
