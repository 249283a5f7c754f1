/**
 * Changes of a document as text edits that follow its layout: commas, quotes, indentation, comments. Values are given
 * as JSON text and written as YAML where the document is YAML.
 */
import {
  type AslDocument,
  isMerged,
  type ObjectNode,
  type PropertyNode,
  type Range,
  type Scope,
  type StringNode,
  type SyntaxNode,
} from '#asl';
import type { TextEdit } from '../rule.ts';
import { columnAt, contentEnd, indentAt, indentUnit, isFirstOnLine, lineBreak, lineEnd, lineStart } from './layout.ts';
import { stringText, type ValueLayout, valueText } from './value-text.ts';

/** Adds a member with a value in JSON text, behind `after` or at the end. */
export function insertProperty(
  doc: AslDocument,
  object: ObjectNode,
  name: string,
  value: string,
  after: PropertyNode | undefined = object.properties[object.properties.length - 1],
): readonly TextEdit[] {
  if (!after) return intoEmpty(doc, object, name, value);
  if (!object.flow) return [belowBlock(doc, after, name, value)];
  const { text } = doc;
  const ownLine = isFirstOnLine(text, after.start);
  const indent = indentAt(text, after.start);
  const member = memberText(doc, name, value, ownLine ? indent : '', !ownLine);
  const end = contentEnd(text, after);
  if (!ownLine) return [insert(end, `, ${member}`)];
  const isLast = after === object.properties[object.properties.length - 1];
  const comment = isLast ? commentBehind(doc, end) : undefined;
  const line = `${lineBreak(text)}${indent}${member}`;
  return comment ? [insert(end, ','), insert(comment.end, line)] : [insert(end, `,${line}`)];
}

/** Adds a state at the end of its scope, or behind another state. */
export function insertState(
  doc: AslDocument,
  scope: Scope,
  name: string,
  value: string,
  after?: PropertyNode,
): readonly TextEdit[] {
  if (scope.statesNode) return insertProperty(doc, scope.statesNode, name, value, after);
  const states = scope.node.properties.find(({ key }) => key.value === 'States');
  const object = `{ ${JSON.stringify(name)}: ${value} }`;
  return states ? setValue(doc, states, object) : insertProperty(doc, scope.node, 'States', object);
}

/** Writes another value over a value. */
export function replaceValue(doc: AslDocument, node: SyntaxNode, value: string): readonly TextEdit[] {
  const property = node.parent?.kind === 'property' ? node.parent : undefined;
  const inFlow =
    property?.parent?.kind === 'object' ? property.parent.flow : node.parent?.kind === 'array' && node.parent.flow;
  const indent = property && !inFlow ? ' '.repeat(columnAt(doc.text, property.start)) : indentAt(doc.text, node.start);
  const inline = doc.format === 'yaml' && (inFlow || !property);
  const text = valueText(value, layoutOf(doc, indent, inline));
  const start = /^\s/.test(text) && property ? afterColon(doc, property) : node.start;
  return [{ range: { start, end: contentEnd(doc.text, node) }, newText: text }];
}

/** Gives a property a value, whether it has one or not. */
export function setValue(doc: AslDocument, property: PropertyNode, value: string): readonly TextEdit[] {
  if (property.value) return replaceValue(doc, property.value, value);
  const inFlow = property.parent?.kind === 'object' && property.parent.flow;
  const indent = inFlow ? indentAt(doc.text, property.start) : ' '.repeat(columnAt(doc.text, property.start));
  const text = valueText(value, layoutOf(doc, indent, inFlow && !isFirstOnLine(doc.text, property.start)));
  const colon = afterColon(doc, property);
  const hasColon = colon > property.key.end;
  const gap = /^\s/.test(text) ? '' : ' ';
  const end = hasColon ? blanksEnd(doc.text, colon) : colon;
  return [{ range: { start: colon, end }, newText: `${hasColon ? '' : ':'}${gap}${text}` }];
}

/** Takes a member away, with its comma and, where it had lines of its own, with them. */
export function removeProperty(doc: AslDocument, property: PropertyNode): readonly TextEdit[] {
  const object = property.parent;
  // What a merge key brings in has no text of its own here.
  if (object?.kind !== 'object' || isMerged(property)) return [];
  return object.flow ? removeFromFlow(doc, object, property) : removeFromBlock(doc, object, property);
}

/** Writes another name or text in the quotes that are there. */
export function replaceString(doc: AslDocument, node: StringNode, value: string): TextEdit {
  const isAlias = doc.format === 'yaml' && doc.text[node.start] === '*' && node.style !== 'double';
  const style = isAlias || node.style.startsWith('block') ? 'plain' : doc.format === 'json' ? 'double' : node.style;
  const newText = stringText(value, style, isInFlow(node));
  return { range: { start: node.start, end: contentEnd(doc.text, node) }, newText };
}

const insert = (offset: number, newText: string): TextEdit => ({ range: { start: offset, end: offset }, newText });

function layoutOf(doc: AslDocument, indent: string, inline: boolean): ValueLayout {
  return { format: doc.format, unit: indentUnit(doc), indent, lineBreak: lineBreak(doc.text), inline };
}

