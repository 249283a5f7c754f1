/**
 * What a diagnostic rule is: one mistake that a definition may hold, found by a pure check over the document.
 * A rule is one file in `rules/`, one line in `rules/index.ts`, and one test file; settings, docs, quick fixes and
 * the command line's `lint` read the same table.
 */
import type { AslDocument, Machine, Range } from '#asl';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

/** A change that removes the finding. `preferred` when it is the one right answer. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  readonly preferred?: boolean;
}

/** One mistake at its narrowest range. */
export interface Finding {
  readonly range: Range;
  /** What is wrong, where, and what would be right; whole sentences in the user's words. */
  readonly message: string;
  /** Only where a rule has findings of different weight; else the rule's severity counts. */
  readonly severity?: Severity;
  readonly related?: readonly { readonly range: Range; readonly message: string }[];
  readonly tag?: 'unnecessary' | 'deprecated';
  /** What AWS answers for this mistake, where it is known. */
  readonly aws?: { readonly code: string; readonly message: string; readonly location?: string };
  /** Computed only when a fix is asked for. */
  readonly fixes?: () => readonly Fix[];
}

export interface RuleContext {
  readonly doc: AslDocument;
  readonly machine: Machine;
}

export interface Rule {
  /** Kebab-case, stable: settings and comments name it. */
  readonly code: string;
  readonly severity: Severity;
  /** Markdown: what it finds, why it matters, an example that is wrong and one that is right. */
  readonly doc: string;
  readonly check: (ctx: RuleContext) => Iterable<Finding>;
}

/** A finding with what its rule says of it: what hosts show. */
export interface Diagnostic extends Finding {
  readonly code: string;
  readonly severity: Severity;
}
