/** What a value can begin with where nothing is typed yet: an object or list with its first members, a path in quotes. */
import type { QueryLanguage } from '#asl';
import { type FieldSpec, objectSpecs } from '#asl/spec';
import { indentUnit, isFirstOnLine } from '../edits/layout.ts';
import { stringText } from '../edits/value-text.ts';
import { pathWords } from './expressions.ts';
import { fieldSnippet } from './field-snippet.ts';
import { type CompletionItem, escapeSnippet, filterFor } from './item.ts';
import { isParameters, requiredSnippet } from './parameters.ts';
import { snippetValue } from './snippet-text.ts';
import { type Spot, valueEdit } from './spot.ts';
import { withTargets } from './targets.ts';

/** The value of a field, or an item of its list, as completion of the field would write it. */
export function wholeValues(spot: Spot, spec: FieldSpec, language: QueryLanguage): CompletionItem[] {
  const { doc, place, range } = spot;
  if (place.string || !isStructured(spec)) return [];
  const own = isParameters(spec) ? requiredSnippet(place, language, spot.services) : undefined;
  const snippet = withTargets(own ?? fieldSnippet(spec, language).snippet, place);
  const isItem = place.on === 'item';
  if (isItem && !isList(spec)) return [];
  const value = isItem
    ? snippet
        .replace(/^\[\n\t/, '')
        .replace(/\n\]$/, '')
        .replaceAll('\n\t', '\n')
    : snippet;
  const title = isItem ? (objectSpecs[spec.object ?? '']?.title ?? spec.name) : spec.name;
  const label = isItem ? title.replace(/^an? /, '') : `${title} ${isList(spec) ? '[…]' : '{…}'}`;
  const written = snippetValue(doc, place, range, value);
  // On a line of its own a block of YAML begins right there.
  const text =
    written.startsWith('\n') && isFirstOnLine(doc.text, range.start)
      ? written.trimStart().replaceAll(`\n${indentUnit(doc)}`, '\n')
      : written;
  return [
    {
      label,
      kind: 'snippet',
      doc: spec.doc,
      ...valueEdit(spot, isItem ? text.trimStart() : text),
      isSnippet: true,
      filterText: filterFor(doc, range, label),
      sortText: `~${label}`,
    },
  ];
}

const isList = ({ kind }: FieldSpec): boolean => kind === 'objects' || kind === 'scopes';

const isStructured = (spec: FieldSpec): boolean =>
  isList(spec) || ['object', 'scope', 'states', 'template', 'assign', 'json'].includes(spec.kind);

/** Paths, variables and functions with the quotes that a value needs. */
export function pathStarters(spot: Spot): CompletionItem[] {
  const { doc, place, range } = spot;
  if (place.string) return [];
  return pathWords(doc, place).map(({ label, kind, text = label, snippet, detail, doc: words, rank }) => {
    const plain = snippet ? text : escapeSnippet(text);
    const value = label.endsWith('.') ? `${plain}$1` : plain;
    const quoted = doc.format === 'json' || stringText(label, 'plain', place.object?.flow) !== label;
    return {
      label,
      kind,
      ...valueEdit(spot, quoted ? `"${value}"` : value),
      isSnippet: true,
      filterText: filterFor(doc, range, label),
      sortText: `${rank}${label}`,
      ...(detail !== undefined && { detail }),
      ...(words !== undefined && { doc: words }),
    };
  });
}
