/** An execution in a file is the execution: the same history, whole after any cut, page by page. */
import assert from 'node:assert/strict';
import { appendFileSync, copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import type { Json, JsonObject } from '#asl/json';
import {
  compileProgram,
  type HistoryEvent,
  type RunHost,
  runToEnd,
  type StartOptions,
  type TaskOutcome,
  type TaskRequest,
} from '#interpreter';
import { createJournalFile, openJournal, readEventPage, resumeStored, runStored } from '#store';
import { EXAMPLES, type Example } from '../interpreter/machines.ts';
import { useFolder } from './folders.ts';

const OPTIONS = { now: 1_000_000, seed: 42 };
const beginOf = ({ definition, input }: Example) => ({ definition, options: { input, ...OPTIONS } });

function now<T>(result: T | Promise<T>): T {
  assert.ok(!(result instanceof Promise));
  return result;
}

/** The lines of a journal without their ends. */
const linesOf = (file: string): string[] => readFileSync(file, 'utf8').trimEnd().split('\n');

const eventsOf = (file: string): readonly HistoryEvent[] => readEventPage(file, { limit: 1_000_000 }).events;

const LOOP: Example = {
  name: 'a long loop',
  definition: {
    StartAt: 'Next',
    States: {
      Next: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'More' },
      More: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericLessThan: 300, Next: 'Next' }], Default: 'End' },
      End: { Type: 'Succeed' },
    },
  },
  input: { n: 0, text: 'ü€😀' },
  task: () => ({ output: {} }),
};

const isChildEvent = (line: string): boolean => line.startsWith('{"execution":');

