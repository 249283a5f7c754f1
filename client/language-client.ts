/**
 * The options of the language client that both flavours share. Loaded with the client library on first use, never
 * while the extension activates.
 */
import type * as vscode from 'vscode';
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
} from 'vscode-languageclient';
import { type InitializationOptions, VALIDATED_NOTIFICATION, type Validated } from '#protocol';
import { LANGUAGES, type ServerState } from './extension-context.ts';
import { restartPolicy } from './restart-policy.ts';
import { RULE_DOCUMENTATION_BASE } from './rule-documentation.ts';
import { answerAboutFiles } from './workspace-files.ts';

/** What the starter of a client tells the rest of the extension. */
export interface ClientListener {
  readonly log: vscode.LogOutputChannel;
  state(state: ServerState): void;
  validated(validated: Validated): void;
  /** The server died too often and is not started again. */
  gaveUp(): void;
}

/** A started client, as far as the rest of the extension uses it. */
export interface StartedClient {
  request<R>(method: string, params: object, token?: vscode.CancellationToken): Promise<R>;
  stop(): Promise<void>;
}

export const CLIENT_ID = 'stepwright';
export const CLIENT_NAME = 'Stepwright';

/** What both flavours tell the library. */
export function clientOptions(listener: ClientListener, own: InitializationOptions = {}): LanguageClientOptions {
  return {
    documentSelector: LANGUAGES.map((language) => ({ language })),
    initializationOptions: { ...initializationOptions(), ...own },
    outputChannel: listener.log,
    traceOutputChannel: listener.log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    errorHandler: errorHandler(listener),
    initializationFailedHandler: (error) => {
      listener.log.error('The language server did not start.', error);
      return false;
    },
  };
}

function initializationOptions(): InitializationOptions {
  return { ruleDocumentationBase: RULE_DOCUMENTATION_BASE, vscodeCommands: true, workspaceFiles: true };
}

/** Starts the client and reports what becomes of the server. */
export async function start(client: BaseLanguageClient, listener: ClientListener): Promise<StartedClient> {
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) listener.state('running');
    else if (newState === State.Starting) listener.state('starting');
  });
  client.onNotification(VALIDATED_NOTIFICATION, (validated: Validated) => listener.validated(validated));
  answerAboutFiles(client);
  await client.start();
  return {
    // Without a token there must be no third argument: an undefined one would be sent as a second parameter.
    request: (method, params, token) =>
      token ? client.sendRequest(method, params, token) : client.sendRequest(method, params),
    stop: () => client.dispose(),
  };
}

/** Restarts within the limit without a word; open documents are sent again by the client, so nothing is lost. */
function errorHandler(listener: ClientListener): ErrorHandler {
  const policy = restartPolicy(Date.now);
  return {
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed: () => {
      if (policy.mayRestart()) {
        return {
          action: CloseAction.Restart,
          handled: true,
          message: 'The language server ended; it is started again.',
        };
      }
      listener.gaveUp();
      return { action: CloseAction.DoNotRestart, handled: true, message: 'The language server ended too often.' };
    },
  };
}
