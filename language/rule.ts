/**
 * What a diagnostic rule is: one mistake that a definition may hold, found by a pure check over the document.
 * A rule is one file in `rules/`, one line in `rules/index.ts`, and one test file; settings, docs, quick fixes and
 * the command line's `lint` read the same table.
 */
import type { AslDocument, Machine, Range } from '#asl';
import type { ServiceCatalog } from '#asl/services/catalog';
import type { DirectedWeights } from './directives/directive.ts';
import type { MachineWalk } from './walk/machine-walk.ts';
import type { NodeWork, PartWork } from './walk/works-ahead.ts';
import type { Severity } from './weight.ts';

export type { Severity, Weight } from './weight.ts';

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

/** What AWS answers when the definition is created or validated. */
export interface AwsAnswer {
  readonly code: string;
  /** Absent where AWS's wording is not known. */
  readonly message?: string;
  /** In AWS's notation: `/States/Ship/Retry[0]`. Absent where AWS names no place. */
  readonly location?: string;
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
  readonly aws?: AwsAnswer;
  /** What AWS says besides, as consequences of the same mistake that we do not report again. */
  readonly awsAlso?: readonly AwsAnswer[];
  /** Computed only when a fix is asked for. */
  readonly fixes?: () => readonly Fix[];
}

/** A STANDARD or an EXPRESS state machine; the definition does not say it, the deployment does. */
export type MachineType = 'STANDARD' | 'EXPRESS';

export interface RuleContext {
  readonly doc: AslDocument;
  readonly machine: Machine;
  /** Every object, field and expression of the machine, found by one walk that all rules share. */
  readonly walk: MachineWalk;
  /** Undefined where nobody said: then only what is wrong for both is reported. */
  readonly machineType: MachineType | undefined;
  /** What is known of the services that tasks call; a rule is silent about what is not loaded. */
  readonly services: ServiceCatalog;
  /** True once the answer is no longer wanted; a long check may stop early. */
  readonly isCancelled: () => boolean;
}

interface RuleBase {
  /** Kebab-case, stable: settings and comments name it. */
  readonly code: string;
  readonly severity: Severity;
  /** Markdown: what it finds, why it matters, an example that is wrong and one that is right. */
  readonly doc: string;
  /**
   * True where a finding depends on one value alone. Only these run while a bracket is missing: then nobody knows
   * which object a field belongs to or which state is missing.
   */
  readonly local?: boolean;
  /** What it asks of each part of a machine, or of the node of each state, while these are at hand for other rules. */
  readonly byPart?: readonly PartWork[];
  readonly byNode?: readonly NodeWork[];
  /**
   * Where a finding says that something is not there: what may still be typed, or is lost in broken text. Nothing is
   * missed in an object, or in the whole document, in which something is half-typed; a state is not missed where
   * something is half-typed beside the states.
   */
  readonly ofAbsence?: 'object' | 'states' | 'document';
}

/** A rule over one machine of the document. */
export interface MachineRule extends RuleBase {
  /**
   * True where the check reads nothing but `walk` and `services`, and there of each state only its own fields: not the states inside
   * it, not where its transitions lead, nothing of the machine but its language and type. Such a check is asked state
   * by state, and again only for a state whose text has changed.
   */
  readonly perState?: true;
  readonly check: (ctx: RuleContext) => Iterable<Finding>;
}

/** A rule over the text as a whole, machine or not. */
export interface DocumentRule extends RuleBase {
  readonly checkDocument: (doc: AslDocument) => Iterable<Finding>;
}

/** A rule over what the document says about its own findings, asked after all others. */
export interface DirectiveRule extends RuleBase {
  readonly checkDirectives: (weights: DirectedWeights, codes: readonly string[], doc: AslDocument) => Iterable<Finding>;
}

export type Rule = MachineRule | DocumentRule | DirectiveRule;

/** A finding with what its rule says of it: what hosts show. */
export interface Diagnostic extends Finding {
  readonly code: string;
  readonly severity: Severity;
  /** Present where the rule itself failed: hosts log it and do not count it as a mistake of the user. */
  readonly failure?: unknown;
}
