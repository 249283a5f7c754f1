/**
 * The language server on a connection, whatever carries it: a child process, standard input and output, or a web
 * worker. It keeps nothing but the open documents and what it has read of the workspace's other definitions.
 */
import {
  type ClientCapabilities,
  CodeLensRefreshRequest,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { type ReadServiceFile, serviceCatalog } from '#asl/services/catalog';
import { RULE_FILE_NAME } from '#language';
import { type InitializationOptions, RULE_DOCUMENTATION_REQUEST, type RuleDocumentationParams } from '#protocol';
import { documentationLink, ruleDocumentation } from './answers/rule-documentation.ts';
import { publishDiagnostics } from './diagnostics.ts';
import { openDocuments } from './documents.ts';
import { ROUTES } from './features.ts';
import type { Client, ServerContext } from './routes.ts';
import { DEFAULT_SETTINGS, type Settings, settingsFrom } from './settings.ts';
import { clientFiles } from './workspace/client-files.ts';
import { ruleFiles } from './workspace/rule-files.ts';
import { workspaceDocuments } from './workspace/workspace.ts';
import { DEFINITION_GLOB, type WorkspaceFiles } from './workspace/workspace-files.ts';

const SECTION = 'stepwright';

/** What the server needs from where it runs. */
export interface ServerHost {
  /** Where the files of the service catalogue are; the client may say it. */
  readonly serviceFiles: (options: InitializationOptions) => ReadServiceFile;
  /** How the files of folders are read; absent where only the client can. */
  readonly disk?: (folders: () => readonly string[]) => WorkspaceFiles;
}

/** Wires the server to the connection; the caller calls `connection.listen()`. */
export function createServer(connection: Connection, version: string, host: ServerHost): void {
  const { serviceFiles, disk } = host;
  let settings: Settings | undefined;
  let client: ClientCapabilities = {};
  let options: InitializationOptions = {};
  let folders: readonly string[] = [];
  let files: WorkspaceFiles | undefined;
  let isWatched = false;
  let tellReady = (): void => undefined;
  const ready = new Promise<void>((resolve) => {
    tellReady = resolve;
  });
  const documents = openDocuments(connection);
  const workspace = workspaceDocuments({ documents, files: () => files, isWatched: () => isWatched });
  const reportBug = bugReporter(connection);
  const services = serviceCatalog((file) => {
    const reading = serviceFiles(options)(file);
    reading.catch((error: unknown) => connection.console.warn(`The services are not all known: ${file}: ${error}`));
    return reading;
  });
  const rules = ruleFiles({
    connection,
    folders: () => folders,
    files: () => files,
    // VS Code knows the schema of the file.
    isReported: () => options.vscodeCommands !== true,
  });
  const diagnostics = publishDiagnostics({
    connection,
    documents,
    services,
    rules,
    settings: () => settings,
    extras: () => ({
      withRelated: client.textDocument?.publishDiagnostics?.relatedInformation ?? false,
      link: (code) => documentationLink(options, code),
    }),
    isPulled: () => client.textDocument?.diagnostic !== undefined,
    reportBug,
  });
  const server: ServerContext = {
    connection,
    documents,
    services,
    diagnostics,
    rules,
    settings: () => settings ?? DEFAULT_SETTINGS,
    ready,
    workspace,
    client: () => client,
    options: () => options,
    reportBug,
  };
  for (const route of ROUTES) route.listen(server);
  connection.onRequest(RULE_DOCUMENTATION_REQUEST, (params: RuleDocumentationParams) => ruleDocumentation(params));

  connection.onInitialize((params): InitializeResult => {
    client = params.capabilities;
    options = optionsFrom(params.initializationOptions);
    folders = foldersOf(params);
    files = options.workspaceFiles === true ? clientFiles(connection) : disk?.(() => folders);
    const announced = capabilitiesFor({ capabilities: client, options, hasWorkspace: files !== undefined });
    return { capabilities: announced, serverInfo: { name: 'Stepwright', version } };
  });
  const judgeAgain = (): void => {
    diagnostics.refresh();
    if (client.workspace?.diagnostics?.refreshSupport) {
      connection.languages.diagnostics.refresh().catch((error: unknown) => reportBug('diagnostics', error));
    }
  };
  const use = (next: Settings): void => {
    settings = next;
    tellReady();
    workspace.forgetAll();
    rules.forgetAll();
    judgeAgain();
    if (client.workspace?.codeLens?.refreshSupport) {
      connection.sendRequest(CodeLensRefreshRequest.type).catch((error: unknown) => reportBug('code lens', error));
    }
    if (client.workspace?.inlayHint?.refreshSupport) {
      connection.languages.inlayHint.refresh().catch((error: unknown) => reportBug('inlay hints', error));
    }
  };
  const readSettings = (): void => {
    connection.workspace.getConfiguration(SECTION).then(
      (section: unknown) => use(settingsFrom(section)),
      (error: unknown) => {
        connection.console.warn(`The client did not tell its settings: ${String(error)}`);
        use(DEFAULT_SETTINGS);
      },
    );
  };
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const uris = changes.map(({ uri }) => uri);
    workspace.forget(uris);
    if (rules.forget(uris)) judgeAgain();
  });
  connection.onInitialized(() => {
    if (client.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        folders = [...folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
        workspace.forgetAll();
        rules.forgetAll();
      });
    }
    if (files && client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      connection.client
        .register(DidChangeWatchedFilesNotification.type, {
          watchers: [{ globPattern: DEFINITION_GLOB }, { globPattern: `**/${RULE_FILE_NAME}` }],
        })
        .then(
          () => {
            isWatched = true;
          },
          (error: unknown) => connection.console.warn(`The client does not watch files: ${String(error)}`),
        );
    }
    if (!client.workspace?.configuration) return use(DEFAULT_SETTINGS);
    if (client.workspace.didChangeConfiguration?.dynamicRegistration) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
    }
    return readSettings();
  });
  connection.onDidChangeConfiguration(({ settings: pushed }: { settings?: unknown }) => {
    if (client.workspace?.configuration) readSettings();
    else use(settingsFrom((pushed as Record<string, unknown> | undefined)?.[SECTION]));
  });
  connection.onShutdown(() => diagnostics.dispose());
}

/** Clients may send anything here; only an object can hold options. */
function optionsFrom(sent: unknown): InitializationOptions {
  return typeof sent === 'object' && sent !== null ? sent : {};
}

function capabilitiesFor(client: Client): ServerCapabilities {
  const announced = ROUTES.map(({ capability }) =>
    typeof capability === 'function' ? capability(client) : capability,
  );
  const base: ServerCapabilities = { textDocumentSync: TextDocumentSyncKind.Incremental };
  if (client.capabilities.workspace?.workspaceFolders)
    base.workspace = { workspaceFolders: { supported: true, changeNotifications: true } };
  return Object.assign(base, ...announced);
}

/** The folders of the workspace; older clients know only one. */
function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  return workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
}

/** Logs a bug of ours each time, and tells the user once: the same bug often strikes at every key. */
function bugReporter(connection: Connection): (where: string, error: unknown) => void {
  let told = false;
  return (where, error) => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    connection.console.error(`A mistake in Stepwright (${where}): ${text}`);
    if (told) return;
    told = true;
    connection.window.showErrorMessage(
      'Stepwright made a mistake while it looked at this document. The log (Output, Stepwright) has the details.',
    );
  };
}
