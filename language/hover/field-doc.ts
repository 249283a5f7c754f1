/** Fields, values and errors of the tables as Markdown. */
import type { ErrorSpec, FieldSpec, ObjectSpec, ValueKind } from '#asl/spec';

/** Where the pages of the tables' links are. */
export const GUIDE = 'https://docs.aws.amazon.com/step-functions/latest/dg/';

/** A link to the developer guide. */
export const guideLink = (page: string | undefined): string => (page ? `[AWS documentation](${GUIDE}${page})` : '');

/** Paragraphs, without the empty ones. */
export const paragraphs = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join('\n\n');

/** Text that stands between backticks whatever it holds. */
export function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  return `${fence}${text.replace(/\s+/g, ' ')}${fence}`;
}

const KIND_WORDS: Readonly<Partial<Record<ValueKind, string>>> = {
  text: 'text',
  stateName: 'name of a state',
  stateType: 'type of a state',
  boolean: '`true` or `false`',
  integer: 'whole number',
  number: 'number',
  timestamp: 'point in time',
  path: 'path',
  referencePath: 'reference path',
  resource: 'ARN',
  template: 'payload template',
  json: 'any JSON',
  condition: 'condition',
  assign: 'variables and their values',
  errorNames: 'list of error names',
  strings: 'list of texts',
  states: 'states by name',
  scope: 'object',
  scopes: 'list of objects',
  object: 'object',
  objects: 'list of objects',
};

/** What a field is, what may stand in it, and where to read on. */
export function fieldDoc(field: FieldSpec, object: ObjectSpec): string {
  const facts = [field.required ? 'required' : 'optional'];
  if (field.only) facts.push(`${field.only} only`);
  if (field.deprecated) facts.push('deprecated');
  return paragraphs(
    `**${field.name}** · ${valueWords(field)} · ${facts.join(', ')}`,
    field.deprecated && `${field.deprecated}`,
    field.doc,
    field.values?.map((value) => `- \`${value}\`: ${field.valueDocs?.[value] ?? ''}`).join('\n'),
    field.default && `Default: ${field.default}`,
    rivals(field, object),
    guideLink(field.link),
  );
}

function valueWords(field: FieldSpec): string {
  if (field.kind === 'enum') return (field.values ?? []).map((value) => `\`${value}\``).join(', ');
  const words = [KIND_WORDS[field.kind] ?? 'value', rangeWords(field)];
  if (field.nullable) words.push('or `null`');
  if (field.intrinsic) words.push('or intrinsic function');
  if (field.expression && field.kind !== 'template') words.push('or JSONata expression');
  return words.filter(Boolean).join(' ');
}

function rangeWords({ min, max, maxLength }: FieldSpec): string {
  if (maxLength !== undefined) return `of at most ${maxLength} characters`;
  if (min !== undefined && max !== undefined) return `from ${min} to ${max}`;
  return min === undefined ? '' : `of at least ${min}`;
}

/** The fields beside which this one may not stand. */
function rivals(field: FieldSpec, object: ObjectSpec): string | undefined {
  const group = object.groups?.find(({ fields, need }) => need !== 'at-least-one' && fields.includes(field.name));
  const others = group?.fields.filter((name) => name !== field.name) ?? [];
  if (others.length === 0 || others.length > 5) return undefined;
  return `Not together with ${others.map((name) => `\`${name}\``).join(', ')}.`;
}

/** What an error name stands for and what can be done about it. */
export function errorDoc(error: ErrorSpec): string {
  const handling =
    error.catchable && error.retriable ? undefined : 'It can be neither retried nor caught: it ends the execution.';
  const source =
    error.service ??
    (error.raisedBy.length > 0 && error.raisedBy.length < 8 ? `${error.raisedBy.join(', ')} states` : '');
  return paragraphs(`**${error.name}**${source ? ` · ${source}` : ''}`, error.doc, handling, guideLink(error.link));
}