describe('a stored execution', () => {
  const path = useFolder();

  for (const example of EXAMPLES) {
    it(`of ${example.name} goes on to the same end wherever it was cut`, function () {
      this.timeout(60_000);
      const file = path();
      const whole = now(runStored(file, beginOf(example), example));
      assert.notEqual(whole.status, 'RUNNING');
      const lines = linesOf(file);
      for (let count = 1; count < lines.length; count++) {
        const cut = path();
        writeFileSync(cut, `${lines.slice(0, count).join('\n')}\n`);
        const { result, note } = resumeStored(cut, () => example, { syncEvery: 1_000_000, items: example.task });
        assert.equal(note, undefined);
        const where = `cut after line ${count}: ${lines[count - 1]}`;
        assert.deepEqual(now(result).history, whole.history, where);
        assert.deepEqual(eventsOf(cut), whole.history, where);
        assert.equal(openJournal(cut, { items: example.task }).replay.snapshot.status, whole.status, where);
        rmSync(cut);
      }
    });
  }

  it('goes on wherever its last line was torn, and says what was dropped', () => {
    const example = EXAMPLES[1] as Example;
    const file = path();
    const whole = now(runStored(file, beginOf(example), example));
    const bytes = readFileSync(file);
    const first = bytes.indexOf(0x0a) + 1;
    for (let size = first; size < bytes.length; size += 7) {
      const cut = path();
      copyFileSync(file, cut);
      truncateSync(cut, size);
      const { result, note } = resumeStored(cut, () => example);
      assert.deepEqual(now(result).history, whole.history);
      assert.deepEqual(eventsOf(cut), whole.history);
      const isTorn = bytes[size - 1] !== 0x0a;
      assert.equal(note !== undefined, isTorn);
      if (note !== undefined)
        assert.match(note, /\.jsonl:\d+: The last line was torn .* its \d+ bytes have been dropped/);
    }
  });

  it('keeps numbers, keys and characters as they are', () => {
    const definition = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
    const file = path();
    const input = JSON.parse('{"__proto__": {"x": 1}, "lone": "\\ud800", "text": "\\u0000ü😀\\u2028"}') as Json;
    const whole = now(runStored(file, { definition, options: { input, ...OPTIONS } }, { task: () => ({ output: 1 }) }));
    assert.deepEqual(eventsOf(file), whole.history);
    const lines = linesOf(file);
    writeFileSync(file, `${lines.slice(0, 2).join('\n')}\n`);
    const { result } = resumeStored(file, () => ({ task: () => ({ output: 1 }) }));
    assert.deepEqual(now(result).output, input);
  });

  it('is refused where the definition no longer gives the stored events, with the line', () => {
    const file = path();
    now(runStored(file, beginOf(LOOP), LOOP));
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('"NumericLessThan":300', '"NumericLessThan":3'));
    assert.throws(
      () => resumeStored(file, () => LOOP),
      /\.jsonl:\d+: The journal cannot be replayed\. Event \d+ \(\w+\) is not what/,
    );
    writeFileSync(file, text.replace(/\n[^\n]*MoreX?[^\n]*\n/, '\n{"what":1}\n'));
    assert.throws(() => resumeStored(file, () => LOOP), /neither .*an event nor news/);
    writeFileSync(file, '');
    assert.throws(() => resumeStored(file, () => LOOP), /holds no execution/);
    writeFileSync(file, 'no journal\n');
    assert.throws(() => resumeStored(file, () => LOOP), /:1: The journal cannot be replayed/);
  });

  it('tells the host which tasks have been answered, and asks only the others again', () => {
    const example = EXAMPLES[2] as Example;
    const file = path();
    const asked: string[] = [];
    const host: RunHost = {
      task: (request) => {
        asked.push(request.stateName);
        return example.task(request);
      },
    };
    now(runStored(file, beginOf(example), host));
    assert.deepEqual(asked, ['Work']);
    const lines = linesOf(file);
    const news = lines.findIndex((line) => line.includes('task-succeeded'));
    const open = path();
    writeFileSync(open, `${lines.slice(0, news).join('\n')}\n`);
    const again: string[] = [];
    const hostFor = (_program: unknown, answered: readonly TaskRequest[]): RunHost => {
      again.push(...answered.map(({ stateName }) => `answered ${stateName}`));
      return {
        task: (request) => {
          again.push(`asked ${request.stateName}`);
          return example.task(request);
        },
      };
    };
    resumeStored(open, hostFor);
    assert.deepEqual(again, ['asked Work']);
    again.length = 0;
    writeFileSync(open, `${lines.slice(0, news + 1).join('\n')}\n`);
    resumeStored(open, hostFor);
    assert.deepEqual(again, ['answered Work']);
  });

  it('is read page by page, with its index, with a stale one and without', () => {
    const file = path();
    const whole = now(runStored(file, beginOf(LOOP), LOOP));
    assert.ok(whole.history.length > 1000);
    const check = (): void => {
      const events: HistoryEvent[] = [];
      for (let from: number | undefined = 1; from !== undefined; ) {
        const page = readEventPage(file, { from, limit: 100 });
        assert.equal(page.events[0]?.id, from);
        events.push(...page.events);
        from = page.next;
      }
      assert.deepEqual(events, whole.history);
      assert.equal(readEventPage(file, { from: 1001, limit: 1 }).events[0]?.id, 1001);
      assert.deepEqual(readEventPage(file, { from: 1_000_000, limit: 1 }), { events: [], next: undefined });
    };
    check();
    resumeStored(file, () => LOOP);
    check();
    writeFileSync(`${file}.index`, Buffer.alloc(80, 7));
    check();
    rmSync(`${file}.index`);
    check();
  });

  it('finds a page at the end of a long journal without reading the rest', () => {
    const file = path();
    now(runStored(file, beginOf(LOOP), LOOP));
    // What stands before the page is made unreadable: only the index leads past it.
    const bytes = readFileSync(file);
    bytes.fill(0x20, 0, bytes.indexOf('{"id":769,'));
    writeFileSync(file, bytes);
    assert.equal(readEventPage(file, { from: 800, limit: 3 }).events.length, 3);
  });

  it('syncs a token before the task is handed out, its answer before it has effects, and the end', () => {
    const definition: Json = {
      StartAt: 'Ask',
      States: {
        Ask: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
          Parameters: { QueueUrl: 'q', MessageBody: { 'token.$': '$$.Task.Token' } },
          End: true,
        },
      },
    };
    const file = path();
    const seen: string[] = [];
    const stored = (): string => readFileSync(file, 'utf8');
    const host: RunHost = {
      task: ({ token }) => {
        assert.ok(token !== undefined && stored().includes(token));
        seen.push('task');
        return { output: 'yes' };
      },
      onNews: (news) => {
        assert.ok(stored().includes('"task-succeeded"'), JSON.stringify(news));
        seen.push('answer');
      },
      onEffect: ({ type }) => {
        if (type !== 'ended') return;
        assert.ok(stored().includes('ExecutionSucceeded'));
        seen.push('end');
      },
    };
    now(runStored(file, { definition, options: { input: {}, ...OPTIONS } }, host, { syncEvery: 1_000_000 }));
    assert.deepEqual(seen, ['task', 'answer', 'end']);
  });

  it('keeps no history in memory where the options say so, and all of it in the file', () => {
    const file = path();
    const begin = beginOf(LOOP);
    const result = now(runStored(file, { ...begin, options: { ...begin.options, keepsHistory: false } }, LOOP));
    assert.equal(result.history.length, 0);
    const { program } = compileProgram(LOOP.definition);
    assert.ok(program);
    assert.deepEqual(eventsOf(file), now(runToEnd(program, begin.options, LOOP)).history);
  });

  it('keeps the histories of child executions, cut or whole', () => {
    const example = EXAMPLES.find(({ name }) => name.startsWith('a distributed map that tolerates')) as Example;
    const file = path();
    const begin = beginOf(example);
    const told = { ...begin, options: { ...begin.options, tellsChildren: true } };
    const whole = now(runStored(file, told, example));
    const lines = linesOf(file);
    const children = new Set(
      lines.map((line) => /^\{"execution":(\d+),/.exec(line)?.[1]).filter((id) => id !== undefined),
    );
    assert.ok(children.size > 1);
    for (let count = 1; count < lines.length; count++) {
      const cut = path();
      writeFileSync(cut, `${lines.slice(0, count).join('\n')}\n`);
      assert.deepEqual(now(resumeStored(cut, () => example).result).history, whole.history);
      for (const id of children) {
        const execution = Number(id);
        const { events } = readEventPage(cut, { execution, limit: 1000 });
        assert.deepEqual(events, readEventPage(file, { execution, limit: 1000 }).events, `cut after line ${count}`);
        assert.deepEqual(readEventPage(file, { execution, from: 2, limit: 1 }), { events: [events[1]], next: 3 });
      }
    }
  });

  it('is redriven after its failure, and goes on from there wherever it is cut', () => {
    const definition: Json = {
      StartAt: 'Work',
      States: {
        Work: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Parameters: { FunctionName: 'work' },
          Next: 'Rest',
        },
        Rest: { Type: 'Wait', Seconds: 5, End: true },
      },
    };
    const file = path();
    const begin = { definition, options: { input: {}, ...OPTIONS } };
    assert.equal(now(runStored(file, begin, { task: () => ({ failed: true, error: 'Down' }) })).status, 'FAILED');
    const host: RunHost = { task: () => ({ output: 'up' }) };
    const whole = now(resumeStored(file, () => host, { redriveAt: 2_000_000 }).result);
    assert.equal(whole.status, 'SUCCEEDED');
    assert.ok(whole.history.some(({ type }) => type === 'ExecutionRedriven'));
    const lines = linesOf(file);
    for (let count = lines.findIndex((line) => line.startsWith('{"redrive"')) + 1; count <= lines.length; count++) {
      const cut = path();
      writeFileSync(cut, `${lines.slice(0, count).join('\n')}\n`);
      assert.deepEqual(now(resumeStored(cut, () => host).result).history, whole.history, `cut after line ${count}`);
      assert.deepEqual(eventsOf(cut), whole.history);
    }
  });

  it('is redriven in branches, iterations and child executions, wherever it is cut', () => {
    const processor = (config: JsonObject): JsonObject => ({
      ProcessorConfig: config,
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Next: 'T' },
        T: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true },
      },
    });
    const map = (name: string, config: JsonObject): JsonObject => ({
      StartAt: name,
      States: {
        [name]: {
          Type: 'Map',
          ItemProcessor: processor(config),
          MaxConcurrency: 2,
          ToleratedFailureCount: 1,
          End: true,
        },
      },
    });
    const { ToleratedFailureCount: _none, ...inline } =
      (map('I', { Mode: 'INLINE' }).States as Record<string, JsonObject>).I ?? {};
    const Branches = [
      map('D', { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }),
      map('X', { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' }),
      { StartAt: 'I', States: { I: inline } },
    ];
    const definition: Json = { StartAt: 'P', States: { P: { Type: 'Parallel', Branches, End: true } } };
    const begin = { definition, options: { ...OPTIONS, input: [0, 1, 2, 3], tellsChildren: true } };
    const file = path();
    const failing: RunHost = {
      task: ({ input }) => (Number(input) > 0 ? { failed: true, error: 'Down' } : { output: input }),
    };
    assert.equal(now(runStored(file, begin, failing)).status, 'FAILED');
    const asked: Json[] = [];
    const host: RunHost = {
      task: ({ input }) => {
        asked.push(input);
        return { output: input };
      },
    };
    const whole = now(resumeStored(file, () => host, { redriveAt: 2_000_000 }).result);
    assert.deepEqual(whole.output, [
      [0, 1, 2, 3],
      [0, 1, 2, 3],
      [0, 1, 2, 3],
    ]);
    assert.ok(asked.length < 12, 'what had succeeded is not asked again');
    const lines = linesOf(file);
    for (let count = lines.findIndex((line) => line.startsWith('{"redrive"')) + 1; count <= lines.length; count++) {
      const cut = path();
      writeFileSync(cut, `${lines.slice(0, count).join('\n')}\n`);
      assert.deepEqual(now(resumeStored(cut, () => host).result).history, whole.history, `cut after line ${count}`);
      assert.deepEqual(linesOf(cut).filter(isChildEvent), lines.filter(isChildEvent));
    }
  });

  it('is not redriven where AWS would refuse, and its journal stays as it is', () => {
    const file = path();
    const definition = { StartAt: 'S', States: { S: { Type: 'Succeed' } } };
    now(runStored(file, { definition, options: { input: {}, ...OPTIONS } }, { task: () => ({ silent: true }) }));
    const before = linesOf(file);
    assert.throws(() => resumeStored(file, () => ({ task: () => ({ silent: true }) }), { redriveAt: 2_000_000 }), {
      name: 'StoreError',
      message: `'${file}' cannot be redriven. ExecutionNotRedrivable: Execution is SUCCEEDED and cannot be redriven.`,
    });
    assert.deepEqual(linesOf(file), before);
    const cut = path();
    writeFileSync(cut, `${before.slice(0, 3).join('\n')}\n`);
    assert.throws(() => resumeStored(cut, () => ({ task: () => ({ silent: true }) }), { redriveAt: 2_000_000 }), {
      message: `'${cut}' cannot be redriven. ExecutionNotRedrivable: Execution is RUNNING and cannot be redriven. Without a redrive it goes on from where it stands.`,
    });
  });

  it('closes its journal when the host fails, so that it can go on with a better one', async () => {
    const example = EXAMPLES[2] as Example;
    const file = path();
    const broken: RunHost = {
      task: (): TaskOutcome => {
        throw new Error('no answer');
      },
    };
    assert.throws(() => runStored(file, beginOf(example), broken), /no answer/);
    const later: RunHost = { task: () => Promise.reject(new Error('no answer later')) };
    await assert.rejects(async () => resumeStored(file, () => later).result, /no answer later/);
    const result = await resumeStored(file, () => ({ task: async (request) => example.task(request) })).result;
    const options: StartOptions = beginOf(example).options;
    const { program } = compileProgram(example.definition);
    assert.ok(program);
    assert.deepEqual(result.history, now(runToEnd(program, options, example)).history);
  });

  it('gets a file of its own for every execution of a name', () => {
    const folder = path('store');
    const first = createJournalFile(folder, 'order');
    appendFileSync(first, 'taken');
    assert.match(first, /order\.jsonl$/);
    assert.match(createJournalFile(folder, 'order'), /order-2\.jsonl$/);
    assert.match(createJournalFile(folder, '../a b'), /store[/\\]\.\._a_b\.jsonl$/);
  });
});
