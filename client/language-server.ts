/**
 * The language server's life: started when the first definition is open, restarted within a limit, stopped with
 * the extension. The library that talks to it is loaded here, on first use.
 */
import * as vscode from 'vscode';
import type { Validated } from '#protocol';
import { isDefinition, type LanguageServer, type ServerState } from './extension-context.ts';
import type { ClientListener, StartedClient } from './language-client.ts';

export type StartClient = (extension: vscode.ExtensionContext, listener: ClientListener) => Promise<StartedClient>;

/** Registers the server; `load` brings the starter for this flavour of VS Code. */
export function registerLanguageServer(
  extension: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  load: () => Promise<{ readonly startClient: StartClient }>,
): LanguageServer {
  const changed = new vscode.EventEmitter<ServerState>();
  const validated = new vscode.EventEmitter<Validated>();
  const latest = new Map<string, Validated>();
  let state: ServerState = 'off';
  let client: Promise<StartedClient> | undefined;

  const setState = (next: ServerState): void => {
    if (state === next) return;
    state = next;
    changed.fire(next);
  };
  const listener: ClientListener = {
    log,
    state: setState,
    validated: (result) => {
      latest.set(result.uri, result);
      validated.fire(result);
    },
    gaveUp: () => {
      setState('failed');
      void offerHelp(log, restart);
    },
  };
  const started = (): Promise<StartedClient> => {
    client ??= begin();
    return client;
  };
  const begin = async (): Promise<StartedClient> => {
    setState('starting');
    try {
      return await (await load()).startClient(extension, listener);
    } catch (error) {
      log.error(error instanceof Error ? error : String(error));
      setState('failed');
      throw error;
    }
  };
  const stop = async (): Promise<void> => {
    const running = client;
    client = undefined;
    // A client that never started has nothing to stop; why it did not start is in the log already.
    await running?.then((it) => it.stop()).catch((error: unknown) => log.debug(String(error)));
  };
  const restart = async (): Promise<void> => {
    await stop();
    await started();
  };
  const startFor = (document: vscode.TextDocument): void => {
    if (isDefinition(document) && !client) started().catch(() => offerHelp(log, restart));
  };

  // After this turn of the event loop: activation itself must not pay for the client library.
  const soon = setTimeout(() => vscode.workspace.textDocuments.forEach(startFor), 0);
  extension.subscriptions.push(
    changed,
    validated,
    vscode.workspace.onDidOpenTextDocument(startFor),
    vscode.workspace.onDidCloseTextDocument((document) => latest.delete(document.uri.toString())),
    { dispose: () => clearTimeout(soon) },
    { dispose: stop },
  );
  return {
    get state() {
      return state;
    },
    onDidChangeState: changed.event,
    onDidValidate: validated.event,
    validated: (uri) => latest.get(uri.toString()),
    request: async (method, params, token) => (await started()).request(method, params, token),
    restart,
  };
}

/** The one notification about a server that cannot run. */
async function offerHelp(log: vscode.LogOutputChannel, restart: () => Promise<void>): Promise<void> {
  const openLog = vscode.l10n.t('Open Log');
  const again = vscode.l10n.t('Restart');
  const message = vscode.l10n.t('The Step Functions language server has stopped. Editing goes on without its help.');
  const answer = await vscode.window.showWarningMessage(message, openLog, again);
  if (answer === openLog) log.show();
  if (answer === again) await restart();
}
