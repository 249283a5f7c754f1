/** Starts the language server as a child process of the extension host. */
import type * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import {
  CLIENT_ID,
  CLIENT_NAME,
  type ClientListener,
  clientOptions,
  type StartedClient,
  start,
} from './language-client.ts';

export function startClient(extension: vscode.ExtensionContext, listener: ClientListener): Promise<StartedClient> {
  const server = { module: extension.asAbsolutePath('dist/server.cjs'), transport: TransportKind.ipc };
  const client = new LanguageClient(CLIENT_ID, CLIENT_NAME, { run: server, debug: server }, clientOptions(listener));
  return start(client, listener);
}
