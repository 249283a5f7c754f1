/** Values of fields: states of the scope, the values of an enum, error names, resources, and what begins an expression. */
import {
  type AslDocument,
  hasPlaceholder,
  type Place,
  type Range,
  STATE_TYPES,
  type State,
  type SyntaxNode,
  stringOf,
} from '#asl';
import { optimizedIntegrations } from '#asl/services/optimized';
import { errorSpecs, type FieldSpec, stateSpecs } from '#asl/spec';
import type { TextEdit } from '../rule.ts';
import { type CompletionItem, type CompletionKind, filterFor, stringValue, typedRange } from './item.ts';
import { missingCommaBefore, needsCommaAfter } from './separators.ts';
import { snippetValue } from './snippet-text.ts';
import { pathStarters, wholeValues } from './starters.ts';

/** Completions for the value of a field, or for an item of its list. */
export function valueCompletions(doc: AslDocument, place: Place): readonly CompletionItem[] {
  const { field, on } = place;
  if (!field) return [];
  const { spec } = field;
  const language = field.state?.queryLanguage ?? place.machine.queryLanguage;
  const spot = spotAt(doc, place);
  const isOwn = on === 'item' || place.property === field.property;
  if (spec.kind === 'template' || spec.kind === 'assign' || spec.kind === 'condition') {
    if (place.expression) return [];
    const starters = language === 'JSONata' ? [jsonataItem(spot)] : isOwn ? [] : pathStarters(spot);
    return isOwn && spec.kind !== 'condition' ? [...starters, ...wholeValues(spot, spec, language)] : starters;
  }
  if (!isOwn) return [];
  const items = [...itemsOf(spot, spec), ...wholeValues(spot, spec, language)];
  return spec.expression && language === 'JSONata' && on === 'value' ? [...items, jsonataItem(spot)] : items;
}

function itemsOf(spot: Spot, spec: FieldSpec): CompletionItem[] {
  const { place } = spot;
  switch (spec.kind) {
    case 'stateName':
      return stateNames(spot);
    case 'stateType':
      return STATE_TYPES.map((name, index) => textItem(spot, { name, doc: stateSpecs[name].doc, rank: index }));
    case 'enum':
      return (spec.values ?? []).map((name, index) =>
        textItem(spot, { name, doc: spec.valueDocs?.[name], rank: index }),
      );
    case 'boolean':
      return ['true', 'false'].map((name) => plainItem(spot, name));
    case 'errorNames':
      return errorNames(spot);
    case 'resource':
      return resources(spot, place.state);
    case 'path':
    case 'referencePath':
      return pathStarters(spot);
    default:
      return [];
  }
}

/** What all proposals at a place share. */
export interface Spot {
  readonly doc: AslDocument;
  readonly place: Place;
  readonly range: Range;
  /** A comma that is missing behind the value. */
  readonly comma: string;
  readonly before: readonly TextEdit[];
}

function spotAt(doc: AslDocument, place: Place): Spot {
  const range = typedRange(doc, place);
  const inJson = doc.format === 'json' || place.object?.flow === true;
  const comma = inJson && needsCommaAfter(doc, range.end) ? ',' : '';
  return { doc, place, range, comma, before: place.on === 'item' && inJson ? missingCommaBefore(doc, range) : [] };
}

interface Text {
  readonly name: string;
  readonly doc?: string | undefined;
  readonly detail?: string | undefined;
  readonly rank?: number;
  readonly kind?: CompletionKind;
}

/** A string as value, in the quotes of the document. A scope may have thousands of states: no spreads here. */
function textItem(spot: Spot, { name, doc: text, detail, rank = 0, kind = 'value' }: Text): CompletionItem {
  const item: { -readonly [K in keyof CompletionItem]: CompletionItem[K] } = {
    label: name,
    kind,
    range: spot.range,
    newText: stringValue(spot.doc, spot.place, name) + spot.comma,
    isSnippet: false,
    filterText: filterFor(spot.doc, spot.range, name),
    sortText: String(rank).padStart(5, '0') + name,
  };
  if (detail !== undefined) item.detail = detail;
  if (text !== undefined) item.doc = text;
  if (spot.before.length > 0) item.additional = spot.before;
  return item;
}

const plainItem = (spot: Spot, name: string): CompletionItem => ({
  ...valueEdit(spot, name),
  label: name,
  kind: 'value',
  sortText: name === 'true' ? '0' : '1',
});

export function valueEdit(
  spot: Spot,
  text: string,
): Pick<CompletionItem, 'range' | 'newText' | 'isSnippet' | 'additional'> {
  const { range, comma, before } = spot;
  return { range, newText: text + comma, isSnippet: false, ...(before.length > 0 && { additional: before }) };
}

function stateNames(spot: Spot): CompletionItem[] {
  const { place } = spot;
  return place.scope.states.map((state, index) => {
    const comment = stringOf(state.node, 'Comment');
    // A state that leads to itself is rarely meant.
    const rank = state === place.state ? 99_999 : index;
    return textItem(spot, { name: state.name, detail: state.type, doc: comment, rank, kind: 'state' });
  });
}

