/**
 * A language client for tests: the real server over real LSP messages, through a pair of streams in this process or
 * with the server as a process of its own. It waits for what the server sends, never for time to pass.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { PassThrough } from 'node:stream';
import {
  type ClientCapabilities,
  createConnection,
  type InitializeResult,
  ProposedFeatures,
} from 'vscode-languageserver/node';
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  ShowMessageNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import type { ReadServiceFile } from '#asl/services/catalog';
import { createServer } from '#server';
import { diskFiles } from '../../server/workspace/disk-files.ts';
import { readServiceFile } from '../services.ts';

export interface LspClient {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  /** What the server told the user, in order: a test that does not expect a bug finds it here. */
  readonly messages: readonly string[];
  open(uri: string, text: string, languageId?: string): void;
  change(uri: string, version: number, changes: readonly { range?: Range; text: string }[]): void;
  close(uri: string): void;
  /** The diagnostics of the document at that version (or a later one), as soon as the server has sent them. */
  diagnostics(uri: string, version?: number): Promise<PublishDiagnosticsParams>;
  stop(): Promise<void>;
}

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  /** The section `stepwright` that the client answers `workspace/configuration` with. */
  readonly settings?: object;
  readonly initializationOptions?: object | undefined;
  /** Folders of the workspace, which the server reads from this machine's disk. */
  readonly folders?: readonly string[];
  /** In memory only: what reads the files of the service catalogue. */
  readonly readServiceFile?: ReadServiceFile;
}

/** The capabilities that VS Code has and that the server asks about. */
export const VSCODE_LIKE: ClientCapabilities = {
  workspace: { configuration: true, workspaceEdit: { documentChanges: true } },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] } },
    codeAction: { resolveSupport: { properties: ['edit'] }, dataSupport: true },
    completion: { completionItem: { snippetSupport: true } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    rename: { prepareSupport: true },
  },
};

/** Server and client in this process, with a pair of streams between them. */
export function inMemory(options: ClientOptions = {}): Promise<LspClient> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const server = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient),
  );
  // Without this the library ends the process when the client says exit.
  server.onExit(() => undefined);
  createServer(server, 'test', { serviceFiles: () => options.readServiceFile ?? readServiceFile, disk: diskFiles });
  server.listen();
  const connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  return begin(connection, options, async () => {
    server.dispose();
    toServer.end();
    toClient.end();
  });
}

/** The server as a process of its own that talks over standard input and output. */
export function overStdio(command: string, args: readonly string[], options: ClientOptions = {}): Promise<LspClient> {
  const process: ChildProcess = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const { stdin, stdout } = process;
  if (!stdin || !stdout) throw new Error('The server process has no pipes.');
  const exited = new Promise<void>((resolve) => process.once('exit', () => resolve()));
  const connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
  return begin(connection, options, async () => {
    await connection.sendNotification(ExitNotification.type);
    await exited;
  });
}

async function begin(
  connection: ProtocolConnection,
  options: ClientOptions,
  end: () => Promise<void>,
): Promise<LspClient> {
  const latest = new Map<string, PublishDiagnosticsParams>();
  const waiting = new Set<() => void>();
  const messages: string[] = [];
  connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
    latest.set(params.uri, params);
    for (const look of [...waiting]) look();
  });
  connection.onNotification(ShowMessageNotification.type, ({ message }) => void messages.push(message));
  connection.onRequest('workspace/configuration', () => [options.settings ?? {}]);
  connection.listen();
  const initialized = await connection.sendRequest(InitializeRequest.type, {
    processId: null,
    rootUri: null,
    workspaceFolders: options.folders?.map((uri) => ({ uri, name: uri })) ?? null,
    capabilities: options.capabilities ?? VSCODE_LIKE,
    initializationOptions: options.initializationOptions,
  });
  void connection.sendNotification(InitializedNotification.type, {});
  return {
    connection,
    initialized,
    messages,
    open: (uri, text, languageId = 'asl') =>
      void connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId, version: 1, text },
      }),
    change: (uri, version, changes) =>
      void connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version },
        contentChanges: changes.map(({ range, text }) => (range ? { range, text } : { text })),
      }),
    close: (uri) => void connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } }),
    diagnostics: (uri, version = 1) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = latest.get(uri);
          if (!found || (found.version ?? 0) < version) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    stop: async () => {
      await connection.sendRequest(ShutdownRequest.type);
      await end();
      connection.dispose();
    },
  };
}
