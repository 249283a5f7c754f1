/**
 * What every part of the extension gets when it is registered. Parts are registered at once and without waiting;
 * whatever is heavy (language client, debugger, preview) is loaded on first use through the functions here.
 */
import type * as vscode from 'vscode';
import type { Validated } from '#protocol';

/** The state of the language server, for the status item. */
export type ServerState = 'off' | 'starting' | 'running' | 'failed';

/** The language server as the parts of the client see it. */
export interface LanguageServer {
  readonly state: ServerState;
  readonly onDidChangeState: vscode.Event<ServerState>;
  /** What the server said after its last look at a document. */
  readonly onDidValidate: vscode.Event<Validated>;
  validated(uri: vscode.Uri): Validated | undefined;
  /** Starts the server when it is not running yet, then asks it. */
  request<R>(method: string, params: object, token?: vscode.CancellationToken): Promise<R>;
  restart(): Promise<void>;
}

export interface ExtensionContext {
  readonly vscode: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly server: LanguageServer;
}

/** The language ids that Stepwright serves; the AWS Toolkit uses the same names. */
export const LANGUAGES = ['asl', 'asl-yaml'] as const;

/** True for a document that the language server serves. */
export function isDefinition(document: vscode.TextDocument | undefined): document is vscode.TextDocument {
  return document !== undefined && (LANGUAGES as readonly string[]).includes(document.languageId);
}
