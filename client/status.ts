/** The language status item of a definition: query language, problems and the state of the server. */
import * as vscode from 'vscode';
import type { Validated } from '#protocol';
import { type ExtensionContext, isDefinition, LANGUAGES } from './extension-context.ts';

export function registerStatus(ext: ExtensionContext): void {
  const selector = LANGUAGES.map((language) => ({ language }));
  const item = vscode.languages.createLanguageStatusItem('stepwright.status', selector);
  item.name = vscode.l10n.t('Step Functions');
  const show = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    if (isDefinition(document)) display(item, ext, ext.server.validated(document.uri));
  };
  show();
  ext.vscode.subscriptions.push(
    item,
    vscode.window.onDidChangeActiveTextEditor(show),
    ext.server.onDidChangeState(show),
    ext.server.onDidValidate(show),
  );
}

function display(item: vscode.LanguageStatusItem, ext: ExtensionContext, validated: Validated | undefined): void {
  const { state } = ext.server;
  item.busy = state === 'starting';
  if (state === 'failed') {
    item.severity = vscode.LanguageStatusSeverity.Error;
    item.text = vscode.l10n.t('Language server stopped');
    item.detail = '';
    item.command = { command: 'stepwright.restartServer', title: vscode.l10n.t('Restart') };
    return;
  }
  item.severity = validated?.errors ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
  item.text = machineText(validated);
  item.detail = problemText(validated);
  item.command = validated?.errors
    ? { command: 'workbench.actions.view.problems', title: vscode.l10n.t('Show Problems') }
    : { command: 'stepwright.showLog', title: vscode.l10n.t('Show Log') };
}

function machineText(validated: Validated | undefined): string {
  if (!validated) return vscode.l10n.t('Step Functions');
  const { machine } = validated;
  if (!machine) return vscode.l10n.t('No state machine in this file yet');
  const language = machine.mixed ? 'JSONPath + JSONata' : machine.queryLanguage;
  return machine.states === 1
    ? vscode.l10n.t('{0}, 1 state', language)
    : vscode.l10n.t('{0}, {1} states', language, machine.states);
}

function problemText(validated: Validated | undefined): string {
  if (!validated) return '';
  const { errors, warnings } = validated;
  if (errors + warnings === 0) return vscode.l10n.t('No problems');
  return vscode.l10n.t('Errors: {0}, warnings: {1}', errors, warnings);
}
