/**
 * Values between the names of Step Functions and those of an API, part by part along their shapes. Both shapes are read
 * from the same rows of the catalogue, so that their members stand in the same order.
 */
import { isJsonArray, isJsonObject, type Json, type JsonObject, parseJson, stringifyJson } from '#asl/json';
import type { Member, Shape, Structure } from '#asl/services/shape';

/** A parameter that the API does not have; the message is for people. */
export class UnknownParameter extends Error {
  override readonly name = 'UnknownParameter';
}

/**
 * A value for the API. JSON where it takes text or bytes is sent as its text; `{"$bytes": …}` and `{"$time": …}` stand for what
 * JSON does not have.
 */
export function toApi(value: Json, named: Shape, api: Shape, path = ''): Json {
  if (value === null) return value;
  if (api.kind === 'structure' && named.kind === 'structure' && isJsonObject(value))
    return membersToApi(value, named, api, path);
  if (api.kind === 'list' && isJsonArray(value)) {
    const item = named.kind === 'list' ? named.item : api.item;
    return value.map((one, index) => toApi(one, item, api.item, `${path}[${index}]`));
  }
  if (api.kind === 'map' && isJsonObject(value)) {
    const inner = named.kind === 'map' ? named.value : api.value;
    return mapValues(value, (one, key) => toApi(one, inner, api.value, `${path}.${key}`));
  }
  if (api.kind === 'string') return typeof value === 'string' ? value : stringifyJson(value);
  if (api.kind === 'blob') return { $bytes: base64Of(typeof value === 'string' ? value : stringifyJson(value)) };
  if (api.kind === 'timestamp') return { $time: typeof value === 'string' ? value : stringifyJson(value) };
  return value;
}

function membersToApi(value: JsonObject, named: Structure, api: Structure, path: string): JsonObject {
  const partners = partnersOf(named, api);
  const entries = Object.entries(value).map(([name, one]): [string, Json] => {
    const place = path === '' ? name : `${path}.${name}`;
    const [member, partner] = partners.get(name) ?? [];
    if (!member || !partner) throw new UnknownParameter(place);
    return [partner.name, toApi(one, member.shape, partner.shape, place)];
  });
  return Object.fromEntries(entries);
}

/** The members of Step Functions by their names, each with that of the API; what is only another spelling has its own name. */
function partnersOf(named: Structure, api: Structure): ReadonlyMap<string, readonly [Member, Member | undefined]> {
  const inOrder = [...api.members.values()];
  const rows = [...named.members.values()].map(
    (member, index) => [member.name, [member, member.isAlias ? api.members.get(member.name) : inOrder[index]]] as const,
  );
  return new Map(rows);
}

/** What the API gave, in the names of Step Functions. What has no name there stays as it is. */
export function fromApi(value: Json, named: Shape, api: Shape): Json {
  if (api.kind === 'structure' && named.kind === 'structure' && isJsonObject(value)) {
    const members = [...partnersOf(named, api).values()].filter(([{ isAlias }]) => !isAlias);
    const byApiName = new Map(members.map(([member, partner]) => [partner?.name, [member, partner] as const]));
    const entries = Object.entries(value).map(([name, one]): [string, Json] => {
      const [member, partner] = byApiName.get(name) ?? [];
      return member && partner ? [member.name, fromApi(one, member.shape, partner.shape)] : [name, one];
    });
    return Object.fromEntries(entries);
  }
  if (api.kind === 'list' && named.kind === 'list' && isJsonArray(value))
    return value.map((one) => fromApi(one, named.item, api.item));
  if (api.kind === 'map' && named.kind === 'map' && isJsonObject(value))
    return mapValues(value, (one) => fromApi(one, named.value, api.value));
  return value;
}

/** The JSON of a text, or the text. */
export function jsonOrText(text: string): Json {
  const { value, problem } = parseJson(text);
  return problem ? text : value;
}

const mapValues = (value: JsonObject, map: (one: Json, key: string) => Json): JsonObject =>
  Object.fromEntries(Object.entries(value).map(([key, one]) => [key, map(one, key)]));

function base64Of(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
