/**
 * The YAML that people write nearly always: one document without anchors, aliases, tags, merge keys and mistakes. It
 * is read by `js-yaml`, ten times faster than by the `yaml` library, which reads everything else: what has to be kept of
 * broken text, and what this file does not take.
 * Invariant: whatever is taken gives the very tree that `parseYamlSyntax` gives without this file.
 */
import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import { parseDocument } from 'yaml';
import type {
  ArrayNode,
  ContainerNode,
  ObjectNode,
  PropertyNode,
  Range,
  StringNode,
  StringStyle,
  SyntaxNode,
} from '../syntax.ts';
import { OwnTexts, ownText } from './own-text.ts';
import { PLACEHOLDER_END, PLACEHOLDER_START, restoreBraces } from './yaml-braces.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Parent = ContainerNode | PropertyNode | undefined;

/** What `js-yaml` tells its listener: when it begins to look for a node, and what it found when it is done. */
interface Reading {
  readonly position: number;
  readonly kind: string | null;
  readonly tag: string | null;
  readonly anchor: string | null;
  readonly result: unknown;
}

/** A node that was found, with the place from which it was looked for and the one at which the reader stood then. */
interface Found {
  readonly from: number;
  readonly kind: string | null;
  readonly to: number;
  readonly result: unknown;
  readonly children: readonly Found[];
}

/** The text is not as plain as this file takes. */
class NotPlain extends Error {}

