/** A definition in YAML written in JSON: what aliases and merge keys stand for is written out, comments are kept. */
import { type AslDocument, type ContainerNode, isMerged, jsonOf, type PropertyNode, type SyntaxNode } from '#asl';
import { stringifyJson } from '#asl/json';
import { machineSpec, objectSpecs, stateSpecs } from '#asl/spec';
import { CommentReader, isInPlace } from './comments.ts';

const UNIT = '  ';
/** Lists of words up to this width stand on one line. */
const WIDTH = 80;

/** The text in JSON with comments. */
export function toJson(doc: AslDocument): string {
  return doc.root ? new JsonWriter(doc).document(doc.root) : '';
}

class JsonWriter {
  private readonly text: string;
  private readonly comments: CommentReader;

  constructor(doc: AslDocument) {
    this.text = doc.text;
    this.comments = new CommentReader(doc);
  }

  document(root: SyntaxNode): string {
    const above = comments(this.comments.before(root.start), '');
    const body = this.value(root, '', true);
    return `${above}${body}\n${comments(this.comments.before(Number.POSITIVE_INFINITY), '')}`;
  }

  /** `isHere`: the node stands in its place, so that comments in the text may belong to it. */
  private value(node: SyntaxNode, indent: string, isHere: boolean): string {
    if (node.kind === 'object' && node.properties.length > 0)
      return this.container(node, node.properties, indent, isHere, '{', '}');
    if (node.kind === 'array' && node.items.length > 0 && !isShort(node.items))
      return this.container(node, node.items, indent, isHere, '[', ']');
    if (node.kind === 'array') return `[${node.items.map((item) => this.scalar(item)).join(', ')}]`;
    return node.kind === 'object' ? '{}' : this.scalar(node);
  }

  private container(
    node: ContainerNode,
    members: readonly (PropertyNode | SyntaxNode)[],
    indent: string,
    isHere: boolean,
    open: string,
    close: string,
  ): string {
    const inner = indent + UNIT;
    const opening = isHere && node.flow ? this.comments.behind(node.start + 1) : [];
    const lines = members.map((member, i) => {
      const here = isHere && isInPlace(node, member) && !(member.kind === 'property' && isMerged(member));
      return this.member(member, inner, here, i < members.length - 1 ? ',' : '');
    });
    const below = isHere && node.flow ? comments(this.comments.before(node.end), inner) : '';
    return `${open}${comment(opening)}\n${lines.join('\n')}\n${below}${indent}${close}`;
  }

  private member(node: PropertyNode | SyntaxNode, indent: string, isHere: boolean, comma: string): string {
    const above = isHere ? comments(this.comments.before(node.start), indent) : '';
    if (node.kind !== 'property') {
      const text = this.value(node, indent, isHere);
      return `${above}${indent}${text}${comma}${isHere ? comment(this.comments.behind(this.comments.endOf(node))) : ''}`;
    }
    const { key, value } = node;
    const name = JSON.stringify(key.value);
    const isInside = isHere && value !== undefined && value.start >= key.end && value.end <= node.end;
    // Behind a key whose block follows on the next lines: the comment is about the whole.
    const ofBlock =
      isInside && isBlock(value) ? comment(this.comments.behind(this.text.indexOf(':', key.end) + 1)) : '';
    const inside = isInside && !isBlock(value) ? comments(this.comments.before(value.start), indent) : '';
    const text = value ? this.valueOf(key.value, value, indent, isInside) : 'null';
    const behind = isHere ? comment(this.comments.behind(this.comments.endOf(node))) : '';
    const withOpening = ofBlock && /^[{[]\n/.test(text) ? `${text[0]}${ofBlock}${text.slice(1)}` : text;
    const rest = withOpening === text ? `${ofBlock}${behind}` : behind;
    return `${above}${inside}${indent}${name}: ${withOpening}${comma}${rest}`;
  }

  /** A placeholder is a text in YAML; it stays without quotes where a number or a boolean will stand for it. */
  private valueOf(key: string, value: SyntaxNode, indent: string, isHere: boolean): string {
    if (value.kind === 'placeholder' && NO_TEXTS.has(key)) return this.text.slice(value.start, value.end);
    return this.value(value, indent, isHere);
  }

  private scalar(node: SyntaxNode): string {
    return stringifyJson(jsonOf(node, this.text));
  }
}

/** The fields of the language that hold a number or a boolean. */
const NO_TEXTS: ReadonlySet<string> = new Set(
  [machineSpec, ...Object.values(objectSpecs), ...Object.values(stateSpecs)].flatMap(({ fields }) =>
    fields.filter(({ kind }) => ['boolean', 'integer', 'number'].includes(kind)).map(({ name }) => name),
  ),
);

const isBlock = (node: SyntaxNode): boolean => (node.kind === 'object' || node.kind === 'array') && !node.flow;

function isShort(items: readonly SyntaxNode[]): boolean {
  return (
    items.every((item) => item.kind !== 'object' && item.kind !== 'array') &&
    items.reduce((sum, { start, end }) => sum + end - start + 4, 0) <= WIDTH
  );
}

/** Lines of comment, each with its line break. */
const comments = (lines: readonly string[], indent: string): string =>
  lines.map((line) => `${indent}//${line === '' ? '' : ` ${line}`}\n`).join('');

/** A comment at the end of a line; several lines become one, so that nothing behind them is swallowed. */
const comment = (lines: readonly string[]): string => (lines.length > 0 ? ` // ${lines.join(' ')}` : '');
