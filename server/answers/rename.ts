/** Rename: a refusal becomes an error of the request, whose message the editor shows at the name. */
import {
  LSPErrorCodes,
  type PrepareRenameParams,
  type PrepareRenameResult,
  type RenameParams,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { prepareRename, rename } from '#language';
import { fromLspPosition, toLspRange, toLspWorkspaceEdit } from '../convert.ts';
import type { Request } from '../routes.ts';

export function prepareRenameAnswer(request: Request<PrepareRenameParams>): PrepareRenameResult | ResponseError<void> {
  const { asl, text, params } = request;
  const target = prepareRename(asl, fromLspPosition(text, params.position));
  if (target.refusal !== undefined) return refused(target.refusal);
  return { range: toLspRange(text, target.range), placeholder: target.name };
}

export function renameAnswer(request: Request<RenameParams>): WorkspaceEdit | ResponseError<void> {
  const { asl, text, params, client } = request;
  const result = rename(asl, fromLspPosition(text, params.position), params.newName);
  if (result.refusal !== undefined) return refused(result.refusal);
  return toLspWorkspaceEdit(text, result.edits, client());
}

function refused(reason: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, reason);
}
