/** Whether a process still runs; one that is dead and whose parent has not looked does not. */
import { existsSync, readFileSync } from 'node:fs';

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const status = `/proc/${pid}/status`;
    return !existsSync(status) || !/^State:\s+Z/m.test(readFileSync(status, 'utf8'));
  } catch {
    // It has ended, perhaps in this moment.
    return false;
  }
}
