/** Where answers to tasks come from: mock files, recorded histories, samples. */
import assert from 'node:assert/strict';
import type { Json, JsonObject } from '#asl/json';
import {
  answersFromMocks,
  answersFromRecording,
  parseMocks,
  parseRecording,
  runToEnd,
  sampleResult,
  type TaskOutcome,
  toAwsHistory,
} from '#interpreter';
import { sampleOf } from '../../interpreter/answers/shape-samples.ts';
import { shapeProblem } from '../../interpreter/test-state/result-shape.ts';
import { SERVICE_NAMES, SERVICES } from '../services.ts';
import { machineOf, NOW, programOf, run, task } from './running.ts';

const nested: JsonObject = {
  StartAt: 'Outer',
  States: {
    Outer: {
      Type: 'Parallel',
      Branches: [{ StartAt: 'Ship', States: { Ship: { ...task(), Next: 'Rest' }, Rest: { Type: 'Pass', End: true } } }],
      Next: 'Pay',
    },
    Pay: { ...task(), End: true },
  },
};

describe('a mock file', () => {
  const problems = (content: Json) =>
    parseMocks(content, programOf(nested)).problems.map(({ pointer, message }) => `${pointer}: ${message}`);

  for (const [what, content, expected] of [
    [
      'is an object',
      [],
      [
        '/: A mock file is an object with "mocks", which holds answers by state name: {"mocks": {"Ship": {"return": {}}}}.',
      ],
    ],
    [
      'holds an object',
      { mocks: 1 },
      [
        '/mocks: A mock file is an object with "mocks", which holds answers by state name: {"mocks": {"Ship": {"return": {}}}}.',
      ],
    ],
    [
      'names states that exist',
      { mocks: { Shp: { return: 1 } } },
      ["/mocks/Shp: No state is named 'Shp'. Did you mean 'Ship'?"],
    ],
    [
      'names tasks',
      { mocks: { Rest: { return: 1 } } },
      ["/mocks/Rest: State 'Rest' is a Pass state; only Task states take answers."],
    ],
    ['has an answer for each', { mocks: { Ship: [] } }, ["/mocks/Ship: The mock of 'Ship' has no answer."]],
    [
      'returns or throws',
      { mocks: { Ship: {} } },
      ['/mocks/Ship: An answer of \'Ship\' needs either "return", "compute" or "throw".'],
    ],
    [
      'does not do both',
      { mocks: { Ship: [{ return: 1 }, { return: 1, throw: { error: 'E' } }] } },
      ['/mocks/Ship[1]: An answer of \'Ship\' needs either "return", "compute" or "throw".'],
    ],
    [
      'throws an error with a name',
      { mocks: { Ship: { throw: { cause: 'c' } } } },
      ['/mocks/Ship/throw: "throw" needs the name of an error: {"error": "States.TaskFailed", "cause": "…"}.'],
    ],
    [
      'has a cause in words',
      { mocks: { Ship: { throw: { error: 'E', cause: 1 } } } },
      ['/mocks/Ship/throw/cause: "cause" has to be text.'],
    ],
    [
      'counts in whole numbers',
      { mocks: { Ship: { return: 1, times: 0 } } },
      ['/mocks/Ship/times: "times" has to be a whole number above 0.'],
    ],
    [
      'has no other fields',
      { mocks: { Ship: { return: 1, result: 2 } } },
      [
        '/mocks/Ship/result: An answer has no "result"; it has "return", "compute" or "throw", and "times", "when" and "delay".',
      ],
    ],
  ] as const) {
    it(what, () => assert.deepEqual(problems(content as unknown as Json), expected));
  }

  it('answers in order, each as often as it says, and the last one from then on', () => {
    const program = programOf(machineOf(task({ Retry: [{ ErrorEquals: ['E', 'F'], MaxAttempts: 9 }] })));
    const { value } = parseMocks(
      {
        mocks: {
          S: [{ throw: { error: 'E' }, times: 2 }, { throw: { error: 'F', cause: 'c' } }, { return: { ok: true } }],
        },
      },
      program,
    );
    const answer = answersFromMocks(value, program);
    const errors: (string | undefined)[] = [];
    const result = runToEnd(
      program,
      { input: {}, now: NOW },
      {
        task: (request) => {
          const outcome = answer(request) as TaskOutcome & { error?: string };
          errors.push(outcome.error);
          return outcome;
        },
      },
    );
    assert.ok(!(result instanceof Promise));
    assert.deepEqual([errors, result.output], [['E', 'E', 'F', undefined], { ok: true }]);
  });

  it('prefers the longer path', () => {
    const program = programOf(nested);
    const { value, problems: none } = parseMocks(
      { mocks: { Ship: { return: 'by name' }, 'Outer/Ship': { return: 'by path' }, Pay: { return: 'paid' } } },
      program,
    );
    const answer = answersFromMocks(value, program);
    const asked: Json[] = [];
    const result = runToEnd(
      program,
      { input: {}, now: NOW },
      {
        task: (request) => {
          const outcome = answer(request) as { readonly output: Json };
          asked.push(outcome.output);
          return outcome;
        },
      },
    );
    assert.ok(!(result instanceof Promise));
    assert.deepEqual([none, asked], [[], ['by path', 'paid']]);
  });
});

