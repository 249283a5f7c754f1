/**
 * `stepwright lint`: the diagnostics of the files named, as lines or as JSON. A file that cannot be read or that holds
 * no state machine is reported like a mistake, and the rest go on.
 */
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type AslDocument, isStateMachine, nodeAt, parseByContent, pointerOf } from '#asl';
import { type LoadingCatalog, serviceCatalog } from '#asl/services/catalog';
import { type DiagnoseSettings, type Diagnostic, diagnose, type Severity } from '#language';
import { serviceFilesNear } from '#services';
import { readText } from '../definition-file.ts';
import { type RuleFilesOnDisk, ruleFilesOnDisk } from '../rule-files.ts';

export interface LintOptions {
  readonly format: 'text' | 'json';
}

interface Position {
  readonly line: number;
  readonly character: number;
}

interface LintDiagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** Zero-based. */
  readonly range: { readonly start: Position; readonly end: Position };
  /** Where in the value: `/States/Ship/Next`. */
  readonly pointer: string;
}

interface FileReport {
  readonly file: string;
  readonly diagnostics: readonly LintDiagnostic[];
}

/** Prints the findings; 1 where there is an error or a warning. */
export async function lint(files: readonly string[], { format }: LintOptions): Promise<number> {
  const services = serviceCatalog(serviceFilesNear(import.meta.dirname));
  const reports: FileReport[] = [];
  const rules = ruleFilesOnDisk();
  for (const file of files) reports.push({ file, diagnostics: await diagnosticsOf(file, services, rules) });
  for (const { file, text, problems } of rules.broken()) {
    const positions = TextDocument.create('', '', 0, text);
    const diagnostics = problems.map(({ range, message }) => ({
      code: 'rule-file',
      severity: 'warning' as const,
      message,
      range: { start: positions.positionAt(range.start), end: positions.positionAt(range.end) },
      pointer: '/',
    }));
    reports.push({ file, diagnostics });
  }
  const text = format === 'json' ? `${JSON.stringify(reports, null, 2)}\n` : asText(reports);
  process.stdout.write(text);
  return reports.some(({ diagnostics }) => diagnostics.some(isFinding)) ? 1 : 0;
}

/** The code of the rule that says so of a definition. */
const NO_MACHINE = 'not-a-state-machine';

const isFinding = ({ severity }: LintDiagnostic): boolean => severity === 'error' || severity === 'warning';

async function diagnosticsOf(
  file: string,
  services: LoadingCatalog,
  rules: RuleFilesOnDisk,
): Promise<readonly LintDiagnostic[]> {
  const read = readText(file);
  if ('problem' in read) {
    const start = { line: 0, character: 0 };
    return [
      { code: 'unreadable-file', severity: 'error', message: read.problem, range: { start, end: start }, pointer: '/' },
    ];
  }
  const doc = parseByContent(read.text, file);
  const positions = TextDocument.create('', '', 0, doc.text);
  await services.loadFor(doc);
  return relevant(doc, file, { ...rules.settingsFor(file), services }).map((found) => ({
    code: found.code,
    severity: found.severity,
    message: found.message,
    range: { start: positions.positionAt(found.range.start), end: positions.positionAt(found.range.end) },
    // That there is no machine is said of the whole, wherever it is shown.
    pointer: found.code === NO_MACHINE ? '/' : pointerAt(doc, found.range.start),
  }));
}

/** Of a file that is no state machine by content nor by name, only that counts: not each line of a foreign format. */
function relevant(doc: AslDocument, file: string, settings: DiagnoseSettings): readonly Diagnostic[] {
  const all = diagnose(doc, settings);
  const isForeign = doc.problems.length > 0 || all.some(({ code }) => code === NO_MACHINE);
  if (isStateMachine(doc) || /\.asl(\.json|\.ya?ml)?$/i.test(file) || !isForeign) return all;
  const start = doc.root?.start ?? 0;
  const message = "This file holds no state machine: it has neither 'StartAt' nor 'States'.";
  const end = Math.min(start + 1, doc.text.length);
  return [{ code: NO_MACHINE, severity: 'error', message, range: { start, end } }];
}

function pointerAt(doc: AslDocument, offset: number): string {
  const node = nodeAt(doc.root, offset);
  if (!node) return '/';
  // A key stands for its field.
  return pointerOf(node.parent?.kind === 'property' && node.parent.key === node ? node.parent : node);
}

function asText(reports: readonly FileReport[]): string {
  const lines = reports.flatMap(({ file, diagnostics }) =>
    diagnostics.map(({ code, severity, message, range: { start } }) => {
      return `${file}:${start.line + 1}:${start.character + 1}: ${severity}: ${message} [${code}]`;
    }),
  );
  const count = (wanted: Severity) =>
    reports.flatMap((report) => report.diagnostics).filter(({ severity }) => severity === wanted).length;
  const found = `${counted(count('error'), 'error')} and ${counted(count('warning'), 'warning')}`;
  const summary = `${found.replace(/^n/, 'N')} in ${counted(reports.length, 'file')}.`;
  return `${[...lines, summary].join('\n')}\n`;
}

function counted(count: number, noun: string): string {
  return `${count === 0 ? 'no' : count} ${noun}${count === 1 ? '' : 's'}`;
}
