/** A call of an intrinsic function as a tree with ranges: what the parser makes, and the check and the compiler read. */
import type { Range } from '../../syntax.ts';
import type { Path } from '../jsonpath/path.ts';

export interface IntrinsicCall extends Range {
  readonly kind: 'call';
  /** As written, with `States.`. */
  readonly name: string;
  readonly nameRange: Range;
  readonly args: readonly IntrinsicArgument[];
  /** The range between the parentheses. */
  readonly argumentsRange: Range;
}
export interface IntrinsicPath extends Range {
  readonly kind: 'path';
  readonly path: Path;
}
export interface IntrinsicLiteral extends Range {
  readonly kind: 'literal';
  readonly value: null | boolean | number | string;
  /** The text between the quotes of a string, escapes unread. */
  readonly raw: string;
}
export type IntrinsicArgument = IntrinsicCall | IntrinsicPath | IntrinsicLiteral;
