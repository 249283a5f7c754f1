/**
 * Keeps two processes from writing one journal: each that wants to puts a file of its own beside it and looks whether
 * a living process has another there. The names of these files hold the process and are never used twice, so that
 * the file of a process that was killed can be removed without ever hitting one of a living process.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { StoreError } from './store-error.ts';

/** Gives the journal free. */
export type Release = () => void;

/** Two that come at the same moment both step back and come again, after a time of their own each. */
const TRIES = 4;
const MAX_WAIT = 40;

/**
 * Takes a journal for this process. Throws a `StoreError` where another living process has it.
 *
 * @example const release = lockJournal('run.jsonl'); try { … } finally { release(); }
 */
export function lockJournal(file: string): Release {
  const journal = placeOf(file);
  for (let tries = 1; ; tries++) {
    const own = `${basename(journal)}.lock.${ownProcess()}.${randomBytes(6).toString('hex')}`;
    const path = join(dirname(journal), own);
    closeSync(openSync(path, 'wx'));
    const release = () => rmSync(path, { force: true });
    const other = otherLock(journal, own);
    if (other === undefined) return release;
    release();
    if (tries === TRIES) throw new StoreError(refusal(file, other));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1 + Math.random() * MAX_WAIT);
  }
}

/** Links to one journal share its lock; one that is still to be made lies in its folder. */
function placeOf(file: string): string {
  try {
    return realpathSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return join(realpathSync(dirname(file)), basename(file));
  }
}

interface Holder {
  readonly name: string;
  readonly process: number;
  /** The process's start as the system tells it; 0 where it does not. */
  readonly start: string;
  readonly host: string;
}

/** The lock of another process that may be alive. Those of dead ones are removed. */
function otherLock(journal: string, own: string): Holder | undefined {
  const prefix = `${basename(journal)}.lock.`;
  for (const name of readdirSync(dirname(journal))) {
    if (name === own || !name.startsWith(prefix)) continue;
    const [, process = '', start = '', host = ''] =
      /^(\d+)-(\d+)@(.*)\.[\da-f]{12}$/.exec(name.slice(prefix.length)) ?? [];
    if (process === '') continue;
    const holder = { name, process: Number(process), start, host };
    if (isDead(holder)) rmSync(join(dirname(journal), name), { force: true });
    else return holder;
  }
  return undefined;
}

const ownHost = (): string =>
  hostname()
    .replace(/[^\w.-]/g, '_')
    .slice(0, 64);
const ownProcess = (): string => `${process.pid}-${startOf(process.pid) ?? 0}@${ownHost()}`;

/** Only of this computer's processes is it known whether they are alive; a number that was given anew is noticed. */
function isDead({ process: id, start, host }: Holder): boolean {
  if (host !== ownHost()) return false;
  if (start !== '0' && startOf(process.pid) !== undefined) return startOf(id) !== start;
  try {
    process.kill(id, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** When a process began, in the system's ticks since it was started; undefined where it is gone or nothing tells. */
function startOf(id: number): string | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${id}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The name of the program stands in parentheses and may hold anything.
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const isOver = state === 'Z' || state === 'X';
  return isOver ? undefined : fields[START_TIME];
}

/** `starttime` is the 22nd field; the fields here begin with the 4th. */
const START_TIME = 18;

function refusal(file: string, { name, process, host }: Holder): string {
  const alone = 'Only one process at a time may go on with an execution.';
  if (host === ownHost())
    return `'${file}' is being written by process ${process}. ${alone} Wait until it has ended, or stop it.`;
  return `'${file}' is being written by process ${process} of the computer '${host}'. ${alone} If it no longer runs there, remove '${name}' beside the journal.`;
}
