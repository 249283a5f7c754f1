/**
 * Code actions: quick fixes of findings, refactorings, and "fix all". The list holds titles only; the edit of the one
 * that is chosen is made when the client resolves it, and only for the version of the text that the list was made for.
 */
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  LSPErrorCodes,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Range } from '#asl';
import { type Fix, fixAll, refactorings, suppressions, type TextEdit } from '#language';
import { fromLspRange, toLspQuickFix, toLspWorkspaceEdit } from '../convert.ts';
import type { OpenDocument } from '../documents.ts';
import type { Request, ServerContext } from '../routes.ts';
import { conversionAction, conversionEdit } from './conversion.ts';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.stepwright`;

/** The kinds of actions that there are. */
export const CODE_ACTION_KINDS: readonly string[] = [
  CodeActionKind.QuickFix,
  CodeActionKind.RefactorRewrite,
  'refactor.surround',
  FIX_ALL,
];

/** What brings a listed action back to its edits. */
type Choice =
  | { readonly from: 'finding'; readonly finding: number; readonly fix: number }
  | { readonly from: 'suppression'; readonly finding: number; readonly fix: number }
  | { readonly from: 'refactoring'; readonly range: Range; readonly title: string }
  | { readonly from: 'conversion' }
  | { readonly from: 'all' };
type Handle = Choice & { readonly uri: string; readonly version: number };

/** An action with its choice; the edits are there already where they cost nothing. */
interface Listed {
  readonly action: CodeAction;
  readonly choice?: Choice;
}

/** What can be done about the range, of the kinds that the client asks for. */
export function codeActions(request: Request<CodeActionParams>): CodeAction[] {
  const { text, client } = request;
  const resolves = client().textDocument?.codeAction?.resolveSupport?.properties?.includes('edit') ?? false;
  return [...quickFixes(request), ...allFixes(request), ...refactoringActions(request)].map(({ action, choice }) => {
    if (!choice || action.disabled) return action;
    if (resolves) return { ...action, data: { ...choice, uri: text.uri, version: text.version } satisfies Handle };
    const edit = editOf(request, request, choice);
    return edit ? { ...action, edit } : action;
  });
}

/** Adds the edit to an action of the list. */
export function resolveCodeAction(server: ServerContext, action: CodeAction): CodeAction | ResponseError<void> {
  const handle = action.data as Handle | undefined;
  if (!handle) return action;
  const doc = server.documents.get(handle.uri);
  if (doc?.text.version !== handle.version) {
    return new ResponseError(LSPErrorCodes.ContentModified, 'The text has changed.');
  }
  const edit = editOf(server, doc, handle);
  if (!edit) return new ResponseError(LSPErrorCodes.RequestFailed, 'This change would break the text.');
  return { ...action, edit };
}

function editOf(server: ServerContext, doc: OpenDocument, choice: Choice): WorkspaceEdit | undefined {
  if (choice.from === 'conversion') return conversionEdit(doc);
  const edits = editsOf(server, doc, choice);
  return edits && toLspWorkspaceEdit(doc.text, edits, server.client());
}

function editsOf(server: ServerContext, { text, asl }: OpenDocument, choice: Choice): readonly TextEdit[] | undefined {
  switch (choice.from) {
    case 'finding':
      return server.diagnostics.findings(text.uri)[choice.finding]?.finding.fixes?.()[choice.fix]?.edits;
    case 'suppression': {
      const finding = server.diagnostics.findings(text.uri)[choice.finding]?.finding;
      return finding && suppressions(asl, finding)[choice.fix]?.edits;
    }
    case 'refactoring':
      return refactorings(asl, choice.range)
        .find(({ title }) => title === choice.title)
        ?.edits();
    case 'conversion':
      return undefined;
    case 'all':
      return fixAll(asl, { ...server.rules.judging(text.uri, server.settings()), services: server.services });
  }
}

/** True where the client asks for all kinds, or for one that holds this one. */
function isWanted({ params }: Request<CodeActionParams>, kind: string): boolean {
  const { only } = params.context;
  return !only || only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
}

/** The quick fixes of the findings that touch the range. */
function quickFixes(request: Request<CodeActionParams>): Listed[] {
  const { params, text, asl, diagnostics } = request;
  if (!isWanted(request, CodeActionKind.QuickFix)) return [];
  const range = fromLspRange(text, params.range);
  return diagnostics.findings(text.uri).flatMap(({ finding, shown }, index) => {
    if (finding.range.start > range.end || finding.range.end < range.start) return [];
    const from = (kind: 'finding' | 'suppression') => (fix: Fix, position: number) => ({
      action: toLspQuickFix(fix, shown),
      choice: { from: kind, finding: index, fix: position },
    });
    return [...(finding.fixes?.() ?? []).map(from('finding')), ...suppressions(asl, finding).map(from('suppression'))];
  });
}

/** Offered only to who asks for it: on save, or by "Fix All". */
function allFixes(request: Request<CodeActionParams>): Listed[] {
  if (!request.params.context.only || !isWanted(request, FIX_ALL) || !request.settings().validation) return [];
  const hasOne = request.diagnostics
    .findings(request.text.uri)
    .some(({ finding }) => finding.fixes?.().some(({ preferred }) => preferred));
  if (!hasOne) return [];
  return [{ action: { title: 'Fix all problems that have one right answer', kind: FIX_ALL }, choice: { from: 'all' } }];
}

function refactoringActions(request: Request<CodeActionParams>): Listed[] {
  const { params, text, asl, client } = request;
  const { only, triggerKind } = params.context;
  const range = fromLspRange(text, params.range);
  // Whoever just moves the cursor gets no light bulb at every state.
  if (!only && triggerKind === CodeActionTriggerKind.Automatic && range.start === range.end) return [];
  if (!CODE_ACTION_KINDS.some((kind) => kind.startsWith(CodeActionKind.Refactor) && isWanted(request, kind))) return [];
  const showsRefusals = client().textDocument?.codeAction?.disabledSupport ?? false;
  const listed = refactorings(asl, range)
    .filter(({ kind, refusal }) => isWanted(request, kind) && (refusal === undefined || showsRefusals))
    .map(({ title, kind, refusal }): Listed => {
      if (refusal !== undefined) return { action: { title, kind, disabled: { reason: refusal } } };
      return { action: { title, kind }, choice: { from: 'refactoring', range, title } };
    });
  const conversion = isWanted(request, CodeActionKind.RefactorRewrite) ? conversionAction(request) : undefined;
  return conversion ? [...listed, { action: conversion, choice: { from: 'conversion' } }] : listed;
}
