/**
 * The two views of a run, data flow and timeline, in the panel: they follow the debugger while it runs and keep what it
 * ran when it is over. The pages draw; what they show comes from the run's adapter.
 */
import * as vscode from 'vscode';
import type { InspectCommand } from '#debugger';
import {
  DATA_FLOW_REQUEST,
  DATA_FLOW_ROWS_REQUEST,
  type DataFlow,
  type DataFlowParams,
  type DataFlowRows,
  type FlowPlace,
  type FromRunView,
  GO_TO_VISIT_REQUEST,
  RUN_TIMELINE_REQUEST,
  type RunTimeline,
  type ToRunView,
} from '#protocol';
import type { Command } from '../command.ts';
import type { ExtensionContext } from '../extension-context.ts';
import { pageRoots, viewPage } from '../preview/page.ts';
import { toUri } from './files.ts';
import type { RunInspector } from './run-inspector.ts';
import { readFromRunView } from './run-view-messages.ts';

const FLOW_VIEW = 'stepwright.dataFlow';
const TIMELINE_VIEW = 'stepwright.timeline';
/** While the execution runs, the timeline is brought up to date so often. */
const PACE = 1000;

export function registerRunViews(ext: ExtensionContext, inspector: RunInspector): readonly Command[] {
  const views = new RunViews(ext, inspector);
  ext.vscode.subscriptions.push(
    vscode.window.registerWebviewViewProvider(FLOW_VIEW, { resolveWebviewView: (view) => views.openFlow(view) }),
    vscode.window.registerWebviewViewProvider(TIMELINE_VIEW, {
      resolveWebviewView: (view) => views.openTimeline(view),
    }),
    inspector.onDidChange(({ isMoving }) => views.follow(isMoving)),
  );
  return [
    { id: 'stepwright.showDataFlow', run: () => vscode.commands.executeCommand(`${FLOW_VIEW}.focus`) },
    { id: 'stepwright.showTimeline', run: () => vscode.commands.executeCommand(`${TIMELINE_VIEW}.focus`) },
    { id: 'stepwright.showStateData', run: (_ext, target) => views.showState(target) },
  ];
}

class RunViews {
  readonly #ext: ExtensionContext;
  readonly #inspector: RunInspector;
  #flowView: vscode.WebviewView | undefined;
  #timelineView: vscode.WebviewView | undefined;
  /** What the reader has chosen; undefined: what the debugger has in focus. */
  #chosen: DataFlowParams | undefined;
  #lanes: number | undefined;
  #lastTimeline = 0;
  /** For what moved after the last timeline and before the next one may be asked for. */
  #late: ReturnType<typeof setTimeout> | undefined;
  #flowTurn = 0;
  #timelineTurn = 0;

  constructor(ext: ExtensionContext, inspector: RunInspector) {
    this.#ext = ext;
    this.#inspector = inspector;
  }

  openFlow(view: vscode.WebviewView): void {
    this.#flowView = view;
    this.#open(view, 'dataFlow', () => void this.#sendFlow());
    view.onDidDispose(() => {
      this.#flowView = undefined;
    });
  }

