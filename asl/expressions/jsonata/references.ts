/** What an expression refers to and binds, with ranges: what rename, hover, completion and rules want to know of it. */
import type { Range } from '../../syntax.ts';

/** A use of a variable that the expression does not bind itself: a workflow variable, or `states`. */
export interface JsonataVariable extends Range {
  /** Without the `$`; the range includes it. */
  readonly name: string;
  /** The members that follow directly: `['input', 'order']` for `$states.input.order`. */
  readonly members: readonly (Range & { readonly name: string })[];
}

/** A call of a function by name; the range is the name with its `$`. */
export interface JsonataCall extends Range {
  readonly name: string;
  /** The number of arguments as written; one is added by `~>`. */
  readonly argumentCount: number;
  /** True where the value comes in by `~>` or the function is applied in part. */
  readonly isPartial: boolean;
}

/** A variable that the expression binds: by `:=`, as a parameter, by `@` or `#`. */
export interface JsonataBinding extends Range {
  readonly name: string;
}
