/** A debug session through VS Code's own API, with the packaged adapter inline in the extension host. */
import assert from 'node:assert/strict';
import {
  type Breakpoint,
  commands,
  type DebugAdapterTracker,
  debug,
  EventEmitter,
  Location,
  Position,
  SourceBreakpoint,
  Uri,
  workspace,
} from 'vscode';
import { eventually, fileUri, showFile } from './editing.ts';

interface Message {
  readonly type: string;
  readonly event?: string;
  readonly body?: {
    readonly reason?: string;
    readonly threadId?: number;
    readonly output?: string;
    readonly exitCode?: number;
  };
}
interface Named {
  readonly name: string;
  readonly value: string;
  readonly variablesReference: number;
}

describe('debugging', () => {
  const seen: Message[] = [];
  const arrived = new EventEmitter<void>();
  const tracker: DebugAdapterTracker = {
    onDidSendMessage: (message: Message) => {
      seen.push(message);
      arrived.fire();
    },
  };
  const registration = debug.registerDebugAdapterTrackerFactory('asl', { createDebugAdapterTracker: () => tracker });
  after(() => registration.dispose());
  const next = (event: string) =>
    eventually(arrived.event, `the event '${event}'`, () => {
      const index = seen.findIndex((message) => message.type === 'event' && message.event === event);
      return index < 0 ? undefined : seen.splice(0, index + 1).at(-1);
    });

  /** The session that has just been started: for a moment the one before it may still be the active one. */
  const activeSession = (name: string) =>
    eventually(debug.onDidChangeActiveDebugSession, `the session '${name}'`, () =>
      debug.activeDebugSession?.name === name ? debug.activeDebugSession : undefined,
    );

  it('stops at a breakpoint, shows the data, steps and ends', async () => {
    const document = await showFile('order-processing.asl.json');
    const line = document.positionAt(document.getText().indexOf('"Charge card": {')).line;
    const breakpoint: Breakpoint = new SourceBreakpoint(new Location(document.uri, new Position(line, 0)));
    debug.addBreakpoints([breakpoint]);
    const [folder] = workspace.workspaceFolders ?? [];
    const started = await debug.startDebugging(folder, 'Order processing');
    assert.equal(started, true);
    const stopped = await next('stopped');
    assert.equal(stopped?.body?.reason, 'breakpoint');

    const session = await activeSession('Order processing');
    const threadId = stopped.body.threadId ?? 1;
    const { stackFrames } = await session.customRequest('stackTrace', { threadId });
    assert.match(stackFrames[0].name, /Charge card/);
    assert.equal(stackFrames[0].line, line + 1);
    // In a remote window VS Code hands out a whole URI here.
    assert.ok(stackFrames[0].source.path.endsWith(fileUri('order-processing.asl.json').path));
    const { scopes } = await session.customRequest('scopes', { frameId: stackFrames[0].id });
    const input = scopes.find(({ name }: Named) => name === 'Input');
    const { variables } = await session.customRequest('variables', { variablesReference: input.variablesReference });
    assert.equal(variables.find(({ name }: Named) => name === 'orderId')?.value, '4711');

    await session.customRequest('next', { threadId });
    assert.equal((await next('stopped'))?.body?.reason, 'step');
    const moved = await session.customRequest('stackTrace', { threadId });
    assert.match(moved.stackFrames[0].name, /Fulfil order/);

    debug.removeBreakpoints([breakpoint]);
    await session.customRequest('continue', { threadId });
    assert.equal((await next('exited'))?.body?.exitCode, 0);
    await next('terminated');
  });

  it('reads items from a folder, starts another machine for each of them and writes the results', async () => {
    const [folder] = workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const write = (name: string, text: string) =>
      workspace.fs.writeFile(Uri.joinPath(folder.uri, name), new TextEncoder().encode(text));
    await write('buckets/orders.csv', 'id,sku\n1,A\n2,B\n');
    await write('buckets/child.asl.json', JSON.stringify(CHILD));
    await write('buckets/import.asl.json', JSON.stringify(IMPORT));
    const started = await debug.startDebugging(folder, {
      type: 'asl',
      request: 'launch',
      name: 'Import',
      program: '${workspaceFolder}/buckets/import.asl.json',
      input: {},
      buckets: { orders: '${workspaceFolder}/buckets:rw' },
      machines: { child: { file: 'child.asl.json', type: 'EXPRESS' } },
    });
    assert.equal(started, true);
    assert.equal((await next('exited'))?.body?.exitCode, 0);
    await next('terminated');
    const [run] = await workspace.findFiles('buckets/out/**/SUCCEEDED_0.jsonl');
    assert.ok(run);
    const written = new TextDecoder().decode(await workspace.fs.readFile(run));
    assert.equal(written, '{"sku":"A"}\n{"sku":"B"}\n');
  });

  it('walks through a recorded execution both ways, and goes on from a moment of it', async () => {
    const [folder] = workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const write = (name: string, value: object) =>
      workspace.fs.writeFile(Uri.joinPath(folder.uri, name), new TextEncoder().encode(JSON.stringify(value)));
    await write('recorded/child.asl.json', CHILD);
    await write('recorded/child.history.json', { events: RECORDED });
    const started = await debug.startDebugging(folder, {
      type: 'asl',
      request: 'attach',
      name: 'Recorded child',
      history: Uri.joinPath(folder.uri, 'recorded/child.history.json').toString(),
      program: Uri.joinPath(folder.uri, 'recorded/child.asl.json').toString(),
    });
    assert.equal(started, true);
    assert.equal((await next('stopped'))?.body?.reason, 'entry');
    const session = await activeSession('Recorded child');
    await session.customRequest('continue', { threadId: 1 });
    assert.equal((await next('stopped'))?.body?.reason, 'pause');
    await session.customRequest('reverseContinue', { threadId: 1 });
    assert.equal((await next('stopped'))?.body?.reason, 'entry');
    await commands.executeCommand('stepwright.continueFromHere');
    await session.customRequest('continue', { threadId: 1 });
    assert.equal((await next('exited'))?.body?.exitCode, 0);
    await next('terminated');
  });
});

