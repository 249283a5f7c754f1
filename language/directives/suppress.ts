/** Quick fixes that turn a rule off for one place: by a comment where the format has them, else by the `Comment` field. */
import { type AslDocument, type Machine, nodeAt, type ObjectNode, type State, stateAt } from '#asl';
import { insertProperty, replaceString } from '../edits/edits.ts';
import { indentAt, lineBreak, lineStart } from '../edits/layout.ts';
import type { Diagnostic, Fix, TextEdit } from '../rule.ts';
import type { Directive, DirectiveScope } from './directive.ts';
import { directivesOf } from './directives.ts';

/** The fixes that disable the rule of a finding; none for mistakes of the text itself. */
export function suppressions(doc: AslDocument, { code, range }: Diagnostic): Fix[] {
  if (code === 'syntax' || doc.problems.length > 0) return [];
  const [machine] = doc.machines;
  const state = machine && stateAt(machine, range.start);
  // AWS takes no comments in JSON: nobody is told to write the first one.
  const hasComments = doc.format === 'yaml' || doc.comments.length > 0;
  const fixes: Fix[] = [];
  const add = (where: string, edits: readonly TextEdit[] | undefined): void => {
    if (edits) fixes.push({ title: `Disable '${code}' for ${where}`, edits });
  };
  if (hasComments && isOnOneLine(doc, range.start)) add('this line', byComment(doc, 'next-line', range.start, code));
  if (state) {
    const at = state.key.start;
    add('this state', hasComments ? byComment(doc, 'state', at, code) : byField(doc, state, code));
  }
  add('this file', hasComments ? byComment(doc, 'file', doc.root?.start ?? 0, code) : byField(doc, machine, code));
  return fixes;
}

/** In a text of several lines a comment would be a part of the text. */
function isOnOneLine(doc: AslDocument, offset: number): boolean {
  const node = nodeAt(doc.root, offset);
  return node?.kind !== 'string' || doc.text.lastIndexOf('\n', offset - 1) < node.start;
}

/** Adds the rule to the directive above the line, or puts one there. */
function byComment(doc: AslDocument, scope: DirectiveScope, offset: number, code: string): readonly TextEdit[] {
  const { text } = doc;
  const start = lineStart(text, offset);
  const there = directivesOf(doc).find((one) => !one.inField && one.scope === scope && isFor(doc, one, start));
  const last = there?.entries.at(-1);
  if (last) return [{ range: { start: last.range.end, end: last.range.end }, newText: `, ${code}` }];
  const sign = doc.format === 'yaml' ? '#' : '//';
  const newText = `${indentAt(text, offset)}${sign} stepwright ${scope} ${code}${lineBreak(text)}`;
  return [{ range: { start, end: start }, newText }];
}

/** A directive for the file stands anywhere, the others right above. */
function isFor({ text }: AslDocument, { scope, range }: Directive, start: number): boolean {
  return scope === 'file' || text.slice(range.end, start).trim() === '';
}

function byField(doc: AslDocument, owner: State | Machine | undefined, code: string): readonly TextEdit[] | undefined {
  if (!owner) return undefined;
  const node: ObjectNode = owner.node;
  const property = node.properties.find(({ key }) => key.value === 'Comment');
  if (!property)
    return insertProperty(doc, node, 'Comment', JSON.stringify(`[stepwright ${code}]`), node.properties[0]);
  const { value } = property;
  if (value?.kind !== 'string') return undefined;
  const added = /\[stepwright\s+[^\]]*\]/.test(value.value)
    ? value.value.replace(/(\[stepwright\s+[^\]]*?)\s*\]/, (_, before: string) => `${before}, ${code}]`)
    : `${value.value} [stepwright ${code}]`.trim();
  return [replaceString(doc, value, added)];
}
