/**
 * Runs handlers for Node: a file in a child process of its own, which ends when its time is over or nobody waits for it
 * any more, or a function behind an address of this machine. An address elsewhere needs the host's consent.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { NODE_RUNNER, PYTHON_RUNNER } from './handler-runners.ts';
import type { HandlerCall, HandlerReply, HandlerRun, InspectedHandler, LocalHandlerHost } from './host.ts';
import { type Child, startChild } from './node/child-process.ts';
import { signingDefaults } from './node/signing.ts';
import { openTokenEndpoint } from './node/token-endpoint.ts';
import { createTurns } from './node/turns.ts';
import { addressProblem, isLoopback } from './outside/allowed-hosts.ts';
import { functionNameOf } from './tasks/function-name.ts';

export interface NodeHandlersOptions {
  /** Why a file may not be run; undefined where it may. */
  readonly refuseFile: (file: string) => string | undefined;
  readonly allowsRemote: () => boolean;
  /** The path of a file that a launch configuration names. */
  readonly pathOf: (file: string) => string;
}

export function nodeHandlers({ refuseFile, allowsRemote, pathOf }: NodeHandlersOptions): LocalHandlerHost {
  const inTurn = createTurns();
  return {
    refusal: ({ file, url }) => {
      if (file !== undefined) return refuseFile(file);
      if (url === undefined || isLoopback(url)) return undefined;
      const problem = addressProblem(url);
      if (problem !== undefined || allowsRemote()) return problem;
      return 'its address is not one of this machine. The setting stepwright.debug.allowRemoteHandlers allows others.';
    },
    run: (call) => {
      const { file } = call;
      return inTurn(() => (file === undefined ? callAddress(call) : runFile(pathOf(file), call)), NOT_BEGUN);
    },
    listen: openTokenEndpoint,
  };
}

const failed = (errorType: string, errorMessage: string): HandlerReply => ({
  error: errorType,
  cause: JSON.stringify({ errorType, errorMessage }),
});

/** Of a call that was given up before it had its turn. */
const NOT_BEGUN = failed('Runtime.ExitError', 'The handler was not called.');

/** Lambda gives no more. */
const MOST_BYTES = 6_291_556;

const tooLarge = (): HandlerReply =>
  failed(
    'Function.ResponseSizeTooLarge',
    `Response payload size exceeded maximum allowed payload size (${MOST_BYTES} bytes).`,
  );

const timedOut = (timeout: number): HandlerReply =>
  failed('Sandbox.Timedout', `Task timed out after ${(timeout / 1000).toFixed(2)} seconds`);

function callAddress({ url = '', functionName, event, timeout }: HandlerCall): HandlerRun {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeout);
  const base = url.replace(/\/+$/, '');
  const isWhole = /\/invocations$/.test(base);
  const address = isWhole
    ? base
    : `${base}/2015-03-31/functions/${encodeURIComponent(functionNameOf(functionName))}/invocations`;
  const ask = async (): Promise<HandlerReply> => {
    try {
      // A redirection could lead elsewhere than to what has been allowed.
      const response = await fetch(address, {
        method: 'POST',
        body: event,
        redirect: 'error',
        signal: controller.signal,
      });
      const text = await textOf(response);
      if (text === undefined) return tooLarge();
      if (!response.ok)
        return failed('Lambda.ServiceException', `${address} answered ${response.status}: ${text.slice(0, 500)}`);
      const { errorType } = membersOf(text);
      if (!response.headers.has('x-amz-function-error') && typeof errorType !== 'string') return { result: text };
      return { error: typeof errorType === 'string' ? errorType : 'Lambda.Unknown', cause: text };
    } catch (error) {
      if (controller.signal.aborted) return timedOut(timeout);
      const reason = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      return failed('Lambda.SdkClientException', `${address} cannot be reached: ${reason}`);
    } finally {
      clearTimeout(timer);
    }
  };
  return { result: ask(), cancel: () => controller.abort() };
}

/** Undefined where it is too long; the rest is not read then. */
async function textOf({ body }: Response): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    parts.push(part);
    size += part.length;
    if (size > MOST_BYTES) return undefined;
  }
  return Buffer.concat(parts).toString('utf8');
}

function runFile(path: string, call: HandlerCall): HandlerRun {
  const { debug, timeout } = call;
  if (!debug) return plainRun(path, call);
  let isOver = false;
  let end = (): void => {
    isOver = true;
  };
  const begin = (run: HandlerRun): Promise<HandlerReply> => {
    end = run.cancel;
    if (isOver) run.cancel();
    return run.result;
  };
  const inspected = inspectedRun(path, call, debug);
  const result = begin(inspected).then((reply) => {
    if (!inspected.hasNoDebugger()) return reply;
    // Nothing of the handler has run yet.
    return isOver ? timedOut(timeout) : begin(plainRun(path, call));
  });
  const cancel = (): void => {
    isOver = true;
    end();
  };
  return { result, cancel };
}

interface Started {
  readonly child: Child;
  readonly result: Promise<HandlerReply>;
}

const plainRun = (path: string, call: HandlerCall): HandlerRun => {
  const { child, result } = start(path, call, { timeout: call.timeout, word: '-', where: '-', log: call.log });
  return { result, cancel: child.end };
};