function errorNames(spot: Spot): CompletionItem[] {
  const { doc, place } = spot;
  const present = new Set(namesIn(place.field?.property.value));
  const typed = place.string?.value;
  const { state } = place;
  const known = errorSpecs.filter(
    ({ catchable, raisedBy, service }) =>
      catchable &&
      (raisedBy.length === 0 || !state?.type || raisedBy.includes(state.type) || (isContainer(state) && !service)),
  );
  const custom = [...customErrors(place)].filter((name) => !errorSpecs.some((error) => error.name === name));
  const wanted = (name: string): boolean => name === typed || !present.has(name);
  return [
    ...known
      .filter(({ name }) => wanted(name))
      .map(({ name, doc: text, service }) =>
        textItem(spot, {
          name,
          doc: text,
          detail: service,
          rank: service ? 2 : name === 'States.ALL' ? 0 : 1,
          kind: 'error',
        }),
      ),
    ...custom
      .filter(wanted)
      .map((name) => textItem(spot, { name, detail: 'named in this machine', rank: 1, kind: 'error' })),
  ].map((item) => (place.on === 'value' && place.property === place.field?.property ? inList(doc, item) : item));
}

/** Where the list itself is not there yet, the name comes in brackets. */
function inList(doc: AslDocument, item: CompletionItem): CompletionItem {
  const comma = item.newText.endsWith(',') ? ',' : '';
  const text = comma ? item.newText.slice(0, -1) : item.newText;
  return doc.format === 'json' || text !== '' ? { ...item, newText: `[${text}]${comma}` } : item;
}

const isContainer = (state: State): boolean => state.type === 'Map' || state.type === 'Parallel';

function namesIn(node: SyntaxNode | undefined): string[] {
  if (node?.kind !== 'array') return [];
  return node.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
}

/** Names that Fail states raise and that other handlers name. */
function customErrors({ machine }: Place): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { node, type } of machine.states) {
    const error = type === 'Fail' ? stringOf(node, 'Error') : undefined;
    if (error && !error.startsWith('{%')) names.add(error);
    for (const property of node.properties) {
      if ((property.key.value !== 'Retry' && property.key.value !== 'Catch') || property.value?.kind !== 'array')
        continue;
      for (const item of property.value.items)
        for (const name of namesIn(
          item.kind === 'object' ? item.properties.find(({ key }) => key.value === 'ErrorEquals')?.value : undefined,
        ))
          names.add(name);
    }
  }
  return new Set([...names].filter((name) => name !== '' && !hasPlaceholder(name)));
}

function resources(spot: Spot, state: State | undefined): CompletionItem[] {
  const { place } = spot;
  if (place.field?.object.name === 'ItemReader')
    return ['arn:aws:states:::s3:getObject', 'arn:aws:states:::s3:listObjectsV2'].map((name) =>
      textItem(spot, { name, kind: 'resource' }),
    );
  if (place.field?.object.name === 'ResultWriter')
    return [textItem(spot, { name: 'arn:aws:states:::s3:putObject', kind: 'resource' })];
  if (state && state.type !== 'Task') return [];
  const integrations = Object.entries(optimizedIntegrations).flatMap(([service, actions]) =>
    Object.entries(actions).flatMap(([action, { patterns }]) =>
      ['', ...patterns].map((pattern) =>
        textItem(spot, {
          name: `arn:aws:states:::${service}:${action}${pattern}`,
          doc: PATTERN_DOCS[pattern],
          rank: service === 'lambda' ? 0 : 1,
          kind: 'resource',
        }),
      ),
    ),
  );
  return [...integrations, ...TEMPLATES.map(({ label, snippet, text }) => templateItem(spot, label, snippet, text))];
}

const PATTERN_DOCS: Readonly<Record<string, string>> = {
  '': 'Calls the service and goes on with its answer.',
  '.sync': 'Calls the service and waits until the job has ended.',
  '.sync:2': 'Calls the service and waits until the job has ended; its input and output come as JSON.',
  '.waitForTaskToken': 'Calls the service and waits until somebody answers with the task token (`$$.Task.Token`).',
};

const TEMPLATES = [
  {
    label: 'arn:aws:lambda:… (function)',
    snippet: '"arn:aws:lambda:${1:region}:${2:account}:function:${3:name}"',
    text: 'A Lambda function, called directly. Its result is not wrapped in `Payload`.',
  },
  {
    label: 'arn:aws:states:… (activity)',
    snippet: '"arn:aws:states:${1:region}:${2:account}:activity:${3:name}"',
    text: 'An activity: a worker of your own polls for the task.',
  },
  {
    label: 'arn:aws:states:::aws-sdk:… (any AWS API)',
    snippet: '"arn:aws:states:::aws-sdk:${1:service}:${2:action}"',
    text: 'Any action of any AWS service, by its SDK name.',
  },
] as const;

function templateItem(spot: Spot, label: string, snippet: string, text: string): CompletionItem {
  return {
    label,
    kind: 'resource',
    doc: text,
    ...valueEdit(spot, snippet),
    isSnippet: true,
    filterText: filterFor(spot.doc, spot.range, label),
    sortText: `9${label}`,
  };
}

/** A JSONata expression in the place of a value. */
function jsonataItem(spot: Spot): CompletionItem {
  const { doc, place, range } = spot;
  const edit = valueEdit(spot, snippetValue(doc, place, range, '"{% $1 %}"'));
  const inside = place.string && place.string.style !== 'plain' ? doc.text[place.string.start] : undefined;
  const newText = inside ? edit.newText.replaceAll('"', inside) : edit.newText;
  return {
    ...edit,
    newText,
    isSnippet: true,
    label: '{% … %}',
    kind: 'snippet',
    detail: 'JSONata expression',
    filterText: filterFor(doc, range, '{%'),
    sortText: '~',
    retrigger: true,
  };
}
