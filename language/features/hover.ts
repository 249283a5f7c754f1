/** What stands at a place, in words: fields, states, values, errors, resources, functions, variables. */
import { type AslDocument, type Place, placeOf, type Range, type StringNode } from '#asl';
import { NO_SERVICES, type ServiceCatalog } from '#asl/services/catalog';
import { errorSpecs, type FieldSpec, stateSpecs } from '#asl/spec';
import { expressionDoc, variableDoc } from '../hover/expression-doc.ts';
import { code, errorDoc, fieldDoc, guideLink, paragraphs } from '../hover/field-doc.ts';
import { parameterDoc } from '../hover/parameter-doc.ts';
import { resourceDoc } from '../hover/resource-doc.ts';
import { stateDoc } from '../hover/state-doc.ts';
import { rangeInString } from '../located.ts';
import { callOfState } from '../parameters/place.ts';
import { symbolAt } from '../symbols.ts';

export interface Hover {
  readonly range: Range;
  readonly markdown: string;
  /** A service whose lines of documentation would be in it, were they loaded. */
  readonly needs?: string | undefined;
}

/**
 * What is to be said about the place as Markdown, with the range that it is about.
 *
 * @example hover(doc, offset)?.markdown
 */
export function hover(doc: AslDocument, offset: number, services: ServiceCatalog = NO_SERVICES): Hover | undefined {
  const place = placeOf(doc, offset);
  // The pointer is on the character behind the offset: at the end of a string it is on what follows.
  if (!place?.string || offset >= place.string.end) return undefined;
  return (
    symbolHover(doc, place) ??
    keyHover(place) ??
    expressionHover(doc, place) ??
    valueHover(place, place.string, services) ??
    parameterHover(place, place.string, services)
  );
}

function symbolHover(doc: AslDocument, place: Place): Hover | undefined {
  if (place.expression) return undefined;
  const symbol = symbolAt(doc, place.offset);
  if (symbol?.kind === 'variable') return { range: symbol.range, markdown: variableDoc(doc, place, symbol.name) };
  if (symbol?.state) return { range: symbol.range, markdown: stateDoc(symbol.state) };
  return undefined;
}

function keyHover({ on, property, field }: Place): Hover | undefined {
  if (on !== 'key' || !property || field?.property !== property) return undefined;
  const { start, end } = property.key;
  return { range: { start, end }, markdown: fieldDoc(field.spec, field.object) };
}

function expressionHover(doc: AslDocument, place: Place): Hover | undefined {
  const { expression } = place;
  const found = expression && expressionDoc(doc, place, expression);
  if (!found) return undefined;
  const { from, node } = expression;
  const range = rangeInString(doc, node, { start: found.word.start + from, end: found.word.end + from });
  return { range, markdown: found.markdown };
}

const READS_OR_WRITES: ReadonlySet<string> = new Set(['ItemReader', 'ResultWriter']);

function valueHover(place: Place, string: StringNode, services: ServiceCatalog): Hover | undefined {
  const { on, field, property } = place;
  if (on !== 'value' || !field || field.property !== property) return undefined;
  const range = { start: string.start, end: string.end };
  // A Map that reads items or writes results calls no service as a Task does.
  if (field.spec.kind === 'resource' && READS_OR_WRITES.has(field.object.name))
    return { range, markdown: fieldDoc(field.spec, field.object) };
  if (field.spec.kind === 'resource') {
    const found = resourceDoc(string.value, services);
    return found && { range, ...found };
  }
  const markdown =
    field.spec.kind === 'errorNames' ? errorNameDoc(string.value, place, services) : valueDoc(field.spec, string.value);
  return markdown === undefined ? undefined : { range, markdown };
}

function parameterHover(place: Place, string: StringNode, services: ServiceCatalog): Hover | undefined {
  const found = parameterDoc(place, services);
  return found && { range: { start: string.start, end: string.end }, ...found };
}

function errorNameDoc(name: string, { state }: Place, services: ServiceCatalog): string {
  const error = errorSpecs.find((one) => one.name === name);
  if (error) return errorDoc(error);
  const call = callOfState(state, services);
  const whose = call?.errors.includes(name)
    ? `An error of ${call.serviceName}, as \`${call.title}\` reports it.`
    : 'An error name of this machine or of a service.';
  return paragraphs(`**${code(name)}**`, `${whose} It is compared exactly.`);
}

function valueDoc(spec: FieldSpec, value: string): string | undefined {
  switch (spec.kind) {
    case 'stateType': {
      const known = Object.values(stateSpecs).find(({ type }) => type === value);
      return known && paragraphs(`**${known.type}** state`, known.doc, guideLink(known.link));
    }
    case 'enum': {
      const text = spec.valueDocs?.[value];
      return text === undefined ? undefined : paragraphs(`**${value}**`, text, guideLink(spec.link));
    }
    default:
      return undefined;
  }
}