  openTimeline(view: vscode.WebviewView): void {
    this.#timelineView = view;
    this.#open(view, 'timeline', () => void this.#sendTimeline());
    view.onDidDispose(() => {
      clearTimeout(this.#late);
      this.#timelineView = undefined;
    });
  }

  /** The debugger has moved on: what it has in focus counts again. */
  follow(isMoving: boolean): void {
    clearTimeout(this.#late);
    const early = this.#lastTimeline + PACE - Date.now();
    if (isMoving && early > 0) {
      this.#late = setTimeout(() => void this.#sendTimeline(), early);
      return;
    }
    if (!isMoving && (this.#inspector.frameId !== undefined || this.#inspector.run?.isOver === false))
      this.#chosen = undefined;
    if (!isMoving) void this.#sendFlow();
    void this.#sendTimeline();
  }

  /** The menu of the graph: what the state made of its data when it ran last. */
  async showState(target: unknown): Promise<void> {
    const { pointer } = (typeof target === 'object' ? target : undefined) as { readonly pointer?: unknown };
    if (typeof pointer !== 'string') return;
    this.#chosen = { pointer };
    void this.#sendFlow();
    await vscode.commands.executeCommand(`${FLOW_VIEW}.focus`);
  }

  #open(view: vscode.WebviewView, kind: 'dataFlow' | 'timeline', send: () => void): void {
    const extension = this.#ext.vscode.extensionUri;
    view.webview.options = { enableScripts: true, localResourceRoots: pageRoots(extension) };
    view.webview.onDidReceiveMessage((data) => {
      const message = readFromRunView(data);
      if (!message) this.#ext.log.warn('A view of the run sent a message that is none.');
      else if (message.type === 'ready') send();
      else void this.#receive(view, message);
    });
    view.onDidChangeVisibility(() => {
      if (view.visible) send();
    });
    view.webview.html = viewPage(view.webview, extension, kind, view.title ?? '');
  }

  async #receive(view: vscode.WebviewView, message: Exclude<FromRunView, { type: 'ready' }>): Promise<void> {
    try {
      switch (message.type) {
        case 'show-place':
          await this.#showPlace(message.place);
          break;
        case 'more-rows': {
          const { flow, stage, path, start } = message;
          const rows = await this.#ask<DataFlowRows>(DATA_FLOW_ROWS_REQUEST, { flow, stage, path, start });
          this.#send(view, { type: 'rows', flow, stage, path, start, rows: rows.rows });
          break;
        }
        case 'more-lanes':
          this.#lanes = message.lanes;
          void this.#sendTimeline();
          break;
        case 'visit':
          await this.#goTo(message.visit);
      }
    } catch (error) {
      this.#ext.log.error(error instanceof Error ? error : String(error));
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  }

  /** At a stop the execution goes there; where it runs or is over, the data of that moment are shown. */
  async #goTo(visit: number): Promise<void> {
    const { run, frameId } = this.#inspector;
    if (run && !run.isOver && frameId !== undefined) {
      await run.session.customRequest(GO_TO_VISIT_REQUEST, { visit });
      return;
    }
    this.#chosen = { visit };
    void this.#sendFlow();
    void this.#sendTimeline();
  }

  async #showPlace({ source, line, column, endLine, endColumn }: FlowPlace): Promise<void> {
    const uri = toUri(source, this.#inspector.run?.session.workspaceFolder);
    const selection = new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);
    const open = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
    const viewColumn = open?.viewColumn ?? vscode.ViewColumn.One;
    await vscode.window.showTextDocument(uri, { selection, viewColumn });
  }

  async #ask<T>(command: InspectCommand, args: object): Promise<T> {
    const { run } = this.#inspector;
    if (!run) throw new Error(noRun());
    return (await run.inspect(command, args)) as T;
  }

  async #sendFlow(): Promise<void> {
    const view = this.#flowView;
    if (!view?.visible) return;
    const turn = ++this.#flowTurn;
    const message = await this.#flowMessage();
    // Of several questions on the way the last one counts.
    if (turn === this.#flowTurn) this.#send(view, message);
  }

  async #flowMessage(): Promise<ToRunView> {
    const { run, frameId } = this.#inspector;
    if (!run) return { type: 'empty', message: noRun() };
    const params = this.#chosen ?? (frameId === undefined ? undefined : { frameId });
    if (!params && !run.isOver)
      return { type: 'empty', message: vscode.l10n.t('The state machine runs. At a stop its data are shown here.') };
    try {
      return { type: 'flow', flow: await this.#ask<DataFlow>(DATA_FLOW_REQUEST, params ?? (await this.#lastVisit())) };
    } catch (error) {
      return { type: 'empty', message: error instanceof Error ? error.message : String(error) };
    }
  }

  /** After the end: the state that ran last in the outermost scope. */
  async #lastVisit(): Promise<DataFlowParams> {
    const { lanes } = await this.#ask<RunTimeline>(RUN_TIMELINE_REQUEST, { lanes: 1 });
    return { visit: lanes[0]?.visits.at(-1)?.id ?? 0 };
  }

  async #sendTimeline(): Promise<void> {
    const view = this.#timelineView;
    if (!view?.visible) return;
    this.#lastTimeline = Date.now();
    const turn = ++this.#timelineTurn;
    const message = await this.#timelineMessage();
    if (turn === this.#timelineTurn) this.#send(view, message);
  }

  async #timelineMessage(): Promise<ToRunView> {
    try {
      const lanes = this.#lanes === undefined ? {} : { lanes: this.#lanes };
      const selected = this.#chosen?.visit;
      const timeline = await this.#ask<RunTimeline>(RUN_TIMELINE_REQUEST, lanes);
      return { type: 'timeline', timeline, ...(selected === undefined ? {} : { selected }) };
    } catch (error) {
      return { type: 'empty', message: error instanceof Error ? error.message : String(error) };
    }
  }

  #send(view: vscode.WebviewView, message: ToRunView): void {
    // A page that is hidden takes no messages; it asks for everything when it is back.
    void view.webview.postMessage(message);
  }
}

const noRun = (): string => vscode.l10n.t('No state machine has run yet. Press F5 in a definition to debug it.');
