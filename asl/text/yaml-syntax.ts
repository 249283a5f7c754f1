/**
 * YAML to the syntax tree, by the `yaml` library, which keeps ranges and recovers well from half-typed text.
 * An alias becomes a copy of the anchored nodes whose outermost range is the alias. A merge key (`<<`) becomes the
 * properties it brings: such a property has the range of the merge key, its key and value those of the anchor.
 */
import {
  type Alias,
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Parser,
  type Scalar,
} from 'yaml';
import type {
  ArrayNode,
  ContainerNode,
  ObjectNode,
  ParsedText,
  PropertyNode,
  Range,
  StringNode,
  SyntaxNode,
  SyntaxProblem,
} from '../syntax.ts';
import { OwnTexts, ownText } from './own-text.ts';
import type { Doubt } from './text-repair.ts';
import { coverBraces, PLACEHOLDER_END, PLACEHOLDER_START, restoreBraces } from './yaml-braces.ts';
import { readPlainYaml } from './yaml-plain.ts';
import { mendedYaml } from './yaml-repair.ts';
import { factsOf, styleOf, type TokenFacts } from './yaml-tokens.ts';
import { problemsOf, type YamlIssue } from './yaml-words.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Parent = ContainerNode | PropertyNode | undefined;
type YamlMap = Node & { items: Pair<Node, Node | null>[]; flow?: boolean };
type YamlSeq = Node & { items: Node[]; flow?: boolean };

/** Aliases of aliases can grow without bound; a machine of 1 MB has some 100,000 nodes. */
const MAX_NODES = 300_000;
/** Deeper text is not read: nothing that follows the tree recursively may run out of stack. */
const MAX_DEPTH = 500;

/** Parses YAML text (the first document of the stream). Never throws. The doubt decides between ways to mend a broken text. */
export function parseYamlSyntax(text: string, doubtOf: Doubt = () => 0): ParsedText {
  const parsed = readYaml(text);
  if (parsed.problems.every(({ keepsStructure, isLimit }) => keepsStructure || isLimit)) return parsed;
  return mendedYaml(text, parsed, readYaml, doubtOf) ?? { ...parsed, problems: withoutEchoes(parsed.problems) };
}

/** What the library says after the first mistake is most often its echo, unless it is about a value alone. */
const withoutEchoes = (problems: readonly SyntaxProblem[]): SyntaxProblem[] =>
  problems.filter(({ message }, index) => index === 0 || /quotes/i.test(message));

function readYaml(text: string): ParsedText {
  const plain = readPlainYaml(coverBraces(text));
  return plain ? { ...plain, problems: [], isPlain: true } : parseAnyYaml(text);
}

/** Parses YAML text of every kind, and broken text too. */
export function parseAnyYaml(text: string): ParsedText {
  const source = coverBraces(text);
  try {
    const { doc, comments, depth, openQuote } = composed(source);
    if (depth > MAX_DEPTH) return unreadable(`Values may not be nested deeper than ${MAX_DEPTH} levels.`);
    const issues: YamlIssue[] = [];
    for (const issue of doc ? [...doc.errors, ...doc.warnings] : []) {
      if (issue.code === 'TAG_RESOLVE_FAILED') continue; // CloudFormation's short tags (!Ref, !Sub) are holes, not mistakes.
      const end = Math.min(Math.max(issue.pos[1], issue.pos[0] + 1), text.length);
      const start = Math.min(issue.pos[0], Math.max(end - 1, 0));
      issues.push({ start, end, message: restoreBraces(issue.message) });
    }
    const problems = problemsOf(issues, text, openQuote);
    if (!doc) return { root: undefined, problems, comments };
    const builder = new TreeBuilder(doc as Document.Parsed, source);
    const root = doc.contents ? builder.node(doc.contents as Node, undefined) : undefined;
    return { root, problems: [...problems, ...builder.problems], comments };
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error));
  }
}

/** The library's tokens of 1 MB take some 40 MB: they are needed no longer when the tree is built. */
function composed(source: string): TokenFacts & { readonly doc: Document.Parsed | undefined } {
  const tokens: CST.Token[] = [...new Parser().parse(source)];
  const facts = factsOf(tokens);
  // The library composes by recursion, and near the end of the stack V8's regular expressions abort the process.
  if (facts.depth > MAX_DEPTH) return { ...facts, doc: undefined };
  const composer = new Composer({ uniqueKeys: false, strict: false, logLevel: 'silent' });
  const [doc] = composer.compose(tokens, true, source.length);
  return { ...facts, doc: doc as Document.Parsed | undefined };
}

const unreadable = (message: string): ParsedText => ({
  root: undefined,
  problems: [{ start: 0, end: 1, message: sentence(message), isLimit: true }],
  comments: [],
});

class TreeBuilder {
  readonly problems: SyntaxProblem[] = [];
  private count = 0;
  private readonly open = new Set<Node>();

  private readonly targets: ReadonlyMap<Alias, Node>;
  private readonly source: string;
  private readonly texts = new OwnTexts();

  constructor(doc: Document.Parsed, source: string) {
    this.targets = targetsOf(doc.contents);
    this.source = source;
  }

