/** Parameters of service calls: their names with the values that fit them, the required ones at once, and enum values. */
import type { Place, QueryLanguage } from '#asl';
import type { Call } from '#asl/services/call';
import type { ServiceCatalog } from '#asl/services/catalog';
import { type Member, type Shape, type Structure, shapeTitle } from '#asl/services/shape';
import { memberName } from '../parameters/mistakes.ts';
import { callOfState, memberIn, parametersAround } from '../parameters/place.ts';
import type { CompletionItem } from './item.ts';
import { plainItem, type Spot, textItem } from './spot.ts';

/** Writes a member at the place: keys.ts knows how. */
export type WriteMember = (
  name: string,
  value: string,
) => Pick<CompletionItem, 'label' | 'range' | 'newText' | 'isSnippet' | 'filterText' | 'additional'>;

/** The members that may still be given at the place. */
export function parameterItems(place: Place, services: ServiceCatalog, write: WriteMember): CompletionItem[] {
  const around = parametersAround(place, services);
  if (!around) return [];
  const { holder, call, path } = around;
  if (holder.kind === 'map') return (holder.values ?? []).map((name) => keyItem(name, holder.value, write));
  if (holder.kind !== 'structure') return [];
  const language = place.state?.queryLanguage ?? 'JSONPath';
  const isTyped = place.on === 'key' ? place.property : undefined;
  const present = new Set(
    place.object?.properties.filter((one) => one !== isTyped).map(({ key }) => memberName(key.value)),
  );
  const members = [...holder.members.values()].filter(({ name, isAlias }) => !isAlias && !present.has(name));
  return members.flatMap((member) => memberItems(member, language, path.length === 0 ? call : undefined, write));
}

function memberItems(
  member: Member,
  language: QueryLanguage,
  call: Call | undefined,
  write: WriteMember,
): CompletionItem[] {
  const { name, doc } = member;
  const required = call ? call.required.includes(name) : member.required;
  const shared = {
    kind: 'field' as const,
    detail: `${shapeTitle(member.shape)}, ${required ? 'required' : 'optional'}`,
    ...docOf(doc),
  };
  const rank = required ? 0 : 3;
  const plain = {
    ...write(name, valueSnippet(member.shape, language)),
    ...shared,
    sortText: `${rank}${name}`,
    retrigger: hasChoices(member.shape),
  };
  if (language === 'JSONata') return [plain];
  const computed = { ...write(`${name}.$`, '"\\$.$1"'), ...shared, sortText: `${rank + 1}${name}.$`, retrigger: true };
  return [plain, computed];
}

const docOf = (doc: Member['doc']): Pick<CompletionItem, 'doc' | 'docPlace'> =>
  typeof doc === 'string' ? { doc } : doc ? { docPlace: doc } : {};

const hasChoices = (shape: Shape): boolean => shape.kind === 'string' && shape.values !== undefined;

function keyItem(name: string, shape: Shape, write: WriteMember): CompletionItem {
  return { ...write(name, valueSnippet(shape, 'JSONPath')), kind: 'field', detail: shapeTitle(shape), sortText: name };
}

/** The value that a member begins with, in JSON form and snippet syntax. */
function valueSnippet(shape: Shape, language: QueryLanguage): string {
  switch (shape.kind) {
    case 'structure':
    case 'map':
      return '{\n\t$0\n}';
    case 'list':
      return shape.item.kind === 'structure' ? '[\n\t{\n\t\t$0\n\t}\n]' : `[${valueSnippet(shape.item, language)}]`;
    case 'number':
      return `\${1:${Math.max(shape.min ?? 1, 1)}}`;
    case 'boolean':
      return '${1|true,false|}';
    case 'string':
      return '"$1"';
    default:
      return language === 'JSONata' ? '"{% $1 %}"' : '"$1"';
  }
}

/** True for the field that holds the parameters of a call. */
export const isParameters = ({ name }: { readonly name: string }): boolean =>
  name === 'Parameters' || name === 'Arguments';

/** The members that the call of the place's state needs, as the value of its parameters; undefined where there are none. */
export function requiredSnippet(place: Place, language: QueryLanguage, services: ServiceCatalog): string | undefined {
  const call = callOfState(place.state, services);
  if (!call) return undefined;
  const names = [...call.required, ...call.oneOf.slice(0, 1)];
  if (names.length === 0) return undefined;
  const lines = names.map((name, index) => `\t"${name}": ${stopFor(shapeOf(call.input, name), index + 1, language)}`);
  return `{\n${lines.join(',\n')}\n}`;
}

const shapeOf = (input: Structure | undefined, name: string): Shape =>
  input?.members.get(name)?.shape ?? { kind: 'any' };

function stopFor(shape: Shape, stop: number, language: QueryLanguage): string {
  switch (shape.kind) {
    case 'structure':
    case 'map':
      return `{$${stop}}`;
    case 'list':
      return `[$${stop}]`;
    case 'number':
      return `\${${stop}:1}`;
    case 'boolean':
      return `\${${stop}|true,false|}`;
    case 'string':
      // A list of choices is for what a glance takes in.
      return shape.values && shape.values.length <= 20 && shape.values.every((value) => /^[\w.-]+$/.test(value))
        ? `"\${${stop}|${shape.values.join(',')}|}"`
        : `"$${stop}"`;
    default:
      return language === 'JSONata' ? `"{% $${stop} %}"` : `"$${stop}"`;
  }
}

/** The values that a parameter takes, where they are few and known. */
export function parameterValues(spot: Spot): CompletionItem[] {
  const { place } = spot;
  const around = place.property && parametersAround(place, spot.services);
  const member = around && place.property && memberIn(around, place.property.key.value);
  if (!member || place.property?.key.value.endsWith('.$')) return [];
  let { shape } = member;
  while (shape.kind === 'list') shape = shape.item;
  if (shape.kind === 'boolean' && !place.string) return ['true', 'false'].map((name) => plainItem(spot, name));
  if (shape.kind !== 'string') return [];
  const items = (shape.values ?? []).map((name, index) => textItem(spot, { name, detail: member.name, rank: index }));
  // Before paths and expressions.
  return items.map((item) => ({ ...item, sortText: `!${item.sortText}` }));
}
