/** A parameter of a service call, or one of its values, as Markdown. */
import type { Place } from '#asl';
import type { Call } from '#asl/services/call';
import type { ServiceCatalog } from '#asl/services/catalog';
import { type Member, type Shape, shapeTitle, type Text } from '#asl/services/shape';
import { memberName } from '../parameters/mistakes.ts';
import { memberIn, parametersAround } from '../parameters/place.ts';
import { code, guideLink, paragraphs } from './field-doc.ts';

/** Markdown, and the service whose lines of documentation are not loaded yet. */
export interface ParameterDoc {
  readonly markdown: string;
  readonly needs: string | undefined;
}

/** What is to be said of the key or the value at the place; undefined where that is no parameter of a known call. */
export function parameterDoc(place: Place, services: ServiceCatalog): ParameterDoc | undefined {
  const { property, field, on } = place;
  if (!property || property === field?.property) return undefined;
  const around = parametersAround(place, services);
  const member = around && memberIn(around, property.key.value);
  if (!around || !member) return undefined;
  if (on === 'key') return ofKey(member, around.call, around.path, services);
  const choices = choicesOf(member.shape);
  const value = place.string?.value;
  if (on !== 'value' || value === undefined || !choices?.values?.includes(value) || property.key.value.endsWith('.$'))
    return undefined;
  return {
    markdown: paragraphs(`**${value}** · a value of \`${member.name}\``, choiceList(choices)),
    needs: undefined,
  };
}

function ofKey(member: Member, call: Call, path: readonly string[], services: ServiceCatalog): ParameterDoc {
  const { name, shape, doc } = member;
  const required = path.length === 0 ? call.required.includes(name) : member.required;
  const line = typeof doc === 'object' ? services.line(doc) : doc;
  const where = [call.title, ...path].join(' › ');
  const markdown = paragraphs(
    `**${memberName(name)}** · ${shapeTitle(shape)} · ${required ? 'required' : 'optional'}`,
    line,
    choiceList(choicesOf(shape)),
    limitsOf(shape),
    `${code(where)} · ${guideLink(call.page)}`,
  );
  return { markdown, needs: line === undefined && typeof doc === 'object' ? doc.service : undefined };
}

function choicesOf(shape: Shape): Text | undefined {
  let at = shape;
  while (at.kind === 'list') at = at.item;
  return at.kind === 'string' ? at : undefined;
}

/** A thousand types of machines are no help. */
const MOST = 40;

function choiceList(text: Text | undefined): string | undefined {
  const values = text?.values;
  if (!values) return undefined;
  const shown = values.slice(0, MOST).map((value) => code(value));
  const more = values.length > MOST ? ` and ${values.length - MOST} more` : '';
  return `One of ${shown.join(', ')}${more}.`;
}

function limitsOf(shape: Shape): string | undefined {
  if (shape.kind !== 'string' && shape.kind !== 'list' && shape.kind !== 'number') return undefined;
  const { min, max } = shape;
  if (min === undefined && max === undefined) return undefined;
  const what = shape.kind === 'number' ? '' : shape.kind === 'list' ? ' items' : ' characters';
  if (max === undefined) return `At least ${min}${what}.`;
  return min === undefined ? `At most ${max}${what}.` : `From ${min} to ${max}${what}.`;
}
