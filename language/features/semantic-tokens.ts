/**
 * What each word of an expression is: paths, intrinsic functions and JSONata, wherever the language evaluates them.
 * The colours of JSON and YAML around them are the business of the editor's grammar.
 */
import { type AslDocument, type Expression, offsetsInString, type Range } from '#asl';
import { findIntrinsic, findJsonataFunction } from '#asl/expressions';
import { type Token, tokensOf } from '../expression-tokens/index.ts';
import { isAlias } from '../symbols.ts';
import { expressionsIn } from '../variables/names.ts';

/** The kinds of words, in the order in which the protocol numbers them. */
export const TOKEN_TYPES = [
  'comment',
  'string',
  'regexp',
  'number',
  'keyword',
  'operator',
  'namespace',
  'function',
  'variable',
  'parameter',
  'property',
] as const;

export const TOKEN_MODIFIERS = ['readonly', 'defaultLibrary', 'declaration'] as const;

export type SemanticTokenType = (typeof TOKEN_TYPES)[number];
export type SemanticTokenModifier = (typeof TOKEN_MODIFIERS)[number];

/** A word on one line of the text. */
export interface SemanticToken extends Range {
  readonly type: SemanticTokenType;
  readonly modifiers: readonly SemanticTokenModifier[];
}

/** The words of all expressions, or of those that touch the range, in the order of the text. */
export function semanticTokens(doc: AslDocument, range?: Range): readonly SemanticToken[] {
  const found: SemanticToken[] = [];
  const seen = new Set<number>();
  for (const machine of doc.machines) {
    for (const { expression } of expressionsIn(machine, '', range)) {
      const { node } = expression;
      // An anchor of YAML is read at each of its aliases, and coloured where it stands.
      if (seen.has(node.start) || isAlias(doc, node)) continue;
      seen.add(node.start);
      found.push(...tokensIn(doc, expression));
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function tokensIn(doc: AslDocument, expression: Expression): SemanticToken[] {
  const { node, from } = expression;
  const offsetOf = offsetsInString(doc.text, node);
  const tokens = tokensOf(expression);
  const bound = boundAt(tokens);
  return tokens.flatMap((token, i) => {
    const meaning = meaningOf(token, tokens, i, bound[i] ?? NOTHING);
    if (!meaning) return [];
    const start = offsetOf(token.start + from);
    // The end of the last character is not the beginning of the next one where a fold stands between.
    const last = Math.max(start, offsetOf(token.end + from - 1));
    const next = offsetOf(token.end + from);
    const end = next > last && !/\s/.test(doc.text.slice(last, next)) ? next : last + 1;
    return linesOf(doc.text, { start, end }).map((line) => ({ ...line, ...meaning }));
  });
}

type Meaning = Pick<SemanticToken, 'type' | 'modifiers'>;
/** The variables that an expression binds for itself around a word, and how. */
type Names = ReadonlyMap<string, 'parameter' | 'variable'>;
interface Bound {
  readonly names: Names;
  /** True in the list of parameters itself. */
  readonly isList: boolean;
}
const NOTHING: Bound = { names: new Map(), isList: false };

const BUILT_IN = ['defaultLibrary'] as const;

function meaningOf({ kind, text }: Token, tokens: readonly Token[], i: number, bound: Bound): Meaning | undefined {
  switch (kind) {
    case 'punctuation':
      return undefined;
    case 'regex':
      return { type: 'regexp', modifiers: [] };
    case 'literal':
      return { type: 'keyword', modifiers: ['readonly'] };
    case 'root':
      return { type: 'variable', modifiers: ['readonly', 'defaultLibrary'] };
    case 'namespace':
      return { type: 'namespace', modifiers: BUILT_IN };
    case 'function':
      return { type: 'function', modifiers: isBuiltIn(text, tokens, i, bound) ? BUILT_IN : [] };
    case 'variable': {
      const own = bound.names.get(text);
      if (own) return { type: own, modifiers: bound.isList || tokens[i + 1]?.text === ':=' ? ['declaration'] : [] };
      // A function may be handed on by its name, as in `$map(list, $string)`.
      if (isBuiltIn(text, tokens, i, bound)) return { type: 'function', modifiers: BUILT_IN };
      return { type: 'variable', modifiers: [] };
    }
    default:
      return { type: kind, modifiers: [] };
  }
}

function isBuiltIn(text: string, tokens: readonly Token[], i: number, bound: Bound): boolean {
  if (bound.names.has(text)) return false;
  if (text.startsWith('$')) return findJsonataFunction(text.slice(1)) !== undefined;
  return findIntrinsic(`${tokens[i - 2]?.text ?? ''}.${text}`) !== undefined;
}

/** What is bound at each word: parameters inside their function, `:=` from there to the end of its brackets. */
function boundAt(tokens: readonly Token[]): readonly Bound[] {
  const found: Bound[] = [];
  let current: Names = NOTHING.names;
  let coming: Map<string, 'parameter' | 'variable'> | undefined;
  const outer: Names[] = [];
  for (const [i, { kind, text }] of tokens.entries()) {
    if (kind === 'keyword' && (text === 'function' || text === 'λ')) coming = parametersBehind(tokens, i);
    if (kind === 'variable' && tokens[i + 1]?.text === ':=') current = new Map([...current, [text, 'variable']]);
    if (kind === 'variable' && /^[@#]$/.test(tokens[i - 1]?.text ?? ''))
      current = new Map([...current, [text, 'variable']]);
    if (kind === 'punctuation' && /[([{]/.test(text)) {
      outer.push(current);
      // The list of parameters is read with them already, the body behind it too.
      if (coming) current = new Map([...current, ...coming]);
      if (text === '{') coming = undefined;
    }
    found.push({ names: current, isList: coming !== undefined });
    if (kind === 'punctuation' && /[)\]}]/.test(text)) current = outer.pop() ?? current;
  }
  return found;
}

function parametersBehind(tokens: readonly Token[], index: number): Map<string, 'parameter'> {
  const names = new Map<string, 'parameter'>();
  for (let at = index + 2; tokens[at]?.kind === 'variable'; at += 2) {
    names.set(tokens[at]?.text ?? '', 'parameter');
    if (tokens[at + 1]?.text !== ',') break;
  }
  return names;
}

/** A word that goes over several lines, line by line and without indentation: not every client takes it whole. */
function linesOf(text: string, { start, end }: Range): Range[] {
  const whole = text.slice(start, end);
  if (!whole.includes('\n')) return end > start ? [{ start, end }] : [];
  return [...whole.matchAll(/[^\s](?:[^\r\n]*[^\s])?/g)].map((line) => ({
    start: start + line.index,
    end: start + line.index + line[0].length,
  }));
}
