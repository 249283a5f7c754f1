/**
 * `stepwright run --debug-port`: the run waits for a debugger and is run by the debug adapter instead of the engine
 * alone. What the options say becomes a launch configuration; its mistakes are told in the words of the options. Loaded
 * only when it is asked for.
 */
import { constants } from 'node:os';
import { resolve } from 'node:path';
import type { Json } from '#asl/json';
import { historyOf, type RunResult } from '#interpreter';
import type { LaunchArguments } from '#protocol';
import type { DebugHost } from '../debugger/host.ts';
import { type Launch, prepareLaunch } from '../debugger/launch/launch.ts';
import { type OfferedRun, offerRun, type RunEnd } from '../debugger/node/debug-port.ts';
import { createNodeHost } from '../debugger/node-host.ts';
import type { RunOptions } from './commands/run.ts';
import { reasonOf } from './definition-file.ts';
import { named } from './named-options.ts';
import { allowedHosts, inWordsOfOptions, outsideArguments } from './outside.ts';
import { refuseUnanswered } from './unanswered.ts';
import { UsageError } from './usage-error.ts';

/** What the command line has read already. */
export interface DebuggedStart {
  readonly file: string;
  readonly name: string;
  readonly input: Json;
  readonly seed: number;
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Waits for a debugger, and for the end of the run. */
export async function runDebugged(start: DebuggedStart, options: RunOptions): Promise<RunResult> {
  const port = portOf(options.debugPort);
  const texts: Record<string, string> = {};
  const host = hostOf(allowedHosts(options.allowHost), texts);
  const launch = await inWordsOfOptions(() => prepareLaunch(host, argumentsOf(start, options)));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => process.exit(128 + constants.signals[signal]));
  const offered = await offer(host, launch, port, { ...texts });
  say(`The execution of '${start.name}' waits for a debugger at 127.0.0.1:${offered.port}.`);
  return resultOf(await offered.end);
}

function portOf(text: string | undefined): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text ?? '') || port > 65_535)
    throw new UsageError(
      `'${text}' is no port. --debug-port takes a number up to 65535; 0 stands for any that is free.`,
    );
  return port;
}

async function offer(
  host: DebugHost,
  launch: Launch,
  port: number,
  texts: Record<string, string>,
): Promise<OfferedRun> {
  try {
    return await offerRun(host, launch, { port, texts, say });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'EADDRINUSE' ? 'something else listens there.' : reasonOf(error);
    throw new UsageError(`No debugger can be waited for at 127.0.0.1:${port}: ${reason}`);
  }
}

function argumentsOf({ file, name, input, seed }: DebuggedStart, options: RunOptions): LaunchArguments {
  const { mocks, testCase, samples, bucket, machine } = options;
  const { handlers = {}, ...outside } = outsideArguments(options, file) ?? {};
  return {
    ...outside,
    program: resolve(file),
    handlers: absolute(handlers),
    buckets: absolute(Object.fromEntries(named('bucket', 'DIR', bucket ?? []))),
    machines: absolute(Object.fromEntries(named('machine', 'FILE', machine ?? []))),
    input,
    seed,
    context: { Execution: { Name: name } },
    ...(mocks !== undefined && { mocks: resolve(mocks) }),
    ...(testCase !== undefined && { testCase }),
    ...(samples && { samples }),
  };
}

/** Files are named from where the command is, not from the definition. */
const absolute = (named: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(named).map(([key, at]) => [key, /^[a-z]+:\/\//i.test(at) ? at : resolve(at)]));

/** `texts`: takes what is read. An address of a handler is as good as one of a service. */
function hostOf(allowed: readonly string[], texts: Record<string, string>): DebugHost {
  const host = createNodeHost(say, allowed);
  const { handlers, requests } = host;
  return {
    ...host,
    readText: async (file) => {
      const text = await host.readText(file);
      texts[file] = text;
      return text;
    },
    handlers: {
      ...handlers,
      refusal: (target) => (target.url === undefined ? undefined : requests.refusal(target.url)),
    },
  };
}

function resultOf(end: RunEnd): RunResult {
  if ('unanswered' in end) return refuseUnanswered(end.unanswered);
  const { snapshot } = end;
  const { status, output, failure } = snapshot;
  return { status, output, error: failure?.error, cause: failure?.cause, history: historyOf(snapshot), snapshot };
}
