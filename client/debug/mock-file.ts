/**
 * Writes an answer into the text of a mock file and keeps every character that is there: other answers, their
 * order, comments and the way the file is laid out.
 */
import { findNodeAtLocation, type Node, type ParseError, parseTree } from 'jsonc-parser';

export * from './launch-completion.ts';
export * from './mock-completion.ts';

import type { MockAnswer } from '#protocol';

export type UpdatedMocks = { readonly text: string } | { readonly problem: string };

/** The text with the answer added under `key`; after the answers that are there already. */
export function addAnswer(text: string, key: string, answer: MockAnswer): UpdatedMocks {
  if (text.trim() === '') return { text: `${JSON.stringify({ mocks: { [key]: answer } }, null, 2)}\n` };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  if (errors.length > 0 || root?.type !== 'object') return { problem: 'The mock file is not a JSON object.' };
  const mocks = findNodeAtLocation(root, ['mocks']);
  if (!mocks) return { text: append(text, root, 'mocks', { [key]: answer }) };
  if (mocks.type !== 'object') return { problem: 'The field "mocks" of the mock file is not an object.' };
  const existing = findNodeAtLocation(root, ['mocks', key]);
  if (!existing) return { text: append(text, mocks, key, answer) };
  if (existing.type === 'array') return { text: append(text, existing, undefined, answer) };
  return { text: intoList(text, existing, answer) };
}

/** Adds a member to an object or an item to an array, laid out as its neighbors are. */
function append(text: string, container: Node, key: string | undefined, value: unknown): string {
  const layout = layoutOf(text);
  const members = container.children ?? [];
  const first = members[0];
  const last = members.at(-1);
  const name = key === undefined ? '' : `${JSON.stringify(key)}: `;
  const outer = indentAt(text, container.offset);
  if (!first || !last) {
    const inner = outer + layout.unit;
    const member = `${layout.eol}${inner}${name}${print(value, inner, layout)}${layout.eol}${outer}`;
    return splice(text, container.offset + 1, container.offset + container.length - 1, member);
  }
  const isOneLine = !text.slice(container.offset, first.offset).includes('\n');
  const end = last.offset + last.length;
  if (isOneLine) return splice(text, end, end, `, ${name}${JSON.stringify(value)}`);
  const inner = indentAt(text, first.offset);
  return splice(text, end, end, `,${layout.eol}${inner}${name}${print(value, inner, layout)}`);
}

/** One answer becomes the first of a list. */
function intoList(text: string, existing: Node, answer: MockAnswer): string {
  const layout = layoutOf(text);
  const outer = indentAt(text, existing.offset);
  const inner = outer + layout.unit;
  const end = existing.offset + existing.length;
  const old = text.slice(existing.offset, end).replaceAll(`\n${outer}`, `\n${inner}`);
  const items = `${layout.eol}${inner}${old},${layout.eol}${inner}${print(answer, inner, layout)}${layout.eol}${outer}`;
  return splice(text, existing.offset, end, `[${items}]`);
}

interface Layout {
  readonly unit: string;
  readonly eol: string;
}

function layoutOf(text: string): Layout {
  return { unit: /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ', eol: text.includes('\r\n') ? '\r\n' : '\n' };
}

function print(value: unknown, indent: string, { unit, eol }: Layout): string {
  return JSON.stringify(value, null, unit).replaceAll('\n', `${eol}${indent}`);
}

/** The white space at the start of the line that holds the offset. */
function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

function splice(text: string, start: number, end: number, inserted: string): string {
  return text.slice(0, start) + inserted + text.slice(end);
}
