/**
 * The grammar of JSON and JSON with comments: from tokens to the syntax tree. It is read here, with a stack of its own,
 * because text that is being typed must keep what can be known (a key whose value is missing must not swallow the next
 * key) and because no depth of nesting may end in an exception.
 */

import type {
  ArrayNode,
  ContainerNode,
  ObjectNode,
  ParsedText,
  PropertyNode,
  Range,
  StringNode,
  SyntaxFix,
  SyntaxNode,
  SyntaxProblem,
} from '../syntax.ts';
import type { Read, TokenSource } from './json-mend.ts';
import {
  describeFound,
  hasDirectives,
  JsonTokens,
  newSlot,
  placeholderName,
  type Token,
  type TokenSlot,
} from './json-tokens.ts';
import { inQuotes, wordFix, wordMessage } from './json-words.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** An open object or array and what may come next in it. */
interface Frame {
  readonly node: Mutable<ObjectNode> | Mutable<ArrayNode>;
  /** Where its children begin among those of all that is open. */
  readonly first: number;
  /** `colon` and `value` with the property they belong to; `member` at the start and after a comma. */
  expects: 'member' | 'colon' | 'value' | 'separator';
  property: Mutable<PropertyNode> | undefined;
}

/** Deeper text is not read: nothing that follows the tree recursively may run out of stack. */
export const MAX_DEPTH = 500;

/** How the sentence about a name begins that has nothing behind it yet. */
export const NAME_ALONE = 'A colon and a value are missing';

/** The text as it stands, nested down to `maxDepth` levels. Never throws. */
export function readJsonSyntax(text: string, maxDepth = MAX_DEPTH): ParsedText {
  return readTokens(text, (problem, comment) => new JsonTokens(text, problem, comment), maxDepth);
}

/** The tree of the tokens that stand for the text, or for what it was meant to be. */
export const readTokens = (text: string, source: Parameters<Read>[0], maxDepth = MAX_DEPTH): ParsedText =>
  new Reader(text, maxDepth, source).read();

class Reader {
  private readonly problems: SyntaxProblem[] = [];
  private readonly comments: Range[] = [];
  private readonly stack: Frame[] = [];
  private readonly tokens: TokenSource;
  private readonly text: string;
  /** Directives leave parts of the text out: nobody knows which commas remain. */
  private readonly isTemplate: boolean;
  private root: SyntaxNode | undefined;
  /** The token at hand and the one behind it; these two objects are all that there are. */
  private token: TokenSlot = newSlot();
  private ahead: TokenSlot = newSlot();
  /**
   * The children of everything that is open, outer ones first: a container takes its own in one piece when it closes,
   * so that no list of it has more room than it needs. Behind `count` stands what was taken.
   */
  private readonly children: (PropertyNode | SyntaxNode)[] = [];
  private count = 0;
  /** Where the last token ended: the place of something that is missing. */
  private last = 0;
  /** How many containers are open that are left out of the tree, because they stand too deep. */
  private skipped = 0;
  private readonly maxDepth: number;

  constructor(text: string, maxDepth: number, source: Parameters<Read>[0]) {
    this.text = text;
    this.isTemplate = hasDirectives(text);
    this.maxDepth = maxDepth;
    this.tokens = source(
      (range, message, isWhole) => this.problem(range, message, isWhole || undefined),
      (range) => this.comments.push(range),
    );
    this.tokens.next(this.token);
    if (this.token.kind !== 'end') this.tokens.next(this.ahead);
  }

  read(): ParsedText {
    while (this.token.kind !== 'end') {
      const frame = this.stack[this.stack.length - 1];
      if (this.skipped > 0) this.skip();
      else if (!frame) {
        if (!this.top()) break;
      } else if (frame.node.kind === 'object') this.inObject(frame);
      else this.inArray(frame);
      this.advance();
    }
    this.closeRest();
    return { root: this.root, problems: this.problems, comments: this.comments };
  }

  private advance(): void {
    const { token, ahead } = this;
    this.last = token.end;
    this.token = ahead;
    this.ahead = token;
    if (ahead.kind !== 'end') this.tokens.next(token);
  }

  /** Outside every container; false where nothing that follows can be read. */
  private top(): boolean {
    const { token } = this;
    if (isValue(token)) {
      if (!this.root) {
        this.value(token, undefined);
        return true;
      }
    }
    const message = this.root
      ? `The document ends before this${describeFound(token.value)}: only one value may stand at the top.`
      : `A value is expected here${describeFound(token.value)}.`;
    this.problem(token, message);
    return this.root === undefined;
  }

