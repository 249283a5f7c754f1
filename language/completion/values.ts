/** Values of fields: states of the scope, the values of an enum, error names, resources, and what begins an expression. */
import { type AslDocument, type Place, STATE_TYPES, stringOf } from '#asl';
import type { ServiceCatalog } from '#asl/services/catalog';
import { type FieldSpec, stateSpecs } from '#asl/spec';
import { errorNames } from './error-names.ts';
import { type CompletionItem, filterFor } from './item.ts';
import { parameterValues } from './parameters.ts';
import { resources } from './resources.ts';
import { snippetValue } from './snippet-text.ts';
import { plainItem, type Spot, spotAt, textItem, valueEdit } from './spot.ts';
import { pathStarters, wholeValues } from './starters.ts';

/** Completions for the value of a field, or for an item of its list. */
export function valueCompletions(doc: AslDocument, place: Place, services: ServiceCatalog): readonly CompletionItem[] {
  const { field, on } = place;
  if (!field) return [];
  const { spec } = field;
  const language = field.state?.queryLanguage ?? place.machine.queryLanguage;
  const spot = spotAt(doc, place, services);
  const isOwn = on === 'item' || place.property === field.property;
  if (spec.kind === 'template' || spec.kind === 'assign' || spec.kind === 'condition') {
    if (place.expression) return [];
    const starters = language === 'JSONata' ? [jsonataItem(spot)] : isOwn ? [] : pathStarters(spot);
    if (!isOwn) return [...parameterValues(spot), ...starters];
    return spec.kind === 'condition' ? starters : [...starters, ...wholeValues(spot, spec, language)];
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

function stateNames(spot: Spot): CompletionItem[] {
  const { place } = spot;
  return place.scope.states.map((state, index) => {
    const comment = stringOf(state.node, 'Comment');
    // A state that leads to itself is rarely meant.
    const rank = state === place.state ? 99_999 : index;
    return textItem(spot, { name: state.name, detail: state.type, doc: comment, rank, kind: 'state' });
  });
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
