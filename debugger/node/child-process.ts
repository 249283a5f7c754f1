/**
 * A program that runs beside the debugger, for one task: it gets its input, is heard line by line, and ends with
 * everything that it has started when it is done, when its time is over, when nobody waits for it, and with the debugger.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readLines } from './lines.ts';

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
    env: withoutEditor(env),
    // A group of its own: what it has started ends with it.
    detached: HAS_GROUPS,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const end = (): void => {
    if (child.exitCode === null && child.signalCode === null) endGroup(child);
  };
  endsWithDebugger(end);
  let isLate = false;
  const late = (): void => {
    isLate = true;
    end();
  };
  const timer = timeout === undefined ? undefined : setTimeout(late, timeout);
  for (const stream of [child.stdout, child.stderr]) readLines(stream, log);
  const ended = new Promise<ChildEnd>((resolve) => {
    child.once('error', (error) => resolve({ how: 'nothing', isLate, failure: error.message }));
    child.once('close', (code, signal) => resolve({ how: code ?? signal ?? 'nothing', isLate }));
    child.once('exit', () => {
      if (HAS_GROUPS) endGroup(child);
      // What has left its group may hold its output for ever. What is still in the pipe is read before.
      setTimeout(() => setImmediate(closeOutput, child), LAST_WORDS).unref();
    });
  }).finally(() => {
    clearTimeout(timer);
    isOver(end);
  });
  // A process that ends before it has read its input says so by how it ends.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return { ended, end };
}

/** What VS Code tells its own processes, such as where they reach it, is for no others. */
function withoutEditor(env: ChildOptions['env']): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('VSCODE_')));
}

const HAS_GROUPS = process.platform !== 'win32';

/** What ends the children that run. One listener serves all of them: Node warns of many. */
const RUNNING = new Set<() => void>();

function endsWithDebugger(end: () => void): void {
  if (RUNNING.size === 0) process.once('exit', endAll);
  RUNNING.add(end);
}

function isOver(end: () => void): void {
  RUNNING.delete(end);
  if (RUNNING.size === 0) process.removeListener('exit', endAll);
}

function endAll(): void {
  for (const end of RUNNING) end();
}

/** Milliseconds in which the last lines of a program that has ended are read. */
const LAST_WORDS = 100;

function closeOutput({ stdout, stderr }: ChildProcess): void {
  stdout?.destroy();
  stderr?.destroy();
}

/** Ends a process and what it has started; on Windows, which has no groups, the process alone. */
function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(HAS_GROUPS ? -pid : pid, 'SIGKILL');
  } catch (error) {
    // It has ended by itself in this moment; macOS says so of a group of which only the dead are left.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}
