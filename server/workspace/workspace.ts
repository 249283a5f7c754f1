/**
 * The definitions of the workspace, open or not. An open one is as the editor shows it; another one is read when it is
 * needed, and kept until the client says that it has changed, as long as there is room.
 */
import { type CancellationToken, CancellationToken as Tokens } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type AslDocument, parseAsl } from '#asl';
import { type Documents, formatFor, type OpenDocument } from '../documents.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

export interface WorkspaceDocument extends OpenDocument {
  readonly uri: string;
  readonly isOpen: boolean;
  /** Another one for another text. */
  readonly revision: string;
}

export interface Workspace {
  /** The URIs of all definitions, those that are open and saved nowhere too. */
  uris(token?: CancellationToken): Promise<readonly string[]>;
  document(uri: string): Promise<WorkspaceDocument | undefined>;
  /** The revision of a closed file without reading it, where it is known not to have changed. */
  revision(uri: string): string | undefined;
  /** One after the other; ends early when the answer is no longer wanted. */
  documents(token: CancellationToken): AsyncIterable<WorkspaceDocument>;
  /** Files were written, made or deleted. */
  forget(uris: readonly string[]): void;
  /** Nothing is known any more. */
  forgetAll(): void;
}

export interface WorkspaceDeps {
  readonly documents: Documents;
  /** Undefined where only open documents are known. */
  readonly files: () => WorkspaceFiles | undefined;
  /** True where the client tells of changes, so that what was read may be kept. */
  readonly isWatched: () => boolean;
}

/** So much text is kept: some ten times as much memory. */
const MOST_KEPT = 4_000_000;
/** So many files are read at a time. */
const BATCH = 20;

interface Kept {
  readonly text: TextDocument;
  readonly asl: AslDocument;
  readonly revision: string;
}

export function workspaceDocuments({ documents, files, isWatched }: WorkspaceDeps): Workspace {
  const kept = new Map<string, Kept>();
  let list: readonly string[] | undefined;
  const revisions = new Map<string, string>();

  const uris = async (token: CancellationToken = Tokens.None): Promise<readonly string[]> => {
    const there = isWatched() ? list : undefined;
    const found = there ?? (await files()?.list(token)) ?? [];
    if (!token.isCancellationRequested) list = found;
    // An older version that is open for a comparison (`git:`) is no file of the workspace.
    const schemes = new Set(['file', 'untitled', ...found.map(schemeOf)]);
    return [...new Set([...found, ...documents.all().filter((uri) => schemes.has(schemeOf(uri)))])];
  };
  const read = async (uri: string): Promise<Kept | undefined> => {
    const known = kept.get(uri);
    if (known && isWatched()) return known;
    const source = await files()?.read(uri);
    if (source === undefined) {
      kept.delete(uri);
      return undefined;
    }
    if (known?.text.getText() === source) return known;
    const text = TextDocument.create(uri, '', 0, source);
    const made: Kept = { text, asl: parseAsl(source, formatFor('', uri, source)), revision: revisionOf(source) };
    revisions.set(uri, made.revision);
    kept.delete(uri);
    kept.set(uri, made);
    makeRoom(kept);
    return made;
  };
  /** As the editor shows it where it is open: also when it was opened while the file was read. */
  const shown = (uri: string, closed: Kept | undefined): WorkspaceDocument | undefined => {
    const open = documents.get(uri);
    if (open) return { ...open, uri, isOpen: true, revision: `open ${open.text.version}` };
    return closed && { ...closed, uri, isOpen: false };
  };
  const readClosed = async (uri: string): Promise<Kept | undefined> =>
    documents.versionOf(uri) === undefined ? read(uri) : undefined;
  return {
    uris,
    document: async (uri) => shown(uri, await readClosed(uri)),
    revision: (uri) => (isWatched() && documents.versionOf(uri) === undefined ? revisions.get(uri) : undefined),
    async *documents(token) {
      const all = await uris(token);
      for (let at = 0; at < all.length; at += BATCH) {
        // Lets other requests, and the end of this one, come in between.
        await new Promise<void>((resolve) => setTimeout(resolve, 0));
        if (token.isCancellationRequested) return;
        const batch = all.slice(at, at + BATCH);
        const closed = await Promise.all(batch.map(readClosed));
        for (const [i, uri] of batch.entries()) {
          const found = shown(uri, closed[i]);
          if (found) yield found;
        }
      }
    },
    forget: (changed) => {
      for (const uri of changed) {
        kept.delete(uri);
        revisions.delete(uri);
      }
      list = undefined;
    },
    forgetAll: () => {
      kept.clear();
      revisions.clear();
      list = undefined;
    },
  };
}

/** The same for the same text, also when it was put away and read again: what was said of it is still true. */
function revisionOf(text: string): string {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return `${text.length}:${(hash >>> 0).toString(36)}`;
}

const schemeOf = (uri: string): string => uri.slice(0, uri.indexOf(':'));

/** The texts that were read first go first. */
function makeRoom(kept: Map<string, Kept>): void {
  let size = 0;
  for (const { text } of kept.values()) size += text.getText().length;
  for (const [uri, { text }] of kept) {
    if (size <= MOST_KEPT || kept.size === 1) return;
    kept.delete(uri);
    size -= text.getText().length;
  }
}
