/** Entry of the pages of both views of a run: the page says which of them it is. */
import type { FromRunView } from '#protocol';
import { followTheme } from '../theme.ts';
import { element } from './element.ts';
import { FlowView } from './flow-view.ts';
import { readToRunView } from './messages.ts';
import { TimelineView } from './timeline-view.ts';

interface VsCodeApi {
  postMessage(message: FromRunView): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();
const post = (message: FromRunView): void => api.postMessage(message);
const root = element('main', document.body.dataset.view ?? '');
const empty = element('p', 'empty-page', '', { role: 'status' });
root.hidden = true;
document.body.append(root, empty);
document.body.dataset.vscodeContext = JSON.stringify({ preventDefaultContextMenuItems: true });

followTheme(document.documentElement, document.body);

const flow = new FlowView(root, post);
const timeline = new TimelineView(root, post);

window.addEventListener('message', ({ data }) => {
  const message = readToRunView(data);
  if (!message) return;
  root.hidden = message.type === 'empty';
  empty.hidden = message.type !== 'empty';
  switch (message.type) {
    case 'empty':
      empty.textContent = message.message;
      break;
    case 'flow':
      flow.show(message.flow);
      break;
    case 'rows':
      flow.addRows(message);
      break;
    case 'timeline':
      timeline.show(message.timeline, message.selected);
  }
});
post({ type: 'ready' });
