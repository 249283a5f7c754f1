/** What stands in the text without being of it: a hint at its place. */
import type { AslDocument, Range } from '#asl';
import type { MachineWalk } from '../walk/machine-walk.ts';

export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  /** Markdown: what the label does not say. */
  readonly tooltip?: string;
  /** `parameter` stands in front of what it names, everything else behind it. */
  readonly kind: 'parameter' | 'value';
}

/** What a maker of hints looks at. */
export interface HintContext {
  readonly doc: AslDocument;
  readonly walk: MachineWalk;
  /** Only what touches it is wanted; more may be given. */
  readonly range: Range;
}

/** True where a hint about the node may be wanted. */
export const isWanted = ({ range }: HintContext, { start, end }: Range): boolean =>
  start <= range.end && end >= range.start;

/** The hints of one kind, in any order. */
export type HintMaker = (ctx: HintContext) => Iterable<InlayHint>;
