/** `stepwright run`: output on standard output, everything else on standard error, and exit codes that scripts can use. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockJournal } from '#store';
import { ROOT, useCli } from './cli-process.ts';

const EXAMPLES = join(ROOT, 'examples');
const example = (file: string): string => join(EXAMPLES, file);

const ADD = {
  QueryLanguage: 'JSONata',
  StartAt: 'Add',
  States: { Add: { Type: 'Pass', Output: '{% $states.input.a + $states.input.b %}', End: true } },
};
const TASK = {
  StartAt: 'Ship',
  States: {
    Ship: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'ship' }, End: true },
  },
};
const FAIL = { StartAt: 'No', States: { No: { Type: 'Fail', Error: 'OutOfStock', Cause: 'Nothing is left.' } } };
const WAIT = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 86400, End: true } } };
const RANDOM = { StartAt: 'A', States: { A: { Type: 'Pass', Parameters: { 'id.$': 'States.UUID()' }, End: true } } };

describe('stepwright run', () => {
  const cli = useCli();

  before(() => {
    cli.write('add.asl.json', ADD);
    cli.write('task.asl.json', TASK);
    cli.write('fail.asl.json', FAIL);
    cli.write('wait.asl.json', WAIT);
    cli.write('random.asl.json', RANDOM);
  });

  it('prints the output', () => {
    assert.deepEqual(cli.run('run', 'add.asl.json', '--input', '{"a": 1, "b": 2}'), {
      code: 0,
      stdout: '3\n',
      stderr: '',
    });
    cli.write('input.json', { a: 3, b: 4 });
    assert.equal(cli.run('run', 'add.asl.json', '--input', '@input.json').stdout, '7\n');
  });

  it('takes an empty object as input where none is given, and lets time pass at once', () => {
    assert.deepEqual(cli.run('run', 'wait.asl.json'), { code: 0, stdout: '{}\n', stderr: '' });
  });

  it('ends with 1 and the error when the execution fails', () => {
    const { code, stdout, stderr } = cli.run('run', 'fail.asl.json');
    assert.equal(code, 1);
    assert.equal(stdout, '');
    assert.equal(stderr, 'The execution ended with FAILED. OutOfStock: Nothing is left.\n');
  });

  it('tells why arguments of an intrinsic function do not fit, which the cause leaves out', () => {
    cli.write('item.asl.json', {
      StartAt: 'A',
      States: { A: { Type: 'Pass', Parameters: { 'id.$': 'States.ArrayGetItem($.ids, 2)' }, End: true } },
    });
    const { stderr } = cli.run('run', 'item.asl.json', '--input', '{"ids":[7]}');
    const [reason, end] = stderr.split('\n');
    assert.equal(reason, 'The index 2 is outside the array, which has 1 items.');
    assert.match(end ?? '', /FAILED\. States\.Runtime: .*Invalid arguments in States\.ArrayGetItem$/);
  });

  it('runs every example with its input and its mocks', () => {
    const outputs = {
      'order-processing.asl.json': /"tracking": "TRK-5530917"/,
      'loan-quote.asl.json': /"decision": "quoted"/,
      'photo-album.asl.yaml': /"shown": false/,
      'expense-approval.asl.json': /"paid": true/,
    };
    for (const [file, wanted] of Object.entries(outputs)) {
      const name = file.replace(/\..*/, '');
      const given = ['--input', `@${example(`${name}.input.json`)}`, '--mocks', example(`${name}.mocks.json`)];
      const { code, stdout, stderr } = cli.run('run', example(file), ...given);
      assert.equal(stderr, '', file);
      assert.match(stdout, wanted, file);
      assert.equal(code, 0, file);
    }
  });

  it('writes the history as AWS gives it', () => {
    cli.write('mocks.json', { mocks: { Ship: { return: { Payload: { tracking: 7 } } } } });
    assert.equal(cli.run('run', 'task.asl.json', '--mocks', 'mocks.json', '--history', 'history.json').code, 0);
    const { events } = JSON.parse(readFileSync(join(cli.folder, 'history.json'), 'utf8'));
    assert.deepEqual(
      events.map(({ type }: { type: string }) => type),
      [
        'ExecutionStarted',
        'TaskStateEntered',
        'TaskScheduled',
        'TaskStarted',
        'TaskSucceeded',
        'TaskStateExited',
        'ExecutionSucceeded',
      ],
    );
    assert.equal(events[6].executionSucceededEventDetails.output, '{"Payload":{"tracking":7}}');
  });

  it('gives the same random values for the same seed', () => {
    const uuid = (...seed: readonly string[]): string => cli.run('run', 'random.asl.json', ...seed).stdout;
    assert.equal(uuid('--seed', '7'), uuid('--seed', '7'));
    assert.notEqual(uuid('--seed', '7'), uuid('--seed', '8'));
  });

  it('says which task has no answer, and how to give one', () => {
    const { code, stderr } = cli.run('run', 'task.asl.json');
    assert.equal(code, 2);
    assert.match(
      stderr,
      /^State 'Ship' waits for arn:aws:states:::lambda:invoke, and no mock answers it\..* \{"mocks": \{"Ship": .* --handler ship=FILE\. .* --samples\.$/m,
    );
  });

  it('refuses a definition with mistakes at their places', () => {
    cli.write('bad.asl.json', '{\n  "StartAt": "A",\n  "States": { "A": { "Type": "Pass", "Next": "B" } }\n}');
    const { code, stderr } = cli.run('run', 'bad.asl.json');
    assert.equal(code, 1);
    assert.match(stderr, /^bad\.asl\.json:3:\d+: .*'B'.*\[unknown-state\]$/m);
  });

  it('refuses an input that is not JSON', () => {
    const direct = cli.run('run', 'add.asl.json', '--input', '{a: 1}');
    assert.equal(direct.code, 2);
    assert.match(direct.stderr, /^The input is not JSON \(column 2\)\. .*@input\.json\n$/);
    cli.write('broken.json', '{\n  "a": 1,,\n}');
    assert.match(
      cli.run('run', 'add.asl.json', '--input', '@broken.json').stderr,
      /^broken\.json:2:10: The input is not JSON\./,
    );
  });

  it('refuses mocks with a mistake, at its place', () => {
    cli.write('typo.mocks.json', '{\n  "mocks": {\n    "Shp": { "return": {} }\n  }\n}');
    const typo = cli.run('run', 'task.asl.json', '--mocks', 'typo.mocks.json');
    assert.equal(typo.code, 2);
    assert.match(typo.stderr, /^typo\.mocks\.json:3:5: .*'Shp'.*Did you mean 'Ship'\?\n$/);
    cli.write('broken.mocks.json', '{"mocks": {"Ship": }}');
    assert.match(
      cli.run('run', 'task.asl.json', '--mocks', 'broken.mocks.json').stderr,
      /^broken\.mocks\.json:1:\d+: /,
    );
  });

  it("takes AWS's mock configuration and the name of a test case", () => {
    cli.write('MockConfigFile.json', {
      StateMachines: { task: { TestCases: { Good: { Ship: 'Shipped' }, Bad: { Ship: 'Lost' } } } },
      MockedResponses: {
        Shipped: { '0': { Return: { Payload: { n: 1 } } } },
        Lost: { '0': { Throw: { Error: 'Lost' } } },
      },
    });
    const given = ['run', 'task.asl.json', '--mocks', 'MockConfigFile.json'];
    assert.equal(cli.run(...given, '--test-case', 'Good').code, 0);
    assert.match(cli.run(...given, '--test-case', 'task#Bad').stderr, /FAILED\. Lost/);
    const unnamed = cli.run(...given);
    assert.deepEqual(
      [unnamed.code, unnamed.stderr],
      [2, "MockConfigFile.json:1:1: Name the test case that is meant. It has 'task#Good', 'task#Bad'.\n"],
    );
    assert.match(cli.run('run', 'task.asl.json', '--test-case', 'Good').stderr, /goes with --mocks/);
  });

  it('keeps an execution in a store and goes on with it, also where its last line was torn', () => {
    cli.write('twice.mocks.json', { mocks: { Ship: [{ throw: { error: 'Busy' } }, { return: { Payload: 2 } }] } });
    cli.write('retry.asl.json', {
      StartAt: 'Ship',
      States: { Ship: { ...TASK.States.Ship, Retry: [{ ErrorEquals: ['Busy'] }] } },
    });
    const given = ['--mocks', 'twice.mocks.json'];
    const whole = cli.run('run', 'retry.asl.json', ...given, '--store', 'runs');
    assert.equal(whole.stderr, `The execution is kept in ${join('runs', 'retry.jsonl')}.\n`);
    assert.equal(whole.code, 0);
    const journal = join('runs', 'retry.jsonl');
    const text = readFileSync(join(cli.folder, journal), 'utf8');
    // Cut inside the answer of the second attempt.
    writeFileSync(join(cli.folder, journal), text.slice(0, text.lastIndexOf('"task-succeeded"')));
    const rest = cli.run('run', '--resume', journal, ...given, '--history', 'rest.json');
    assert.match(
      rest.stderr,
      /retry\.jsonl:\d+: The last line was torn when its writer died; its \d+ bytes have been dropped\.\n$/,
    );
    assert.deepEqual({ ...rest, stderr: '' }, { ...whole, stderr: '' });
    const { events } = JSON.parse(readFileSync(join(cli.folder, 'rest.json'), 'utf8'));
    assert.equal(events.filter(({ type }: { type: string }) => type === 'TaskScheduled').length, 2);
    assert.equal(readFileSync(join(cli.folder, journal), 'utf8'), text);
    assert.deepEqual(cli.run('run', '--resume', journal), { ...whole, stderr: '' });
  });

  it('redrives a stored execution that has failed, with the branches that had not succeeded', () => {
    const branch = (name: string) => ({ StartAt: name, States: { [name]: TASK.States.Ship } });
    cli.write('both.asl.json', {
      StartAt: 'Both',
      States: { Both: { Type: 'Parallel', Branches: [branch('Ship'), branch('Bill')], End: true } },
    });
    const mocks = (bill: object) =>
      cli.write('both.mocks.json', { mocks: { Ship: [{ return: 1 }, { return: 2 }], Bill: bill } });
    mocks({ throw: { error: 'Down' } });
    const given = ['--mocks', 'both.mocks.json'];
    const journal = join('runs', 'both.jsonl');
    assert.equal(cli.run('run', 'both.asl.json', ...given, '--store', 'runs').code, 1);
    mocks({ return: 'paid' });
    const redriven = cli.run('run', '--resume', journal, '--redrive', ...given, '--history', 'both.json');
    assert.deepEqual(
      { ...redriven, stdout: JSON.parse(redriven.stdout) },
      { code: 0, stdout: [1, 'paid'], stderr: '' },
    );
    const { events } = JSON.parse(readFileSync(join(cli.folder, 'both.json'), 'utf8'));
    const event = events.find(({ type }: { type: string }) => type === 'ExecutionRedriven');
    assert.deepEqual(event.executionRedrivenEventDetails, { redriveCount: 1 });
    assert.deepEqual(cli.run('run', '--resume', journal, '--redrive', ...given), {
      code: 2,
      stdout: '',
      stderr: `'${journal}' cannot be redriven. ExecutionNotRedrivable: Execution is SUCCEEDED and cannot be redriven.\n`,
    });
    assert.deepEqual(cli.run('run', '--redrive', 'both.asl.json'), {
      code: 2,
      stdout: '',
      stderr: '--redrive goes with --resume, which names the execution: --resume DIR/NAME.jsonl --redrive.\n',
    });
  });

  it('leaves an execution alone that another process is writing', () => {
    assert.equal(cli.run('run', 'wait.asl.json', '--store', 'runs').code, 0);
    const journal = join('runs', 'wait.jsonl');
    const text = readFileSync(join(cli.folder, journal), 'utf8');
    const release = lockJournal(join(cli.folder, journal));
    try {
      assert.deepEqual(cli.run('run', '--resume', journal), {
        code: 2,
        stdout: '',
        stderr: `'${journal}' is being written by process ${process.pid}. Only one process at a time may go on with an execution. Wait until it has ended, or stop it.\n`,
      });
    } finally {
      release();
    }
    assert.equal(cli.run('run', '--resume', journal).code, 0);
    assert.equal(readFileSync(join(cli.folder, journal), 'utf8'), text);
    assert.deepEqual(
      readdirSync(join(cli.folder, 'runs')).filter((name) => name.includes('.lock.')),
      [],
    );
  });

  it('refuses to resume what is no journal, or with another definition, input or seed', () => {
    cli.write('no.jsonl', '{"a": 1}\n');
    for (const [args, message] of [
      [['--resume', 'no.jsonl'], /^no\.jsonl:1: The journal cannot be replayed\./],
      [['--resume', 'nowhere.jsonl'], /^'nowhere\.jsonl' cannot be read: it does not exist\./],
      [['add.asl.json', '--resume', 'no.jsonl'], /^A definition does not go with --resume/],
      [['--resume', 'no.jsonl', '--seed', '1'], /^--seed does not go with --resume/],
      [['--input', '{}'], /^Name the definition to run/],
      [
        ['add.asl.json', '--store', join('add.asl.json', 'x')],
        /^The execution cannot be kept in '.*': a file is in the place of a folder\.$/m,
      ],
      [
        ['add.asl.json', '--store', 'add.asl.json'],
        /^The execution cannot be kept in 'add\.asl\.json': a file is in the place of a folder\.$/m,
      ],
    ] as const) {
      const { code, stderr } = cli.run('run', ...args);
      assert.match(stderr, message);
      assert.equal(code, 2);
    }
  });

  it('refuses files that are not there, a seed that is no number, a place that cannot be written', () => {
    for (const args of [
      ['nowhere.asl.json'],
      ['add.asl.json', '--input', '@nowhere.json'],
      ['task.asl.json', '--mocks', 'nowhere.json'],
      ['add.asl.json', '--seed', 'x'],
      ['add.asl.json', '--input', '{"a":1,"b":1}', '--history', 'no/such/folder/h.json'],
    ]) {
      const { code, stderr } = cli.run('run', ...args);
      assert.equal(code, 2, args.join(' '));
      assert.match(stderr, /^['A-Z].*[.:]/, args.join(' '));
    }
  });

  it('says why the history cannot be written', () => {
    const write = (file: string) =>
      cli.run('run', 'add.asl.json', '--input', '{"a":1,"b":1}', '--history', file).stderr;
    assert.match(write('.'), /^The history cannot be written to '\.': it is a folder\./);
    assert.match(
      write('no/such/h.json'),
      /^The history cannot be written to 'no\/such\/h\.json': its folder does not exist\./,
    );
  });
});
