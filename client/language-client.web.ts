/** Starts the language server as a worker, in VS Code for the Web. */
import * as vscode from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
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
  // The web's extension host wraps Worker, so that the library does not know a worker when it is handed one.
  const startWorker = async () => {
    const worker = new Worker(script);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  const servicesBase = `${vscode.Uri.joinPath(extension.extensionUri, 'services').toString(true)}/`;
  const options = clientOptions(listener, { servicesBase });
  const client = new LanguageClient(CLIENT_ID, CLIENT_NAME, startWorker, options);
  return start(client, listener);
}
