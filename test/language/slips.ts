/**
 * The slips that a person makes in a definition, each made once in a valid text: what the tests of message quality
 * start from. Every slip says where it was made, so that a finding can be held against that place.
 */
import { type AslDocument, type ObjectNode, type PropertyNode, parseAsl, type Range, type StringNode } from '#asl';
import { offsetInString } from '#asl/text/string-offsets';
import { walkMachine } from '../../language/walk/machine-walk.ts';

/** A text with one slip in it. */
export interface Slip {
  readonly kind: SlipKind;
  readonly text: string;
  /** Where the text was changed, in the changed text. */
  readonly at: Range;
  /** What was changed, in words for a failing test. */
  readonly what: string;
}

/** Numbers from 0 up to, but not including, the one that is asked with. */
export type Random = (below: number) => number;

/** Makes a slip in a text without mistakes; undefined where the text has nothing of that kind. */
type Maker = (doc: AslDocument, random: Random) => Omit<Slip, 'kind'> | undefined;

const pick = <T>(list: readonly T[], random: Random): T | undefined => list[random(list.length)];

function changed(text: string, { start, end }: Range, newText: string, what: string): Omit<Slip, 'kind'> {
  return {
    text: text.slice(0, start) + newText + text.slice(end),
    at: { start, end: start + newText.length },
    what: `${what}: ${JSON.stringify(text.slice(start, end))} to ${JSON.stringify(newText)}`,
  };
}

/** One letter left out, doubled, or swapped with its neighbour. */
export function misspelt(word: string, random: Random): string {
  const i = 1 + random(Math.max(word.length - 2, 1));
  switch (random(3)) {
    case 0:
      return word.slice(0, i) + word.slice(i + 1);
    case 1:
      return word.slice(0, i) + (word[i] ?? 'x') + word.slice(i);
    default:
      return word.slice(0, i) + (word[i + 1] ?? '') + (word[i] ?? 'q') + word.slice(i + 2);
  }
}

/** The characters of a JSON text that are one of these signs and stand outside of strings. */
function signsOutsideStrings(text: string, signs: string): number[] {
  const found: number[] = [];
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]/g))
    if (token.length === 1 && signs.includes(token)) found.push(index);
  return found;
}

const deleteSign =
  (signs: string): Maker =>
  ({ text, format }, random) => {
    if (format !== 'json') return undefined;
    const at = pick(signsOutsideStrings(text, signs), random);
    return at === undefined ? undefined : changed(text, { start: at, end: at + 1 }, '', 'deleted');
  };

const inner = ({ start, end, style }: StringNode): Range =>
  style === 'plain' || style.startsWith('block') ? { start, end } : { start: start + 1, end: end - 1 };

function misspellIn(doc: AslDocument, nodes: readonly StringNode[], random: Random, what: string): ReturnType<Maker> {
  const long = nodes.filter(
    ({ value, style }) => value.length > 3 && /^\w+$/.test(value) && !style.startsWith('block'),
  );
  const node = pick(long, random);
  if (!node) return undefined;
  const wrong = misspelt(node.value, random);
  if (wrong === node.value || nodes.some(({ value }) => value === wrong)) return undefined;
  return changed(doc.text, inner(node), wrong, what);
}

const fieldsOf = (doc: AslDocument) => doc.machines.flatMap((machine) => [...walkMachine(machine).fields]);
const objectsOf = (doc: AslDocument) => doc.machines.flatMap((machine) => [...walkMachine(machine).objects]);

/** The property with one comma beside it, or its whole lines. */
function withComma(text: string, { start, end, parent }: PropertyNode): Range | undefined {
  const siblings = (parent as ObjectNode).properties;
  const after = /^\s*,/.exec(text.slice(end));
  if (after) return { start, end: end + after[0].length };
  const before = /,\s*$/.exec(text.slice(0, start));
  if (before) return { start: before.index, end };
  return siblings.length === 1 ? { start, end } : undefined;
}

function lineRange(text: string, { start, end: last }: Range): Range {
  // A block ends where the next key begins.
  const end = start + text.slice(start, last).trimEnd().length;
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  return { start: from, end: newline < 0 ? text.length : newline + 1 };
}

