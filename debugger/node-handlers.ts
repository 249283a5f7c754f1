/**
 * Runs handlers for Node: a file in a child process of its own, which ends when its time is over or nobody waits for it
 * any more, or a function behind an address of this machine. An address elsewhere needs the host's consent.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { NODE_RUNNER, PYTHON_RUNNER } from './handler-runners.ts';
import type { HandlerCall, HandlerReply, HandlerRun, LocalHandlerHost } from './host.ts';
import { functionNameOf } from './tasks/function-name.ts';

export interface NodeHandlersOptions {
  /** Why a file may not be run; undefined where it may. */
  readonly refuseFile: (file: string) => string | undefined;
  readonly allowsRemote: () => boolean;
  /** The path of a file that a launch configuration names. */
  readonly pathOf: (file: string) => string;
}

export function nodeHandlers({ refuseFile, allowsRemote, pathOf }: NodeHandlersOptions): LocalHandlerHost {
  return {
    refusal: ({ file, url }) => {
      if (file !== undefined) return refuseFile(file);
      if (url === undefined || isLoopback(url) || allowsRemote()) return undefined;
      return 'its address is not one of this machine. The setting stepwright.debug.allowRemoteHandlers allows others.';
    },
    run: (call) => (call.file === undefined ? callAddress(call) : runFile(pathOf(call.file), call)),
  };
}

/** `localhost`, `127.…` and `[::1]`; a name that only resolves to one of them is none. */
export function isLoopback(url: string): boolean {
  const { hostname } = URL.canParse(url) ? new URL(url) : { hostname: '' };
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

const failed = (errorType: string, errorMessage: string): HandlerReply => ({
  error: errorType,
  cause: JSON.stringify({ errorType, errorMessage }),
});

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
      const text = await response.text();
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

function runFile(path: string, { handler = 'handler', functionName, event, timeout, log }: HandlerCall): HandlerRun {
  const folder = mkdtempSync(join(tmpdir(), 'stepwright-handler-'));
  const answer = join(folder, 'answer.json');
  const [program, ...args] = path.endsWith('.py')
    ? [python(), '-c', PYTHON_RUNNER]
    : [process.execPath, '-e', NODE_RUNNER];
  const child = spawn(program as string, [...args, path, handler, answer, String(timeout)], {
    cwd: dirname(path),
    // Where Node is Electron, it has to be told to be Node.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', AWS_LAMBDA_FUNCTION_NAME: functionNameOf(functionName) },
    // A group of its own: what the handler has started ends with it.
    detached: process.platform !== 'win32',
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const end = (): void => endGroup(child);
  const onExit = (): void => end();
  process.once('exit', onExit);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    end();
  }, timeout);
  const lines = [child.stdout, child.stderr].map((input) => createInterface({ input }).on('line', log));
  const result = new Promise<HandlerReply>((resolve) => {
    child.once('error', (error) =>
      resolve(failed('Runtime.ExitError', `${program} cannot be started: ${error.message}`)),
    );
    child.once('close', (code, signal) => resolve(isLate ? timedOut(timeout) : replyOf(answer, path, code ?? signal)));
  }).finally(() => {
    clearTimeout(timer);
    process.removeListener('exit', onExit);
    for (const line of lines) line.close();
    rmSync(folder, { recursive: true, force: true });
  });
  // A process that ends before it has read its event says so by how it ends.
  child.stdin.on('error', () => undefined);
  child.stdin.end(event);
  return { result, cancel: end };
}

const python = (): string => (process.platform === 'win32' ? 'python' : 'python3');

function endGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch (error) {
    // It has ended by itself in this moment.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function replyOf(answer: string, path: string, how: number | string | null): HandlerReply {
  let text: string;
  try {
    text = readFileSync(answer, 'utf8');
  } catch {
    // Nothing was written: the process has ended before the handler did.
    const words = typeof how === 'number' ? `with exit code ${how}` : `by ${how ?? 'nobody knows what'}`;
    return failed(
      'Runtime.ExitError',
      `${path} ended ${words} before it gave a result. The lines above are what it printed.`,
    );
  }
  const { result, error } = JSON.parse(text) as {
    readonly result?: string;
    readonly error?: { readonly errorType: string };
  };
  return error ? { error: error.errorType, cause: JSON.stringify(error) } : { result: result ?? 'null' };
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
