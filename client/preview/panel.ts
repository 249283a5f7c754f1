/**
 * One preview panel and the document that it shows. Asks the language server for the graph after each change and
 * passes cursor, breakpoints, problems and runs on; the page draws. The panel lives until the user closes it.
 */
import * as vscode from 'vscode';
import { GRAPH_REQUEST, type GraphParams, type GraphResult, type ToPreview } from '#protocol';
import { type ExtensionContext, isDefinition } from '../extension-context.ts';
import { pointersWithBreakpoints, toggleBreakpoint } from './breakpoints.ts';
import { latestAnswer } from './latest-answer.ts';
import { readFromPreview } from './messages.ts';
import { pageRoots, pageText } from './page.ts';
import { problemsByState } from './problems.ts';
import type { Runs } from './runs.ts';
import { indexScene, type SceneIndex } from './scene-index.ts';

export const VIEW_TYPE = 'stepwright.preview';

/** Between the last key press and the new graph. */
const SETTLE_MS = 60;

export interface PreviewPanel {
  readonly uri: vscode.Uri;
  show(uri: vscode.Uri): void;
  reveal(): void;
  toggleBreakpoint(pointer: string): void;
  revealState(pointer: string, focus: boolean): Promise<void>;
  exportGraph(): Promise<void>;
}

/** Takes over a panel, new or from an earlier window. */
export function openPanel(
  ext: ExtensionContext,
  panel: vscode.WebviewPanel,
  uri: vscode.Uri,
  runs: Runs,
): PreviewPanel {
  const extension = ext.vscode.extensionUri;
  panel.webview.options = { enableScripts: true, localResourceRoots: pageRoots(extension) };
  panel.iconPath = {
    light: vscode.Uri.joinPath(extension, 'media', 'preview-light.svg'),
    dark: vscode.Uri.joinPath(extension, 'media', 'preview-dark.svg'),
  };
  return new Panel(ext, panel, uri, runs);
}