  private inObject(frame: Frame): void {
    const { token } = this;
    switch (token.kind) {
      case '}':
        this.missing(frame);
        if (frame.expects === 'member' && this.count > frame.first) this.surplusComma('property');
        this.close(token.end);
        return;
      case ']':
        this.closeOuter(token, 'array', "A closing brace '}' is missing before this bracket.");
        return;
      case ',':
        this.missing(frame);
        if (frame.expects === 'member') this.problem(token, 'A property name in double quotes is expected here.');
        frame.expects = 'member';
        frame.property = undefined;
        return;
      case ':':
        if (frame.expects === 'colon') frame.expects = 'value';
        else this.problem(token, 'This colon does not follow a property name.');
        return;
      default:
        this.memberPart(frame, token);
    }
  }

  /** A token that is a key or a value, by what the object expects. */
  private memberPart(frame: Frame, token: Token): void {
    const named = token.kind === 'string' || token.kind === 'word' || token.kind === 'placeholder';
    const isKey = named && this.ahead.kind === ':';
    if ((frame.expects === 'value' || frame.expects === 'colon') && !isKey) {
      if (frame.expects === 'colon')
        this.missingSign(':', 'A colon is missing between the property name and its value.');
      this.value(token, frame);
      return;
    }
    if (frame.expects !== 'member') {
      if (frame.expects === 'separator') this.missingSign(',', 'A comma is missing after this.');
      else this.missing(frame);
    }
    // A placeholder as a whole member (`{ ${Extra} }`) is a matter of the template, not a mistake of the text.
    if (token.kind === 'placeholder' && !isKey) frame.expects = 'separator';
    else if (named) this.key(frame, token);
    else {
      this.problem(token, `A property name in double quotes is expected here${describeFound(token.value)}.`);
      frame.property = undefined;
      frame.expects = 'separator';
      if (token.kind === '{' || token.kind === '[') this.skipped = 1;
    }
  }

  private key(frame: Frame, token: Token): void {
    if (token.kind === 'word')
      this.problem(token, `'${token.value}' needs double quotes, as every property name.`, true, inQuotes(token));
    const { start, end, value } = token;
    const style = token.kind === 'string' && !token.isBare ? 'double' : 'plain';
    const key: Mutable<StringNode> = { kind: 'string', start, end, parent: undefined, value, style };
    const made: Mutable<PropertyNode> = {
      kind: 'property',
      start,
      end,
      parent: frame.node,
      key,
      value: undefined,
    };
    key.parent = made;
    this.children[this.count++] = made;
    frame.property = made;
    frame.expects = 'colon';
  }

  /** Reports the colon or the value that the last key waits for. */
  private missing(frame: Frame): void {
    if (frame.expects !== 'colon' && frame.expects !== 'value') return;
    const name = frame.property?.key.value ?? '';
    const where = { start: Math.max(this.last - 1, 0), end: this.last };
    this.problem(where, `${frame.expects === 'colon' ? NAME_ALONE : 'A value is missing'} after '${name}'.`, true);
    frame.expects = 'separator';
  }

  /** A comma or a colon belongs right behind what stands before it, not before what comes next. */
  private missingSign(sign: string, message: string): void {
    if (sign === ',' && this.isTemplate) return;
    const at = this.last;
    const edits = [{ range: { start: at, end: at }, newText: sign }];
    this.problem({ start: at - 1, end: at }, message, true, { title: `Insert '${sign}'`, edits });
  }

  private surplusComma(behind: string): void {
    if (this.isTemplate) return;
    this.problem({ start: this.last - 1, end: this.last }, `No comma may stand after the last ${behind}.`, true);
  }

  private inArray(frame: Frame): void {
    const { token } = this;
    switch (token.kind) {
      case ']':
        if (frame.expects === 'member' && this.count > frame.first) this.surplusComma('item');
        this.close(token.end);
        return;
      case '}':
        this.closeOuter(token, 'object', "A closing bracket ']' is missing before this brace.");
        return;
      case ',':
        if (frame.expects === 'member') this.problem(token, "A value is expected here, found ','.");
        frame.expects = 'member';
        return;
      case ':':
        this.problem(token, 'A colon has no place in an array.');
        return;
      default:
        this.item(frame, token);
    }
  }

  private item(frame: Frame, token: Token): void {
    const outer = this.stack[this.stack.length - 2];
    if (token.kind === 'string' && this.ahead.kind === ':' && outer?.node.kind === 'object') {
      this.problem({ start: this.last - 1, end: this.last }, "A closing bracket ']' is missing after this.");
      this.close(this.last);
      outer.expects = 'member';
      this.memberPart(outer, token);
      return;
    }
    if (frame.expects === 'separator') this.missingSign(',', 'A comma is missing after this.');
    this.value(token, frame);
  }

