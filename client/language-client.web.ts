/** Starts the language server as a worker, in VS Code for the Web. */
import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import {
  CLIENT_ID,
  CLIENT_NAME,
  type ClientListener,
  clientOptions,
  type StartedClient,
  start,
} from './language-client.ts';

export function startClient(extension: vscode.ExtensionContext, listener: ClientListener): Promise<StartedClient> {
  const script = vscode.Uri.joinPath(extension.extensionUri, 'dist/web/server.js').toString(true);
  const startWorker = async () => new Worker(script);
  const client = new LanguageClient(CLIENT_ID, CLIENT_NAME, startWorker, clientOptions(listener));
  return start(client, listener);
}
