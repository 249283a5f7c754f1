/** "Convert to YAML" and "Convert to JSON": a file of the other format beside the one that is open. */
import {
  type CodeAction,
  CodeActionKind,
  type ExecuteCommandParams,
  ShowDocumentRequest,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { convertFormat } from '#language';
import type { OpenDocument } from '../documents.ts';
import type { Request, ServerContext } from '../routes.ts';

/** The server's own command, which asks the client to show a file. */
export const SHOW_COMMAND = 'stepwright.server.showDocument';

/** Undefined where the text cannot be converted, or the client cannot make files. */
export function conversionAction({ text, asl, client }: Request<object>): CodeAction | undefined {
  const { workspace, window } = client();
  const canCreate =
    workspace?.workspaceEdit?.documentChanges && workspace.workspaceEdit.resourceOperations?.includes('create');
  const format = asl.format === 'json' ? 'YAML' : 'JSON';
  const uri = uriOfOther(text.uri);
  if (!canCreate || !uri || asl.problems.length > 0) return undefined;
  const title = `Convert to ${format} in '${decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1))}'`;
  return {
    title,
    kind: CodeActionKind.RefactorRewrite,
    ...(window?.showDocument?.support && { command: { title, command: SHOW_COMMAND, arguments: [uri] } }),
  };
}

/** The new file with its text; undefined where the other format cannot say the same. */
export function conversionEdit({ text, asl }: OpenDocument): WorkspaceEdit | undefined {
  const uri = uriOfOther(text.uri);
  const converted = convertFormat(asl);
  if (!uri || !converted) return undefined;
  const start = { line: 0, character: 0 };
  return {
    documentChanges: [
      { kind: 'create', uri, options: { ignoreIfExists: false, overwrite: false } },
      { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: converted.text }] },
    ],
  };
}

/** The name of the file in the other format; undefined for a document that is no file with such an ending. */
function uriOfOther(uri: string): string | undefined {
  if (uri.startsWith('untitled:')) return undefined;
  if (/\.ya?ml$/i.test(uri)) return uri.replace(/\.ya?ml$/i, '.json');
  if (/\.json$/i.test(uri)) return uri.replace(/\.json$/i, '.yaml');
  return /\.asl$/i.test(uri) ? `${uri}.yaml` : undefined;
}

/** Runs a command of the server. */
export function executeCommand(
  { connection }: ServerContext,
  { command, arguments: args }: ExecuteCommandParams,
): void {
  const uri: unknown = args?.[0];
  if (command !== SHOW_COMMAND || typeof uri !== 'string') return;
  connection
    .sendRequest(ShowDocumentRequest.type, { uri, takeFocus: true })
    .catch((error: unknown) => connection.console.warn(`The client did not show the file: ${String(error)}`));
}
