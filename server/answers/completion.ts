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
import { type CompletionKind, completion, type CompletionItem as Proposal } from '#language';
import { fromLspPosition, toLspEdits, toLspRange } from '../convert.ts';
import type { Request } from '../routes.ts';

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

export function completionAnswer(request: Request<CompletionParams>): CompletionItem[] {
  const { asl, text, params, client, options } = request;
  const isVsCode = options().vscodeCommands === true;
  const trigger = params.context?.triggerCharacter;
  return completion(asl, fromLspPosition(text, params.position), trigger).map((proposal) => ({
    ...toLspItem(text, proposal, client()),
    ...(proposal.retrigger && isVsCode && { command: ASK_AGAIN }),
  }));
}

function toLspItem(text: TextDocument, proposal: Proposal, client: ClientCapabilities): CompletionItem {
  const can = client.textDocument?.completion?.completionItem;
  const { label, kind, detail, doc, range, newText, isSnippet, filterText, sortText, deprecated, additional } =
    proposal;
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
