/**
 * Fixtures of the language layer: a definition as text, with `$0` where the cursor stands and, under a line, what
 * is found on it: `^^^ error[unknown-state]: There is no state …`. What is not listed fails the test.
 */
import assert from 'node:assert/strict';
import { type AslDocument, formatOf, parseAsl } from '#asl';
import { applyEdits, type DiagnoseSettings, type Diagnostic, diagnose, type TextEdit } from '#language';
import { SERVICES } from '../services.ts';

export interface Fixture {
  /** The text without annotations and cursor marks. */
  readonly text: string;
  readonly doc: AslDocument;
  /** The place of the first `$0`, where there is one. */
  readonly cursor: number | undefined;
  /** From the first to the second `$0`, where there are two. */
  readonly selection: { readonly start: number; readonly end: number } | undefined;
}

const ANNOTATION = /^\s*\^+ (?:error|warning|information|hint)\[[\w-]+\]/;

/** Reads a fixture; the blank line after the opening quote and the common indentation do not count. */
export function readFixture(source: string): Fixture {
  const lines = unindented(source).split('\n');
  let text = lines.filter((line) => !ANNOTATION.test(line)).join('\n');
  const marks: number[] = [];
  for (let at = text.indexOf('$0'); at >= 0; at = text.indexOf('$0')) {
    marks.push(at);
    text = text.slice(0, at) + text.slice(at + 2);
  }
  const [cursor, second] = marks;
  const selection = cursor !== undefined && second !== undefined ? { start: cursor, end: second } : undefined;
  return { text, doc: parseAsl(text, formatOf(text)), cursor, selection };
}

/** Takes away the first blank line and the indentation that all lines share. */
export function unindented(source: string): string {
  const lines = source
    .replace(/^\n/, '')
    .replace(/\n\s*$/, '\n')
    .split('\n');
  const indents = lines.filter((line) => line.trim() && !ANNOTATION.test(line)).map((line) => line.search(/\S/));
  const common = Math.min(...indents, 1000);
  return lines.map((line) => line.slice(common)).join('\n');
}

/** The text with a line of `^^^` under each finding, as fixtures are written. */
export function annotated(text: string, diagnostics: readonly Diagnostic[]): string {
  const lines = text.split('\n');
  const under = new Map<number, string[]>();
  for (const { range, severity, code, message } of diagnostics) {
    const before = text.slice(0, range.start).split('\n');
    const line = before.length - 1;
    const column = before.at(-1)?.length ?? 0;
    const width = Math.max(1, Math.min(range.end - range.start, (lines[line]?.length ?? 0) - column));
    const list = under.get(line) ?? [];
    list.push(`${' '.repeat(column)}${'^'.repeat(width)} ${severity}[${code}]: ${message}`);
    under.set(line, list);
  }
  return lines.flatMap((line, index) => [line, ...(under.get(index) ?? [])]).join('\n');
}

/**
 * Checks that the definition has the annotated findings and no others, and that each quick fix of a finding removes
 * it without breaking the text.
 */
export function checkDiagnostics(source: string, given: DiagnoseSettings = {}): void {
  const settings = { services: SERVICES, ...given };
  const { text, doc } = readFixture(source);
  const found = diagnose(doc, settings);
  for (const { failure } of found) if (failure) throw failure;
  assert.equal(annotated(text, found), unindented(source));
  for (const finding of found) for (const fix of finding.fixes?.() ?? []) checkFix(doc, finding, fix, settings);
}

/** Checks that the quick fix of that title gives this text. */
export function checkFixed(source: string, title: string, expected: string, given: DiagnoseSettings = {}): void {
  const settings = { services: SERVICES, ...given };
  const { text, doc } = readFixture(source);
  const fixes = diagnose(doc, settings).flatMap((finding) => finding.fixes?.() ?? []);
  const fix = fixes.find((one) => one.title === title);
  assert.ok(fix, `No fix '${title}', only ${JSON.stringify(fixes.map((one) => one.title))}.`);
  assert.equal(applyEdits(text, fix.edits), unindented(expected));
}

function checkFix(
  doc: AslDocument,
  finding: Diagnostic,
  fix: { title: string; edits: readonly TextEdit[] },
  settings: DiagnoseSettings,
): void {
  const text = applyEdits(doc.text, fix.edits);
  const after = parseAsl(text, doc.format);
  const mistakes = ({ problems }: AslDocument): string[] => problems.map(({ message }) => message);
  const left = mistakes(doc).filter((message) => finding.code !== 'syntax' || message !== finding.message);
  assert.deepEqual(mistakes(after), left, `'${fix.title}' breaks the text:\n${text}`);
  const again = diagnose(after, settings).filter(
    ({ code, message }) => code === finding.code && message === finding.message,
  );
  const before = diagnose(doc, settings).filter(
    ({ code, message }) => code === finding.code && message === finding.message,
  );
  assert.ok(again.length < before.length, `'${fix.title}' does not remove "${finding.message}":\n${text}`);
}