class Panel implements PreviewPanel {
  uri: vscode.Uri;
  readonly #ext: ExtensionContext;
  readonly #panel: vscode.WebviewPanel;
  readonly #runs: Runs;
  readonly #subscriptions: vscode.Disposable[] = [];
  #index: SceneIndex | undefined;
  #last: Extract<ToPreview, { type: 'show' }> | undefined;
  /** The last graph is of a text with a mistake, and no better than the next one. */
  #isPartial = false;
  #problem: ToPreview | undefined;
  /** Where the cursor moved last: a definition may be open in two editors. */
  #moving: vscode.TextEditor | undefined;
  readonly #graph = latestAnswer<GraphResult>({
    ask: (signal) => this.#ask(signal),
    answered: (result) => this.#take(result),
    failed: (error) => {
      this.#ext.log.error(error instanceof Error ? error : String(error));
      this.#complain(error instanceof Error ? error.message : String(error));
    },
  });

  constructor(ext: ExtensionContext, panel: vscode.WebviewPanel, uri: vscode.Uri, runs: Runs) {
    this.#ext = ext;
    this.#panel = panel;
    this.#runs = runs;
    this.uri = uri;
    this.#subscriptions.push(
      panel.webview.onDidReceiveMessage((message) => this.#receive(message)),
      panel.onDidDispose(() => this.#dispose()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#edited(document)),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.#moved(textEditor)),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.#activated(editor)),
      vscode.debug.onDidChangeBreakpoints(() => this.#sendBreakpoints()),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        if (uris.some((changed) => this.#isMine(changed))) this.#sendProblems();
      }),
      ext.server.onDidChangeState((state) => {
        if (state === 'running') this.#graph.retry();
      }),
      runs.onDidChange((changed) => {
        if (this.#isMine(changed)) this.#send({ type: 'run', overlay: runs.of(changed) });
      }),
    );
    this.#title();
    panel.webview.html = pageText(panel.webview, ext.vscode.extensionUri);
  }

  show(uri: vscode.Uri): void {
    if (this.#isMine(uri)) return;
    this.uri = uri;
    this.#index = undefined;
    this.#last = undefined;
    this.#problem = undefined;
    this.#title();
    this.#graph.ask(0);
  }

  reveal(): void {
    this.#panel.reveal(undefined, true);
  }

  #title(): void {
    this.#panel.title = vscode.l10n.t('Graph: {0}', nameOf(this.uri));
  }

  #isMine(uri: vscode.Uri): boolean {
    return uri.toString() === this.uri.toString();
  }

  #send(message: ToPreview): void {
    // A page that is hidden or closed takes no messages; it asks for everything when it is back.
    void this.#panel.webview.postMessage(message);
  }

  #receive(data: unknown): void {
    const message = readFromPreview(data);
    switch (message?.type) {
      case 'ready':
        this.#sendAll();
        this.#graph.ask(0);
        break;
      case 'reveal':
        void this.#guard(this.revealState(message.pointer, message.focus));
        break;
      case 'toggle-breakpoint':
        this.toggleBreakpoint(message.pointer);
        break;
      case 'export':
        void this.#guard(this.exportGraph());
        break;
      case undefined:
        this.#ext.log.warn('The preview sent a message that is none.');
    }
  }

  async #guard(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.#ext.log.error(error instanceof Error ? error : String(error));
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  }

  #edited(document: vscode.TextDocument): void {
    if (!this.#isMine(document.uri)) return;
    const run = this.#runs.of(this.uri);
    if (run && run.status !== 'RUNNING') this.#runs.forget(this.uri);
    this.#graph.ask(SETTLE_MS);
  }

  /** The preview follows the reader from one definition to the next. */
  #activated(editor: vscode.TextEditor | undefined): void {
    if (editor && isDefinition(editor.document)) this.show(editor.document.uri);
  }

  async #ask(signal: AbortSignal): Promise<GraphResult> {
    const { uri } = this;
    await vscode.workspace.openTextDocument(uri);
    const cancel = new vscode.CancellationTokenSource();
    signal.addEventListener('abort', () => cancel.cancel());
    if (signal.aborted) cancel.cancel();
    const params: GraphParams = { textDocument: { uri: uri.toString() } };
    return this.#ext.server.request<GraphResult>(GRAPH_REQUEST, params, cancel.token);
  }

  #take({ scene, problem }: GraphResult): void {
    if (scene && (problem === undefined || !this.#last || this.#isPartial)) {
      this.#isPartial = problem !== undefined;
      this.#index = indexScene(scene);
      this.#last = { type: 'show', uri: this.uri.toString(), title: nameOf(this.uri), scene };
      this.#problem = problem === undefined ? undefined : { type: 'stale', message: partialGraph(problem) };
      this.#sendAll();
    } else this.#complain(problem ?? noMachine());
  }

  /** Without a graph the page says why; with one, that it is not the latest. */
  #complain(message: string): void {
    const complaint: ToPreview = this.#last
      ? { type: 'stale', message: olderGraph(message) }
      : { type: 'empty', message };
    this.#problem = complaint;
    this.#send(complaint);
  }

  #sendAll(): void {
    if (this.#last) this.#send(this.#last);
    if (this.#problem) this.#send(this.#problem);
    if (!this.#last) return;
    this.#sendBreakpoints();
    this.#sendProblems();
    this.#send({ type: 'run', overlay: this.#runs.of(this.uri) });
    const editor = this.#editor();
    if (editor) this.#sendCursor(editor, false);
  }

  #editor(): vscode.TextEditor | undefined {
    const shown = vscode.window.visibleTextEditors.filter(({ document }) => this.#isMine(document.uri));
    return shown.find((editor) => editor === this.#moving) ?? shown[0];
  }

  #document(): vscode.TextDocument | undefined {
    return vscode.workspace.textDocuments.find(({ uri }) => this.#isMine(uri));
  }

  #sendBreakpoints(): void {
    const document = this.#document();
    if (!document || !this.#index) return;
    this.#send({ type: 'breakpoints', pointers: pointersWithBreakpoints(document, this.#index) });
  }

  #sendProblems(): void {
    const document = this.#document();
    if (!document || !this.#index) return;
    this.#send({ type: 'problems', marks: problemsByState(document, this.#index) });
  }

  #moved(editor: vscode.TextEditor): void {
    if (!this.#isMine(editor.document.uri)) return;
    this.#moving = editor;
    this.#sendCursor(editor, true);
  }

  #sendCursor({ document, selection }: vscode.TextEditor, reveal: boolean): void {
    const pointer = this.#index?.at(document.offsetAt(selection.active))?.id;
    this.#send({ type: 'cursor', pointer, reveal });
  }

  toggleBreakpoint(pointer: string): void {
    const document = this.#document();
    if (document && this.#index) toggleBreakpoint(document, this.#index, pointer);
  }

  async revealState(pointer: string, focus: boolean): Promise<void> {
    const node = this.#index?.node(pointer);
    if (!node) return;
    const document = await vscode.workspace.openTextDocument(this.uri);
    const at = document.positionAt(node.nameRange.start);
    const beside = this.#panel.viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
    const viewColumn = this.#editor()?.viewColumn ?? beside;
    const selection = new vscode.Range(at, at);
    const editor = await vscode.window.showTextDocument(document, { viewColumn, preserveFocus: !focus, selection });
    const whole = new vscode.Range(at, document.positionAt(node.range.end));
    editor.revealRange(whole, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  async exportGraph(): Promise<void> {
    if (!this.#last) return;
    const { exportGraph } = await import('./export-graph.ts');
    await exportGraph(this.uri, this.#last.scene);
  }

  #dispose(): void {
    this.#graph.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

const nameOf = (uri: vscode.Uri): string => uri.path.split('/').at(-1) ?? uri.path;

const olderGraph = (problem: string): string =>
  vscode.l10n.t('The text has a mistake; this is the last graph without it. {0}', problem);

const partialGraph = (problem: string): string =>
  vscode.l10n.t('The text has a mistake; the graph shows what can be read of it. {0}', problem);

const noMachine = (): string =>
  vscode.l10n.t('This file holds no state machine yet. It needs an object with StartAt and States.');
