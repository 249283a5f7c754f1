/** The fields of what a launch configuration says about requests, each checked with its place. */
import { isJsonObject, type Json, type JsonObject } from '#asl/json';
import { fail } from '../errors.ts';
import { canBeHeader } from '../outside/header-value.ts';

/** Ends the launch: `place` in quotes, then what is wrong with it. */
export const wrong = (place: string, message: string): never =>
  fail('badRequests', `The launch configuration's ${place} ${message}`);

export function isAddress(value: Json | undefined): value is string {
  return typeof value === 'string' && /^https?:\/\//i.test(value) && URL.canParse(value);
}

export function objectAt(place: string, value: Json): JsonObject {
  return isJsonObject(value) ? value : wrong(place, 'has to be an object.');
}

export function checkFields(place: string, given: Json, known: readonly string[]): void {
  const unknown = Object.keys(objectAt(place, given)).find((name) => !known.includes(name));
  if (unknown !== undefined) wrong(place, `has the unknown field '${unknown}'. It takes ${known.join(', ')}.`);
}

/** An object of texts. */
export function textMap(place: string, given: Json): Readonly<Record<string, string>> {
  const entries = Object.entries(objectAt(place, given)).map(([name, value]): [string, string] =>
    typeof value === 'string' ? [name, value] : wrong(`${place} → '${name}'`, 'has to be a text.'),
  );
  return Object.fromEntries(entries);
}

/** Texts that have to be there, in an object with no other fields but the `optional` ones. */
export function textsAt<N extends string>(
  place: string,
  given: Json,
  names: readonly N[],
  optional: readonly string[] = [],
): Readonly<Record<N, string>> {
  const fields = objectAt(place, given);
  checkFields(place, fields, [...names, ...optional]);
  for (const name of names) if (typeof fields[name] !== 'string') wrong(`${place} → '${name}'`, 'has to be a text.');
  return fields as Record<N, string>;
}

/** Headers that a request can have. Their values are never told. */
export function checkHeaders(place: string, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers))
    if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name) || !canBeHeader(value))
      wrong(place, `has a header '${name}' that no request can have.`);
}
