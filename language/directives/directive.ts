/** What a document may say about its own findings, for those who read directives and those who obey them. */
import type { Range } from '#asl';
import type { Weight } from '../weight.ts';

/** What a directive holds for. */
export const DIRECTIVE_SCOPES = ['line', 'next-line', 'state', 'file'] as const;
export type DirectiveScope = (typeof DIRECTIVE_SCOPES)[number];

/** One rule that a directive names. */
export interface DirectiveEntry {
  readonly code: string;
  readonly weight: Weight;
  /** Where it is written. */
  readonly range: Range;
  readonly directive: Directive;
}

export interface Directive {
  readonly scope: DirectiveScope;
  /** The findings that begin here are meant. */
  readonly reach: Range;
  /** The comment, or the brackets in a `Comment` field. */
  readonly range: Range;
  readonly inField: boolean;
  readonly entries: readonly DirectiveEntry[];
}

/** What the directives of a document make of the weight of a finding, and which of them were of use. */
export interface DirectedWeights {
  readonly directives: readonly Directive[];
  /** True where a directive names the rule: then it is asked even if the settings turn it off. */
  readonly names: (code: string) => boolean;
  /** The weight of a finding of the rule that begins at the offset; undefined where no directive speaks of it. */
  readonly weightAt: (code: string, offset: number) => Weight | undefined;
  /** The entries that no finding was found for. */
  readonly unused: () => readonly DirectiveEntry[];
}