  private value(token: Token, frame: Frame | undefined): void {
    const parent = (frame?.property ?? frame?.node) as PropertyNode | ContainerNode | undefined;
    if (token.kind === '{' || token.kind === '[') this.open(token, frame, parent);
    else this.place(this.scalar(token, parent), frame);
  }

  private open(token: Token, frame: Frame | undefined, parent: PropertyNode | ContainerNode | undefined): void {
    if (this.stack.length >= this.maxDepth) {
      this.problems.push({
        ...rangeOf(token),
        message: `Values may not be nested deeper than ${MAX_DEPTH} levels.`,
        isLimit: true,
      });
      this.skipped = 1;
      if (frame) frame.expects = 'separator';
      return;
    }
    const { start } = token;
    const end = this.text.length;
    const node: Frame['node'] =
      token.kind === '{'
        ? { kind: 'object', start, end, parent, properties: NO_CHILDREN, flow: true }
        : { kind: 'array', start, end, parent, items: NO_CHILDREN, flow: true };
    this.place(node, frame);
    this.stack.push({ node, first: this.count, expects: 'member', property: undefined });
  }

  private place(node: SyntaxNode, frame: Frame | undefined): void {
    if (!frame) this.root = node;
    else if (frame.node.kind === 'array') this.children[this.count++] = node;
    else if (frame.property) {
      frame.property.value = node;
      frame.property.end = node.end;
    }
    if (frame) frame.expects = 'separator';
  }

  private scalar(token: Token, parent: PropertyNode | ContainerNode | undefined): SyntaxNode {
    const { start, end, value } = token;
    switch (token.kind) {
      case 'placeholder':
        return { kind: 'placeholder', start, end, parent, name: placeholderName(value) };
      case 'number':
        return { kind: 'number', start, end, parent, value: Number(value) };
      case 'true':
      case 'false':
        return { kind: 'boolean', start, end, parent, value: token.kind === 'true' };
      case 'null':
        return { kind: 'null', start, end, parent };
      case 'string':
        return { kind: 'string', start, end, parent, value, style: token.isBare ? 'plain' : 'double' };
      default:
        this.problem(token, wordMessage(value), true, wordFix(token));
        return { kind: 'string', start, end, parent, value, style: 'plain' };
    }
  }

  private close(end: number): void {
    const done = this.stack.pop();
    if (!done) return;
    done.node.end = end;
    if (this.count > done.first) {
      const own = this.children.slice(done.first, this.count);
      if (done.node.kind === 'object') done.node.properties = own as PropertyNode[];
      else done.node.items = own as SyntaxNode[];
      this.count = done.first;
    }
    if (done.node.parent?.kind === 'property') (done.node.parent as Mutable<PropertyNode>).end = end;
  }

  /** A bracket that belongs to a container further out: what stands between was not closed. */
  private closeOuter(token: Token, kind: 'object' | 'array', message: string): void {
    if (!this.stack.some(({ node }) => node.kind === kind)) {
      this.problem(token, `Nothing is open that '${token.kind}' could close.`);
      return;
    }
    this.problem(token, message);
    while (this.stack[this.stack.length - 1]?.node.kind !== kind) this.close(this.last);
    this.close(token.end);
  }

  private skip(): void {
    if (this.token.kind === '{' || this.token.kind === '[') this.skipped++;
    else if (this.token.kind === '}' || this.token.kind === ']') this.skipped--;
  }

  private closeRest(): void {
    const inner = this.stack[this.stack.length - 1];
    if (inner && this.token.kind === 'end') {
      if (inner.node.kind === 'object') this.missing(inner);
      const sign = inner.node.kind === 'object' ? "A closing brace '}'" : "A closing bracket ']'";
      this.problem({ start: Math.max(this.last - 1, 0), end: this.last }, `${sign} is missing at the end.`);
    }
    while (this.stack.length > 0) this.close(this.last);
  }

  private problem(range: Range, message: string, keepsStructure?: true | undefined, fix?: SyntaxFix): void {
    const { start, end } = range;
    // One mistake often shows twice at one place: the first report says it.
    const last = this.problems[this.problems.length - 1];
    if (last && last.end > start) {
      if (!keepsStructure) this.problems[this.problems.length - 1] = { ...rangeOf(last), message: last.message };
      return;
    }
    this.problems.push({
      start,
      end: Math.max(end, start + 1),
      message,
      ...(keepsStructure ? { keepsStructure } : {}),
      ...(fix ? { fix } : {}),
    });
  }
}

const NO_CHILDREN: readonly never[] = [];

const rangeOf = ({ start, end }: Range): Range => ({ start, end });

const isValue = ({ kind }: Token): boolean => !NO_VALUES.has(kind);
const NO_VALUES: ReadonlySet<Token['kind']> = new Set(['}', ']', ',', ':', 'end']);
