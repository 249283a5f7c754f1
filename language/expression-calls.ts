/**
 * The calls of functions in an expression with the places of their arguments, finished or still being typed:
 * what signature help and the names of arguments are made of.
 */
import type { Expression, Range } from '#asl';
import { findIntrinsic, findJsonataFunction } from '#asl/expressions';
import { type Token, tokensOf } from './expression-tokens/index.ts';

/** What is known of a function that is called. */
export interface CalledFunction {
  /** As it is called: `$substring`, `States.Format`. */
  readonly name: string;
  readonly params: readonly CalledParameter[];
  /** Absent for a function that the expression defines itself. */
  readonly returns?: string;
  readonly doc?: string;
}

export interface CalledParameter {
  readonly name: string;
  readonly type?: string;
  readonly doc?: string;
  readonly optional?: boolean;
  /** Takes all further arguments. */
  readonly rest?: boolean;
}

/** A call; ranges are in the code. */
export interface Call extends Range {
  /** Undefined where nobody knows the function. */
  readonly called: CalledFunction | undefined;
  /** Each argument from its first word; one that is not typed yet is empty. */
  readonly args: readonly Range[];
  /** Where the commas between them stand. */
  readonly commas: readonly number[];
  /** True where `~>` brings the first argument. */
  readonly isPiped: boolean;
  /** False while its closing parenthesis is missing. */
  readonly isClosed: boolean;
}

interface Open {
  readonly bracket: string;
  readonly name: string | undefined;
  readonly isPiped: boolean;
  readonly start: number;
  readonly commas: number[];
  readonly args: { start: number; end: number }[];
  /** True while the argument that is being read has no word yet. */
  isBlank: boolean;
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Every call of the expression, outer ones before the calls in their arguments. */
export function callsIn(expression: Pick<Expression, 'language' | 'code'>): readonly Call[] {
  const tokens = tokensOf(expression).filter(({ kind }) => kind !== 'comment');
  return new CallReader(tokens, lambdasIn(tokens)).read(expression.code.length);
}

/** Reads the words once, with the brackets that are open on a stack. */
class CallReader {
  private readonly tokens: readonly Token[];
  private readonly lambdas: ReadonlyMap<string, readonly string[]>;
  private readonly calls: Call[] = [];
  private readonly open: Open[] = [];

  constructor(tokens: readonly Token[], lambdas: ReadonlyMap<string, readonly string[]>) {
    this.tokens = tokens;
    this.lambdas = lambdas;
  }

  read(end: number): readonly Call[] {
    for (const [i, token] of this.tokens.entries()) {
      const bracket = token.kind === 'punctuation' ? token.text : '';
      if (bracket === ',') this.comma(token);
      else if (bracket === ')' || bracket === ']' || bracket === '}') this.closing(token);
      else this.word(token);
      if (bracket in CLOSING) this.open.push(opened(this.tokens, i));
    }
    while (this.open.length > 0) this.close(end, false);
    return this.calls.sort((a, b) => a.start - b.start || b.end - a.end);
  }

  private word({ start, end }: Token): void {
    const inner = this.open.at(-1);
    if (!inner) return;
    if (inner.isBlank) {
      if (inner.commas.length === 0) inner.args.push({ start, end });
      else inner.args[inner.args.length - 1] = { start, end };
      inner.isBlank = false;
    }
    const last = inner.args.at(-1);
    if (last) last.end = end;
  }

  private comma({ start, end }: Token): void {
    const inner = this.open.at(-1);
    if (!inner) return;
    if (inner.args.length === 0) inner.args.push({ start, end: start });
    inner.commas.push(start);
    inner.args.push({ start: end, end });
    inner.isBlank = true;
  }

  /** A bracket that was forgotten inside does not hide the ones around it. */
  private closing(token: Token): void {
    if (!this.open.some(({ bracket }) => CLOSING[bracket] === token.text)) return;
    while (CLOSING[this.open.at(-1)?.bracket ?? ''] !== token.text) this.close(token.start, false);
    this.close(token.start, true);
    this.word(token);
  }

  private close(end: number, isClosed: boolean): void {
    const last = this.open.pop();
    if (last?.name === undefined) return;
    const { start, name, isPiped, args, commas } = last;
    const called = functionNamed(name, this.lambdas);
    this.calls.push({ start, end: end + (isClosed ? 1 : 0), called, args, commas, isPiped, isClosed });
  }
}

function opened(tokens: readonly Token[], index: number): Open {
  const token = tokens[index] as Token;
  const base = { bracket: token.text, commas: [], args: [], isBlank: true };
  const callee = tokens[index - 1];
  if (token.text !== '(' || callee?.kind !== 'function')
    return { ...base, name: undefined, isPiped: false, start: token.start };
  const namespace = tokens[index - 2]?.text === '.' ? tokens[index - 3] : undefined;
  if (namespace?.kind !== 'namespace')
    return { ...base, name: callee.text, isPiped: tokens[index - 2]?.text === '~>', start: callee.start };
  return { ...base, name: `${namespace.text}.${callee.text}`, isPiped: false, start: namespace.start };
}

function functionNamed(name: string, lambdas: ReadonlyMap<string, readonly string[]>): CalledFunction | undefined {
  const own = lambdas.get(name);
  if (own) return { name, params: own.map((param) => ({ name: param })) };
  const found = name.startsWith('$') ? findJsonataFunction(name.slice(1)) : findIntrinsic(name);
  return found && { name, params: found.params, returns: found.returns, doc: found.doc };
}

/** `$f := function($a, $b)`: the functions that the expression defines itself, with their parameters. */
function lambdasIn(tokens: readonly Token[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const [i, { text, kind }] of tokens.entries()) {
    if (kind !== 'keyword' || !(text === 'function' || text === 'λ')) continue;
    const name = tokens[i - 2];
    if (tokens[i - 1]?.text !== ':=' || name?.kind !== 'variable') continue;
    const params: string[] = [];
    for (let at = i + 2; tokens[at]?.kind === 'variable'; at += 2) {
      params.push(tokens[at]?.text ?? '');
      if (tokens[at + 1]?.text !== ',') break;
    }
    found.set(name.text, params);
  }
  return found;
}

/** The innermost call whose arguments the index is among, and which of them it is. */
export function callAround(
  expression: Pick<Expression, 'language' | 'code'>,
  index: number,
): { readonly call: Call; readonly argument: number } | undefined {
  let found: { call: Call; argument: number } | undefined;
  for (const call of callsIn(expression)) {
    const open = expression.code.indexOf('(', call.start);
    const last = call.isClosed ? call.end - 1 : call.end;
    if (!call.called || index <= open || index > last) continue;
    const passed = call.commas.filter((comma) => comma < index).length;
    found = { call, argument: passed + (call.isPiped ? 1 : 0) };
  }
  return found;
}

/** The parameter that an argument is for; the last one where it takes the rest. */
export function parameterOf({ params }: CalledFunction, argument: number): number | undefined {
  if (argument < params.length) return argument;
  return params.at(-1)?.rest ? params.length - 1 : undefined;
}
