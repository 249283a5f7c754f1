/** Sessions whose tasks are really sent, to a server of the test: a workspace with clients of the AWS SDK in it. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeRequests } from '../../debugger/node-requests.ts';
import { createFakeHost, DapClient } from './dap-client.ts';

const CLIENTS = fileURLToPath(new URL('../../node_modules/@aws-sdk/', import.meta.url));

export interface SendingOptions {
  /** Hosts that the user allows. */
  readonly allowed?: readonly string[];
  readonly isSending?: boolean;
  /** By their names beside the definition. */
  readonly files?: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

type LaunchSending = (
  machine: object,
  args: object,
  options?: SendingOptions,
) => Promise<{ readonly client: DapClient; readonly response: Awaited<ReturnType<DapClient['send']>> }>;

/** Makes a workspace for the tests of a `describe`; the result launches a machine in it. */
export function useSendingWorkspace(): LaunchSending {
  let workspace = '';
  before(() => {
    workspace = mkdtempSync(join(tmpdir(), 'stepwright-test-outside-'));
    mkdirSync(join(workspace, 'node_modules', '@aws-sdk'), { recursive: true });
    for (const name of ['client-dynamodb', 'client-sqs'])
      symlinkSync(join(CLIENTS, name), join(workspace, 'node_modules', '@aws-sdk', name), 'junction');
  });
  after(() => rmSync(workspace, { recursive: true, force: true }));
  return async (machine, args, { allowed = [], isSending = true, files = {}, now } = {}) => {
    const program = join(workspace, 'order.asl.json');
    const text = JSON.stringify(machine, undefined, 2);
    writeFileSync(program, text);
    const beside = Object.fromEntries(Object.entries(files).map(([name, one]) => [join(workspace, name), one]));
    const requests = nodeRequests({
      allowedHosts: () => allowed,
      remedy: 'the setting stepwright.debug.allowedHosts',
      pathOf: (file) => file,
      rootOf: () => workspace,
    });
    const host = { ...createFakeHost({ ...beside, [program]: text }), ...(isSending && { requests }) };
    const client = new DapClient({ ...host, ...(now && { now }) });
    await client.initialize();
    const launched = client.send('launch', { program, input: { amount: 5 }, ...args });
    const first = await Promise.race([launched, client.event('initialized')]);
    if (first.type === 'event') await client.send('configurationDone');
    return { client, response: await launched };
  };
}
