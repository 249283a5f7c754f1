/** Completions inside an expression: paths into the context object, variables, functions, members of `$states`. */
import type { AslDocument, ExpressionPlace, Place, Range, Scope } from '#asl';
import { INTRINSICS, JSONATA_FUNCTIONS, jsonataSignatureOf, parseJsonata, signatureOf } from '#asl/expressions';
import type { ServiceCatalog } from '#asl/services/catalog';
import type { ContextField } from '#asl/spec';
import { contextFieldsAt, type ExpressionWord, isInMap, statesMembers, wordBefore } from '../expression-words.ts';
import { rangeInString } from '../located.ts';
import { assignedNames } from '../variables/names.ts';
import { readableScopes } from '../variables/scopes.ts';
import { type CompletionItem, escapeSnippet } from './item.ts';
import type { Proposal } from './proposal.ts';
import { resultMembers } from './result-members.ts';

export function expressionCompletions(
  doc: AslDocument,
  place: Place,
  expression: ExpressionPlace,
  services: ServiceCatalog,
): CompletionItem[] {
  const { code, index, language } = expression;
  const word = wordBefore(code, index);
  const range = rangeOf(doc, expression, word);
  const propose = (proposal: Proposal): CompletionItem => toItem(range, proposal);
  if (word.kind === 'text') return [];
  if (word.kind === 'context') return contextFields(place, word.path).map(propose);
  if (word.kind === 'states') return statesFields(place, word.path, services).map(propose);
  if (word.kind === 'data') return dataFields(place, word, code, services).map(propose);
  return (language === 'JSONPath' ? pathWords(doc, place) : jsonataWords(doc, place, code)).map(propose);
}

function rangeOf(doc: AslDocument, { node, from }: ExpressionPlace, word: ExpressionWord): Range {
  if (word.start === word.end) {
    const { start } = rangeInString(doc, node, { start: word.start + from, end: word.end + from });
    return { start, end: start };
  }
  return rangeInString(doc, node, { start: word.start + from, end: word.end + from });
}

function toItem(range: Range, { label, kind, text, snippet, detail, doc, rank, retrigger }: Proposal): CompletionItem {
  return {
    label,
    kind,
    range,
    newText: text ?? label,
    isSnippet: snippet ?? false,
    sortText: `${rank}${label}`,
    ...(detail !== undefined && { detail }),
    ...(doc !== undefined && { doc }),
    ...(retrigger && { retrigger }),
  };
}

function contextFields(place: Place, path: readonly string[]): Proposal[] {
  const inMap = isInMap(place, place.field);
  return contextFieldsAt(path)
    .filter((field) => field.where !== 'map' || inMap)
    .map((field: ContextField) => ({ label: field.name, kind: 'member', detail: field.type, doc: field.doc, rank: 0 }));
}

/** In `ResultSelector` a path leads into what the service gave back. */
function dataFields(place: Place, { path, start }: ExpressionWord, code: string, services: ServiceCatalog): Proposal[] {
  const isRoot = code.slice(0, start).endsWith(['$', ...path, ''].join('.'));
  return isRoot && place.field?.spec.name === 'ResultSelector' ? resultMembers(place, path, services) : [];
}

function statesFields(place: Place, path: readonly string[], services: ServiceCatalog): Proposal[] {
  const [first, ...rest] = path;
  if (first === undefined)
    return statesMembers(place.field).map(({ name, doc }) => ({ label: name, kind: 'member', doc, rank: 0 }));
  if (first === 'context') return contextFields(place, rest);
  if (first === 'result') return resultMembers(place, rest, services);
  if (first === 'errorOutput' && rest.length === 0)
    return [
      { label: 'Error', kind: 'member', detail: 'string', doc: 'The name of the error.', rank: 0 },
      { label: 'Cause', kind: 'member', detail: 'string', doc: 'Why it happened.', rank: 0 },
    ];
  return [];
}

/** What a path can begin with, and the intrinsic functions where one may stand. */
export function pathWords(doc: AslDocument, place: Place): Proposal[] {
  const spec = place.field?.spec;
  const inPayload = spec?.kind === 'template' || spec?.kind === 'assign';
  const words: Proposal[] = [
    { label: '$.', kind: 'member', detail: 'path', doc: 'A path into the data of this field.', rank: 0 },
  ];
  if (spec?.kind !== 'referencePath') words.push(CONTEXT_ROOT);
  if (spec?.name !== 'ResultPath') words.push(...variables(doc, place));
  if (inPayload || spec?.intrinsic) words.push(...INTRINSICS.map(intrinsicWord));
  return words;
}

const CONTEXT_ROOT: Proposal = {
  label: '$$.',
  kind: 'member',
  detail: 'context object',
  doc: 'A path into the context object.',
  rank: 1,
  retrigger: true,
};

function intrinsicWord(row: (typeof INTRINSICS)[number]): Proposal {
  const params = row.params
    .filter(({ optional, rest }) => !optional && !rest)
    .map(({ name }, i) => `\${${i + 1}:${name}}`);
  const open = row.params.some(({ rest, optional }) => rest || optional) ? '$0' : '';
  return {
    label: row.name,
    kind: 'function',
    text: `${row.name}(${params.join(', ')}${params.length === 0 ? open : ''})`,
    snippet: true,
    detail: signatureOf(row),
    doc: row.doc,
    rank: 5,
  };
}

function jsonataWords(doc: AslDocument, place: Place, code: string): Proposal[] {
  const bound = new Set(parseJsonata(code).bindings.map(({ name }) => name));
  return [
    {
      label: '$states',
      kind: 'member',
      text: '$states',
      doc: 'The data of the state: its input, its result, the error, the context object.',
      rank: 0,
    },
    ...[...bound].map(
      (name): Proposal => ({ label: `$${name}`, kind: 'variable', detail: 'bound in this expression', rank: 1 }),
    ),
    ...variables(doc, place).filter(({ label }) => !bound.has(label.slice(1))),
    ...JSONATA_FUNCTIONS.map(
      (row): Proposal => ({
        label: `$${row.name}`,
        kind: 'function',
        text: `${escapeSnippet(`$${row.name}`)}(${row.params.length > 0 ? '$1' : ''})`,
        snippet: true,
        detail: jsonataSignatureOf(row),
        doc: row.doc,
        rank: 5,
      }),
    ),
  ];
}

/** The workflow variables that can be read here. */
function variables(doc: AslDocument, place: Place): Proposal[] {
  const scopes: readonly Scope[] = readableScopes(place.scope);
  const states = new Map<string, Set<string>>();
  for (const { name, scope, state } of assignedNames(doc, place.machine)) {
    if (!scopes.includes(scope) || !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) continue;
    const known = states.get(name) ?? new Set();
    if (state) known.add(state.name);
    states.set(name, known);
  }
  return [...states].map(([name, from]) => ({
    label: `$${name}`,
    kind: 'variable',
    detail: `assigned in ${[...from].join(', ')}`,
    rank: 2,
  }));
}
