/** A definition in JSON written in YAML: blocks instead of brackets, quotes only where they are needed, comments kept. */
import { type AslDocument, isHole, type PropertyNode, type StringNode, type SyntaxNode } from '#asl';
import { isPlain, stringText } from '../edits/value-text.ts';
import { CommentReader } from './comments.ts';

const UNIT = '  ';
/** Lists of words up to this width stand on one line. */
const WIDTH = 80;

/** The text in YAML. */
export function toYaml(doc: AslDocument): string {
  return doc.root ? new YamlWriter(doc).document(doc.root) : '';
}

class YamlWriter {
  private readonly text: string;
  private readonly comments: CommentReader;

  constructor(doc: AslDocument) {
    this.text = doc.text;
    this.comments = new CommentReader(doc);
  }

  document(root: SyntaxNode): string {
    const above = comments(this.comments.before(root.start), '');
    const body = this.block(root, '');
    const below = comments(this.comments.before(Number.POSITIVE_INFINITY), '');
    return `${above}${body.trimStart()}\n${below}`;
  }

  /** A value as it stands behind `key:` or a dash: a block begins with a line break. */
  private block(node: SyntaxNode, indent: string): string {
    if (node.kind === 'object' && node.properties.length > 0) return this.object(node, indent);
    if (node.kind === 'array' && node.items.length > 0 && !this.isShort(node.items)) return this.list(node, indent);
    const lost = isContainer(node) ? this.comments.before(node.end) : [];
    return behindText(this.scalar(node, indent), lost);
  }

  private object(node: SyntaxNode & { readonly kind: 'object' }, indent: string): string {
    const opening = this.comments.behind(node.start + 1);
    const members = node.properties.map((property) => this.member(property, indent));
    const below = comments(this.comments.before(node.end), indent);
    return `${opening.length > 0 ? ` # ${opening.join(' ')}` : ''}\n${members.join('\n')}${below && `\n${below.trimEnd()}`}`;
  }

  private member({ key, value, ...property }: PropertyNode, indent: string): string {
    const above = [...this.comments.before(property.start), ...(value ? this.comments.before(value.start) : [])];
    const name = `${comments(above, indent)}${indent}${stringText(key.value, 'plain')}:`;
    if (!value) return name;
    const text = this.block(value, indent + UNIT);
    const behind = this.comments.behind(value.end);
    return `${name}${/^[\n ]/.test(text) ? '' : ' '}${behindText(text, behind)}`;
  }

  private list(node: SyntaxNode & { readonly kind: 'array' }, indent: string): string {
    const opening = this.comments.behind(node.start + 1);
    const items = node.items.map((item) => {
      const above = comments(this.comments.before(item.start), indent);
      const text = this.block(item, indent + UNIT);
      const behind = this.comments.behind(item.end);
      // The first member of an object stands behind the dash, unless comments stand above it.
      const isInline = /^\n\s*[^\s#]/.test(text) && item.kind === 'object';
      return `${above}${indent}-${isInline ? ` ${behindText(text, behind).trimStart()}` : `${/^[\n ]/.test(text) ? '' : ' '}${behindText(text, behind)}`}`;
    });
    const below = comments(this.comments.before(node.end), indent);
    return `${opening.length > 0 ? ` # ${opening.join(' ')}` : ''}\n${items.join('\n')}${below && `\n${below.trimEnd()}`}`;
  }

  private isShort(items: readonly SyntaxNode[]): boolean {
    return (
      items.every((item) => !isContainer(item) && !(item.kind === 'string' && item.value.includes('\n'))) &&
      items.reduce((sum, { start, end }) => sum + end - start + 2, 0) <= WIDTH
    );
  }

  private scalar(node: SyntaxNode, indent: string): string {
    switch (node.kind) {
      case 'string':
        return textOf(node, indent, false);
      case 'array':
        return `[${node.items.map((item) => (item.kind === 'string' ? textOf(item, indent, true) : this.scalar(item, indent))).join(', ')}]`;
      case 'object':
        return '{}';
      default:
        return this.text.slice(node.start, node.end);
    }
  }
}

const isContainer = (node: SyntaxNode): boolean => node.kind === 'object' || node.kind === 'array';

/** Lines of comment, each with its line break. */
const comments = (lines: readonly string[], indent: string): string =>
  lines.map((line) => `${indent}#${line === '' ? '' : ` ${line}`}\n`).join('');

/** A comment stands at the end of the first line: behind a key whose block follows, or behind a value. */
function behindText(text: string, lines: readonly string[]): string {
  if (lines.length === 0) return text;
  const comment = ` # ${lines.join(' ')}`;
  const end = text.indexOf('\n');
  return end < 0 ? text + comment : `${text.slice(0, end)}${comment}${text.slice(end)}`;
}

/** Several lines as a block, where a block can hold them; an expression in single quotes. */
function textOf(node: StringNode, indent: string, inFlow: boolean): string {
  const { value } = node;
  // Without its quotes a placeholder may stand for any value, with them for a text.
  if (isHole(node)) return stringText(value, 'double', inFlow);
  if (isPlain(value, inFlow)) return value;
  if (!inFlow && canBeBlock(value)) {
    const chomp = value.endsWith('\n') ? '' : '-';
    const lines = value.replace(/\n$/, '').split('\n');
    return `|${chomp}\n${lines.map((line) => (line === '' ? '' : indent + line)).join('\n')}`;
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what single quotes cannot hold.
  const isSimple = !/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]|^\s|\s$/.test(value);
  return stringText(
    value,
    isSimple && value.includes('"') !== value.includes("'") && !value.includes("'") ? 'single' : 'double',
    inFlow,
  );
}

function canBeBlock(value: string): boolean {
  if (!value.includes('\n') || /^[\s]|\n\n$|[ \t](?:\n|$)/.test(value)) return false;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these cannot stand in a block of YAML.
  return !/[\u0000-\u0008\u000b-\u001f\u007f-\u0084\u0086-\u009f\ufeff]/.test(value);
}
