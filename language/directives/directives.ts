/**
 * What a document says about its own findings: a comment such as `# stepwright next-line error-name`, or the same in
 * brackets at the end of a `Comment` field, for JSON that goes to AWS as it is. Each names rules, with `=hint` and the
 * like for a weight other than off, and holds for a line, a state or the file.
 */
import {
  type AslDocument,
  nodeAt,
  type ObjectNode,
  type PropertyNode,
  type Range,
  type StringNode,
  stateAt,
} from '#asl';
import { rangeInString } from '../located.ts';
import type { Weight } from '../weight.ts';
import { DIRECTIVE_SCOPES, type Directive, type DirectiveEntry, type DirectiveScope } from './directive.ts';

const WEIGHTS: readonly Weight[] = ['error', 'warning', 'information', 'hint', 'off'];
const IN_COMMENT = /^(?:\/\/|\/\*|#)\s*stepwright\s+(line|next-line|state|file)\b/;
const IN_FIELD = /\[stepwright\s+([^\]]*)\]/;
const ENTRY = /([a-z][a-z-]*)(?:\s*=\s*([a-z]+))?/g;

/** The directives of a document, in the order of the text. */
export function directivesOf(doc: AslDocument): readonly Directive[] {
  if (!doc.text.includes('stepwright ')) return [];
  const found = [...inComments(doc), ...inFields(doc)];
  return found.sort((a, b) => a.range.start - b.range.start);
}

function* inComments(doc: AslDocument): Iterable<Directive> {
  for (const comment of doc.comments) {
    const text = doc.text.slice(comment.start, comment.end);
    const head = IN_COMMENT.exec(text);
    const scope = DIRECTIVE_SCOPES.find((name) => name === head?.[1]);
    if (!head || !scope) continue;
    // Words behind two dashes are for people.
    const body = text.slice(head[0].length).replace(/\*\/$/, '').split('--')[0] ?? '';
    const reach = reachOf(doc, scope, comment);
    if (reach) {
      const at = (start: number, end: number): Range => ({
        start: comment.start + head[0].length + start,
        end: comment.start + head[0].length + end,
      });
      yield directive(scope, reach, comment, false, body, at);
    }
  }
}

/** `Comment` fields of the machine and of its states. */
function* inFields(doc: AslDocument): Iterable<Directive> {
  for (const { node, states } of doc.machines) {
    yield* inField(doc, node, 'file', { start: 0, end: doc.text.length + 1 });
    for (const { node: state, property } of states) yield* inField(doc, state, 'state', property);
  }
}

function* inField(doc: AslDocument, node: ObjectNode, scope: DirectiveScope, reach: Range): Iterable<Directive> {
  const comment = node.properties.find(({ key }) => key.value === 'Comment')?.value;
  const found = comment?.kind === 'string' ? IN_FIELD.exec(comment.value) : null;
  if (!found || comment?.kind !== 'string') return;
  const from = found.index + found[0].length - 1 - (found[1]?.length ?? 0);
  const at = (start: number, end: number): Range => rangeIn(doc, comment, from + start, from + end);
  const range = rangeIn(doc, comment, found.index, found.index + found[0].length);
  yield directive(scope, { start: reach.start, end: reach.end }, range, true, found[1] ?? '', at);
}

const rangeIn = (doc: AslDocument, node: StringNode, start: number, end: number): Range =>
  rangeInString(doc, node, { start, end });

function directive(
  scope: DirectiveScope,
  reach: Range,
  { start, end }: Range,
  inField: boolean,
  body: string,
  at: (start: number, end: number) => Range,
): Directive {
  const entries: DirectiveEntry[] = [];
  const made: Directive = { scope, reach, range: { start, end }, inField, entries };
  for (const { 0: all, 1: code = '', 2: said = 'off', index } of body.matchAll(ENTRY)) {
    const weight = WEIGHTS.find((one) => one === said);
    const range = at(index, index + all.length);
    // A weight that there is not makes a name that there is not: that is reported.
    entries.push({ code: weight ? code : all, weight: weight ?? 'off', range, directive: made });
  }
  return made;
}

function reachOf(doc: AslDocument, scope: DirectiveScope, comment: Range): Range | undefined {
  const { text } = doc;
  switch (scope) {
    case 'file':
      return { start: 0, end: text.length + 1 };
    case 'line':
      return lineAt(text, comment.start);
    case 'next-line':
      return nextLine(doc, comment);
    default:
      return stateFor(doc, comment);
  }
}

function lineAt(text: string, offset: number): Range {
  const end = text.indexOf('\n', offset);
  return { start: text.lastIndexOf('\n', offset - 1) + 1, end: end < 0 ? text.length + 1 : end };
}

/** The next line that holds something else than comments. */
function nextLine({ text, comments }: AslDocument, comment: Range): Range | undefined {
  let at = comment.end;
  for (;;) {
    const blank = /^[\s,]*/.exec(text.slice(at, at + 2000))?.[0].length ?? 0;
    at += blank;
    const next = comments.find(({ start }) => start === at);
    if (!next) return at < text.length ? lineAt(text, at) : undefined;
    at = next.end;
  }
}

/** The state that the comment stands in, or the one below where it stands between states. */
function stateFor({ root, machines }: AslDocument, { start, end }: Range): Range | undefined {
  let node = nodeAt(root, start);
  while (node && node.kind !== 'object') node = node.parent;
  if (node?.kind === 'object' && isStates(node)) return node.properties.find((property) => property.start >= end);
  const own = machines.map((machine) => stateAt(machine, start)).find((state) => state !== undefined);
  return own?.property ?? machines[0]?.states.find(({ property }) => property.start >= end)?.property;
}

const isStates = ({ parent }: { readonly parent: ObjectNode['parent'] }): boolean =>
  (parent as PropertyNode | undefined)?.kind === 'property' && (parent as PropertyNode).key.value === 'States';
