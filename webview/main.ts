/** Entry of the preview's page: builds the shell, connects it to the extension and says that it is ready. */
import { graphStyle, VSCODE } from '#graph';
import type { FromPreview, PreviewState } from '#protocol';
import { readMessage, readState } from './messages.ts';
import { buildShell } from './shell.ts';
import { followTheme } from './theme.ts';
import { createView } from './view.ts';

interface VsCodeApi {
  postMessage(message: FromPreview): void;
  getState(): unknown;
  setState(state: PreviewState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();
// A constructed sheet needs no exception in the content security policy.
const sheet = new CSSStyleSheet();
sheet.replaceSync(graphStyle(VSCODE));
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
followTheme(document.documentElement, document.body);
document.body.dataset.vscodeContext = JSON.stringify({ preventDefaultContextMenuItems: true });

const view = createView(
  buildShell(document.body),
  { post: (message) => api.postMessage(message), save: (state) => api.setState(state) },
  readState(api.getState()),
);
window.addEventListener('message', ({ data }) => {
  const message = readMessage(data);
  if (message) view.receive(message);
});
api.postMessage({ type: 'ready' });
