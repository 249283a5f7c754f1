/**
 * The syntax tree that JSON, JSON with comments and YAML share. Offsets are UTF-16 offsets into the text of
 * the document that the editor shows, also for a machine that is embedded in another document.
 * Nodes are plain data; they never refer to a parser library.
 */

/** A half-open range of UTF-16 offsets in the document's text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** How a scalar is written; decides how offsets inside its value map to the text and how an edit is quoted. */
export type StringStyle = 'double' | 'single' | 'plain' | 'block-literal' | 'block-folded';

interface NodeBase extends Range {
  readonly parent: ContainerNode | PropertyNode | undefined;
}

export interface ObjectNode extends NodeBase {
  readonly kind: 'object';
  readonly properties: readonly PropertyNode[];
  /** True for `{…}`, false for a YAML block mapping. */
  readonly flow: boolean;
}

export interface ArrayNode extends NodeBase {
  readonly kind: 'array';
  readonly items: readonly SyntaxNode[];
  readonly flow: boolean;
}

/** `"key": value`; `value` is absent while it is being typed. The range spans key and value. */
export interface PropertyNode extends NodeBase {
  readonly kind: 'property';
  readonly key: StringNode;
  readonly value: SyntaxNode | undefined;
}

export interface StringNode extends NodeBase {
  readonly kind: 'string';
  /** The decoded value. Use `offsetInString` to come from an index in it to the text. */
  readonly value: string;
  readonly style: StringStyle;
}

export interface NumberNode extends NodeBase {
  readonly kind: 'number';
  readonly value: number;
}

