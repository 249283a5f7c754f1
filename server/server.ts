/**
 * The language server on a connection, whatever carries it: a child process, standard input and output, or a web
 * worker. It reads no file and keeps nothing but the open documents.
 */
import {
  type ClientCapabilities,
  CodeLensRefreshRequest,
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeResult,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { type InitializationOptions, RULE_DOCUMENTATION_REQUEST, type RuleDocumentationParams } from '#protocol';
import { documentationLink, ruleDocumentation } from './answers/rule-documentation.ts';
import { publishDiagnostics } from './diagnostics.ts';
import { openDocuments } from './documents.ts';
import { ROUTES } from './features.ts';
import type { ServerContext } from './routes.ts';
import { DEFAULT_SETTINGS, type Settings, settingsFrom } from './settings.ts';

const SECTION = 'stepwright';

/** Wires the server to the connection; the caller calls `connection.listen()`. */
export function createServer(connection: Connection, version: string): void {
  let settings: Settings | undefined;
  let client: ClientCapabilities = {};
  let options: InitializationOptions = {};
  const documents = openDocuments(connection);
  const reportBug = bugReporter(connection);
  const diagnostics = publishDiagnostics({
    connection,
    documents,
    settings: () => settings,
    extras: () => ({
      withRelated: client.textDocument?.publishDiagnostics?.relatedInformation ?? false,
      link: (code) => documentationLink(options, code),
    }),
    reportBug,
  });
  const server: ServerContext = {
    connection,
    documents,
    diagnostics,
    settings: () => settings ?? DEFAULT_SETTINGS,
    client: () => client,
    options: () => options,
    reportBug,
  };
  for (const route of ROUTES) route.listen(server);
  connection.onRequest(RULE_DOCUMENTATION_REQUEST, (params: RuleDocumentationParams) => ruleDocumentation(params));

  connection.onInitialize((params): InitializeResult => {
    client = params.capabilities;
    options = optionsFrom(params.initializationOptions);
    return { capabilities: capabilitiesFor(client, options), serverInfo: { name: 'Stepwright', version } };
  });
  const use = (next: Settings): void => {
    settings = next;
    diagnostics.refresh();
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
  connection.onInitialized(() => {
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

function capabilitiesFor(client: ClientCapabilities, options: InitializationOptions): ServerCapabilities {
  const announced = ROUTES.map(({ capability }) =>
    typeof capability === 'function' ? capability(client, options) : capability,
  );
  return Object.assign({ textDocumentSync: TextDocumentSyncKind.Incremental }, ...announced);
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
