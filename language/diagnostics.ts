/**
 * All findings of a document: the mistakes of its text and those of every rule, in the order of the text. This is
 * the one boundary at which a rule's own bug is caught, so that the other rules still answer.
 */
import type { AslDocument, Range } from '#asl';
import { rangeOf } from './anchor.ts';
import type { Diagnostic, Finding, MachineType, Rule, RuleContext, Severity } from './rule.ts';
import { RULES } from './rules/index.ts';
import { hasMachineFields } from './rules/not-a-state-machine.ts';
import { walkMachine } from './walk/machine-walk.ts';

export interface DiagnoseSettings {
  /** The weight of a rule by its code; `off` silences it. Absent = the rule's own. */
  readonly severities?: Readonly<Record<string, Severity | 'off'>>;
  readonly machineType?: MachineType | undefined;
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
  const add = (rule: Rule, find: () => Iterable<Finding>): void => {
    const severity = settings.severities?.[rule.code];
    if (severity === 'off' || isCancelled()) return;
    try {
      for (const finding of find()) found.push(shown(rule, finding, severity));
    } catch (failure) {
      found.push(internal(rule, failure));
    }
  };

  // A text that is no JSON at all is one mistake.
  const problems = doc.root?.kind === 'object' || doc.root?.kind === 'array' ? doc.problems : doc.problems.slice(0, 1);
  for (const problem of problems) found.push(syntaxDiagnostic(problem));
  for (const rule of RULES) if ('checkDocument' in rule && runs(rule, doc)) add(rule, () => rule.checkDocument(doc));
  for (const machine of doc.machines) {
    if (!hasMachineFields(machine.node)) continue; // 'not-a-state-machine' says so, once.
    let ctx: RuleContext | undefined;
    for (const rule of RULES) {
      if (!('check' in rule) || !runs(rule, doc)) continue;
      add(rule, () => {
        ctx ??= { doc, machine, walk: walkMachine(machine), machineType: settings.machineType, isCancelled };
        return rule.check(ctx);
      });
    }
  }
  return found
    .filter((one) => !isInsideProblem(one, doc.problems))
    .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
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

/** While it is not known which brackets belong together, only judgements on one value are sure. */
const runs = (rule: Rule, { problems }: AslDocument): boolean =>
  rule.local === true || problems.every(({ keepsStructure }) => keepsStructure);

/** What touches a place where the text is broken is likely a consequence of that. */
function isInsideProblem(one: Diagnostic, problems: readonly Range[]): boolean {
  if (one.code === SYNTAX) return false;
  return problems.some((problem) => one.range.start < problem.end && problem.start < one.range.end);
}

const SYNTAX = 'syntax';

function syntaxDiagnostic(problem: Range & { readonly message: string }): Diagnostic {
  const { start, end, message } = problem;
  return {
    range: { start, end },
    message,
    code: SYNTAX,
    severity: 'error',
    aws: { code: 'INVALID_JSON_DESCRIPTION', message },
  };
}

function internal(rule: Rule, failure: unknown): Diagnostic {
  const message = `The rule '${rule.code}' could not be checked because of a mistake in Stepwright.`;
  return { range: { start: 0, end: 0 }, message, code: 'internal-error', severity: 'information', failure };
}
