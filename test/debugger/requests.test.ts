/** The table of requests: what is in the folder is in the table, and what is announced has a handler. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { REQUESTS } from '../../debugger/requests/index.ts';
import { createFakeHost, DapClient } from './dap-client.ts';

const folder = join(import.meta.dirname, '../../debugger/requests');
const fileOf = (command: string): string =>
  `${command.replace('stepwright/', '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;

/** The request that a capability promises, where it promises one of its own. */
const PROMISES: Readonly<Record<string, string>> = {
  supportsConfigurationDoneRequest: 'configurationDone',
  supportsFunctionBreakpoints: 'setFunctionBreakpoints',
  supportsStepBack: 'stepBack',
  supportsSetVariable: 'setVariable',
  supportsRestartFrame: 'restartFrame',
  supportsGotoTargetsRequest: 'gotoTargets',
  supportsStepInTargetsRequest: 'stepInTargets',
  supportsCompletionsRequest: 'completions',
  supportsRestartRequest: 'restart',
  supportsExceptionInfoRequest: 'exceptionInfo',
  supportsLoadedSourcesRequest: 'loadedSources',
  supportsSetExpression: 'setExpression',
  supportsTerminateRequest: 'terminate',
  supportsBreakpointLocationsRequest: 'breakpointLocations',
  supportsDataBreakpoints: 'setDataBreakpoints',
};

describe('the table of requests', () => {
  it('holds each file of its folder', () => {
    const files = readdirSync(folder).filter((name) => name !== 'index.ts' && name !== 'request.ts');
    assert.deepEqual([...REQUESTS.keys()].map(fileOf).sort(), files.sort());
  });

  it('announces what it can do, and nothing else', async () => {
    const capabilities = await new DapClient(createFakeHost({})).initialize();
    const promised = Object.keys(capabilities).flatMap((name) => PROMISES[name] ?? []);
    assert.deepEqual(promised.sort(), Object.values(PROMISES).sort());
    for (const command of promised) assert.ok(REQUESTS.has(command), command);
    assert.ok(REQUESTS.has('reverseContinue') && REQUESTS.has('goto'));
    assert.deepEqual(
      capabilities.exceptionBreakpointFilters?.map(({ filter, default: isOn }) => [filter, isOn]),
      [
        ['raised', false],
        ['retried', false],
        ['caught', false],
        ['uncaught', true],
      ],
    );
  });

  it('answers an unknown request, and one whose arguments are wrong, with an error', async () => {
    const client = new DapClient(createFakeHost({}));
    const unknown = await client.send('disassemble', { memoryReference: '0', instructionCount: 1 });
    assert.deepEqual([unknown.success, unknown.message], [false, "The debugger has no request 'disassemble'."]);
    const wrong = await client.sendWrong('next', { threadId: 'one' });
    assert.deepEqual([wrong.success, wrong.message], [false, "The request 'next' needs 'threadId' of type number."]);
    const late = await client.send('next', { threadId: 1 });
    assert.equal(late.message, 'No state machine is running.');
  });

  it('takes no notice of what is no request', () => {
    const client = new DapClient(createFakeHost({}));
    for (const message of [
      {},
      { type: 'event', event: 'x', seq: 1 },
      { type: 'response', seq: 1 },
      { type: 'request', seq: 1 },
      null,
      5,
    ])
      client.session.handleMessage(message as object);
    assert.deepEqual(client.events, []);
  });
});
