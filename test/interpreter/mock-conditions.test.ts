/** What our mock file adds to a list of answers: conditions, computed results and answers that take time. */
import assert from 'node:assert/strict';
import type { Json } from '#asl/json';
import { answersFromMocks, type Program, parseMocks, runToEnd } from '#interpreter';
import { machineOf, NOW, programOf, task } from './running.ts';

const each = programOf({
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemProcessor: { StartAt: 'Do', States: { Do: { ...task(), End: true } } },
      End: true,
    },
  },
});

function outcome(program: Program, mocks: Json, input: Json) {
  const { value, problems } = parseMocks({ mocks }, program);
  assert.deepEqual(problems, []);
  const answer = answersFromMocks(value, program);
  const result = runToEnd(program, { input, now: NOW }, { task: (request) => answer(request) ?? { silent: true } });
  assert.ok(!(result instanceof Promise));
  return result;
}

describe('an answer of a mock file', () => {
  it('may be for an input that has at least something', () => {
    const mocks = {
      Do: [
        { when: { input: { kind: 'b', of: { n: 1 } } }, return: 'matched' },
        { return: 'first of the rest' },
        { return: 'second of the rest' },
      ],
    };
    const items = [{ kind: 'a' }, { kind: 'b', of: { n: 1, m: 2 }, more: true }, { kind: 'b', of: { n: 2 } }];
    assert.deepEqual(outcome(each, mocks, items).output, ['first of the rest', 'matched', 'second of the rest']);
  });

  it('may be for iterations, and those of one condition count for themselves', () => {
    const mocks = {
      Do: [
        { when: { iteration: '1-2' }, return: 'inner 1' },
        { when: { iteration: '1-2' }, return: 'inner 2' },
        { when: { iteration: 3 }, return: 'last' },
        { return: 'outer' },
      ],
    };
    assert.deepEqual(outcome(each, mocks, [0, 1, 2, 3]).output, ['outer', 'inner 1', 'inner 2', 'last']);
  });

  it('may be for a branch of a Parallel', () => {
    const branch = (name: string) => ({ StartAt: name, States: { [name]: { ...task(), End: true } } });
    const program = programOf({
      StartAt: 'Both',
      States: { Both: { Type: 'Parallel', Branches: [branch('A'), branch('B')], End: true } },
    });
    const answers = [{ when: { branch: 1 }, return: 'right' }, { return: 'left' }];
    assert.deepEqual(outcome(program, { A: answers, B: answers }, {}).output, ['left', 'right']);
  });

  it('may be for a try of the state', () => {
    const program = programOf(machineOf(task({ Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 5 }] })));
    const mocks = { S: [{ when: { attempt: '0-1' }, throw: { error: 'Busy' } }, { return: 'third' }] };
    assert.equal(outcome(program, mocks, {}).output, 'third');
  });

  it('may depend on an expression over the input, and be computed from it', () => {
    const mocks = {
      Do: [
        { when: { expression: '{% $states.input > 1 %}' }, compute: { twice: '{% $states.input * 2 %}', as: 'text' } },
        { compute: '{% $states.context.State.Name & $string($states.context.Map.Item.Index) %}' },
      ],
    };
    assert.deepEqual(outcome(each, mocks, [1, 2]).output, ['Do0', { twice: 4, as: 'text' }]);
  });

  it('fails the task where its expression does', () => {
    const mocks = { S: { compute: '{% $states.input.a.b + "x" %}' } };
    const { status, error, cause } = outcome(programOf(machineOf(task())), mocks, { a: { b: 1 } });
    assert.deepEqual([status, error], ['FAILED', 'States.QueryEvaluationError']);
    assert.match(String(cause), /^The mock of 'S' cannot be evaluated: /);
  });

  it('may take time, which passes on the clock of the execution and in order', () => {
    const mocks = {
      Do: [
        { when: { iteration: 0 }, return: 'slow', delay: 30 },
        { when: { iteration: 1 }, return: 'quick', delay: 1.5 },
        { return: 'at once' },
      ],
    };
    const { output, history, snapshot } = outcome(each, mocks, [0, 1, 2]);
    assert.deepEqual(output, ['slow', 'quick', 'at once']);
    assert.equal(snapshot.now - NOW, 30_000);
    const ended = history.filter(({ type }) => type === 'MapIterationSucceeded');
    assert.deepEqual(
      ended.map(({ details }) => details?.index),
      [2, 1, 0],
    );
  });

  it('comes too late where the time of the task is over before', () => {
    const program = programOf(machineOf(task({ TimeoutSeconds: 10 })));
    const { error, snapshot } = outcome(program, { S: { return: 1, delay: 11 } }, {});
    assert.deepEqual([error, snapshot.now - NOW], ['States.Timeout', 10_000]);
  });

  const problems = (answer: Json) =>
    parseMocks({ mocks: { Do: answer } }, each).problems.map(({ pointer, message }) => `${pointer}: ${message}`);
  for (const [what, answer, expected] of [
    [
      'has conditions that exist',
      { return: 1, when: { index: 1 } },
      '/mocks/Do/when/index: "when" has no "index"; it has "input", "branch", "iteration", "attempt" and "expression".',
    ],
    [
      'has a condition, where it says so',
      { return: 1, when: {} },
      '/mocks/Do/when: "when" has to be an object with "input", "branch", "iteration", "attempt" or "expression".',
    ],
    [
      'counts iterations from 0',
      { return: 1, when: { iteration: '3-1' } },
      '/mocks/Do/when/iteration: "iteration" counts from 0: a whole number, or a range such as "1-3".',
    ],
    [
      'has an expression between {% and %}',
      { return: 1, when: { expression: 'true' } },
      '/mocks/Do/when/expression: "expression" has to be JSONata between {% and %}: "{% $states.input.amount > 100 %}".',
    ],
    [
      'takes no less than no time',
      { return: 1, delay: -1 },
      '/mocks/Do/delay: "delay" has to be a number of seconds, at most a year.',
    ],
  ] as const) {
    it(what, () => assert.deepEqual(problems(answer as unknown as Json), [expected]));
  }

  it('has expressions that can be read', () => {
    assert.match(
      problems({ compute: { a: '{% 1 + %}' } })[0] ?? '',
      /^\/mocks\/Do\/compute\/a: The expression is no JSONata: /,
    );
  });
});
