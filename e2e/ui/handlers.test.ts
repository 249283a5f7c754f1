/** From a state into the code of its handler and back: two debuggers as one session, with VS Code's own for JavaScript. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import fs from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import {
  consoleShows,
  evaluate,
  pressToolbar,
  sessionEnded,
  setBreakpoint,
  startDebugging,
  stoppedIn,
} from '../debug-views.ts';
import { editorOf, openFile, press, quickInput, row } from '../workbench.ts';
import { useSession } from './use-session.ts';

const MACHINE = {
  StartAt: 'Charge',
  States: {
    Charge: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'charge', 'Payload.$': '$' },
      ResultSelector: { 'twice.$': '$.Payload.twice' },
      End: true,
    },
  },
};
const HANDLER = `exports.handler = async (event) => {
  const twice = event.n * 2;
  console.log('twice is ' + twice);
  return { twice };
};
`;
const TOKEN = {
  StartAt: 'Approve',
  States: {
    Approve: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: 'charge', Payload: { n: 1, 'token.$': '$$.Task.Token' } },
      End: true,
    },
  },
};
const SEND = {
  StartAt: 'Send',
  States: {
    Send: {
      Type: 'Task',
      Resource: 'arn:aws:states:::http:invoke',
      Parameters: {
        'ApiEndpoint.$': '$.url',
        Method: 'POST',
        'RequestBody.$': '$.body',
        InvocationConfig: { ConnectionArn: 'arn:aws:events:us-east-1:123456789012:connection/Pay/1' },
      },
      ResultSelector: { 'answer.$': '$.ResponseBody' },
      End: true,
    },
  },
};
const launch = (name: string, more: object) => ({
  type: 'asl',
  request: 'launch',
  name,
  program: '${workspaceFolder}/order.asl.json',
  input: { n: 4 },
  handlers: { charge: '${workspaceFolder}/charge.cjs' },
  ...more,
});
const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

describe('handlers under their own debugger in VS Code', () => {
  const { page, folder } = useSession({
    debugsJavaScript: true,
    files: {
      'order.asl.json': pretty(MACHINE),
      'approve.asl.json': pretty(TOKEN),
      'send.asl.json': pretty(SEND),
      'charge.cjs': HANDLER,
      '.vscode/launch.json': pretty({
        version: '0.2.0',
        configurations: [
          launch('Into the handler', { debugHandlers: true, stopOnEntry: true }),
          launch('To a breakpoint of the handler', { debugHandlers: true }),
          launch('Request over HTTP', {
            program: '${workspaceFolder}/send.asl.json',
            input: undefined,
            inputFile: '${workspaceFolder}/send.input.json',
            http: { connections: { Pay: { bearer: 'token' } } },
          }),
          launch('Approval by somebody', { program: '${workspaceFolder}/approve.asl.json' }),
        ],
      }),
    },
    settings: { 'debug.internalConsoleOptions': 'openOnSessionStart' },
  });
  /** The line at which the editor of a file stands. */
  const standsIn = (file: string) =>
    editorOf(page(), file).locator('.debug-top-stack-frame-line, .debug-focused-stack-frame-line').first().waitFor();

  it('steps from the state into the first line of its handler', async () => {
    await openFile(page(), 'order.asl.json');
    await press(page(), 'Control+Shift+D');
    await startDebugging(page(), 'Into the handler');
    await stoppedIn(page(), 'Charge', /entry/i);
    const handler = row(page(), '.debug-call-stack', 'charge.cjs').first();
    const state = row(page(), '.debug-call-stack', 'Charge (Task)');
    // To the parameters, to the action, and into it.
    while (!(await handler.isVisible())) {
      const [place = ''] = /\d+:\d+/.exec(await state.first().innerText()) ?? [];
      await pressToolbar(page(), 'step-into');
      await handler
        .or(state.filter({ hasNotText: place }))
        .first()
        .waitFor();
    }
    await standsIn('charge.cjs');
  });

  it('comes back to the state when the handler is done', async () => {
    await pressToolbar(page(), 'continue');
    await consoleShows(page(), 'Charge: twice is 8');
    await stoppedIn(page(), 'Charge', /step/i);
    await standsIn('order.asl.json');
    await pressToolbar(page(), 'continue');
    await sessionEnded(page());
    await consoleShows(page(), 'Output: {"twice": 8}');
  });

  it('stops at a breakpoint in the handler', async () => {
    await openFile(page(), 'charge.cjs');
    await setBreakpoint(page(), 'charge.cjs', 4);
    await startDebugging(page(), 'To a breakpoint of the handler');
    await row(page(), '.debug-call-stack', 'charge.cjs').first().waitFor();
    await standsIn('charge.cjs');
    await pressToolbar(page(), 'continue');
    await sessionEnded(page());
  });

  it('lists a task whose handler leaves its token among those that wait, and asks nobody by itself', async () => {
    await startDebugging(page(), 'Approval by somebody');
    await consoleShows(page(), 'Approve is sent to the handler charge.cjs, and waits');
    await row(page(), '.pane-body', 'Approve').first().waitFor();
    await page().locator('.statusbar-item', { hasText: "Task 'Approve' waits for an answer" }).waitFor();
    assert.equal(await quickInput(page()).isVisible(), false);
    await evaluate(page(), '.succeed {"by": "Robin"}', 'returns');
    await sessionEnded(page());
    await consoleShows(page(), 'Output: {"by": "Robin"}');
  });

  it('sends an HTTP Task to this machine', async () => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers.authorization}`);
      response.setHeader('content-type', 'application/json').end('{"id": 7}');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const input = { url: `http://127.0.0.1:${port}/v1`, body: { n: 1 } };
    fs.writeFileSync(path.join(folder(), 'send.input.json'), pretty(input));
    await startDebugging(page(), 'Request over HTTP');
    await consoleShows(page(), `Send is answered by 127.0.0.1:${port}`);
    await consoleShows(page(), 'Output: {"answer": {"id": 7}}');
    await sessionEnded(page());
    assert.deepEqual(seen, ['POST /v1 Bearer token']);
    server.closeAllConnections();
    server.close();
  });
});
