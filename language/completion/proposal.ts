/** What is proposed inside an expression, whoever knows it: names, functions, members of results. */
import type { CompletionKind } from './item.ts';

/** A word of an expression before it has a place. */
export interface Proposal {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly text?: string;
  readonly snippet?: boolean;
  readonly detail?: string | undefined;
  readonly doc?: string | undefined;
  readonly rank: number;
  readonly retrigger?: boolean;
}
