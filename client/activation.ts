/**
 * What both flavours of the extension do when VS Code activates it: register every part, at once and without
 * waiting for anything. The time it took is part of the log and of the exported API, where a test reads it.
 */
import * as vscode from 'vscode';
import { registerCommands } from './commands/index.ts';
import { type NodeParts, registerDebug } from './debug/index.ts';
import type { ExtensionContext } from './extension-context.ts';
import { registerLanguageServer, type StartClient } from './language-server.ts';
import { registerPreview } from './preview/index.ts';
import { registerRuleDocumentation } from './rule-documentation.ts';
import { registerStatus } from './status.ts';

/** When the first line of the bundle ran; the bundler writes it. */
declare const STEPWRIGHT_LOADED_AT: number;

/** What differs between desktop and browser. */
export interface Flavour {
  readonly loadClient: () => Promise<{ readonly startClient: StartClient }>;
  /** Absent in a browser. */
  readonly node?: NodeParts;
}

/** What `activate` returns to other extensions and to tests. */
export interface StepwrightApi {
  /** From the first line of the bundle to the end of `activate`: loading and registering. */
  readonly activationMilliseconds: number;
}

export function activateOn(extension: vscode.ExtensionContext, flavour: Flavour): StepwrightApi {
  const log = vscode.window.createOutputChannel('Stepwright', { log: true });
  extension.subscriptions.push(log);
  const server = registerLanguageServer(extension, log, flavour.loadClient);
  const ext: ExtensionContext = { vscode: extension, log, server };
  const commands = [...registerDebug(ext, flavour.node), ...registerPreview(ext)];
  registerCommands(ext, commands);
  registerStatus(ext);
  registerRuleDocumentation(ext);
  const activationMilliseconds = performance.now() - STEPWRIGHT_LOADED_AT;
  log.info(`Activated in ${activationMilliseconds.toFixed(1)} ms.`);
  return { activationMilliseconds };
}
