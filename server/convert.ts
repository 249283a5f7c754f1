/**
 * The one place where offsets become LSP positions and back. The pure layers know offsets only; a client knows
 * lines and UTF-16 characters.
 */
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionKind,
  DiagnosticSeverity,
  DiagnosticTag,
  type Location,
  type Diagnostic as LspDiagnostic,
  type Range as LspRange,
  type TextEdit as LspTextEdit,
  type Position,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from '#asl';
import type { Diagnostic, Fix, Severity, TextEdit } from '#language';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const SOURCE = 'stepwright';

export function toLspRange(text: TextDocument, range: Range): LspRange {
  return { start: text.positionAt(range.start), end: text.positionAt(range.end) };
}

export function fromLspRange(text: TextDocument, range: LspRange): Range {
  return { start: text.offsetAt(range.start), end: text.offsetAt(range.end) };
}

export function fromLspPosition(text: TextDocument, position: Position): number {
  return text.offsetAt(position);
}

export function toLspLocation(text: TextDocument, range: Range): Location {
  return { uri: text.uri, range: toLspRange(text, range) };
}

export function toLspEdits(text: TextDocument, edits: readonly TextEdit[]): LspTextEdit[] {
  return edits.map((edit) => ({ range: toLspRange(text, edit.range), newText: edit.newText }));
}

/** With the version where the client understands it, so that a late answer never edits another text. */
export function toLspWorkspaceEdit(
  text: TextDocument,
  edits: readonly TextEdit[],
  client: ClientCapabilities,
): WorkspaceEdit {
  const changes = toLspEdits(text, edits);
  if (!client.workspace?.workspaceEdit?.documentChanges) return { changes: { [text.uri]: changes } };
  return { documentChanges: [{ textDocument: { uri: text.uri, version: text.version }, edits: changes }] };
}

/** What the client can show beyond the message. */
export interface DiagnosticExtras {
  readonly withRelated: boolean;
  readonly link: (code: string) => string | undefined;
}

export function toLspDiagnostic(text: TextDocument, diagnostic: Diagnostic, extras: DiagnosticExtras): LspDiagnostic {
  const { code, severity, message, range, related, tag, aws } = diagnostic;
  const href = extras.link(code);
  return {
    range: toLspRange(text, range),
    severity: SEVERITIES[severity],
    code,
    // Where AWS would refuse the definition, its own code stands beside ours.
    source: severity === 'error' && aws ? `${SOURCE}, AWS ${aws.code}` : SOURCE,
    ...(href && { codeDescription: { href } }),
    message,
    ...(tag && { tags: [tag === 'deprecated' ? DiagnosticTag.Deprecated : DiagnosticTag.Unnecessary] }),
    ...(extras.withRelated &&
      related?.length && {
        relatedInformation: related.map((item) => ({
          location: toLspLocation(text, item.range),
          message: item.message,
        })),
      }),
  };
}

export function toLspQuickFix(fix: Fix, diagnostic: LspDiagnostic): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    ...(fix.preferred && { isPreferred: true }),
  };
}
