/**
 * Compares the parameters of a call with what its service takes, member by member. What is computed at run time, by a
 * path or an expression, and what is filled in before deployment is not judged. The rules on parameters each report
 * one kind of what is found here.
 */
import { isHole, type ObjectNode, type PropertyNode, type QueryLanguage, type StringNode, type SyntaxNode } from '#asl';
import { nearestName } from '#asl/nearest-name';
import type { Call } from '#asl/services/call';
import type { Member, Shape, Structure } from '#asl/services/shape';
import { isFilledInLater, isUnknownKey, isUnknownValue } from '../walk/stand-ins.ts';
import { isJsonataText } from '../walk/value-types.ts';

interface Place {
  /** The members above and, for a value, its own: outermost first. */
  readonly path: readonly string[];
}

export type ParameterMistake =
  /** Members of a deeper object that are required and not there. */
  | (Place & { readonly kind: 'missing'; readonly node: ObjectNode; readonly names: readonly string[] })
  | (Place & {
      readonly kind: 'unknown';
      readonly property: PropertyNode;
      readonly name: string;
      readonly structure: Structure;
      readonly siblings: ReadonlySet<string>;
    })
  | (Place & { readonly kind: 'type'; readonly node: SyntaxNode; readonly shape: Shape })
  | (Place & { readonly kind: 'value'; readonly node: StringNode; readonly values: readonly string[] });

/** The mistakes in the parameters of a call; what is missing at the top is judged by the rule itself. */
export function mistakesIn(node: ObjectNode, call: Call, language: QueryLanguage): readonly ParameterMistake[] {
  if (!call.input) return [];
  const search = new Search(language, call.kind);
  search.members(node, call.input, []);
  return search.found;
}

/** The name of a member without the mark of JSONPath that its value is computed. */
export const memberName = (key: string): string => (isComputed(key) ? key.slice(0, -2) : key);

const isComputed = (key: string): boolean => key.endsWith('.$');

/** The required members that are not there; one that stands there misspelt is another mistake. */
export function missingNames(
  wanted: readonly Member[],
  present: ReadonlySet<string>,
  known: ReadonlyMap<string, Member>,
): readonly string[] {
  const strangers = [...present].filter((name) => !known.has(name));
  return wanted
    .filter(({ name, required, isAlias }) => required && !isAlias && !present.has(name))
    .map(({ name }) => name)
    .filter((name) => !strangers.some((one) => nearestName(one, [name]) !== undefined));
}

/** True where members may be merged into the object from elsewhere, or one is half typed. */
export const mayHoldMore = (node: ObjectNode): boolean =>
  node.properties.some(({ key, value }) => isUnknownKey(key.value) || !value);

/** A path, a function or an expression where it stays text: 'text-not-evaluated' reports that, once. */
const MEANT_TO_BE_COMPUTED = /^\s*(?:\$|States\.\w+\(|\{%)/;

class Search {
  readonly found: ParameterMistake[] = [];
  readonly #language: QueryLanguage;
  readonly #kind: Call['kind'];

  constructor(language: QueryLanguage, kind: Call['kind']) {
    this.#language = language;
    this.#kind = kind;
  }

  members(node: ObjectNode, structure: Structure, path: readonly string[]): void {
    const siblings = new Set(node.properties.map(({ key }) => memberName(key.value)));
    if (path.length > 0) this.#missing(node, structure, path, siblings);
    for (const property of node.properties) {
      const { key, value } = property;
      if (isUnknownKey(key.value)) continue;
      const name = memberName(key.value);
      const member = this.#member(structure, name, path);
      if (!member) this.found.push({ kind: 'unknown', property, name, structure, siblings, path });
      else if (value && !isComputed(key.value)) this.#value(value, member.shape, [...path, member.name]);
    }
  }

  /** AWS's own guide writes deeper members of optimized integrations as the API does: `attempts`. */
  #member({ members }: Structure, name: string, path: readonly string[]): Member | undefined {
    const member = members.get(name);
    if (member || this.#kind === 'sdk' || path.length === 0) return member;
    return members.get(name.charAt(0).toUpperCase() + name.slice(1));
  }

  #missing(node: ObjectNode, structure: Structure, path: readonly string[], siblings: ReadonlySet<string>): void {
    if (structure.isUnion || mayHoldMore(node)) return;
    const names = missingNames([...structure.members.values()], siblings, structure.members);
    if (names.length > 0) this.found.push({ kind: 'missing', node, names, path });
  }

  #value(node: SyntaxNode, shape: Shape, path: readonly string[]): void {
    if (isHole(node) || isUnknownValue(node) || node.kind === 'null') return;
    if (this.#language === 'JSONata' && isJsonataText(node)) return;
    if (node.kind === 'string' && MEANT_TO_BE_COMPUTED.test(node.value)) return;
    if (!this.#fits(node, shape)) {
      if (node.kind !== 'string' || !isFilledInLater(node.value)) this.found.push({ kind: 'type', node, shape, path });
      return;
    }
    if (shape.kind === 'structure' && node.kind === 'object') this.members(node, shape, path);
    else if (shape.kind === 'map' && node.kind === 'object') this.#map(node, shape.value, path);
    else if (shape.kind === 'list' && node.kind === 'array')
      for (const item of node.items) this.#value(item, shape.item, path);
    else if (shape.kind === 'string' && shape.values && node.kind === 'string') this.#choice(node, shape.values, path);
  }

  #map(node: ObjectNode, shape: Shape, path: readonly string[]): void {
    for (const { key, value } of node.properties)
      if (value && !isComputed(key.value) && !isUnknownKey(key.value)) this.#value(value, shape, [...path, key.value]);
  }

  #choice(node: StringNode, values: readonly string[], path: readonly string[]): void {
    if (values.includes(node.value) || isFilledInLater(node.value)) return;
    this.found.push({ kind: 'value', node, values, path });
  }

  /** Published definitions that run have texts for numbers and booleans, and JSON where an SDK integration has a text. */
  #fits(node: SyntaxNode, shape: Shape): boolean {
    const text = node.kind === 'string' ? node.value : undefined;
    const isJson = node.kind === 'object' || node.kind === 'array';
    switch (shape.kind) {
      case 'structure':
        return node.kind === 'object' || (text !== undefined && isAttributeValue(shape));
      case 'map':
        return node.kind === 'object';
      case 'list':
        return node.kind === 'array';
      case 'string':
        return text !== undefined || (isJson && this.#kind === 'sdk' && !shape.values);
      case 'boolean':
        return node.kind === 'boolean' || /^(?:true|false)$/i.test(text ?? '');
      case 'number':
        return node.kind === 'number' || (text !== undefined && text.trim() !== '' && Number.isFinite(Number(text)));
      case 'timestamp':
        return text !== undefined || node.kind === 'number';
      default:
        return true;
    }
  }
}

/** A plain text is a value of DynamoDB, too: a string. */
const isAttributeValue = ({ members }: Structure): boolean =>
  members.has('S') && members.has('N') && members.has('M') && members.has('L');
