/** A real process that writes a journal and is killed: nothing that was synced is lost, and the run goes on to the same end. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { compileProgram, runToEnd } from '#interpreter';
import { openJournal, readEventPage, resumeStored } from '#store';
import { useWriter } from './built-writer.ts';
import { useFolder } from './folders.ts';
import { LONG_RUN } from './long-run.ts';

const KILLS = 8;

describe('a process that is killed while it writes', () => {
  const path = useFolder();
  const program = path('writing-process.mjs');

  useWriter(program);

  /** Runs the process and kills it when the event is synced, `last` at the latest; gives what it called synced. */
  function runUntil(file: string, event: number, last: number): Promise<{ synced: number; ended: boolean }> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [program, file, String(last)], { stdio: ['ignore', 'pipe', 'inherit'] });
      let told = '';
      child.stdout.on('data', (text: Buffer) => {
        told += text.toString();
        if (Number(told.trimEnd().split('\n').at(-1)) >= event) child.kill('SIGKILL');
      });
      child.on('error', reject);
      child.on('close', () => {
        const numbers = told.split('\n').slice(0, -1);
        const synced = Math.max(0, ...numbers.map(Number).filter((number) => !Number.isNaN(number)));
        resolve({ synced, ended: numbers.includes('ended') });
      });
    });
  }

  it(`loses no synced event, ${KILLS} times in a row, and ends as if nobody had killed it`, async function () {
    this.timeout(120_000);
    const { program: machine } = compileProgram(LONG_RUN.begin.definition);
    assert.ok(machine);
    const whole = runToEnd(machine, LONG_RUN.begin.options, LONG_RUN.host);
    assert.ok(!(whole instanceof Promise));
    const length = whole.history.length;
    const file = path();
    writeFileSync(file, '');
    for (let number = 1; number <= KILLS; number++) {
      const last = Math.floor((length * number) / (KILLS + 1));
      const event = Math.floor((length * (number - Math.random())) / (KILLS + 1));
      const { synced, ended } = await runUntil(file, event, last);
      assert.equal(ended, false);
      assert.ok(synced >= event, `killed at ${event}, synced ${synced}`);
      const { replay, end } = openJournal(file, LONG_RUN);
      assert.ok(
        end.lastEventId >= synced,
        `kill ${number}: event ${synced} was synced, ${end.lastEventId} is the last`,
      );
      assert.ok(replay.snapshot.historyLength >= end.lastEventId);
    }
    const { result } = resumeStored(file, () => LONG_RUN.host, { items: LONG_RUN.items });
    assert.ok(!(result instanceof Promise));
    assert.deepEqual(result.history, whole.history);
    assert.deepEqual(readEventPage(file, { limit: 1_000_000 }).events, whole.history);
    assert.equal(readFileSync(file, 'utf8').endsWith('\n'), true);
  });
});
