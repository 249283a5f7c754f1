/**
 * All findings of a document: the mistakes of its text and those of every rule, in the order of the text. This is
 * the one boundary at which a rule's own bug is caught, so that the other rules still answer.
 */
import type { AslDocument, SyntaxProblem } from '#asl';
import { NO_SERVICES, type ServiceCatalog } from '#asl/services/catalog';
import { rangeOf } from './anchor.ts';
import { BrokenPlaces } from './broken-places.ts';
import { directedWeights } from './directives/weights.ts';
import { withOneAtEnd } from './open-end.ts';
import { foundByState } from './part-findings.ts';
import type {
  Diagnostic,
  DirectiveRule,
  DocumentRule,
  Finding,
  MachineRule,
  MachineType,
  Rule,
  Severity,
  Weight,
} from './rule.ts';
import { RULES } from './rules/index.ts';
import { hasMachineFields } from './rules/not-a-state-machine.ts';
import { walkMachine } from './walk/machine-walk.ts';

export interface DiagnoseSettings {
  /** The weight of a rule by its code; `off` silences it. Absent = the rule's own. */
  readonly severities?: Readonly<Record<string, Weight>>;
  readonly machineType?: MachineType | undefined;
  /** What is known of the services that tasks call; what is not loaded is not judged. */
  readonly services?: ServiceCatalog;
  /** True where the document's own words about rules do not count: AWS does not read them. */
  readonly withoutDirectives?: boolean;
  /** Asked between rules; once true, what was found so far is returned. */
  readonly isCancelled?: () => boolean;
}

/**
 * The diagnostics of a document.
 *
 *     diagnose(parseAsl(text, 'json'), { severities: { 'unreachable-state': 'off' } })
 */
export function diagnose(doc: AslDocument, settings: DiagnoseSettings = {}): Diagnostic[] {
  const found: Diagnostic[] = [];
  const isCancelled = settings.isCancelled ?? (() => false);
  const directed = settings.withoutDirectives ? undefined : directedWeights(doc);
  const add = (rule: Rule, finding: Finding): void => {
    const weight = directed?.weightAt(rule.code, finding.range.start) ?? settings.severities?.[rule.code];
    if (weight !== 'off') found.push(shown(rule, finding, weight));
  };
  const guarded = (rule: Rule, find: () => Iterable<Finding>): void => {
    const isOff = settings.severities?.[rule.code] === 'off' && !directed?.names(rule.code);
    if (isOff || isCancelled()) return;
    try {
      for (const finding of find()) add(rule, finding);
    } catch (failure) {
      found.push(internal(rule, failure));
    }
  };

  // A text that is no JSON at all is one mistake.
  const isContainer = doc.root?.kind === 'object' || doc.root?.kind === 'array';
  const problems = isContainer ? doc.problems : doc.problems.slice(0, 1);
  for (const problem of problems) found.push(syntaxDiagnostic(problem));
  const keepsStructure = doc.problems.every((problem) => problem.keepsStructure);
  // While it is not known which brackets belong together, only judgements on one value are sure.
  const runs = (rule: Rule): boolean => keepsStructure || rule.local === true;
  const { machineType, services = NO_SERVICES } = settings;
  // 'not-a-state-machine' says of the others what they lack, once.
  const contexts = doc.machines
    .filter(({ node }) => hasMachineFields(node))
    .map((machine) => ({ doc, machine, machineType, services, isCancelled }));
  // First, since it goes through a machine part by part, and leaves to the other rules what it has worked out.
  const byState = contexts.map((ctx) => (keepsStructure ? foundByState(STATE_RULES, WORKS, ctx) : []));
  if (isContainer || problems.length === 0)
    for (const rule of DOCUMENT_RULES) if (runs(rule)) guarded(rule, () => rule.checkDocument(doc));
  for (const [index, ctx] of contexts.entries()) {
    const walk = walkMachine(ctx.machine);
    for (const rule of MACHINE_RULES)
      if (runs(rule) && !(rule.perState && keepsStructure)) guarded(rule, () => rule.check({ ...ctx, walk }));
    for (const { rule, finding, failure } of byState[index] ?? []) {
      if (finding) add(rule, finding);
      else found.push(internal(rule, failure));
    }
  }
  // Where not every rule was asked, nobody knows which directives are of use.
  const isSure = keepsStructure && !isCancelled();
  if (directed?.directives.length && isSure)
    for (const rule of DIRECTIVE_RULES) guarded(rule, () => rule.checkDirectives(directed, CODES, doc));
  const absenceOf = (code: string) => RULES_BY_CODE.get(code)?.ofAbsence;
  const places = new BrokenPlaces(doc);
  const isEcho = ({ code, range }: Diagnostic): boolean =>
    (code !== SYNTAX && places.touches(range)) || places.mayBring(absenceOf(code), range);
  return [
    ...withOneAtEnd(
      found.filter((one) => !isEcho(one)),
      doc,
      absenceOf,
    ),
  ].sort(inOrder);
}

const DOCUMENT_RULES = RULES.filter((rule): rule is DocumentRule => 'checkDocument' in rule);
const DIRECTIVE_RULES = RULES.filter((rule): rule is DirectiveRule => 'checkDirectives' in rule);
const CODES = RULES.map(({ code }) => code);
const MACHINE_RULES = RULES.filter((rule): rule is MachineRule => 'check' in rule);
const WORKS = {
  byPart: [...new Set(RULES.flatMap(({ byPart }) => byPart ?? []))],
  byNode: [...new Set(RULES.flatMap(({ byNode }) => byNode ?? []))],
};
const STATE_RULES = MACHINE_RULES.filter(({ perState }) => perState);
const RANKS: ReadonlyMap<string, number> = new Map(RULES.map(({ code }, rank) => [code, rank]));

/** In the order of the text; at one place in the order of the rules, before which come mistakes of the text. */
function inOrder(a: Diagnostic, b: Diagnostic): number {
  const rank = ({ code }: Diagnostic) => RANKS.get(code) ?? -1;
  return a.range.start - b.range.start || a.range.end - b.range.end || rank(a) - rank(b);
}

/** Rules name nodes as ranges; what hosts get is plain data without the tree behind it. */
function shown(rule: Rule, finding: Finding, severity: Severity | undefined): Diagnostic {
  const related = finding.related?.map(({ range, message }) => ({ range: rangeOf(range), message }));
  return {
    ...finding,
    range: rangeOf(finding.range),
    ...(related ? { related } : {}),
    code: rule.code,
    severity: severity ?? finding.severity ?? rule.severity,
  };
}

const RULES_BY_CODE: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.code, rule]));

const SYNTAX = 'syntax';

/** What was mended is a good guess: nobody wants it made on every save. */
function syntaxDiagnostic(problem: SyntaxProblem): Diagnostic {
  const { start, end, message, fix, isMended } = problem;
  return {
    range: { start, end },
    message,
    code: SYNTAX,
    severity: 'error',
    aws: { code: 'INVALID_JSON_DESCRIPTION', message },
    ...(fix ? { fixes: () => [{ ...fix, ...(isMended ? {} : { preferred: true }) }] } : {}),
  };
}

function internal(rule: Rule, failure: unknown): Diagnostic {
  const message = `The rule '${rule.code}' could not be checked because of a mistake in Stepwright.`;
  return { range: { start: 0, end: 0 }, message, code: 'internal-error', severity: 'information', failure };
}
