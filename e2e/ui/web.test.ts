/** A smoke test in VS Code for the web: server in a worker, debugger and preview in the browser. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/vscode/cache.mjs';
import { consoleShows, pressToolbar, sessionEnded, setBreakpoint, stoppedIn } from '../debug-views.ts';
import { graphState, openPreview } from '../preview.ts';
import { openRunView, stageOf } from '../run-views.ts';
import { startWebSession, type WebSession } from '../web-session.ts';
import {
  editorOf,
  goTo,
  lensesOf,
  linesOf,
  openFromExplorer,
  pick,
  press,
  quickInput,
  runCommand,
  suggested,
} from '../workbench.ts';
import { endAtFailure } from './use-session.ts';

const FILE = 'order-processing.asl.json';
const EXAMPLES = path.join(root, 'examples');
const BROKEN = '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "Bee"}, "Be": {"Type": "Succeed"}}}';
/** The only mistake in it is one that the catalogue of services knows. */
const CALLING =
  '{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:putObjekt", "End": true}}}';
const COPIED = [FILE, 'order-processing.input.json', 'order-processing.mocks.json', '.vscode/launch.json'];

describe('VS Code for the web', () => {
  let session: WebSession | undefined;
  const page = () => {
    if (!session) throw new Error('VS Code is not running.');
    return session.page;
  };

  before(async () => {
    const files = Object.fromEntries(COPIED.map((name) => [name, fs.readFileSync(path.join(EXAMPLES, name), 'utf8')]));
    session = await startWebSession({
      ...files,
      'broken.asl.json': BROKEN,
      'calling.asl.json': CALLING,
    });
  });
  endAtFailure(() => session?.page);
  after(async () => {
    await session?.stop();
    assert.deepEqual(session?.pageErrors, []);
  });

  it('reports problems from the server in a worker', async () => {
    await openFromExplorer(page(), 'broken.asl.json');
    await editorOf(page(), 'broken.asl.json').locator('.squiggly-error').first().waitFor();
  });

  it('knows the services that a definition calls', async () => {
    await openFromExplorer(page(), 'calling.asl.json');
    await editorOf(page(), 'calling.asl.json').locator('.squiggly-error').first().waitFor();
    await openFromExplorer(page(), 'broken.asl.json');
  });

  it('completes the name of a state', async () => {
    await goTo(page(), 1, BROKEN.indexOf('Bee') + 2);
    await suggested(page(), 'Be');
    await press(page(), 'Escape');
  });

  it('shows the graph', async () => {
    await openFromExplorer(page(), FILE);
    await linesOf(page(), FILE, '"StartAt"').first().waitFor();
    await openPreview(page());
    await graphState(page(), '/States/Charge card').waitFor();
  });

  it('debugs in the browser', async () => {
    await openFromExplorer(page(), FILE);
    await lensesOf(page(), FILE).waitFor();
    await goTo(page(), 54, 1);
    await setBreakpoint(page(), FILE, 54);
    await press(page(), 'F5');
    await stoppedIn(page(), 'Charge card', /Paused on breakpoint/i);
  });

  it('shows the data flow and the timeline', async () => {
    const flow = await openRunView(page(), 'dataFlow');
    await flow.locator('h1', { hasText: 'Charge card' }).waitFor();
    await stageOf(flow, 'Input').getByRole('treeitem', { name: 'orderId: 4711' }).waitFor();
    const timeline = await openRunView(page(), 'timeline');
    await timeline
      .getByRole('button', { name: /^Check order, succeeded/ })
      .first()
      .waitFor();
  });

  it('runs to the end', async () => {
    await press(page(), 'F5');
    await sessionEnded(page());
    await press(page(), 'Control+Shift+Y');
    await consoleShows(page(), /SUCCEEDED/i);
  });
});

describe('A recorded execution in VS Code for the web', () => {
  let session: WebSession | undefined;
  const page = () => {
    if (!session) throw new Error('VS Code is not running.');
    return session.page;
  };

  before(async () => {
    session = await startWebSession({ [HISTORY]: JSON.stringify({ events: RECORDED }, null, 2) });
  });
  endAtFailure(() => session?.page);
  after(async () => {
    await session?.stop();
    assert.deepEqual(session?.pageErrors, []);
  });

  it('opens from the editor and moves both ways', async () => {
    await openFromExplorer(page(), HISTORY);
    await runCommand(page(), 'Step Functions: Debug a Recorded Execution…');
    await quickInput(page()).filter({ hasText: 'History of the execution' }).waitFor();
    await pick(page(), '', HISTORY);
    await pick(page(), 'None', 'show only what is recorded');
    await press(page(), 'Control+Shift+D');
    await stoppedIn(page(), 'Price', /entry/i);
    await pressToolbar(page(), 'continue');
    await stoppedIn(page(), 'Price', /pause/i);
    await pressToolbar(page(), 'reverse-continue');
    await stoppedIn(page(), 'Price', /entry/i);
    await press(page(), 'Shift+F5');
    await sessionEnded(page());
  });
});

const HISTORY = 'price.history.json';
const RECORDED = [
  { id: 1, type: 'ExecutionStarted', executionStartedEventDetails: { input: '{}' } },
  { id: 2, type: 'PassStateEntered', stateEnteredEventDetails: { name: 'Price', input: '{}' } },
  { id: 3, type: 'PassStateExited', stateExitedEventDetails: { name: 'Price', output: '{"price":25}' } },
  { id: 4, type: 'ExecutionSucceeded', executionSucceededEventDetails: { output: '{"price":25}' } },
].map((event) => ({ ...event, previousEventId: event.id < 3 ? 0 : event.id - 1, timestamp: '2026-11-20T09:00:00Z' }));

describe('A bucket in VS Code for the web', () => {
  let session: WebSession | undefined;
  const page = () => {
    if (!session) throw new Error('VS Code is not running.');
    return session.page;
  };

  before(async () => {
    session = await startWebSession({
      'import.asl.json': JSON.stringify(IMPORT, null, 2),
      'data/orders.csv': 'id,sku\n1,A\n2,B\n',
      '.vscode/launch.json': JSON.stringify({ version: '0.2.0', configurations: [LAUNCH] }),
    });
  });
  endAtFailure(() => session?.page);
  after(async () => {
    await session?.stop();
    assert.deepEqual(session?.pageErrors, []);
  });

  it('gives a distributed Map its items', async () => {
    await openFromExplorer(page(), 'import.asl.json');
    await lensesOf(page(), 'import.asl.json').waitFor();
    await press(page(), 'F5');
    await sessionEnded(page());
    await consoleShows(page(), /"sku": "B"/);
  });
});

const LAUNCH = {
  type: 'asl',
  request: 'launch',
  name: 'Import',
  program: '${workspaceFolder}/import.asl.json',
  input: {},
  buckets: { orders: '${workspaceFolder}/data' },
};
const IMPORT = {
  StartAt: 'Orders',
  States: {
    Orders: {
      Type: 'Map',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
        Parameters: { Bucket: 'orders', Key: 'orders.csv' },
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'P',
        States: { P: { Type: 'Pass', End: true } },
      },
      End: true,
    },
  },
};