export interface BooleanNode extends NodeBase {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface NullNode extends NodeBase {
  readonly kind: 'null';
}

/** An unquoted `${Name}` that stands for any value. A quoted one is a string: see `isHole`. */
export interface PlaceholderNode extends NodeBase {
  readonly kind: 'placeholder';
  readonly name: string;
}

export type ScalarNode = StringNode | NumberNode | BooleanNode | NullNode | PlaceholderNode;
export type ContainerNode = ObjectNode | ArrayNode;
export type SyntaxNode = ContainerNode | ScalarNode;

/** A change that mends the text. */
export interface SyntaxFix {
  readonly title: string;
  readonly edits: readonly { readonly range: Range; readonly newText: string }[];
}

/** A mistake in the text itself, found by the parser. */
export interface SyntaxProblem extends Range {
  readonly message: string;
  /** True where the tree is that of a text in which this was mended. */
  readonly isMended?: true;
  /** True where the text is readable, but goes beyond what is read of it. */
  readonly isLimit?: true;
  /** Where it is plain what was meant. */
  readonly fix?: SyntaxFix;
  /** True where everything around it is read as it was surely meant: no bracket is missing, no text is lost. */
  readonly keepsStructure?: true;
}

/** The outcome of a parser: never an exception, always what can be known. */
export interface ParsedText {
  readonly root: SyntaxNode | undefined;
  readonly problems: readonly SyntaxProblem[];
  /** Comments, for folding and formatting. */
  readonly comments: readonly Range[];
  /** YAML in which nothing refers to another place and nothing is marked: a part of it means the same by itself. */
  readonly isPlain?: true;
}

/** The property of that name; the last one wins where a key is written twice, as in every JSON reader. */
export function propertyOf(node: SyntaxNode | undefined, name: string): PropertyNode | undefined {
  if (node?.kind !== 'object') return undefined;
  for (let i = node.properties.length - 1; i >= 0; i--) {
    const property = node.properties[i];
    if (property?.key.value === name) return property;
  }
  return undefined;
}

/** True where a YAML merge key brings the property in: its key and value stand at the anchor, not here. */
export function isMerged({ key, start, end }: PropertyNode): boolean {
  return key.start < start || key.end > end;
}

/** The value of the property of that name. */
export function valueOf(node: SyntaxNode | undefined, name: string): SyntaxNode | undefined {
  return propertyOf(node, name)?.value;
}

/** The string value of the property of that name, when it is a string. */
export function stringOf(node: SyntaxNode | undefined, name: string): string | undefined {
  const value = valueOf(node, name);
  return value?.kind === 'string' ? value.value : undefined;
}

/**
 * `${Name}`; `#{AWS::Region}`, which plugins of the Serverless Framework read; `%{ if … }` of Terraform; `{{ name }}` of
 * Jinja and its like, which holds no colon, as an object that a function of JSONata gives back does.
 */
const ANY_PLACEHOLDER = /[$#]\{[^{}\n]+\}|%\{~?\s*(?:if|else|endif|for|endfor)\b|\{\{[^{}\n:]+\}\}/;

/** True where the text holds `${Name}` or its like somewhere: its final value is not known yet. */
export function hasPlaceholder(text: string): boolean {
  // Asked of every text of a machine, and most have no brace at all: a search is far cheaper than a pattern.
  for (let brace = text.indexOf('{'); brace >= 0; brace = text.indexOf('{', brace + 1)) {
    if (MARKS.includes(text.charCodeAt(brace - 1))) return ANY_PLACEHOLDER.test(text);
  }
  return false;
}

/** What stands before the brace: `#`, `$`, `%`, `{`. */
const MARKS: readonly number[] = [0x23, 0x24, 0x25, 0x7b];

/**
 * True where the node stands for a value that is not known before deployment: `${Name}` quoted or not, or a
 * CloudFormation function such as `{"Fn::GetAtt": […]}` or `{"Ref": "…"}`. No rule may judge its type.
 */
export function isHole(node: SyntaxNode | undefined): boolean {
  if (!node) return false;
  if (node.kind === 'placeholder') return true;
  if (node.kind === 'string') return isWholePlaceholder(node.value);
  if (node.kind !== 'object' || node.properties.length !== 1) return false;
  const key = node.properties[0]?.key.value ?? '';
  return key === 'Ref' || key.startsWith('Fn::');
}

/** `${Name}` and nothing else; a name may be made of others: `${cf:stack-${self:stage}.Seconds}`. */
function isWholePlaceholder(text: string): boolean {
  if (!text.startsWith('${') || !text.endsWith('}') || text.length < 4) return false;
  let depth = 0;
  for (let i = 1; i < text.length; i++) {
    const sign = text[i];
    if (sign === '\n') return false;
    if (sign === '{') depth++;
    else if (sign === '}' && --depth === 0) return i === text.length - 1;
  }
  return false;
}

/** The JSON pointer of a node, in AWS's notation: `/States/Ship/Retry[0]/ErrorEquals[1]`; `/` for the root. */
export function pointerOf(node: SyntaxNode | PropertyNode): string {
  const parts: string[] = [];
  let current: SyntaxNode | PropertyNode = node;
  for (let up = current.parent; up; up = current.parent) {
    if (up.kind === 'array') parts.unshift(`[${up.items.indexOf(current as SyntaxNode)}]`);
    else if (up.kind === 'property' && up.value === current) parts.unshift(`/${up.key.value}`);
    current = up;
  }
  if (node.kind === 'property') parts.push(`/${node.key.value}`);
  return parts.join('') || '/';
}

/**
 * The node at a pointer as `pointerOf` writes it, or the innermost one around it that exists; the property rather
 * than its value.
 */
export function nodeAtPointer(root: SyntaxNode, pointer: string): SyntaxNode | PropertyNode {
  let found: { node: SyntaxNode | PropertyNode; length: number } = { node: root, length: 0 };
  const visit = (node: SyntaxNode | PropertyNode, own: string): void => {
    // A key may hold a slash, so that several members can begin like the pointer.
    if (!pointer.startsWith(own) || !/^(?:$|[/[])/.test(pointer.slice(own.length))) return;
    if (own.length > found.length) found = { node, length: own.length };
    if (node.kind === 'object') for (const property of node.properties) visit(property, `${own}/${property.key.value}`);
    else if (node.kind === 'array') for (const [index, item] of node.items.entries()) visit(item, `${own}[${index}]`);
    else if (node.kind === 'property' && node.value) visit(node.value, own);
  };
  visit(root, '');
  return found.node;
}

/** The innermost node or property whose range holds the offset (ends count, so that a cursor after a value is in it). */
export function nodeAt(root: SyntaxNode | undefined, offset: number): SyntaxNode | PropertyNode | undefined {
  if (!root || offset < root.start || offset > root.end) return undefined;
  let found: SyntaxNode | PropertyNode = root;
  for (;;) {
    const next: SyntaxNode | PropertyNode | undefined = childAt(found, offset);
    if (!next) return found;
    found = next;
  }
}

function childAt(node: SyntaxNode | PropertyNode, offset: number): SyntaxNode | PropertyNode | undefined {
  switch (node.kind) {
    case 'object':
      return lastHolding(node.properties, offset);
    case 'array':
      return lastHolding(node.items, offset);
    case 'property':
      if (node.value && offset >= node.value.start && offset <= node.value.end) return node.value;
      return offset >= node.key.start && offset <= node.key.end ? node.key : undefined;
    default:
      return undefined;
  }
}

/** Children are in the order of the text: a binary search keeps a look-up in a machine of 1 MB cheap. */
function lastHolding<T extends Range>(children: readonly T[], offset: number): T | undefined {
  let low = 0;
  let high = children.length - 1;
  let found: T | undefined;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const child = children[middle];
    if (!child) break;
    if (child.start <= offset) {
      found = child;
      low = middle + 1;
    } else high = middle - 1;
  }
  return found && offset <= found.end ? found : undefined;
}

/** The last property of an object that begins before the offset. */
export function lastBefore(node: ObjectNode, offset: number): PropertyNode | undefined {
  let low = 0;
  let high = node.properties.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((node.properties[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return node.properties[low - 1];
}
