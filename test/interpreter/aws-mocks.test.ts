/** AWS's mock configuration: what a test case answers, and what is said of its mistakes. */
import assert from 'node:assert/strict';
import type { Json, JsonObject } from '#asl/json';
import { answersFromMocks, mockTextProblems, parseMockText, runToEnd, testCasesOf } from '#interpreter';
import { machineOf, NOW, programOf, task } from './running.ts';

const CONFIG = {
  StateMachines: {
    order: {
      TestCases: { HappyPath: { S: 'Ok' }, Retries: { S: 'BusyThenOk' }, Gap: { S: 'Late' }, Real: {} },
    },
    other: { TestCases: { HappyPath: { S: 'Ok' }, Only: { S: 'Ok' } } },
  },
  MockedResponses: {
    Ok: { '0': { Return: { done: true } } },
    BusyThenOk: {
      '0': { Throw: { Error: 'Busy', Cause: 'Too many.' } },
      '1-2': { Throw: { Error: 'Busier' } },
      '3': { Return: 'third retry' },
    },
    Late: { '1': { Return: 1 } },
  },
};

const retrying = programOf(machineOf(task({ Retry: [{ ErrorEquals: ['Busy', 'Busier'], MaxAttempts: 5 }] })));

function runCase(testCase: string): readonly unknown[] {
  const { mocks, problems } = parseMockText(JSON.stringify(CONFIG), { program: retrying, machine: 'order', testCase });
  assert.deepEqual(problems, []);
  const answer = answersFromMocks(mocks, retrying);
  const asked: unknown[] = [];
  const result = runToEnd(
    retrying,
    { input: {}, now: NOW },
    {
      task: (request) => {
        const outcome = answer(request) ?? { silent: true };
        asked.push('failed' in outcome ? outcome.error : 'output' in outcome ? outcome.output : 'nobody');
        return outcome;
      },
    },
  );
  assert.ok(!(result instanceof Promise));
  return [result.status, ...asked];
}

