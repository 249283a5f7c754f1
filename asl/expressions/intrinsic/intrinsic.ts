/** What an intrinsic function is: one row of the table that diagnostics, completion, signature help, hover and evaluation read. */
import type { Json } from '../../json.ts';

export type IntrinsicType = 'any' | 'array' | 'string' | 'integer' | 'number' | 'object' | 'boolean';

export interface IntrinsicParameter {
  readonly name: string;
  readonly type: IntrinsicType;
  readonly doc: string;
  readonly optional?: true;
  /** Takes all further arguments, none included. */
  readonly rest?: true;
  /** On a rest parameter: there must be as many arguments as the parameter of that name has `{}`. */
  readonly countedBy?: string;
  /** A text with `{}` in it, whose escapes the function itself reads. */
  readonly isFormat?: true;
  /** The only values that a literal may have. */
  readonly values?: readonly (string | number | boolean)[];
  /** The least value that a literal may have. */
  readonly min?: number;
  /** Values that a literal may not have. */
  readonly not?: readonly number[];
}

export interface IntrinsicExample {
  /** The call as a definition has it. */
  readonly call: string;
  readonly input?: Json;
  /** What it gives; absent where it is random. */
  readonly result?: Json;
}

/** What a call may use besides its arguments. */
export interface IntrinsicContext {
  readonly random: () => number;
}

export interface Intrinsic {
  /** With its prefix: `States.Array`. */
  readonly name: string;
  readonly params: readonly IntrinsicParameter[];
  readonly returns: IntrinsicType;
  /** Markdown: what it does, in one to three sentences. */
  readonly doc: string;
  /** Run as tests. */
  readonly examples: readonly IntrinsicExample[];
  /** Called with as many arguments as `params` allows; throws `IntrinsicFault`. */
  readonly call: (args: readonly Json[], context: IntrinsicContext) => Json;
}

/** Declares an intrinsic function. */
export function intrinsic(row: Intrinsic): Intrinsic {
  return row;
}

/** How the function is called, for messages and signature help: `States.MathRandom(start, end, seed?)`. */
export function signatureOf(row: Intrinsic): string {
  return `${row.name}(${row.params.map((param) => (param.rest ? `${param.name}…` : param.optional ? `${param.name}?` : param.name)).join(', ')})`;
}

/** A call that cannot be carried out with its arguments. The message is for people: AWS only says which function it was. */
export class IntrinsicFault extends Error {}
