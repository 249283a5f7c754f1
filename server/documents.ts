/**
 * The open documents: their text, kept in step by incremental changes, and their parse, made once per version.
 * The only state of the server; everything else is computed from it.
 */
import { type Connection, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type AslDocument, type Format, formatOf, movedAsl, parseAsl } from '#asl';

/** An open document at one version. Nothing of its tree may be kept: the next version is made of it. */
export interface OpenDocument {
  readonly text: TextDocument;
  readonly asl: AslDocument;
}

export interface Documents {
  /** The document as it is now; undefined when it is not open. */
  get(uri: string): OpenDocument | undefined;
  all(): readonly string[];
  /** The version without a parse: cheap enough to ask before and after every request. */
  versionOf(uri: string): number | undefined;
  onDidChange(listener: (uri: string) => void): void;
  onDidClose(listener: (uri: string) => void): void;
}

export function openDocuments(connection: Connection): Documents {
  const texts = new TextDocuments(TextDocument);
  const parsed = new Map<string, { readonly version: number; readonly asl: AslDocument }>();
  texts.onDidClose(({ document }) => parsed.delete(document.uri));
  texts.listen(connection);

  const knownAt = ({ uri, version }: TextDocument): AslDocument | undefined => {
    const known = parsed.get(uri);
    return known?.version === version ? known.asl : undefined;
  };
  /** Nothing refers to the version before any more when this gives nothing, so that no two trees are in memory. */
  const movedOn = (uri: string, source: string, format: Format): AslDocument | undefined => {
    const before = parsed.get(uri)?.asl;
    parsed.delete(uri);
    return before?.format === format ? movedAsl(before, source) : undefined;
  };
  const read = (text: TextDocument): AslDocument => {
    const source = text.getText();
    const format = formatFor(text.languageId, text.uri, source);
    const asl = movedOn(text.uri, source, format) ?? parseAsl(source, format);
    parsed.set(text.uri, { version: text.version, asl });
    return asl;
  };
  const parse = (text: TextDocument): AslDocument => knownAt(text) ?? read(text);
  return {
    get: (uri) => {
      const text = texts.get(uri);
      return text && { text, asl: parse(text) };
    },
    all: () => texts.keys(),
    versionOf: (uri) => texts.get(uri)?.version,
    onDidChange: (listener) => void texts.onDidChangeContent(({ document }) => listener(document.uri)),
    onDidClose: (listener) => void texts.onDidClose(({ document }) => listener(document.uri)),
  };
}

/** The client's word counts first, then the ending, then the content: an editor may know only "plain text". */
export function formatFor(languageId: string, uri: string, source: string): Format {
  if (languageId === 'asl-yaml' || languageId === 'yaml') return 'yaml';
  if (languageId === 'asl' || languageId === 'json' || languageId === 'jsonc') return 'json';
  if (/\.ya?ml$/i.test(uri)) return 'yaml';
  if (/\.(json|asl)$/i.test(uri)) return 'json';
  return formatOf(source);
}
