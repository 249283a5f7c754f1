/**
 * YAML closes nothing: a text that is cut off, or is being typed at its end, reads as a whole one in which this and
 * that is missing. Where the last object is surely not finished, all that may still come is one finding.
 */
import { type AslDocument, nodeAt, type ObjectNode, type PropertyNode, type SyntaxNode, valueOf } from '#asl';
import type { Diagnostic, Rule } from './rule.ts';

/** What a rule says is not there; undefined for what stands in the text. */
type AbsenceOf = (code: string) => Rule['ofAbsence'];

/** The findings without those that only follow from the text ending too early. */
export function withOneAtEnd(
  found: readonly Diagnostic[],
  doc: AslDocument,
  absenceOf: AbsenceOf,
): readonly Diagnostic[] {
  const { root, format } = doc;
  if (format !== 'yaml' || found.length < 2 || root?.kind !== 'object' || root.flow) return found;
  const end = new End(root, doc.text);
  const missed = found.filter((one) => absenceOf(one.code) === 'object' && end.misses(one));
  const cut = found.filter((one) => end.isCut(one));
  const last = found.filter((one) => end.isLast(one));
  // What is half written at the very end comes before what is missing around it.
  const kept = cut[0] ?? innermost(missed) ?? last[0];
  if (!kept) return found;
  const later = found.filter((one) => end.mayComeLater(one, absenceOf(one.code)) || end.isOfUnsaidLanguage(one));
  const dropped = new Set([...missed, ...cut, ...last, ...later]);
  return found.filter((one) => one === kept || !dropped.has(one));
}

const innermost = (missed: readonly Diagnostic[]): Diagnostic | undefined =>
  missed.reduce<Diagnostic | undefined>(
    (last, one) => (last && last.range.start >= one.range.start ? last : one),
    undefined,
  );

/** Behind the last word of the text stands a colon or a dash at most. */
const NEAR = 20;

/** The end of the text, and the objects that reach it. */
class End {
  private readonly root: ObjectNode;
  private readonly text: string;
  private readonly end: number;
  /** False where a line break follows: then the last word is finished. */
  private readonly isOpen: boolean;

  constructor(root: ObjectNode, text: string) {
    this.root = root;
    this.text = text;
    this.end = text.trimEnd().length;
    this.isOpen = !/\n[ \t]*$/.test(text);
  }

  private reaches(node: SyntaxNode | PropertyNode | undefined): boolean {
    if (node === undefined) return false;
    return (
      node.end >= this.end || (this.end - node.end < NEAR && /^[\s:-]*$/.test(this.text.slice(node.end, this.end)))
    );
  }

  /** Something is missing in an object that the text ends in. The machine itself is finished once it has states. */
  misses({ range }: Diagnostic): boolean {
    const object = objectLacking(this.root, range.start);
    if (object === this.root && valueOf(this.root, 'States') !== undefined) return false;
    return this.reaches(object);
  }

  /** A name without its value, or a text that is broken where it ends. */
  isCut({ range, code }: Diagnostic): boolean {
    if (code === 'syntax') return range.end > this.text.lastIndexOf('\n', this.end);
    const holder = holderOf(nodeAt(this.root, range.start));
    return holder?.kind === 'property' && holder.value === undefined && this.reaches(holder);
  }

  /** The last word may not be finished. */
  isLast({ range }: Diagnostic): boolean {
    return this.isOpen && range.end >= this.end;
  }

  /** The console of AWS writes the query language of a machine below its states. */
  isOfUnsaidLanguage({ code, range }: Diagnostic): boolean {
    if (valueOf(this.root, 'QueryLanguage') !== undefined) return false;
    if (code === 'wrong-query-language-field') return true;
    const isExpression = this.text.slice(range.start, range.start + 3).includes('{%');
    return isExpression && (code === 'text-not-evaluated' || code === 'wrong-type');
  }

  /** A state that the scope at the end of the text may still get. */
  mayComeLater({ range }: Diagnostic, absence: Rule['ofAbsence']): boolean {
    if (absence === 'document') return true;
    if (absence !== 'states') return false;
    let node = nodeAt(this.root, range.start);
    while (node && !isStates(node)) {
      const own = node.kind === 'object' ? valueOf(node, 'States') : undefined;
      if (own && holds(node, 'StartAt', range.start)) return this.reaches(own);
      node = node.parent;
    }
    return this.reaches(node);
  }
}

/** The object that lacks something: a key stands for the object that it names, a value for the one that holds it. */
export function objectLacking(root: SyntaxNode, offset: number): SyntaxNode | PropertyNode | undefined {
  const holder = holderOf(nodeAt(root, offset));
  if (holder?.kind !== 'property') return holder;
  const isKey = offset < holder.key.end && holder.value?.kind === 'object';
  return isKey ? holder.value : holder.parent;
}

const isStates = (node: SyntaxNode | PropertyNode): boolean =>
  node.kind === 'object' && node.parent?.kind === 'property' && node.parent.key.value === 'States';

/** True where the offset is in the member of that name. */
function holds(node: SyntaxNode | PropertyNode, name: string, offset: number): boolean {
  const value = node.kind === 'object' ? valueOf(node, name) : undefined;
  return value !== undefined && value.start <= offset && offset <= value.end;
}

function holderOf(node: SyntaxNode | PropertyNode | undefined): ObjectNode | PropertyNode | undefined {
  let at = node;
  while (at && at.kind !== 'object' && at.kind !== 'property') at = at.parent;
  return at;
}