function memberText(doc: AslDocument, name: string, value: string, indent: string, inline: boolean): string {
  // Between the brackets of YAML nothing can be a block.
  const text = valueText(value, layoutOf(doc, indent, inline || (doc.format === 'yaml' && indent === '')));
  const key = doc.format === 'json' ? JSON.stringify(name) : stringText(name, 'plain', inline);
  return `${key}:${/^\s/.test(text) ? '' : ' '}${text}`;
}

function intoEmpty(doc: AslDocument, object: ObjectNode, name: string, value: string): readonly TextEdit[] {
  const { text } = doc;
  const closed = text[object.end - 1] === '}';
  const inside: Range = { start: object.start + 1, end: closed ? object.end - 1 : object.end };
  if (doc.format === 'yaml')
    return [{ range: inside, newText: ` ${memberText(doc, name, value, '', true)} ${closed ? '' : '}'}` }];
  const indent = indentAt(text, object.start);
  const inner = indent + indentUnit(doc);
  const member = `${lineBreak(text)}${inner}${memberText(doc, name, value, inner, false)}`;
  const end = `${lineBreak(text)}${indent}${closed ? '' : '}'}`;
  const comment = [...doc.comments]
    .reverse()
    .find(({ start, end: stop }) => start >= inside.start && stop <= inside.end);
  return [{ range: { start: comment?.end ?? inside.start, end: inside.end }, newText: member + end }];
}

/** On the line below a member of a YAML block. */
function belowBlock(doc: AslDocument, after: PropertyNode, name: string, value: string): TextEdit {
  const { text } = doc;
  const indent = ' '.repeat(columnAt(text, after.start));
  const layout = layoutOf(doc, indent, false);
  const content = valueText(value, layout);
  const member = `${stringText(name, 'plain')}:${/^\s/.test(content) ? '' : ' '}${content}`;
  return insert(lineEnd(text, contentEnd(text, after)), `${lineBreak(text)}${indent}${member}`);
}

/** A comment behind the offset on the same line. */
function commentBehind(doc: AslDocument, offset: number): Range | undefined {
  const end = lineEnd(doc.text, offset);
  const comment = doc.comments.find(({ start }) => start >= offset && start < end);
  return comment && doc.text.slice(offset, comment.start).trim() === '' ? comment : undefined;
}

function afterColon(doc: AslDocument, property: PropertyNode): number {
  const colon = /^\s*:/.exec(doc.text.slice(property.key.end, property.key.end + 100));
  return property.key.end + (colon?.[0].length ?? 0);
}

function blanksEnd(text: string, offset: number): number {
  let end = offset;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return end;
}

function isInFlow(node: SyntaxNode): boolean {
  const holder = node.parent?.kind === 'property' ? node.parent.parent : node.parent;
  return (holder?.kind === 'object' || holder?.kind === 'array') && holder.flow;
}

function removeFromFlow(doc: AslDocument, object: ObjectNode, property: PropertyNode): readonly TextEdit[] {
  const { text } = doc;
  const at = object.properties.indexOf(property);
  const next = object.properties[at + 1];
  const previous = object.properties[at - 1];
  const end = contentEnd(text, property);
  if (next) {
    const comma = text.indexOf(',', end) + 1;
    const lineOver = isFirstOnLine(text, property.start) && text.slice(comma, lineEnd(text, comma)).trim() === '';
    if (!lineOver) return [remove(property.start, next.start)];
    return [
      remove(lineStart(text, property.start), Math.min(lineEnd(text, comma) + lineBreak(text).length, next.start)),
    ];
  }
  if (!previous) return [remove(object.start + 1, text[object.end - 1] === '}' ? object.end - 1 : object.end)];
  const before = contentEnd(text, previous);
  const comments = doc.comments.some(({ start }) => start >= before && start < property.start);
  if (!comments) return [remove(before, end)];
  const comma = text.indexOf(',', before);
  const stop = lineEnd(text, end);
  const wholeLine = isFirstOnLine(text, property.start) && text.slice(end, stop).trim() === '';
  const own = wholeLine
    ? remove(lineStart(text, property.start), stop + lineBreak(text).length)
    : remove(property.start, end);
  return [remove(comma, comma + 1), own];
}

function removeFromBlock(doc: AslDocument, object: ObjectNode, property: PropertyNode): readonly TextEdit[] {
  const { text } = doc;
  const at = object.properties.indexOf(property);
  const next = object.properties[at + 1];
  const end = lineEnd(text, contentEnd(text, property));
  if (object.properties.length === 1)
    return [{ range: { start: property.start, end: contentEnd(text, property) }, newText: '{}' }];
  if (isFirstOnLine(text, property.start)) {
    const start = lineStart(text, property.start);
    const hasBreak = text[end] !== undefined;
    return [
      remove(
        hasBreak ? start : Math.max(start - lineBreak(text).length, 0),
        hasBreak ? end + lineBreak(text).length : end,
      ),
    ];
  }
  // The first member stands behind a dash: the next one takes its place.
  return [remove(property.start, next?.start ?? end)];
}

const remove = (start: number, end: number): TextEdit => ({ range: { start, end }, newText: '' });
