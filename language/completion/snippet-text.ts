/** Members as snippets in the format of the document, with lines indented relative to the line of the cursor. */
import type { AslDocument, Place, Range } from '#asl';
import { indentUnit, lineStart } from '../edits/layout.ts';
import { stringText, valueText } from '../edits/value-text.ts';
import { escapeSnippet } from './item.ts';

export const memberSnippet = {
  /** A key as the document writes it. */
  key(doc: AslDocument, place: Place, name: string): string {
    return doc.format === 'json'
      ? JSON.stringify(name)
      : stringText(name, place.string?.style ?? 'plain', place.object?.flow ?? false);
  },

  /** A key with a value that is given as a snippet in JSON form. */
  member(doc: AslDocument, place: Place, range: Range, name: string, value: string): string {
    const text = snippetValue(doc, place, range, value);
    return `${escapeSnippet(this.key(doc, place, name))}:${/^\s/.test(text) ? '' : ' '}${text}`;
  },
};

/** A member whose key is part of the snippet: `"${1:Name}": {…}`. */
export function wholeMemberSnippet(doc: AslDocument, place: Place, range: Range, member: string): string {
  if (doc.format === 'json') return withUnit(doc, member);
  const text = snippetValue(doc, place, range, `{${member}}`);
  // The object around the member is only there to make it a value: its line break and its level go.
  const unit = indentUnit(doc);
  return text.startsWith('\n')
    ? text.trimStart().replaceAll(`\n${unit}`, '\n')
    : text.replace(/^\{ /, '').replace(/ \}$/, '');
}

/** A value in JSON form as the document writes it behind a key at the range. */
export function snippetValue(doc: AslDocument, place: Place, range: Range, value: string): string {
  if (doc.format === 'json') return withUnit(doc, value);
  // The editor adds the indentation of the line; behind a dash the members stand deeper than that.
  const line = doc.text.slice(lineStart(doc.text, range.start), range.start);
  const dashes = /^[ ]*((?:- +)*)/.exec(line)?.[1] ?? '';
  const indent = ' '.repeat(dashes.length);
  const inline = place.object?.flow === true;
  return valueText(value, { format: 'yaml', unit: indentUnit(doc), indent, lineBreak: '\n', inline });
}

const withUnit = (doc: AslDocument, text: string): string => text.replaceAll('\t', indentUnit(doc));
