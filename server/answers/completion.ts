/** Completion: proposals of the language layer with the edits, kinds and extras that the client can take. */
import {
  type ClientCapabilities,
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type CompletionParams,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { DocPlace } from '#asl/services/shape';
import { type CompletionKind, completion, isResourceAt, type CompletionItem as Proposal } from '#language';
import { fromLspPosition, toLspEdits, toLspRange } from '../convert.ts';
import type { Request, ServerContext } from '../routes.ts';

const KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  field: CompletionItemKind.Property,
  state: CompletionItemKind.Reference,
  snippet: CompletionItemKind.Snippet,
  value: CompletionItemKind.EnumMember,
  error: CompletionItemKind.Event,
  function: CompletionItemKind.Function,
  variable: CompletionItemKind.Variable,
  member: CompletionItemKind.Field,
  resource: CompletionItemKind.Module,
};

/** VS Code's own command, which asks for completion again. */
const ASK_AGAIN = { title: '', command: 'editor.action.triggerSuggest' };

export async function completionAnswer(request: Request<CompletionParams>): Promise<CompletionItem[]> {
  const { asl, text, params, client, options, services } = request;
  const isVsCode = options().vscodeCommands === true;
  const trigger = params.context?.triggerCharacter;
  const offset = fromLspPosition(text, params.position);
  if (isResourceAt(asl, offset)) await services.loadIndex();
  await services.loadFor(asl);
  return completion(asl, offset, trigger, services).map((proposal) => ({
    ...toLspItem(text, proposal, client()),
    ...(proposal.retrigger && isVsCode && { command: ASK_AGAIN }),
  }));
}

/** Adds the line of documentation, which lies in a file of its own, to an item of the list. */
export async function resolveCompletion(server: ServerContext, item: CompletionItem): Promise<CompletionItem> {
  const { docPlace } = (item.data ?? {}) as { docPlace?: DocPlace };
  if (!docPlace || typeof docPlace.service !== 'string') return item;
  await server.services.loadDocs(docPlace.service);
  const line = server.services.line(docPlace);
  if (!line) return item;
  const own = typeof item.documentation === 'object' ? item.documentation.value : item.documentation;
  const value = [line, own].filter(Boolean).join('\n\n');
  return { ...item, documentation: { kind: MarkupKind.Markdown, value } };
}

function toLspItem(text: TextDocument, proposal: Proposal, client: ClientCapabilities): CompletionItem {
  const can = client.textDocument?.completion?.completionItem;
  const { label, kind, detail, doc, docPlace, range, newText, isSnippet, filterText, sortText } = proposal;
  const { deprecated, additional } = proposal;
  const asSnippet = isSnippet && can?.snippetSupport === true;
  return {
    label,
    kind: KINDS[kind],
    sortText,
    textEdit: { range: toLspRange(text, range), newText: isSnippet && !asSnippet ? withoutStops(newText) : newText },
    insertTextFormat: asSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(can?.insertTextModeSupport && { insertTextMode: InsertTextMode.adjustIndentation }),
    ...(detail !== undefined && { detail }),
    ...(doc !== undefined && { documentation: { kind: MarkupKind.Markdown, value: doc } }),
    ...(docPlace && { data: { docPlace } }),
    ...(filterText !== undefined && { filterText }),
    ...(deprecated && { tags: [CompletionItemTag.Deprecated] }),
    ...(additional && { additionalTextEdits: toLspEdits(text, additional) }),
  };
}

/** The text of a snippet for a client that has none: defaults and first choices stay. */
function withoutStops(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|((?:[^,|\\]|\\.)*)(?:,(?:[^|\\]|\\.)*)?\|\}/g, '$1')
    .replace(/\$\{\d+:((?:[^}\\]|\\.)*)\}/g, '$1')
    .replace(/(?<!\\)\$\{?\d+\}?/g, '')
    .replace(/\\([\\$},|])/g, '$1');
}
