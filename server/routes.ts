/**
 * How a request reaches a feature: the row of the table says what to announce, what to listen to and what to run;
 * everything else is here, once: cancellation, answers for a text that has changed meanwhile, timing, and the
 * boundary where a bug of ours is logged and does not take the server down.
 */
import {
  type CancellationToken,
  type ClientCapabilities,
  type Connection,
  type Disposable,
  LSPErrorCodes,
  ResponseError,
  type ServerCapabilities,
} from 'vscode-languageserver';
import type { LoadingCatalog } from '#asl/services/catalog';
import type { InitializationOptions } from '#protocol';
import type { Diagnostics } from './diagnostics.ts';
import type { Documents, OpenDocument } from './documents.ts';
import type { Settings } from './settings.ts';
import type { RuleFiles } from './workspace/rule-files.ts';
import type { Workspace } from './workspace/workspace.ts';

/** What the whole server shares. */
export interface ServerContext {
  readonly connection: Connection;
  readonly documents: Documents;
  readonly services: LoadingCatalog;
  readonly diagnostics: Diagnostics;
  readonly rules: RuleFiles;
  readonly settings: () => Settings;
  /** Kept when the settings are known: nothing is judged before. */
  readonly ready: Promise<void>;
  readonly workspace: Workspace;
  readonly client: () => ClientCapabilities;
  readonly options: () => InitializationOptions;
  readonly reportBug: (where: string, error: unknown) => void;
}

/** One request about one document. */
export interface Request<P> extends OpenDocument, ServerContext {
  readonly params: P;
}

/** What a few announcements depend on. */
export interface Client {
  readonly capabilities: ClientCapabilities;
  readonly options: InitializationOptions;
  /** True where files can be seen that are not open. */
  readonly hasWorkspace: boolean;
}

/** What a row announces. */
export type Capability = Partial<ServerCapabilities> | ((client: Client) => Partial<ServerCapabilities>);

/** A row of the route table. */
export interface Route {
  readonly name: string;
  readonly capability: Capability;
  readonly listen: (server: ServerContext) => Disposable;
}

/** What a feature gives, at once or when what it needs is loaded. */
type Answer<R> = R | ResponseError<void> | Promise<R | ResponseError<void>>;

type Handler<P, R> = (params: P, token: CancellationToken) => Promise<R | ResponseError<void>>;

/** A row for a request about an open document. `otherwise` answers for a document that is not open, and after a bug. */
export function route<P extends { textDocument: { uri: string } }, R>(row: {
  readonly name: string;
  readonly capability?: Capability;
  readonly on: (connection: Connection) => (handler: Handler<P, R>) => Disposable;
  readonly run: (request: Request<P>) => Answer<R>;
  readonly otherwise: R;
}): Route {
  return {
    name: row.name,
    capability: row.capability ?? {},
    listen: (server) => row.on(server.connection)((params, token) => answer(row, server, params, token)),
  };
}

/** A row for a request about something that the server itself handed out: a listed action that is resolved. */
export function resolveRoute<T>(row: {
  readonly name: string;
  readonly on: (connection: Connection) => (handler: (item: T) => Promise<T | ResponseError<void>>) => Disposable;
  readonly run: (server: ServerContext, item: T) => Answer<T>;
}): Route {
  return {
    name: row.name,
    capability: {},
    listen: (server) =>
      row.on(server.connection)(async (item) => {
        try {
          return await row.run(server, item);
        } catch (error) {
          server.reportBug(row.name, error);
          return item;
        }
      }),
  };
}

/** A row for a request about the workspace, or about an item that says itself where it is. */
export function workspaceRoute<P, R>(row: {
  readonly name: string;
  readonly capability?: Capability;
  readonly on: (connection: Connection) => (handler: Handler<P, R>) => Disposable;
  readonly run: (server: ServerContext, params: P, token: CancellationToken) => Promise<R>;
  readonly otherwise: R;
}): Route {
  const cancelled = () => new ResponseError<void>(LSPErrorCodes.RequestCancelled, 'Canceled.');
  return {
    name: row.name,
    capability: row.capability ?? {},
    listen: (server) =>
      row.on(server.connection)(async (params, token) => {
        if (token.isCancellationRequested) return cancelled();
        try {
          const result = await row.run(server, params, token);
          return token.isCancellationRequested ? cancelled() : result;
        } catch (error) {
          server.reportBug(row.name, error);
          return row.otherwise;
        }
      }),
  };
}

async function answer<P extends { textDocument: { uri: string } }, R>(
  row: { readonly name: string; readonly run: (request: Request<P>) => Answer<R>; readonly otherwise: R },
  server: ServerContext,
  params: P,
  token: CancellationToken,
): Promise<R | ResponseError<void>> {
  const { uri } = params.textDocument;
  const asked = server.documents.versionOf(uri);
  // Lets a cancellation or an edit that is already on the wire come in before any work is done for nothing.
  await new Promise<void>((resolve) => setTimeout(resolve, 0));
  if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'Canceled.');
  if (server.documents.versionOf(uri) !== asked) {
    return new ResponseError(LSPErrorCodes.ContentModified, 'The text has changed.');
  }
  const doc = server.documents.get(uri);
  if (!doc) return row.otherwise;
  try {
    const began = performance.now();
    const result = await row.run({ ...server, ...doc, params });
    const took = performance.now() - began;
    // An answer that had to wait for a file may be about a text that is no more.
    if (server.documents.versionOf(uri) !== asked) {
      return new ResponseError(LSPErrorCodes.ContentModified, 'The text has changed.');
    }
    if (took > SLOW) server.connection.console.info(`${row.name} took ${took.toFixed(0)} ms.`);
    return result;
  } catch (error) {
    server.reportBug(row.name, error);
    return row.otherwise;
  }
}

const SLOW = 250;
