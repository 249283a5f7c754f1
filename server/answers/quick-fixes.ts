/**
 * Quick fixes as code actions. The list holds titles only; the edit of the one that is chosen is made when the
 * client resolves it, and only for the version of the text that the list was made for.
 */
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import { fromLspRange, toLspQuickFix, toLspWorkspaceEdit } from '../convert.ts';
import type { Request, ServerContext } from '../routes.ts';

/** What brings a listed action back to its fix. */
interface Handle {
  readonly uri: string;
  readonly version: number;
  readonly finding: number;
  readonly fix: number;
}

/** The quick fixes of the findings that touch the range. */
export function quickFixes(request: Request<CodeActionParams>): CodeAction[] {
  const { params, text, diagnostics } = request;
  const { only } = params.context;
  if (only && !only.some((kind) => CodeActionKind.QuickFix === kind || kind === '')) return [];
  const range = fromLspRange(text, params.range);
  const resolves = canResolve(request);
  return diagnostics.findings(text.uri).flatMap(({ finding, shown }, index) => {
    if (finding.range.start > range.end || finding.range.end < range.start) return [];
    return (finding.fixes?.() ?? []).map((fix, position) => {
      const action = toLspQuickFix(fix, shown);
      const handle: Handle = { uri: text.uri, version: text.version, finding: index, fix: position };
      return resolves
        ? { ...action, data: handle }
        : { ...action, edit: toLspWorkspaceEdit(text, fix.edits, request.client()) };
    });
  });
}

/** Adds the edit to an action of the list. */
export function resolveQuickFix(server: ServerContext, action: CodeAction): CodeAction | ResponseError<void> {
  const handle = action.data as Handle | undefined;
  if (!handle) return action;
  const doc = server.documents.get(handle.uri);
  if (doc?.text.version !== handle.version) {
    return new ResponseError(LSPErrorCodes.ContentModified, 'The text has changed.');
  }
  const fix = server.diagnostics.findings(handle.uri)[handle.finding]?.finding.fixes?.()[handle.fix];
  return fix ? { ...action, edit: toLspWorkspaceEdit(doc.text, fix.edits, server.client()) } : action;
}

function canResolve(server: ServerContext): boolean {
  const properties = server.client().textDocument?.codeAction?.resolveSupport?.properties;
  return properties?.includes('edit') ?? false;
}