/** Where a word of an expression stands in the text, for words found by a pattern. */
function wordsOfExpressions(doc: AslDocument, pattern: RegExp): Range[] {
  return doc.machines.flatMap((machine) =>
    walkMachine(machine).sites.flatMap(({ node }) =>
      [...node.value.matchAll(pattern)].flatMap(({ 1: word = '', index, 0: all }) => {
        const from = index + all.indexOf(word);
        const start = offsetInString(doc.text, node, from);
        const end = offsetInString(doc.text, node, from + word.length);
        return doc.text.slice(start, end) === word ? [{ start, end }] : [];
      }),
    ),
  );
}

const misspellWord =
  (pattern: RegExp, what: string): Maker =>
  (doc, random) => {
    const at = pick(wordsOfExpressions(doc, pattern), random);
    if (!at) return undefined;
    const word = doc.text.slice(at.start, at.end);
    const wrong = misspelt(word, random);
    return wrong === word ? undefined : changed(doc.text, at, wrong, what);
  };

const WRONG_VALUES = ['5', '"text"', 'true', '[]', '{}', 'null'];

export const SLIPS = {
  'a deleted bracket': deleteSign('{}[]'),
  'a deleted comma': deleteSign(','),
  'a deleted colon': deleteSign(':'),
  'a deleted quote': ({ text, format }, random) => {
    const quotes = [...text.matchAll(/(?<!\\)"/g)].map(({ index }) => index);
    const at = pick(quotes, random);
    return at === undefined || format !== 'json' ? undefined : changed(text, { start: at, end: at + 1 }, '', 'deleted');
  },
  'a stray sign': ({ text, format }, random) => {
    const places = signsOutsideStrings(text, '{}[],:');
    const at = pick(places, random);
    if (at === undefined || format !== 'json') return undefined;
    return changed(text, { start: at, end: at }, pick(['}', ']', ',', ':', 'x', '{', '['], random) ?? ',', 'typed');
  },
  'a misspelt field': (doc, random) =>
    misspellIn(
      doc,
      fieldsOf(doc).map(({ property }) => property.key),
      random,
      'field',
    ),
  'a misspelt target': (doc, random) =>
    misspellIn(
      doc,
      doc.machines.flatMap(({ states, scope }) => [
        ...(scope.start ? [scope.start.node] : []),
        ...states.flatMap(({ transitions }) => transitions.map(({ node }) => node)),
      ]),
      random,
      'target',
    ),
  'a misspelt value': (doc, random) =>
    misspellIn(
      doc,
      fieldsOf(doc).flatMap(({ spec, value }) => (spec.values && value?.kind === 'string' ? [value] : [])),
      random,
      'value',
    ),
  'a misspelt type': (doc, random) =>
    misspellIn(
      doc,
      doc.machines.flatMap(({ states }) =>
        states.flatMap(({ node }) =>
          node.properties.flatMap(({ key, value }) =>
            key.value === 'Type' && value?.kind === 'string' ? [value] : [],
          ),
        ),
      ),
      random,
      'type',
    ),
  'a misspelt function': misspellWord(/(?:\$|States\.)([a-zA-Z]{4,})\(/g, 'function'),
  'a misspelt variable': misspellWord(/\$(?!states\b)([a-zA-Z]{4,})\b(?!\()/g, 'variable'),
  'a misspelt context member': misspellWord(/(?:\$\$|\$states\.context)\.([a-zA-Z]{4,})/g, 'context'),
  'a misspelt member of $states': misspellWord(/\$states\.([a-zA-Z]{4,})/g, '$states'),
  'a deleted required field': (doc, random) => {
    const required = objectsOf(doc).flatMap(({ fields, spec }) =>
      fields.all.filter(
        (field) =>
          field.spec.required === true ||
          (spec.groups ?? []).some((group) => group.need !== 'at-most-one' && group.fields.includes(field.spec.name)),
      ),
    );
    const field = pick(required, random);
    if (!field) return undefined;
    const { property } = field;
    // A list item begins on the line of its first key.
    if (
      doc.format === 'yaml' &&
      property.parent &&
      'properties' in property.parent &&
      property.parent.properties[0] === property
    )
      return undefined;
    const range = doc.format === 'json' ? withComma(doc.text, property) : lineRange(doc.text, property);
    if (!range) return undefined;
    const owner = field.owner.node;
    const slip = changed(doc.text, range, '', 'deleted');
    // The object that lacks it is the place.
    const at = { start: (owner.parent ?? owner).start, end: (owner.parent ?? owner).end - (range.end - range.start) };
    return { ...slip, at };
  },
  'a wrong type': (doc, random) => {
    const field = pick(
      fieldsOf(doc).filter(({ value, spec }) => value && spec.kind !== 'json' && spec.kind !== 'template'),
      random,
    );
    const value = field?.value;
    if (!value) return undefined;
    const wrong = WRONG_VALUES.filter((json) => {
      const kind = parseAsl(json, 'json').root?.kind;
      return kind !== value.kind;
    });
    const end = value.start + doc.text.slice(value.start, value.end).trimEnd().length;
    return changed(
      doc.text,
      { start: value.start, end },
      pick(wrong, random) ?? '5',
      `wrong type of ${field.spec.name}`,
    );
  },
  'a doubled key': (doc, random) => {
    const field = pick(
      fieldsOf(doc).filter(({ value }) => value && !('items' in value) && !('properties' in value)),
      random,
    );
    if (!field) return undefined;
    const { start, end } = field.property;
    const source = doc.text.slice(start, end);
    if (doc.format === 'json') {
      const slip = changed(doc.text, { start: end, end }, `, ${source}`, 'doubled');
      return { ...slip, at: { start, end: slip.at.end } };
    }
    if (source.includes('\n')) return undefined;
    const column = start - (doc.text.lastIndexOf('\n', start - 1) + 1);
    const lineEnd = doc.text.indexOf('\n', end);
    if (lineEnd < 0) return undefined;
    const slip = changed(doc.text, { start: lineEnd, end: lineEnd }, `\n${' '.repeat(column)}${source}`, 'doubled');
    return { ...slip, at: { start, end: slip.at.end } };
  },
  'an unquoted text': ({ text, format }, random) => {
    if (format !== 'json') return undefined;
    const strings = [...text.matchAll(/:\s*("(?:[^"\\]|\\.)+")/g)];
    const found = pick(strings, random);
    if (!found) return undefined;
    const [all, string = ''] = found;
    const start = found.index + all.length - string.length;
    return changed(text, { start, end: start + string.length }, string.slice(1, -1), 'unquoted');
  },
  'an unquoted placeholder': ({ text, format }, random) => {
    if (format !== 'json') return undefined;
    const found = pick([...text.matchAll(/:\s*("(?:[^"\\$]|\\.)+")/g)], random);
    if (!found) return undefined;
    const [all, string = ''] = found;
    const start = found.index + all.length - string.length;
    const made = pick(['${Name}', 'prefix-${Name}', '${Name}-suffix', '${A}:${B}', 'arn:aws:x:${R}:y'], random) ?? '';
    return changed(text, { start, end: start + string.length }, made, 'unquoted');
  },
  'a shifted line': ({ text, format }, random) => {
    if (format !== 'yaml') return undefined;
    const lines = [...text.matchAll(/^( *)[^\s#].*$/gm)];
    const line = pick(lines.slice(1), random);
    if (!line) return undefined;
    const indent = line[1]?.length ?? 0;
    if (indent > 0 && random(2) === 0)
      return {
        ...changed(text, { start: line.index, end: line.index + 1 }, '', 'shifted left'),
        at: { start: line.index, end: line.index + line[0].length },
      };
    const slip = changed(text, { start: line.index, end: line.index }, ' ', 'shifted right');
    return { ...slip, at: { start: line.index, end: line.index + line[0].length + 1 } };
  },
  'a deleted YAML sign': ({ text, format }, random) => {
    if (format !== 'yaml') return undefined;
    const signs = [...text.matchAll(/:(?=\s)|^\s*-(?= )|["']/gm)].map(({ index, 0: all }) => index + all.length - 1);
    const at = pick(signs, random);
    return at === undefined ? undefined : changed(text, { start: at, end: at + 1 }, '', 'deleted');
  },
} as const satisfies Record<string, Maker>;

export type SlipKind = keyof typeof SLIPS;

/** Makes the slip in the document; undefined where it has no place in it. */
export function slipIn(doc: AslDocument, kind: SlipKind, random: Random): Slip | undefined {
  const made = SLIPS[kind](doc, random);
  return made && { kind, ...made };
}
