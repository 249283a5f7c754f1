/**
 * JSON and JSON with comments to the syntax tree, by `jsonc-parser`'s fault-tolerant visitor. Broken text gives
 * what can be known. Unquoted `${Placeholders}` are covered by a string of the same length before scanning, so
 * that one of them is one node and not a cascade of errors.
 */
import { type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser';
import type { ArrayNode, ObjectNode, ParsedText, PropertyNode, Range, SyntaxNode, SyntaxProblem } from './syntax.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Open = Mutable<Omit<ObjectNode, 'properties'>> & { properties: PropertyNode[] };
type OpenArray = Mutable<Omit<ArrayNode, 'items'>> & { items: SyntaxNode[] };

/** Parses JSON or JSONC text. Never throws. */
export function parseJsonSyntax(text: string): ParsedText {
  const problems: SyntaxProblem[] = [];
  const comments: Range[] = [];
  const stack: (Open | OpenArray)[] = [];
  const { source, placeholders } = coverPlaceholders(text);
  let root: SyntaxNode | undefined;
  let property: Mutable<PropertyNode> | undefined;

  const parent = () => property ?? (stack[stack.length - 1] as ObjectNode | ArrayNode | undefined);
  const place = (node: SyntaxNode): void => {
    const top = stack[stack.length - 1];
    if (property) {
      property.value = node;
      property.end = node.end;
      property = undefined;
    } else if (top?.kind === 'array') top.items.push(node);
    else if (!root && !top) root = node;
  };
  const close = (end: number): void => {
    const done = stack.pop();
    if (!done) return;
    done.end = end;
    if (done.parent?.kind === 'property') (done.parent as Mutable<PropertyNode>).end = end;
    property = undefined;
  };

  visit(
    source,
    {
      onObjectBegin: (offset) => {
        const node: Open = {
          kind: 'object',
          start: offset,
          end: source.length,
          parent: parent(),
          properties: [],
          flow: true,
        };
        place(node as ObjectNode);
        stack.push(node);
      },
      onObjectProperty: (name, offset, length) => {
        const top = stack[stack.length - 1];
        if (top?.kind !== 'object') return;
        const made = {
          kind: 'property',
          start: offset,
          end: offset + length,
          parent: top as ObjectNode,
          value: undefined,
        } as unknown as Mutable<PropertyNode>;
        made.key = {
          kind: 'string',
          value: placeholders.get(offset) ?? name,
          style: 'double',
          start: offset,
          end: offset + length,
          parent: made,
        };
        top.properties.push(made);
        property = made;
      },
      onObjectEnd: (offset, length) => close(offset + length),
      onArrayBegin: (offset) => {
        const node: OpenArray = {
          kind: 'array',
          start: offset,
          end: source.length,
          parent: parent(),
          items: [],
          flow: true,
        };
        place(node as ArrayNode);
        stack.push(node);
      },
      onArrayEnd: (offset, length) => close(offset + length),
      onLiteralValue: (value: unknown, offset, length) => {
        const base = { start: offset, end: offset + length, parent: parent() };
        const placeholder = placeholders.get(offset);
        if (placeholder !== undefined) place({ kind: 'placeholder', name: placeholder.slice(2, -1), ...base });
        else if (typeof value === 'string') place({ kind: 'string', value, style: 'double', ...base });
        else if (typeof value === 'number') place({ kind: 'number', value, ...base });
        else if (typeof value === 'boolean') place({ kind: 'boolean', value, ...base });
        else place({ kind: 'null', ...base });
      },
      onSeparator: (character) => {
        if (character === ',') property = undefined;
      },
      onComment: (offset, length) => comments.push({ start: offset, end: offset + length }),
      onError: (error, offset, length) => {
        // A placeholder as a whole member (`{ ${Extra} }`) is a matter of the template, not a mistake of the text.
        problems.push({
          start: offset,
          end: offset + Math.max(length, 1),
          message: describe(error, source.slice(offset, offset + length)),
        });
      },
    },
    { disallowComments: false, allowTrailingComma: false, allowEmptyContent: true },
  );
  for (const open of stack) open.end = trimEnd(source, open.start);
  for (const open of stack) if (open.parent?.kind === 'property') (open.parent as Mutable<PropertyNode>).end = open.end;
  return { root, problems: firstOfEachPlace(problems), comments };
}

const TOKENS = /"(?:[^"\\\n]|\\.)*"?|\/\/[^\n]*|\/\*[\s\S]*?\*\/|\$\{[^{}\n"]+\}/g;

/** Covers each unquoted `${Name}` by a string literal of the same length; the map holds the true text by offset. */
function coverPlaceholders(text: string): { source: string; placeholders: Map<number, string> } {
  const placeholders = new Map<number, string>();
  if (!text.includes('${')) return { source: text, placeholders };
  const source = text.replace(TOKENS, (token, offset: number) => {
    if (!token.startsWith('$')) return token;
    placeholders.set(offset, token);
    return `"${'_'.repeat(token.length - 2)}"`;
  });
  return { source, placeholders };
}

/** One mistake often makes the scanner report twice at one place: the first says it. */
function firstOfEachPlace(problems: SyntaxProblem[]): SyntaxProblem[] {
  return problems.filter((problem, i) => i === 0 || (problems[i - 1]?.end ?? -1) <= problem.start);
}

function trimEnd(text: string, from: number): number {
  let end = text.length;
  while (end > from && /\s/.test(text[end - 1] ?? '')) end--;
  return end;
}

function describe(error: ParseErrorCode, token: string): string {
  const found = token ? `, found '${token.length > 20 ? `${token.slice(0, 20)}…` : token}'` : '';
  switch (printParseErrorCode(error)) {
    case 'InvalidSymbol':
      return `'${token}' is not a JSON value: strings need double quotes.`;
    case 'InvalidNumberFormat':
      return 'This number is not written as JSON writes numbers.';
    case 'PropertyNameExpected':
      return `A property name in double quotes is expected here${found}.`;
    case 'ValueExpected':
      return `A value is expected here${found}.`;
    case 'ColonExpected':
      return `A colon is expected after the property name${found}.`;
    case 'CommaExpected':
      return `A comma is missing before this${found}.`;
    case 'CloseBraceExpected':
      return `A closing brace '}' is expected here${found}.`;
    case 'CloseBracketExpected':
      return `A closing bracket ']' is expected here${found}.`;
    case 'EndOfFileExpected':
      return `The document ends before this${found}: only one value may stand at the top.`;
    case 'UnexpectedEndOfString':
      return 'This string is not closed: a double quote is missing.';
    case 'UnexpectedEndOfComment':
      return "This comment is not closed: '*/' is missing.";
    case 'InvalidEscapeCharacter':
      return 'This is not an escape of JSON: use \\" \\\\ \\/ \\b \\f \\n \\r \\t or \\uXXXX.';
    case 'InvalidUnicode':
      return 'A \\u escape needs four hexadecimal digits.';
    case 'InvalidCharacter':
      return 'This character must be escaped inside a JSON string.';
    default:
      return `The text is not JSON here (${printParseErrorCode(error)}).`;
  }
}