const CHILD = { StartAt: 'P', States: { P: { Type: 'Pass', Parameters: { 'sku.$': '$.sku' }, End: true } } };
const event = (id: number, previousEventId: number, type: string, details: object) => ({
  id,
  previousEventId,
  type,
  timestamp: `2026-11-20T09:00:0${id}.000Z`,
  ...details,
});
const RECORDED = [
  event(1, 0, 'ExecutionStarted', { executionStartedEventDetails: { input: '{"sku":"A"}', roleArn: 'role' } }),
  event(2, 0, 'PassStateEntered', { stateEnteredEventDetails: { name: 'P', input: '{"sku":"A"}' } }),
  event(3, 2, 'PassStateExited', { stateExitedEventDetails: { name: 'P', output: '{"sku":"A"}' } }),
  event(4, 3, 'ExecutionSucceeded', { executionSucceededEventDetails: { output: '{"sku":"A"}' } }),
];
const ASK = {
  Type: 'Task',
  Resource: 'arn:aws:states:::aws-sdk:sfn:startSyncExecution',
  Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:child', 'Input.$': '$' },
  ResultSelector: { 'output.$': 'States.StringToJson($.Output)' },
  OutputPath: '$.output',
  End: true,
};
const s3 = (action: string, Parameters: object) => ({ Resource: `arn:aws:states:::s3:${action}`, Parameters });
const IMPORT = {
  StartAt: 'Orders',
  States: {
    Orders: {
      Type: 'Map',
      ItemReader: {
        ...s3('getObject', { Bucket: 'orders', Key: 'orders.csv' }),
        ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Ask',
        States: { Ask: ASK },
      },
      ResultWriter: {
        ...s3('putObject', { Bucket: 'orders', Prefix: 'out' }),
        WriterConfig: { OutputType: 'JSONL', Transformation: 'COMPACT' },
      },
      End: true,
    },
  },
};
