/**
 * `stepwright lint`: the diagnostics of the files named, as lines or as JSON. A file that cannot be read or that holds
 * no state machine is reported like a mistake, and the rest go on.
 */
import { resolve } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type AslDocument, isStateMachine, nodeAt, pointerOf } from '#asl';
import { type LoadingCatalog, serviceCatalog } from '#asl/services/catalog';
import { type DiagnoseSettings, type Diagnostic, diagnose, type Severity } from '#language';
import { serviceFilesNear } from '#services';
import type { TemplateMachine } from '../../debugger/launch/template.ts';
import { type DefinitionText, type MissingText, readNamed, textOf, writtenRange } from '../definition-text.ts';
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
  const named = new Set(files.map((file) => resolve(file)));
  for (const file of files) {
    const found = await reportsOf(file, services, rules);
    // The definition of a template that is named, too, is reported once.
    reports.push(...found.filter((one, index) => index === 0 || !named.has(resolve(one.file))));
  }
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

/** What is found in a file, and, where it is a template, in the files to which it leads. */
async function reportsOf(
  named: string,
  services: LoadingCatalog,
  rules: RuleFilesOnDisk,
): Promise<readonly FileReport[]> {
  const read = readNamed(named);
  if ('problem' in read)
    return [{ file: named, diagnostics: [problemAt(undefined, 0, 'unreadable-file', read.problem)] }];
  const { doc, file, machines = [] } = read;
  if (machines.length === 0) return [{ file, diagnostics: await diagnosticsOf({ doc, file }, services, rules) }];
  const here: LintDiagnostic[] = [];
  const elsewhere: FileReport[] = [];
  for (const machine of machines) {
    const found = textOf(doc, file, machine);
    if ('problem' in found) here.push(unread(doc, machine, found));
    else {
      const diagnostics = await diagnosticsOf(found, services, rules);
      if (found.file === file) here.push(...diagnostics);
      else elsewhere.push({ file: found.file, diagnostics });
    }
  }
  return [{ file, diagnostics: here }, ...elsewhere];
}

/** That a definition is somewhere else, as `DefinitionS3Location` says, is no mistake. */
function unread(doc: AslDocument, { uri }: TemplateMachine, { problem, node }: MissingText): LintDiagnostic {
  const found = problemAt(doc, node.start, 'unreadable-file', problem);
  return uri === undefined ? { ...found, severity: 'information' } : found;
}

function problemAt(doc: AslDocument | undefined, offset: number, code: string, message: string): LintDiagnostic {
  const start = TextDocument.create('', '', 0, doc?.text ?? '').positionAt(offset);
  return {
    code,
    severity: 'error',
    message,
    range: { start, end: start },
    pointer: doc ? pointerAt(doc, offset) : '/',
  };
}

async function diagnosticsOf(
  definition: DefinitionText,
  services: LoadingCatalog,
  rules: RuleFilesOnDisk,
): Promise<readonly LintDiagnostic[]> {
  const { doc, file, madeOf, type } = definition;
  const positions = TextDocument.create('', '', 0, (madeOf?.doc ?? doc).text);
  await services.loadFor(doc);
  const settings = { ...rules.settingsFor(file), services, ...(type && { machineType: type }) };
  return relevant(doc, file, settings).map((found) => {
    const { doc: written, start, end } = writtenRange(definition, found.range);
    return {
      code: found.code,
      severity: found.severity,
      message: found.message,
      range: { start: positions.positionAt(start), end: positions.positionAt(end) },
      // That there is no machine is said of the whole, wherever it is shown.
      pointer: found.code === NO_MACHINE ? '/' : pointerAt(written, start),
    };
  });
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
