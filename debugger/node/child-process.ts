/**
 * A program that runs beside the debugger, for one task: it gets its input, is heard line by line, and ends with
 * everything that it has started when its time is over, when nobody waits for it, and with the debugger.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface ChildOptions {
  readonly program: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly input: string;
  /** Milliseconds; undefined where it may take as long as it likes. */
  readonly timeout: number | undefined;
  /** Told of each line that it prints. */
  readonly log: (line: string) => void;
}

/** How a child has ended: with an exit code, by a signal, late, or never begun. */
export interface ChildEnd {
  readonly how: number | string;
  readonly isLate: boolean;
  /** Why it could not be started. */
  readonly failure?: string;
}

export interface Child {
  readonly ended: Promise<ChildEnd>;
  readonly end: () => void;
}

export function startChild({ program, args, folder, env, input, timeout, log }: ChildOptions): Child {
  const child = spawn(program, [...args], {
    cwd: folder,
    env: { ...env },
    // A group of its own: what it has started ends with it.
    detached: process.platform !== 'win32',
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let isEnded = false;
  const end = (): void => {
    isEnded = true;
    endGroup(child);
  };
  process.once('exit', end);
  let isLate = false;
  const late = (): void => {
    isLate = true;
    end();
  };
  const timer = timeout === undefined ? undefined : setTimeout(late, timeout);
  const lines = [child.stdout, child.stderr].map((stream) => createInterface({ input: stream }).on('line', log));
  const ended = new Promise<ChildEnd>((resolve) => {
    child.once('error', (error) => resolve({ how: 'nothing', isLate, failure: error.message }));
    child.once('close', (code, signal) => resolve({ how: code ?? signal ?? 'nothing', isLate }));
    // What it has started and what has left its group may hold its output for ever.
    child.once('exit', () => isEnded && setTimeout(() => closeOutput(child), LAST_WORDS).unref());
  }).finally(() => {
    clearTimeout(timer);
    process.removeListener('exit', end);
    for (const line of lines) line.close();
  });
  // A process that ends before it has read its input says so by how it ends.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return { ended, end };
}

/** Milliseconds in which the last lines of a program that was ended are read. */
const LAST_WORDS = 100;

function closeOutput({ stdout, stderr }: ChildProcess): void {
  stdout?.destroy();
  stderr?.destroy();
}

function endGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch (error) {
    // It has ended by itself in this moment.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
