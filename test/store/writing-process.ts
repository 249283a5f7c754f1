/**
 * A process that runs a machine into a journal and tells its parent which event is synced; the parent kills it. Where
 * the parent is late, because the machine has much else to do, it kills itself at the last event that it may sync.
 * Arguments: the journal, that event. It begins an execution where the file is empty, and resumes it otherwise.
 */
import { statSync, writeSync } from 'node:fs';
import { resumeStored, runStored } from '#store';
import { LONG_RUN } from './long-run.ts';

const [file = '', last] = process.argv.slice(2);
const policy = {
  batchBytes: 512,
  syncEvery: 1,
  onSynced: (event: number) => {
    writeSync(1, `${event}\n`);
    if (event >= Number(last)) process.kill(process.pid, 'SIGKILL');
  },
};
const result =
  statSync(file).size === 0
    ? runStored(file, LONG_RUN.begin, LONG_RUN.host, policy)
    : resumeStored(file, () => LONG_RUN.host, { ...policy, items: LONG_RUN.items }).result;
await result;
writeSync(1, 'ended\n');
