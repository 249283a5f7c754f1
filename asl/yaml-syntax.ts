/**
 * YAML to the syntax tree, by the `yaml` library, which keeps ranges and recovers well from half-typed text.
 * An alias becomes a copy of the anchored nodes whose outermost range is the alias; merge keys (`<<`) stay a key.
 */
import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseDocument, type Scalar } from 'yaml';
import type {
  ArrayNode,
  ContainerNode,
  ObjectNode,
  ParsedText,
  PropertyNode,
  Range,
  StringNode,
  StringStyle,
  SyntaxNode,
  SyntaxProblem,
} from './syntax.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Parent = ContainerNode | PropertyNode | undefined;

/** The braces of a placeholder are covered by private characters while scanning: in a flow collection they would end it. */
const OPEN = '\uE000';
const CLOSE = '\uE001';
/** Aliases of aliases can grow without bound; a machine of 1 MB has some 100,000 nodes. */
const MAX_NODES = 1_000_000;

/** Parses YAML text (the first document of the stream). Never throws. */
export function parseYamlSyntax(text: string): ParsedText {
  const source = text.includes('${') ? text.replace(/\$\{([^{}\n]+)\}/g, `$${OPEN}$1${CLOSE}`) : text;
  try {
    const doc = parseDocument(source, { uniqueKeys: false, prettyErrors: false, strict: false, logLevel: 'silent' });
    const problems: SyntaxProblem[] = [];
    for (const issue of [...doc.errors, ...doc.warnings]) {
      if (issue.code === 'TAG_RESOLVE_FAILED') continue; // CloudFormation's short tags (!Ref, !Sub) are holes, not mistakes.
      problems.push({
        start: issue.pos[0],
        end: Math.max(issue.pos[1], issue.pos[0] + 1),
        message: sentence(issue.message),
      });
    }
    const builder = new TreeBuilder(doc as Document.Parsed, source);
    const root = doc.contents ? builder.node(doc.contents as Node, undefined) : undefined;
    return { root, problems: [...problems, ...builder.problems], comments: [] };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      root: undefined,
      problems: [{ start: 0, end: Math.min(1, text.length), message: sentence(message) }],
      comments: [],
    };
  }
}

class TreeBuilder {
  readonly problems: SyntaxProblem[] = [];
  private count = 0;
  private readonly open = new Set<Node>();

  private readonly doc: Document.Parsed;
  private readonly source: string;

  constructor(doc: Document.Parsed, source: string) {
    this.doc = doc;
    this.source = source;
  }

  node(node: Node, parent: Parent, at?: Range): SyntaxNode | undefined {
    const range = at ?? this.rangeOf(node);
    if (++this.count > MAX_NODES) return undefined;
    if (isAlias(node)) {
      const target = node.resolve(this.doc) as Node | undefined;
      if (!target || this.open.has(target)) {
        this.problems.push({
          ...range,
          message: target
            ? `The alias '*${node.source}' refers to itself.`
            : `No anchor '&${node.source}' stands before this alias.`,
        });
        return { kind: 'null', ...range, parent };
      }
      return this.node(target, parent, range);
    }
    if (node.tag?.startsWith('!') && !node.tag.startsWith('!!') && node.tag.length > 1) {
      return { kind: 'placeholder', name: this.source.slice(range.start, range.end), ...range, parent };
    }
    if (isMap(node))
      return this.map(node as Node & { items: Pair<Node, Node | null>[]; flow?: boolean }, range, parent);
    if (isSeq(node)) return this.seq(node as Node & { items: Node[]; flow?: boolean }, range, parent);
    if (isScalar(node)) return this.scalar(node, range, parent);
    return undefined;
  }

  private map(
    node: Node & { items: Pair<Node, Node | null>[]; flow?: boolean },
    range: Range,
    parent: Parent,
  ): ObjectNode {
    this.open.add(node);
    const properties: PropertyNode[] = [];
    const made: ObjectNode = { kind: 'object', ...range, parent, properties, flow: node.flow === true };
    for (const pair of node.items) {
      const key = pair.key;
      const keyRange = key ? this.rangeOf(key) : range;
      const property = {
        kind: 'property',
        ...keyRange,
        parent: made,
        value: undefined,
      } as unknown as Mutable<PropertyNode>;
      property.key = this.key(key, keyRange, property);
      const value = pair.value ? this.node(pair.value, property) : undefined;
      // `Next:` with nothing behind it is an empty scalar: for an editor there is no value yet.
      const empty = value?.kind === 'null' && value.start === value.end;
      property.value = empty ? undefined : value;
      property.end = Math.max(keyRange.end, property.value?.end ?? keyRange.end);
      properties.push(property);
    }
    this.open.delete(node);
    return made;
  }

  private key(key: Node | undefined, range: Range, parent: PropertyNode): StringNode {
    const scalar = isScalar(key) ? key : undefined;
    const value = scalar
      ? restore(typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? String(scalar.value)))
      : '';
    return { kind: 'string', value, style: styleOf(scalar), ...range, parent };
  }

  private seq(node: Node & { items: Node[]; flow?: boolean }, range: Range, parent: Parent): ArrayNode {
    this.open.add(node);
    const items: SyntaxNode[] = [];
    const made: ArrayNode = { kind: 'array', ...range, parent, items, flow: node.flow === true };
    for (const item of node.items) {
      const value = this.node(item, made);
      if (value) items.push(value);
    }
    this.open.delete(node);
    return made;
  }

  private scalar(node: Scalar, range: Range, parent: Parent): SyntaxNode {
    const base = { ...range, parent };
    const value: unknown = node.value;
    if (typeof value === 'string') {
      const style = styleOf(node);
      const whole =
        style === 'plain' &&
        value.startsWith(`$${OPEN}`) &&
        value.endsWith(CLOSE) &&
        value.indexOf(CLOSE) === value.length - 1;
      if (whole) return { kind: 'placeholder', name: value.slice(2, -1), ...base };
      return { kind: 'string', value: restore(value), style, ...base };
    }
    if (typeof value === 'number') return { kind: 'number', value, ...base };
    if (typeof value === 'bigint') return { kind: 'number', value: Number(value), ...base };
    if (typeof value === 'boolean') return { kind: 'boolean', value, ...base };
    return { kind: 'null', ...base };
  }

  private rangeOf(node: Node): Range {
    const [start, end] = node.range ?? [0, 0];
    return { start, end };
  }
}

const restore = (value: string): string =>
  value.includes(OPEN) ? value.replaceAll(OPEN, '{').replaceAll(CLOSE, '}') : value;

function styleOf(node: Scalar | undefined): StringStyle {
  switch (node?.type) {
    case 'QUOTE_DOUBLE':
      return 'double';
    case 'QUOTE_SINGLE':
      return 'single';
    case 'BLOCK_LITERAL':
      return 'block-literal';
    case 'BLOCK_FOLDED':
      return 'block-folded';
    default:
      return 'plain';
  }
}

const sentence = (message: string): string => (/[.!?]$/.test(message) ? message : `${message}.`);
