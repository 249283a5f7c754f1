/** The parsed form of a JSONPath, as compilation, rules, hover and rename read it. Ranges are offsets in the path's text. */
import type { Range } from '../../syntax.ts';
import type { ExpressionProblem } from '../problem.ts';

export interface Path extends Range {
  readonly text: string;
  /** `$`, `$$` or `$name`. */
  readonly root: 'data' | 'context' | 'variable';
  /** The name behind `$`, without it, where the root is a variable; the range leaves the `$` out. */
  readonly variable?: Range & { readonly name: string };
  readonly segments: readonly Segment[];
  /** True where the path names exactly one place: its value is bare. An indefinite path gives a list, `[]` for a miss. */
  readonly definite: boolean;
  /** True where the path may name a place to write to: only single members and indexes. */
  readonly isReference: boolean;
}

/**
 * A path as AWS shows it in its sentences: one into the context object has a single dollar, as one into any other data
 * (recorded of ItemsPath, measured of intrinsic functions; the other fields are taken to be alike).
 */
export const shownInSentences = (text: string): string => text.replace(/^\$\$/, '$');

/** `.a`, `['a']`, `['a','b']`. */
export interface MemberSegment extends Range {
  readonly kind: 'member';
  readonly names: readonly string[];
  /** The ranges of the names, without quotes. */
  readonly nameRanges: readonly Range[];
}
/** `[0]`, `[0,2]`. A negative index is legal, but finds nothing, as on AWS. */
export interface IndexSegment extends Range {
  readonly kind: 'index';
  readonly indexes: readonly number[];
}
/** `[1:3]`, `[-2:]`; the step is Jayway's own missing feature, it is always 1. */
export interface SliceSegment extends Range {
  readonly kind: 'slice';
  readonly from: number | undefined;
  readonly to: number | undefined;
}
/** `.*`, `[*]`. */
export interface WildcardSegment extends Range {
  readonly kind: 'wildcard';
}
/** `..`: the next segment is applied to every container below. */
export interface DescendantSegment extends Range {
  readonly kind: 'descendant';
}
/** `[?(…)]`. */
export interface FilterSegment extends Range {
  readonly kind: 'filter';
  readonly test: FilterTest;
}
/** `[(@.length-1)]`: an index counted from the end. */
export interface FromEndSegment extends Range {
  readonly kind: 'from-end';
  readonly distance: number;
}
export type Segment =
  | MemberSegment
  | IndexSegment
  | SliceSegment
  | WildcardSegment
  | DescendantSegment
  | FilterSegment
  | FromEndSegment;

/** A path inside a filter: `@…` starts at the tested item, `$…` at the document. */
export interface FilterPath extends Range {
  readonly kind: 'path';
  readonly from: 'item' | 'document';
  readonly path: Path;
}
export interface Literal extends Range {
  readonly kind: 'literal';
  readonly value: null | boolean | number | string;
  /** As written: a number is compared with a string by its text. */
  readonly raw: string;
}
export interface RegexLiteral extends Range {
  readonly kind: 'regex';
  readonly pattern: string;
  readonly flags: string;
}
export type FilterOperand = FilterPath | Literal | RegexLiteral;

/** The comparisons of filters; longer ones first, so that the first that fits is meant. */
export const COMPARISONS = ['==', '!=', '<=', '>=', '=~', '<', '>'] as const;
export type Comparison = (typeof COMPARISONS)[number];

export type FilterTest =
  | { readonly kind: 'and' | 'or'; readonly left: FilterTest; readonly right: FilterTest }
  | { readonly kind: 'not'; readonly test: FilterTest }
  | { readonly kind: 'exists'; readonly path: FilterPath }
  | {
      readonly kind: 'compare';
      readonly operator: Comparison;
      readonly left: FilterOperand;
      readonly right: FilterOperand;
    };

export interface ParsedPath {
  /** Absent where the text is too broken to be a path. */
  readonly value?: Path;
  readonly problems: readonly ExpressionProblem[];
}
