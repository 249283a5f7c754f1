/** New members: the fields that an object may still have, the states of a scope, the variables of an `Assign`. */
import {
  type AslDocument,
  hasPlaceholder,
  type Place,
  propertyOf,
  type QueryLanguage,
  type Scope,
  stringOf,
} from '#asl';
import type { ServiceCatalog } from '#asl/services/catalog';
import { type FieldSpec, type ObjectSpec, stateSpecs, untypedStateSpec } from '#asl/spec';
import { assignedNames } from '../variables/names.ts';
import { fieldSnippet } from './field-snippet.ts';
import { type CompletionItem, escapeSnippet, filterFor, typedRange } from './item.ts';
import { isParameters, parameterItems, requiredSnippet } from './parameters.ts';
import { missingCommaBefore, needsCommaAfter } from './separators.ts';
import { memberSnippet, wholeMemberSnippet } from './snippet-text.ts';
import { withTargets } from './targets.ts';

/** Completions for a key, or for a member that is not begun yet. */
export function keyCompletions(doc: AslDocument, place: Place, services: ServiceCatalog): CompletionItem[] {
  switch (place.role?.kind) {
    case 'spec':
      return fieldItems(doc, place, place.role.spec, services);
    case 'state':
      return fieldItems(doc, place, untypedStateSpec, services);
    case 'states':
      return stateItems(doc, place);
    case 'payload':
      if (place.role.field.spec.kind === 'assign') return variableItems(doc, place);
      return parameterItems(place, services, (name, value) => memberItem(doc, place, name, value));
    default:
      return [];
  }
}

const languageAt = (place: Place): QueryLanguage => place.state?.queryLanguage ?? place.machine.queryLanguage;

function fieldItems(doc: AslDocument, place: Place, spec: ObjectSpec, services: ServiceCatalog): CompletionItem[] {
  const present = new Set(
    place.object?.properties.filter((property) => !isBeingTyped(place, property)).map(({ key }) => key.value),
  );
  const language = languageAt(place);
  return spec.fields.flatMap((field) => {
    if (present.has(field.name) || (field.only && field.only !== language)) return [];
    if (isExcluded(spec, field, present) || !holds(place, field)) return [];
    return [fieldItem(doc, place, field, services)];
  });
}

const isBeingTyped = (place: Place, property: unknown): boolean => place.on === 'key' && property === place.property;

/** A field that a present one rules out. */
function isExcluded(spec: ObjectSpec, field: FieldSpec, present: ReadonlySet<string>): boolean {
  const taken = spec.groups?.some(
    ({ fields, need }) =>
      need !== 'at-least-one' && fields.includes(field.name) && fields.some((name) => present.has(name)),
  );
  if (taken) return true;
  // A comparison has no place beside And, Or and Not.
  const isTest = spec.name === 'ChoiceRule' || spec.name === 'NestedChoiceRule';
  const combined = ['And', 'Or', 'Not'].some((name) => present.has(name));
  return isTest && combined && /^(?:String|Numeric|Boolean|Timestamp|Is)/.test(field.name);
}

function holds(place: Place, { when }: FieldSpec): boolean {
  return !when || when.values.includes(stringOf(place.object, when.field) ?? '');
}

function fieldItem(doc: AslDocument, place: Place, field: FieldSpec, services: ServiceCatalog): CompletionItem {
  const { snippet, retrigger } = fieldSnippet(field, languageAt(place));
  const own = isParameters(field) ? requiredSnippet(place, languageAt(place), services) : undefined;
  const value = withTargets(own ?? snippet, place);
  const only = field.only ? `, ${field.only} only` : '';
  return {
    ...memberItem(doc, place, field.name, value),
    kind: 'field',
    detail: `${field.required ? 'required' : field.deprecated ? 'deprecated' : 'optional'}${only}`,
    doc: field.deprecated ? `${field.doc} ${field.deprecated}` : field.doc,
    sortText: `${rankOf(field)}${field.name}`,
    retrigger,
    ...(field.deprecated !== undefined && { deprecated: true }),
  };
}