describe("AWS's mock configuration", () => {
  it('answers with the responses of a test case, each invocation with its own', () => {
    assert.deepEqual(runCase('HappyPath'), ['SUCCEEDED', { done: true }]);
    assert.deepEqual(runCase('Retries'), ['SUCCEEDED', 'Busy', 'Busier', 'Busier', 'third retry']);
  });

  it('fails an invocation that has no response, as Step Functions Local does', () => {
    assert.deepEqual(runCase('Gap'), ['FAILED', 'States.Runtime']);
  });

  it('leaves states alone that a test case does not name', () => {
    assert.deepEqual(runCase('Real'), ['RUNNING', 'nobody']);
  });

  it('finds a test case by its name, or by machine and name', () => {
    const find = (testCase: string | undefined, machine = 'order') => {
      const read = parseMockText(JSON.stringify(CONFIG), { machine, testCase });
      return read.testCase ? `${read.testCase.machine}#${read.testCase.name}` : read.problems[0]?.message;
    };
    assert.equal(find('HappyPath'), 'order#HappyPath');
    assert.equal(find('HappyPath', 'other'), 'other#HappyPath');
    assert.equal(find('other#HappyPath'), 'other#HappyPath');
    assert.equal(find('Only'), 'other#Only');
    const all =
      "It has 'order#HappyPath', 'order#Retries', 'order#Gap', 'order#Real', 'other#HappyPath', 'other#Only'.";
    assert.equal(find('HappyPath', 'third'), `Several state machines have the test case 'HappyPath'. ${all}`);
    assert.equal(find('Sad'), `There is no test case 'Sad'. ${all}`);
    assert.equal(find(undefined), `Name the test case that is meant. ${all}`);
  });

  it('lists its test cases', () => {
    const all = ['order#HappyPath', 'order#Retries', 'order#Gap', 'order#Real', 'other#HappyPath', 'other#Only'];
    assert.deepEqual(testCasesOf(JSON.stringify(CONFIG)), all);
    assert.deepEqual(testCasesOf('{"mocks": {}}'), []);
  });

  it('needs no name where there is one test case', () => {
    const one = {
      StateMachines: { m: { TestCases: { C: { S: 'R' } } } },
      MockedResponses: { R: { '0': { Return: 1 } } },
    };
    assert.deepEqual(parseMockText(JSON.stringify(one), { machine: 'x' }).testCase, { machine: 'm', name: 'C' });
  });

  it('is read whatever is wrong in other test cases', () => {
    const broken = structuredClone(CONFIG) as unknown as { MockedResponses: Record<string, unknown> };
    broken.MockedResponses.Late = { '0': {} };
    const text = JSON.stringify(broken);
    const problems = (testCase: string) =>
      parseMockText(text, { program: retrying, machine: 'order', testCase }).problems;
    assert.deepEqual(problems('HappyPath'), []);
    assert.equal(problems('Gap')[0]?.message, 'An invocation needs either "Return" or "Throw".');
  });

  /** The texts at which something is wrong, and what is said of them. */
  const problemsOf = (content: Json): readonly string[] => {
    const text = JSON.stringify(content);
    const programOfName = (machine: string | undefined) => (machine === 'order' ? retrying : undefined);
    return mockTextProblems(text, programOfName).map(
      ({ start, end, message }) => `${text.slice(start, end)} → ${message}`,
    );
  };
  const response = (value: Json): JsonObject => ({ StateMachines: {}, MockedResponses: { R: value } });
  const states = (value: Json): JsonObject => ({
    StateMachines: { order: { TestCases: { C: value } } },
    MockedResponses: { Good: { '0': { Return: 1 } } },
  });

  for (const [what, content, expected] of [
    ['has both parts', { StateMachines: {} }, [' → "MockedResponses" is missing; it holds responses by name.']],
    [
      'has test cases',
      { StateMachines: { m: {} }, MockedResponses: {} },
      ['{"StateMachines":{"m":{}},"MockedResponses":{}} → "TestCases" is missing; it holds test cases by name.'],
    ],
    ['names states that exist', states({ T: 'Good' }), ['"T":"Good" → No state is named \'T\'. Did you mean \'S\'?']],
    [
      'names responses that exist',
      states({ S: 'Goood' }),
      ['"S":"Goood" → "MockedResponses" has no \'Goood\'. Did you mean \'Good\'?'],
    ],
    [
      'counts invocations',
      response({ first: { Return: 1 } }),
      [
        '"first":{"Return":1} → \'first\' is neither the number of an invocation such as "0" nor a range such as "1-3".',
      ],
    ],
    [
      'counts ranges upwards',
      response({ '3-1': { Return: 1 } }),
      ['"3-1":{"Return":1} → \'3-1\' is neither the number of an invocation such as "0" nor a range such as "1-3".'],
    ],
    [
      'gives each invocation one response',
      response({ '0-2': { Return: 1 }, '2': { Return: 2 } }),
      ['"0-2":{"Return":1} → Invocation 2 has a response already.'],
    ],
    [
      'returns or throws',
      response({ '0': { Return: 1, Throw: { Error: 'E' } } }),
      ['"0":{"Return":1,"Throw":{"Error":"E"}} → An invocation needs either "Return" or "Throw".'],
    ],
    [
      'throws an error with a name',
      response({ '0': { Throw: { Cause: 'c' } } }),
      ['"Throw":{"Cause":"c"} → "Throw" needs the name of an error: {"Error": "States.TaskFailed", "Cause": "…"}.'],
    ],
  ] as const) {
    it(what, () => {
      const found = problemsOf(content as unknown as Json);
      const wanted = expected as readonly string[];
      // What is missing has the place of what it is missing in.
      if (/is missing/.test(wanted[0] ?? ''))
        assert.deepEqual(
          found.map((text) => text.split(' → ')[1]),
          wanted.map((text) => text.split(' → ')[1]),
        );
      else assert.deepEqual(found, wanted);
    });
  }

  it('has its place also where the text is no JSON', () => {
    const [problem] = mockTextProblems('{"StateMachines": }', () => undefined);
    assert.equal(problem?.start, 16);
  });
});