  node(node: Node, parent: Parent, at?: Range): SyntaxNode | undefined {
    const range = at ?? this.rangeOf(node);
    if (++this.count > MAX_NODES) return undefined;
    // Aliases of aliases can stand deeper than the text itself.
    if (this.open.size > MAX_DEPTH) return undefined;
    if (isAlias(node)) {
      const target = this.targets.get(node);
      if (!target || this.open.has(target)) {
        // Without a name it is half-typed, and the library has said so.
        if (node.source === '') return { kind: 'null', ...range, parent };
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
    if (isMap(node)) return this.map(node as YamlMap, range, parent);
    if (isSeq(node)) return this.seq(node as YamlSeq, range, parent);
    if (isScalar(node)) return this.scalar(node, range, parent);
    return undefined;
  }

  private map(node: YamlMap, range: Range, parent: Parent): ObjectNode {
    this.open.add(node);
    const { start, end } = range;
    const flow = node.flow === true;
    const made: Mutable<ObjectNode> = { kind: 'object', start, end, parent, properties: NO_CHILDREN, flow };
    const properties: PropertyNode[] = [];
    for (const pair of node.items) {
      const merged = this.mergedMaps(pair);
      if (merged) properties.push(...this.merge(merged, node, pair, made));
      else properties.push(this.property(pair, made));
    }
    // A list that has grown has room for many more.
    made.properties = properties.slice();
    this.open.delete(node);
    return made;
  }

  private property(pair: Pair<Node, Node | null>, parent: ObjectNode): Mutable<PropertyNode> {
    const { key } = pair;
    const range = key ? this.rangeOf(key) : { start: parent.start, end: parent.start };
    const { start, end } = range;
    const name = this.key(key, range);
    const made: Mutable<PropertyNode> = { kind: 'property', start, end, parent, key: name, value: undefined };
    name.parent = made;
    const value = pair.value ? this.node(pair.value, made) : undefined;
    // `Next:` with nothing behind it is an empty scalar: for an editor there is no value yet.
    const empty = value?.kind === 'null' && value.start === value.end;
    made.value = empty ? undefined : value;
    made.end = Math.max(end, made.value?.end ?? end);
    return made;
  }

  /** The maps that a merge key brings in; undefined for every other pair. */
  private mergedMaps(pair: Pair<Node, Node | null>): YamlMap[] | undefined {
    if (!isScalar(pair.key) || pair.key.value !== '<<' || !pair.value) return undefined;
    const sources = isSeq(pair.value) ? (pair.value as YamlSeq).items : [pair.value];
    const maps = sources.map((item): unknown => (isAlias(item) ? this.targets.get(item) : item));
    return maps.every((item): item is YamlMap => isMap(item) && !this.open.has(item as unknown as Node))
      ? maps
      : undefined;
  }

  /** What stands in the map itself wins over what is merged, an earlier map over a later one. */
  private merge(maps: YamlMap[], into: YamlMap, pair: Pair<Node, Node | null>, parent: ObjectNode): PropertyNode[] {
    const names = new Set(into.items.map(({ key }) => (isScalar(key) ? String(key.value) : '')));
    const start = pair.key.range?.[0] ?? parent.start;
    const end = pair.value?.range?.[1] ?? start;
    const merged: PropertyNode[] = [];
    for (const map of maps) {
      for (const item of this.map(map, this.rangeOf(map), undefined).properties) {
        if (names.has(item.key.value)) continue;
        names.add(item.key.value);
        merged.push(Object.assign(item, { parent, start, end }));
      }
    }
    return merged;
  }

  private key(key: Node | undefined, { start, end }: Range): Mutable<StringNode> {
    const scalar = isScalar(key) ? key : undefined;
    const value = scalar
      ? restoreBraces(typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? String(scalar.value)))
      : '';
    return { kind: 'string', start, end, parent: undefined, value: this.texts.of(value), style: styleOf(scalar) };
  }

  private seq(node: Node & { items: Node[]; flow?: boolean }, range: Range, parent: Parent): ArrayNode {
    this.open.add(node);
    const { start, end } = range;
    const made: Mutable<ArrayNode> = {
      kind: 'array',
      start,
      end,
      parent,
      items: NO_CHILDREN,
      flow: node.flow === true,
    };
    const items: SyntaxNode[] = [];
    for (const item of node.items) {
      const value = this.node(item, made);
      if (value) items.push(value);
    }
    made.items = items.slice();
    this.open.delete(node);
    return made;
  }

  private scalar(node: Scalar, range: Range, parent: Parent): SyntaxNode {
    const { start, end } = range;
    const value: unknown = node.value;
    if (typeof value === 'string') {
      const style = styleOf(node);
      const whole =
        style === 'plain' && value.startsWith(PLACEHOLDER_START) && value.indexOf(PLACEHOLDER_END) === value.length - 1;
      if (whole) return { kind: 'placeholder', start, end, parent, name: ownText(value.slice(2, -1)) };
      return { kind: 'string', start, end, parent, value: this.texts.of(restoreBraces(value)), style };
    }
    if (typeof value === 'number') return { kind: 'number', start, end, parent, value };
    if (typeof value === 'bigint') return { kind: 'number', start, end, parent, value: Number(value) };
    if (typeof value === 'boolean') return { kind: 'boolean', start, end, parent, value };
    return { kind: 'null', start, end, parent };
  }

  private rangeOf(node: Node): Range {
    const [start, end] = node.range ?? [0, 0];
    return { start, end };
  }
}

const NO_CHILDREN: readonly never[] = [];

/** What each alias names: the last node before it with that anchor. The library would search the document each time. */
function targetsOf(root: unknown): ReadonlyMap<Alias, Node> {
  const targets = new Map<Alias, Node>();
  const anchors = new Map<string, Node>();
  const open: unknown[] = [root];
  while (open.length > 0) {
    const node = open.pop();
    if (isPair(node)) open.push(node.value, node.key);
    else if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target) targets.set(node, target);
    } else if (isMap(node) || isSeq(node) || isScalar(node)) {
      if (node.anchor) anchors.set(node.anchor, node as Node);
      if (!isScalar(node)) for (let i = node.items.length - 1; i >= 0; i--) open.push(node.items[i]);
    }
  }
  return targets;
}

const sentence = (message: string): string => (/[.!?]$/.test(message) ? message : `${message}.`);