/** Directives, several documents, explicit keys, tabs, and old line breaks. */
const NOT_PLAIN = /^(?:---|\.\.\.|%|\uFEFF)|(?:^|[-{[,])[ ]*\? |\t|\r(?!\n)|<</m;
const MAX_DEPTH = 100;

/** The tree and the comments; undefined where the text is broken or not plain. `source` has its placeholders covered. */
export function readPlainYaml(source: string): { root: SyntaxNode; comments: Range[] } | undefined {
  if (NOT_PLAIN.test(source)) return undefined;
  try {
    const found = foundIn(source);
    const builder = new Builder(source);
    const root = builder.node(found, undefined);
    return root && { root, comments: builder.comments() };
  } catch {
    // Broken, or not plain: the other reader says what is wrong.
    return undefined;
  }
}

function foundIn(source: string): Found {
  // What is open: from where it was looked for, and where its children begin among those of all that is open. So a
  // node takes its children in one piece, and no list of them has more room than it needs.
  const open: { readonly from: number; readonly first: number }[] = [];
  const found: Found[] = [];
  const listener = (event: string, state: Reading): void => {
    if (event === 'open') {
      if (open.length >= MAX_DEPTH) throw new NotPlain();
      open.push({ from: state.position, first: found.length });
      return;
    }
    if (state.anchor !== null || (state.tag !== null && state.tag !== '?')) throw new NotPlain();
    const { from, first } = open.pop() ?? { from: 0, first: 0 };
    const { kind, result, position: to } = state;
    const only = found[first];
    // A node that was tried as the key of a mapping, and no colon followed.
    if (only && found.length === first + 1 && only.kind === kind && only.result === result) return;
    const children = only ? found.splice(first) : NO_CHILDREN;
    found.push({ from, kind, to, result, children });
  };
  load(source, { schema: FAILSAFE_SCHEMA, json: true, listener: listener as never });
  const [root] = found;
  if (!root || open.length > 0) throw new NotPlain();
  return root;
}

const NO_CHILDREN: readonly never[] = [];

class Builder {
  private readonly source: string;
  /** All scalars, in the order of the text: no comment stands in them. */
  private readonly scalars: Range[] = [];
  private readonly texts = new OwnTexts();

  constructor(source: string) {
    this.source = source;
  }

  /** The node; undefined where nothing stands. */
  node(found: Found, parent: Parent): SyntaxNode | undefined {
    switch (found.kind) {
      case 'mapping':
        return this.map(found, parent);
      case 'sequence':
        return this.sequence(found, parent);
      case 'scalar':
        return this.scalar(found, parent);
      default:
        return undefined;
    }
  }

  private map(found: Found, parent: Parent): ObjectNode {
    const start = this.startOf(found.from);
    const flow = this.source[start] === '{';
    const made: Mutable<ObjectNode> = { kind: 'object', start, end: found.to, parent, properties: NO_CHILDREN, flow };
    const { children } = found;
    let first = 0;
    let end = children.length;
    while (children[first]?.kind === null) first++;
    if ((end - first) % 2 === 1 && children[end - 1]?.kind === null) end--;
    const properties: PropertyNode[] = [];
    for (; first < end; first += 2) {
      const [key, value] = [children[first], children[first + 1]];
      if (!key || !value || key.kind !== 'scalar') throw new NotPlain();
      properties.push(this.property(key, value, made));
    }
    // A list that has grown has room for many more.
    made.properties = properties.slice();
    const last = properties.at(-1);
    if (!flow) {
      if (!last?.value) throw new NotPlain();
      made.end = this.lineEnd(last.value);
    }
    return made;
  }

  private property(key: Found, value: Found, parent: ObjectNode): PropertyNode {
    const string = this.string(key, undefined);
    const { start, end } = string;
    const made: Mutable<PropertyNode> = { kind: 'property', start, end, parent, key: string, value: undefined };
    string.parent = made;
    // In a flow mapping a word without a colon is a key, too.
    COLON.lastIndex = end;
    if (!COLON.test(this.source)) throw new NotPlain();
    made.value = this.node(value, made);
    if (!made.value && parent.flow) throw new NotPlain();
    made.end = made.value?.end ?? end;
    return made;
  }

  private sequence(found: Found, parent: Parent): ArrayNode {
    const start = this.startOf(found.from);
    const flow = this.source[start] === '[';
    const made: Mutable<ArrayNode> = { kind: 'array', start, end: found.to, parent, items: NO_CHILDREN, flow };
    if (found.children.length !== (found.result as readonly unknown[]).length) throw new NotPlain();
    const items = found.children.map((child) => {
      const item = this.node(child, made);
      if (!item) throw new NotPlain();
      return item;
    });
    made.items = items;
    const last = items.at(-1);
    if (!flow && last) made.end = this.lineEnd(last);
    return made;
  }

  private scalar(found: Found, parent: Parent): SyntaxNode {
    const string = this.string(found, parent);
    if (string.style !== 'plain') return string;
    const { value: text, start, end } = string;
    const covered = found.result as string;
    if (covered.startsWith(PLACEHOLDER_START) && covered.indexOf(PLACEHOLDER_END) === covered.length - 1)
      return { kind: 'placeholder', start, end, parent, name: ownText(text.slice(2, -1)) };
    const value = plainValue(text);
    if (typeof value === 'number') return { kind: 'number', start, end, parent, value };
    if (typeof value === 'boolean') return { kind: 'boolean', start, end, parent, value };
    return value === null ? { kind: 'null', start, end, parent } : string;
  }

  private string(found: Found, parent: Parent): Mutable<StringNode> {
    const start = this.startOf(found.from);
    const style = STYLES[this.source[start] ?? ''] ?? 'plain';
    const isBlock = style === 'block-literal' || style === 'block-folded';
    const end = isBlock ? this.blockEnd(start, found.to) : this.trimmed(start, found.to);
    // The libraries do not agree on how far the further lines of a quoted text must be indented.
    if ((style === 'single' || style === 'double') && this.source.slice(start, end).includes('\n'))
      throw new NotPlain();
    const value = this.texts.of(restoreBraces(found.result as string));
    const made: Mutable<StringNode> = { kind: 'string', start, end, parent, value, style };
    this.scalars.push(made);
    return made;
  }

  /** Where a node begins that was looked for from there: behind blanks, line breaks and comments. */
  private startOf(from: number): number {
    GAP.lastIndex = from;
    GAP.test(this.source);
    return Math.max(GAP.lastIndex, from);
  }

  /** The end without the blanks and line breaks that the reader has passed. */
  private trimmed(start: number, to: number): number {
    let end = to;
    while (end > start && ' \n\r'.includes(this.source[end - 1] ?? '')) end--;
    return end;
  }

  /** The end of the last line of a block scalar that holds text, line break included. */
  private blockEnd(start: number, to: number): number {
    const header = this.source.slice(start, this.source.indexOf('\n', start));
    // A number or a plus keeps blanks or lines; a comment may stand there.
    if (!/^[|>]-?\r?$/.test(header)) throw new NotPlain();
    const text = this.trimmed(start, to);
    const end = this.source.indexOf('\n', text);
    return end < 0 ? this.source.length : end + 1;
  }

  /** Where a block collection ends whose last value this is: behind the rest of its line. */
  private lineEnd(last: SyntaxNode): number {
    const isBlock =
      last.kind === 'object' || last.kind === 'array'
        ? !last.flow
        : last.kind === 'string' && last.style.startsWith('block');
    if (isBlock) return last.end;
    REST.lastIndex = last.end;
    REST.test(this.source);
    return Math.max(REST.lastIndex, last.end);
  }

  /** What stands between the scalars and begins with a number sign. */
  comments(): Range[] {
    const found: Range[] = [];
    let sign = this.source.indexOf('#');
    for (const { start, end } of [...this.scalars, { start: this.source.length, end: this.source.length }]) {
      while (sign >= 0 && sign < start) {
        COMMENT.lastIndex = sign;
        COMMENT.test(this.source);
        found.push({ start: sign, end: COMMENT.lastIndex });
        sign = this.source.indexOf('#', COMMENT.lastIndex);
      }
      if (sign < 0) break;
      if (sign < end) sign = this.source.indexOf('#', end);
    }
    return found;
  }
}

const STYLES: Readonly<Record<string, StringStyle>> = {
  '"': 'double',
  "'": 'single',
  '|': 'block-literal',
  '>': 'block-folded',
};
const GAP = /(?:[ \r\n]|#[^\n]*)*/y;
const COLON = /[ ]*:/y;
const REST = /[ ]*(?:#[^\r\n]*)?(?:\r?\n|$)/y;
const COMMENT = /#[^\r\n]*/y;

/** What a plain scalar means: the numbers and words of the core schema. */
function plainValue(text: string): unknown {
  if (!/^[-+.~\dnNtTfF]/.test(text)) return text;
  if (/^(?:0|-?[1-9]\d{0,14})$/.test(text)) return Number(text);
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (/^[nNtTfF]/.test(text) && !/^(?:null|true|false)$/i.test(text)) return text;
  const value: unknown = parseDocument(text).contents?.toJSON();
  return typeof value === 'bigint' ? Number(value) : value;
}
