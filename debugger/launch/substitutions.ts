/**
 * What a template fills into the definition of a machine: `DefinitionSubstitutions`, of which those with a literal text
 * are known before it is deployed. The others stay as they are written, `${Name}`.
 */
import { isJsonObject, type Json } from '#asl/json';

/** Texts by the name in `${Name}`. */
export type Substitutions = ReadonlyMap<string, string>;

/** The literal ones of a template's `DefinitionSubstitutions`; a reference to another resource is none. */
export function literalSubstitutions(value: Json | undefined): Substitutions {
  const entries = isJsonObject(value) ? Object.entries(value) : [];
  return new Map(
    entries.flatMap(([name, one]): [string, string][] =>
      isLiteral(one) && !/\$\{/.test(String(one)) ? [[name, String(one)]] : [],
    ),
  );
}

const isLiteral = (value: Json): boolean => value !== null && !Array.isArray(value) && !isJsonObject(value);

/** The text with what is known in its place, letter by letter, as CloudFormation does it. */
export const filledIn = (text: string, known: Substitutions): string =>
  known.size === 0 ? text : text.replace(/\$\{([^{}\s]+)\}/g, (whole, name: string) => known.get(name) ?? whole);

/** The same for a text whose lines have to stay where they are. */
export const filledInLine = (text: string, known: Substitutions): string =>
  filledIn(text, new Map([...known].filter(([, one]) => !/[\r\n]/.test(one))));