describe('a recorded history', () => {
  const machine = {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ItemProcessor: {
          StartAt: 'Do',
          States: { Do: { ...task({ Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }] }), End: true } },
        },
        Next: 'Ask',
      },
      Ask: {
        ...task({ Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', Parameters: { MessageBody: 'm' } }),
        End: true,
      },
    },
  };

  it('answers every task as it was answered then', () => {
    let first = true;
    const original = run(machine, ['a', 'b'], ({ iteration, input, stateName }) => {
      if (stateName === 'Ask') return { output: { approved: true }, submitted: { MessageId: '1' } };
      if (iteration[0]?.index === 1 && first) {
        first = false;
        return { failed: true, error: 'Busy', cause: 'later' };
      }
      return { output: { did: input } };
    });
    const recorded = parseRecording(JSON.parse(JSON.stringify({ events: toAwsHistory(original.history) })) as Json);
    assert.ok(recorded);
    const answer = answersFromRecording(recorded);
    const again = run(machine, ['a', 'b'], (request) => answer(request) ?? { failed: true, error: 'NotRecorded' });
    assert.equal(again.status, 'SUCCEEDED');
    assert.deepEqual(again.history, original.history);
  });

  it('is told from anything else', () => {
    assert.equal(parseRecording({ mocks: {} }), undefined);
    assert.deepEqual(parseRecording([]), []);
  });
});

describe('a sample result', () => {
  const sample = (resource: string, input: Json = {}) => sampleResult({ id: 7, resource, input });

  it('has the shape of the service', () => {
    assert.deepEqual(sample('arn:aws:states:::lambda:invoke').value, {
      ExecutedVersion: '$LATEST',
      Payload: { result: 'sample' },
      StatusCode: 200,
    });
    assert.deepEqual(sample('arn:aws:states:::sqs:sendMessage').value, {
      MD5OfMessageBody: '5d41402abc4b2a76b9719d911017c592',
      MessageId: '00000000-0000-4000-8000-000000000007',
    });
    assert.deepEqual(sample('arn:aws:states:::dynamodb:getItem', { Key: { id: { S: '1' } } }).value, {
      Item: { id: { S: '1' }, value: { S: 'sample' } },
    });
    const child = sample('arn:aws:states:::states:startExecution.sync:2', { Input: { a: 1 }, Name: 'n' })
      .value as JsonObject;
    assert.deepEqual([child.Input, child.Output, child.Name], [{ a: 1 }, { result: 'sample' }, 'n']);
    assert.equal(
      (sample('arn:aws:states:::states:startExecution.sync', { Input: { a: 1 } }).value as JsonObject).Input,
      '{"a":1}',
    );
  });

  it('of an action without one in the tables is made from what its service gives back', () => {
    const made = sampleResult({ id: 7, resource: 'arn:aws:states:::aws-sdk:iot:describeThing', input: {} }, SERVICES);
    assert.equal(made.label, 'Sample result of aws-sdk:iot:describeThing');
    assert.deepEqual((made.value as JsonObject).Attributes, { key: 'sample' });
    assert.match(String((made.value as JsonObject).ThingArn), /^arn:aws:/);
    const pages = sampleResult({ id: 7, resource: 'arn:aws:states:::aws-sdk:iot:listThings', input: {} }, SERVICES);
    assert.deepEqual(Object.keys(pages.value as JsonObject), ['Things']);
  });

  it('fits what the service gives back, for every action of the catalogue', () => {
    let count = 0;
    for (const service of SERVICE_NAMES) {
      const model = SERVICES.model(service, 'sdk');
      for (const action of model?.actions ?? []) {
        const shape = model?.action(action)?.output;
        assert.ok(shape);
        assert.equal(
          shapeProblem(sampleOf(shape), shape, true, Date.UTC(2026, 10, 1)),
          undefined,
          `${service}:${action}`,
        );
        count++;
      }
    }
    assert.ok(count > 19_000);
  });

  it('says what it is', () => {
    assert.equal(sample('arn:aws:states:::sns:publish').label, 'Sample result of sns:publish');
    assert.equal(
      sample('arn:aws:states:::aws-sdk:iot:describeThing').label,
      'Sample result; the shape of aws-sdk:iot:describeThing is not known',
    );
    assert.equal(sample('arn:aws:lambda:us-east-1:1:function:f').label, 'Sample result of a function');
  });
});