function rankOf(field: FieldSpec): number {
  if (field.name === 'Type') return 0;
  if (field.required) return 1;
  if (field.name === 'Next' || field.name === 'End') return 2;
  return field.deprecated ? 9 : 3;
}

/** The edit for a member: the key alone where a value follows it already, else key and value with their commas. */
function memberItem(
  doc: AslDocument,
  place: Place,
  name: string,
  value: string,
): Pick<CompletionItem, 'label' | 'range' | 'newText' | 'isSnippet' | 'filterText' | 'additional'> {
  const range = typedRange(doc, place);
  const hasValue =
    place.on === 'key' &&
    (place.property?.value !== undefined || /^\s*:/.test(doc.text.slice(range.end, range.end + 80)));
  const base = { label: name, range, filterText: filterFor(doc, range, name), isSnippet: true };
  if (hasValue) return { ...base, newText: escapeSnippet(memberSnippet.key(doc, place, name)) };
  const inJson = doc.format === 'json' || place.object?.flow === true;
  const comma = inJson && needsCommaAfter(doc, range.end) ? ',' : '';
  const before = inJson ? missingCommaBefore(doc, range) : [];
  const newText = `${memberSnippet.member(doc, place, range, name, value)}${comma}`;
  return before.length > 0 ? { ...base, newText, additional: before } : { ...base, newText };
}

function stateItems(doc: AslDocument, place: Place): CompletionItem[] {
  const language = place.machine.queryLanguage;
  const range = typedRange(doc, place);
  if (place.on === 'key' && place.property?.value) return [];
  const inJson = doc.format === 'json' || place.object?.flow === true;
  const comma = inJson && needsCommaAfter(doc, range.end) ? ',' : '';
  const additional = inJson ? missingCommaBefore(doc, range) : [];
  const scope = place.machine.states.find((state) => state.scope.statesNode === place.object)?.scope ?? place.scope;
  const missing = missingStates(doc, place, scope);
  const types: CompletionItem[] = Object.values(stateSpecs).map((spec, index) => ({
    label: `${spec.type} state`,
    kind: 'snippet',
    detail: language,
    doc: spec.doc,
    range,
    filterText: filterFor(doc, range, `${spec.type} state`),
    newText: `${wholeMemberSnippet(doc, place, range, withTargets(spec.snippet[language], place, scope))}${comma}`,
    isSnippet: true,
    sortText: `1${index}`,
    ...(additional.length > 0 && { additional }),
  }));
  return [...missing, ...types];
}

/** States that transitions of the scope name and that are not there yet. */
function missingStates(doc: AslDocument, place: Place, scope: Scope): CompletionItem[] {
  const all = [...(scope.start ? [scope.start] : []), ...scope.states.flatMap(({ transitions }) => transitions)];
  const targets = new Set(all.map(({ target }) => target).filter((name) => name !== '' && !hasPlaceholder(name)));
  return [...targets]
    .filter((name) => !propertyOf(place.object, name))
    .map((name) => ({
      ...memberItem(doc, place, name, '{\n\t"Type": "$1"$0\n}'),
      kind: 'state',
      detail: 'not there yet',
      sortText: `0${name}`,
    }));
}

/** Variables that are assigned elsewhere and may be assigned again here. */
function variableItems(doc: AslDocument, place: Place): CompletionItem[] {
  if (place.object !== place.field?.property.value && place.object !== undefined) return [];
  const present = new Set(place.object?.properties.map(({ key }) => key.value.replace(/\.\$$/, '')));
  const assigned = assignedNames(doc, place.machine).filter(({ scope }) => scope === place.scope);
  const names = new Set(assigned.map(({ name }) => name));
  return [...names]
    .filter((name) => !present.has(name))
    .map((name) => ({
      ...memberItem(doc, place, name, languageAt(place) === 'JSONata' ? '"{% $1 %}"' : '$1'),
      kind: 'variable',
      detail: 'variable',
      sortText: name,
    }));
}
