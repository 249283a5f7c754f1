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

/** The documentation of the last list of a document, which is sent when somebody looks at an item. */
const lists = new WeakMap<TextDocument, { readonly id: number; readonly docs: readonly (string | undefined)[] }>();

/** A document that is closed and opened again begins anew: the number belongs to the process. */
let lastList = 0;

/** What brings an item back to its documentation. */
interface Handle {
  readonly uri: string;
  readonly list: number;
  readonly item: number;
  /** A line that lies in a file of its own. */
  readonly docPlace?: DocPlace;
}

export async function completionAnswer(request: Request<CompletionParams>): Promise<CompletionItem[]> {
  const { asl, text, params, client, options, services } = request;
  const isVsCode = options().vscodeCommands === true;
  const trigger = params.context?.triggerCharacter;
  const offset = fromLspPosition(text, params.position);
  if (isResourceAt(asl, offset)) await services.loadIndex();
  await services.loadFor(asl);
  const proposals = completion(asl, offset, trigger, services);
  const resolves = canResolve(client());
  const list = ++lastList;
  if (resolves) lists.set(text, { id: list, docs: proposals.map(({ doc }) => doc) });
  return proposals.map((proposal, item) => {
    const { doc, docPlace, retrigger } = proposal;
    const handle: Handle = { uri: text.uri, list, item, ...(docPlace && { docPlace }) };
    return {
      ...toLspItem(text, proposal, client()),
      ...(retrigger && isVsCode && { command: ASK_AGAIN }),
      ...(((resolves && doc !== undefined) || docPlace) && { data: handle }),
      ...(!resolves && doc !== undefined && { documentation: { kind: MarkupKind.Markdown, value: doc } }),
    };
  });
}

/** Adds the documentation to an item of the last list, with the line that lies in a file of its own. */
export async function resolveCompletion(server: ServerContext, item: CompletionItem): Promise<CompletionItem> {
  const handle = item.data as Handle | undefined;
  const text = handle && server.documents.get(handle.uri)?.text;
  const list = text && lists.get(text);
  const doc = list && list.id === handle?.list ? list.docs[handle.item] : undefined;
  const sent = typeof item.documentation === 'object' ? item.documentation.value : item.documentation;
  const line = await lineAt(server, handle?.docPlace);
  const value = [line, doc ?? sent].filter(Boolean).join('\n\n');
  return value === '' ? item : { ...item, documentation: { kind: MarkupKind.Markdown, value } };
}

async function lineAt({ services }: ServerContext, place: DocPlace | undefined): Promise<string | undefined> {
  if (!place || typeof place.service !== 'string') return undefined;
  await services.loadDocs(place.service);
  return services.line(place);
}

function canResolve(client: ClientCapabilities): boolean {
  const can = client.textDocument?.completion?.completionItem;
  return can?.resolveSupport?.properties.includes('documentation') ?? false;
}

function toLspItem(text: TextDocument, proposal: Proposal, client: ClientCapabilities): CompletionItem {
  const can = client.textDocument?.completion?.completionItem;
  const { label, kind, detail, range, newText, isSnippet, filterText, sortText, deprecated, additional } = proposal;
  const asSnippet = isSnippet && can?.snippetSupport === true;
  return {
    label,
    kind: KINDS[kind],
    sortText,
    textEdit: { range: toLspRange(text, range), newText: isSnippet && !asSnippet ? withoutStops(newText) : newText },
    insertTextFormat: asSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(can?.insertTextModeSupport && { insertTextMode: InsertTextMode.adjustIndentation }),
    ...(detail !== undefined && { detail }),
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