/** Node's own words about its inspector, which are not the handler's. */
const OF_INSPECTOR =
  /^(?:Debugger listening on ws:|For help, see: https:\/\/nodejs|Debugger attached\.|Waiting for the debugger)/;

/** A handler that waits for its debugger first. Its time does not run out. */
function inspectedRun(
  path: string,
  call: HandlerCall,
  { attach, stopsAtEntry }: NonNullable<HandlerCall['debug']>,
): HandlerRun & { readonly hasNoDebugger: () => boolean } {
  const word = `${randomBytes(12).toString('hex')} `;
  let isAlone = false;
  const leaveAlone = (): void => {
    isAlone = true;
    started.child.end();
  };
  const log = (line: string): void => {
    if (OF_INSPECTOR.test(line)) return;
    if (!line.startsWith(word)) {
      call.log(line);
      return;
    }
    const said = line.slice(word.length);
    if (said === 'done') {
      started.child.end();
      return;
    }
    const place = inspectedAt(path, said);
    if (place) attach(place).then((isAttached) => isAttached || leaveAlone(), leaveAlone);
    else {
      call.log(
        `${path} runs without a debugger: debugpy is not installed for ${python()}. 'pip install debugpy' installs it.`,
      );
      leaveAlone();
    }
  };
  const started: Started = start(path, call, { timeout: undefined, word, where: stopsAtEntry ? 'entry' : '-', log });
  return { result: started.result, cancel: started.child.end, hasNoDebugger: () => isAlone };
}

/** Where the debugger of a process is, as its runner has said; undefined where there is none to be had. */
function inspectedAt(file: string, said: string): InspectedHandler | undefined {
  const skipFiles = ['<node_internals>/**', '**/stepwright-handler-*/**'];
  if (said.startsWith('ws://'))
    return { language: 'node', file, port: Number(new URL(said).port), url: said, skipFiles };
  return /^\d+$/.test(said) ? { language: 'python', file, port: Number(said), skipFiles: [] } : undefined;
}

/** What Lambda tells a function of itself. The runners make the handler's context of it, too. */
function surroundings(functionName: string): Readonly<Record<string, string>> {
  const name = functionNameOf(functionName);
  return {
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    STEPWRIGHT_FUNCTION_ARN: /^arn:[^$]*$/.test(functionName)
      ? functionName
      : `arn:aws:lambda:us-east-1:123456789012:function:${name}`,
  };
}

interface StartOptions {
  readonly timeout: number | undefined;
  readonly word: string;
  readonly where: string;
  readonly log: (line: string) => void;
}

function start(path: string, call: HandlerCall, { timeout, word, where, log }: StartOptions): Started {
  const { handler = 'handler', functionName, event, env } = call;
  const folder = mkdtempSync(join(tmpdir(), 'stepwright-handler-'));
  const answer = join(folder, 'answer.json');
  const runner = join(folder, path.endsWith('.py') ? 'runner.py' : 'runner.cjs');
  writeFileSync(runner, path.endsWith('.py') ? PYTHON_RUNNER : NODE_RUNNER);
  const program = path.endsWith('.py') ? python() : process.execPath;
  const child = startChild({
    program,
    args: [runner, path, handler, answer, String(call.timeout), word, where],
    folder: dirname(path),
    // Where Node is Electron, it has to be told to be Node.
    env: {
      ...process.env,
      ...signingDefaults(process.env),
      ...env,
      ELECTRON_RUN_AS_NODE: '1',
      ...surroundings(functionName),
      // Modules of Python that are frozen cannot be stepped through, which debugpy warns of.
      ...(word === '-' ? {} : { PYDEVD_DISABLE_FILE_VALIDATION: '1' }),
    },
    input: event,
    timeout,
    log,
  });
  const result = child.ended
    .then(({ how, isLate, failure }): HandlerReply => {
      if (failure !== undefined) return failed('Runtime.ExitError', `${program} cannot be started: ${failure}`);
      return isLate ? timedOut(call.timeout) : replyOf(answer, path, how);
    })
    .finally(() => rmSync(folder, { recursive: true, force: true }));
  return { child, result };
}

const python = (): string => (process.platform === 'win32' ? 'python' : 'python3');

function replyOf(answer: string, path: string, how: number | string): HandlerReply {
  let written: { readonly result?: string; readonly error?: { readonly errorType: string } };
  try {
    // The result stands there as a JSON text, whose quotes and backslashes count twice.
    if (statSync(answer).size > 2 * MOST_BYTES + 100) return tooLarge();
    written = JSON.parse(readFileSync(answer, 'utf8'));
  } catch {
    // Nothing or half of it was written: the process has ended before the handler did.
    const words = typeof how === 'number' ? `with exit code ${how}` : `by ${how}`;
    return failed(
      'Runtime.ExitError',
      `${path} ended ${words} before it gave a result. The lines above are what it printed.`,
    );
  }
  const { result = 'null', error } = written;
  if (error) return { error: error.errorType, cause: JSON.stringify(error) };
  return Buffer.byteLength(result) > MOST_BYTES ? tooLarge() : { result };
}

function membersOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    // Not JSON, which is said where the result is read.
    return {};
  }
}
