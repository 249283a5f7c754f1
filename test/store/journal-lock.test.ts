/** Two processes never write one journal; a process that was killed holds nobody up. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname } from 'node:path';
import { compileProgram, type RunHost, runToEnd, type TaskOutcome } from '#interpreter';
import { lockJournal, openJournal, resumeStored, runStored, StoreError } from '#store';
import { useWriter } from './built-writer.ts';
import { useFolder } from './folders.ts';
import { LONG_RUN } from './long-run.ts';

const TASK = {
  StartAt: 'T',
  States: { T: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: {}, End: true } },
};
const BEGIN = { definition: TASK, options: { input: {}, now: 0 } };

describe('a journal that is being written', () => {
  const path = useFolder();
  const program = path('writing-process.mjs');

  useWriter(program);

  const locksOf = (file: string): readonly string[] =>
    readdirSync(dirname(file)).filter((name) => name.startsWith(`${basename(file)}.lock.`));

  /** A process that has begun to write and waits in the midst of it for its output to be read. */
  async function writer(file: string): Promise<ChildProcess> {
    writeFileSync(file, '');
    const child = spawn(process.execPath, [program, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    assert.ok(child.stdout);
    await once(child.stdout, 'data');
    child.kill('SIGSTOP');
    return child;
  }

  async function end(child: ChildProcess): Promise<void> {
    const closed = once(child, 'exit');
    child.kill('SIGKILL');
    await closed;
  }

  const refusedBy = (id: number | undefined) => ({
    name: 'StoreError',
    message: new RegExp(`run-\\d+\\.jsonl' is being written by process ${id}\\. Only one process at a time`),
  });

  it('is refused to another process, which changes nothing, until the first is gone', async function () {
    this.timeout(60_000);
    const file = path();
    const child = await writer(file);
    try {
      const text = readFileSync(file, 'utf8');
      assert.throws(() => resumeStored(file, () => LONG_RUN.host, { items: LONG_RUN.items }), refusedBy(child.pid));
      assert.throws(() => runStored(file, LONG_RUN.begin, LONG_RUN.host), refusedBy(child.pid));
      assert.equal(readFileSync(file, 'utf8'), text);
      assert.equal(locksOf(file).length, 1);
    } finally {
      await end(child);
    }
    assert.equal(locksOf(file).length, 1, 'the dead process has left its lock');
    const { result } = resumeStored(file, () => LONG_RUN.host, { items: LONG_RUN.items });
    assert.ok(!(result instanceof Promise));
    assert.equal(result.status, 'SUCCEEDED');
    assert.deepEqual(locksOf(file), []);
  });

  it('has at most one writer where many come at once, and is whole afterwards', async function () {
    this.timeout(120_000);
    const file = path();
    await end(await writer(file));
    const crowd = Array.from({ length: 6 }, () =>
      spawn(process.execPath, [program, file], { stdio: ['ignore', 'ignore', 'pipe'] }),
    );
    const errors = await Promise.all(
      crowd.map(async (child) => {
        let text = '';
        child.stderr.on('data', (data: Buffer) => {
          text += data.toString();
        });
        const [code] = await once(child, 'close');
        return { code, text };
      }),
    );
    for (const { code, text } of errors) if (code !== 0) assert.match(text, /is being written by process \d+/);
    const { program: machine } = compileProgram(LONG_RUN.begin.definition);
    assert.ok(machine);
    const whole = runToEnd(machine, LONG_RUN.begin.options, LONG_RUN.host);
    assert.ok(!(whole instanceof Promise));
    const { result } = resumeStored(file, () => LONG_RUN.host, { items: LONG_RUN.items });
    assert.ok(!(result instanceof Promise));
    assert.deepEqual(result.history, whole.history);
    assert.deepEqual(locksOf(file), []);
  });

  it('is refused to a second run of the same process, too, as long as the first waits', async () => {
    const file = path();
    writeFileSync(file, '');
    let answer: (outcome: TaskOutcome) => void = () => {};
    const host: RunHost = {
      task: () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    };
    const first = runStored(file, BEGIN, host);
    assert.throws(() => resumeStored(file, () => host), refusedBy(process.pid));
    answer({ output: 1 });
    assert.equal((await first).output, 1);
    const { result } = resumeStored(file, () => host);
    assert.equal((await result).output, 1);
    assert.deepEqual(locksOf(file), []);
  });

  it('is one journal under all its names', () => {
    const file = path();
    const link = path();
    writeFileSync(file, '');
    symlinkSync(file, link);
    const release = lockJournal(file);
    assert.throws(() => lockJournal(link), StoreError);
    release();
    lockJournal(link)();
    assert.deepEqual(locksOf(file), []);
  });

  it('is not kept from others by a process whose number was given to another one', function () {
    // Only Linux tells when a process began.
    if (!existsSync('/proc/self/stat')) this.skip();
    const file = path();
    writeFileSync(file, '');
    const [lock = ''] = ((release) => {
      const names = locksOf(file);
      release();
      return names;
    })(lockJournal(file));
    writeFileSync(`${dirname(file)}/${lock.replace(/-\d+@/, '-1@')}`, '');
    lockJournal(file)();
    assert.deepEqual(locksOf(file), []);
  });

  it('is left to a process of another computer, and it is said which file stands in the way', () => {
    const file = path();
    writeFileSync(file, '');
    const lock = `${basename(file)}.lock.4711-0@elsewhere.0123456789ab`;
    writeFileSync(`${dirname(file)}/${lock}`, '');
    assert.throws(() => lockJournal(file), {
      message: `'${file}' is being written by process 4711 of the computer 'elsewhere'. Only one process at a time may go on with an execution. If it no longer runs there, remove '${lock}' beside the journal.`,
    });
    assert.notEqual(hostname(), 'elsewhere');
    assert.deepEqual(locksOf(file), [lock]);
  });

  it('is free again where the run could not begin, or its host has failed', async () => {
    const file = path();
    writeFileSync(file, '{"a":1}\n');
    assert.throws(() => resumeStored(file, () => LONG_RUN.host, { items: LONG_RUN.items }), /cannot be replayed/);
    assert.deepEqual(locksOf(file), []);
    const other = path();
    writeFileSync(other, '');
    const broken: RunHost = {
      task: () => {
        throw new Error('no answer');
      },
    };
    assert.throws(() => runStored(other, BEGIN, broken), /no answer/);
    assert.deepEqual(locksOf(other), []);
    assert.throws(
      () =>
        resumeStored(other, () => {
          throw new Error('no host');
        }),
      /no host/,
    );
    assert.deepEqual(locksOf(other), []);
    const later: RunHost = { task: () => Promise.reject(new Error('no answer later')) };
    await assert.rejects(async () => resumeStored(other, () => later).result, /no answer later/);
    assert.deepEqual(locksOf(other), []);
    assert.equal(openJournal(other).replay.snapshot.status, 'RUNNING');
  });
});
