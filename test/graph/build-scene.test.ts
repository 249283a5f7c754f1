/** What the scene of a machine holds: nodes with their words, edges with their labels, and nothing that is not there. */
import assert from 'node:assert/strict';
import { parseAsl } from '#asl';
import { buildScene, type SceneEdge, type SceneNode, type SceneScope } from '#graph';
import { machineOf } from './machines.ts';

function nodeFor(state: object, queryLanguage?: string): SceneNode {
  const machine = machineOf({
    StartAt: 'S',
    ...(queryLanguage ? { QueryLanguage: queryLanguage } : {}),
    States: { S: state },
  });
  const [node] = buildScene(machine).root.nodes;
  if (!node) throw new Error('no node');
  return node;
}

function edgesOf(states: object): readonly SceneEdge[] {
  return buildScene(machineOf({ StartAt: Object.keys(states)[0], States: states })).root.edges;
}

function conditionLabel(rule: object): string | undefined {
  return edgesOf({ C: { Type: 'Choice', Choices: [{ ...rule, Next: 'P' }] }, P: { Type: 'Pass', End: true } })[0]
    ?.label;
}

describe('the detail of a state', () => {
  const details: readonly [detail: string, state: object][] = [
    ['lambda:invoke', { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' }],
    ['dynamodb:putItem', { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:putItem' }],
    ['batch:submitJob · sync', { Type: 'Task', Resource: 'arn:aws:states:::batch:submitJob.sync' }],
    ['states:startExecution · sync', { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution.sync:2' }],
    ['sqs:sendMessage · callback', { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken' }],
    ['s3:getObject', { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:s3:getObject' }],
    ['lambda charge', { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:charge' }],
    ['activity pack', { Type: 'Task', Resource: 'arn:aws:states:us-east-1:123456789012:activity:pack' }],
    ['${ChargeArn}', { Type: 'Task', Resource: '${ChargeArn}' }],
    ['no resource yet', { Type: 'Task' }],
    ['wait 30 s', { Type: 'Wait', Seconds: 30 }],
    ['wait 2 min 5 s', { Type: 'Wait', Seconds: 125 }],
    ['wait 1 d', { Type: 'Wait', Seconds: 86_400 }],
    ['wait order.delay s', { Type: 'Wait', SecondsPath: '$.order.delay' }],
    ['until 2026-01-01T00:00:00Z', { Type: 'Wait', Timestamp: '2026-01-01T00:00:00Z' }],
    ['wait delay s', { Type: 'Wait', Seconds: '{% $states.input.delay %}' }],
    ['sets flag', { Type: 'Pass', Result: 1, ResultPath: '$.flag' }],
    ['outputs a, b', { Type: 'Pass', Parameters: { 'a.$': '$.x', b: 1 } }],
    ['assigns total', { Type: 'Pass', Assign: { total: 1 } }],
    ['passes its input on', { Type: 'Pass' }],
    ['OrderFailed', { Type: 'Fail', Error: 'OrderFailed' }],
    ['error from problem.Error', { Type: 'Fail', ErrorPath: '$.problem.Error' }],
    ['succeeds', { Type: 'Succeed' }],
    ['2 branches', { Type: 'Parallel', Branches: [{}, {}] }],
    ['1 branch', { Type: 'Parallel', Branches: [{}] }],
    ['each of items · 3 at a time', { Type: 'Map', ItemsPath: '$.items', MaxConcurrency: 3, ItemProcessor: {} }],
    ['each from s3:listObjectsV2', { Type: 'Map', ItemReader: { Resource: 'arn:aws:states:::s3:listObjectsV2' } }],
    ['total > 100', { Type: 'Choice', Choices: [{ Variable: '$.total', NumericGreaterThan: 100, Next: 'S' }] }],
    ['no rules yet', { Type: 'Choice' }],
    ['unknown type Tsk', { Type: 'Tsk' }],
    ['no type yet', {}],
  ];
  for (const [detail, state] of details) {
    it(`is "${detail}"`, () => assert.equal(nodeFor(state).detail, detail));
  }

  it('ends with an ellipsis where a choice has more rules', () => {
    const rule = { Variable: '$.total', NumericGreaterThan: 100, Next: 'S' };
    assert.equal(nodeFor({ Type: 'Choice', Choices: [rule, rule] }).detail, 'total > 100 …');
  });
});

describe('the label of a choice rule', () => {
  const labels: readonly [label: string, rule: object][] = [
    ['total > 100', { Variable: '$.total', NumericGreaterThan: 100 }],
    ['total ≤ limit', { Variable: '$.total', NumericLessThanEqualsPath: '$.limit' }],
    ['status = "paid"', { Variable: '$.status', StringEquals: 'paid' }],
    ['name matches "a*"', { Variable: '$.name', StringMatches: 'a*' }],
    ['done', { Variable: '$.done', BooleanEquals: true }],
    ['not done', { Variable: '$.done', BooleanEquals: false }],
    ['id is present', { Variable: '$.id', IsPresent: true }],
    ['id is missing', { Variable: '$.id', IsPresent: false }],
    ['id is missing', { Not: { Variable: '$.id', IsPresent: true } }],
    ['id is not null', { Variable: '$.id', IsNull: false }],
    [
      'a and not b',
      {
        And: [
          { Variable: '$.a', BooleanEquals: true },
          { Variable: '$.b', BooleanEquals: false },
        ],
      },
    ],
    [
      'a and (b or c)',
      {
        And: [
          { Variable: '$.a', BooleanEquals: true },
          {
            Or: [
              { Variable: '$.b', BooleanEquals: true },
              { Variable: '$.c', BooleanEquals: true },
            ],
          },
        ],
      },
    ],
    ['total > 100', { Condition: '{% $states.input.total > 100 %}' }],
    ['rule 1', {}],
  ];
  for (const [label, rule] of labels) it(`is "${label}"`, () => assert.equal(conditionLabel(rule), label));

  it('keeps what tells rules apart when it is too long', () => {
    const status = (value: string) => conditionLabel({ Variable: '$.result.job.run.JobRunState', StringEquals: value });
    assert.equal(status('SUCCEEDED'), 'JobRunState = "SUCCEEDED"');
    assert.equal(
      conditionLabel({ Variable: '$.TranscriptionJobStatus', StringEquals: 'COMPLETED' }),
      'Transcr…Status = "COMPLETED"',
    );
    assert.equal(conditionLabel({ Variable: '$.table.item.status.S', StringEquals: 'FAILED' }), 'status.S = "FAILED"');
  });

  it('leaves out what it has in common with the rule beside it, where the labels would be the same', () => {
    const rule = (action: string) => ({
      And: [
        { Variable: '$.trigger', StringEquals: 'approvalComplete' },
        { Variable: '$.guard', StringEquals: action },
      ],
      Next: 'P',
    });
    const edges = edgesOf({
      C: { Type: 'Choice', Choices: [rule('buy'), rule('sell'), { ...rule('buy'), Next: 'P' }] },
      P: { Type: 'Pass', End: true },
    });
    const labels = edges.filter(({ kind }) => kind === 'choice').map(({ label }) => label);
    assert.deepEqual(labels, ['… guard = "buy"', '… guard = "sell"', '… guard = "buy"']);
  });

  it('leaves text in quotes as it is', () => {
    const label = conditionLabel({ Variable: '$.a.very.long.way.to.the.host', StringEquals: 'db.example.com' });
    assert.equal(label, 'the.host = "db.example.com"');
  });
});

describe('the edges of a scene', () => {
  it('are labelled by default and by error names', () => {
    const edges = edgesOf({
      T: { Type: 'Task', Catch: [{ ErrorEquals: ['A.B', 'States.ALL'], Next: 'F' }], Next: 'C' },
      C: { Type: 'Choice', Choices: [], Default: 'F' },
      F: { Type: 'Fail' },
    });
    assert.deepEqual(
      edges.map(({ id, kind, label, to }) => [id, kind, label, to]),
      [
        ['/States/T|catch|0', 'catch', 'A.B, States.ALL', '/States/F'],
        ['/States/T|next|0', 'next', '', '/States/C'],
        ['/States/C|default|0', 'default', 'default', '/States/F'],
      ],
    );
  });

  it('name errors without their service where they are too long', () => {
    const label = (...names: string[]) =>
      edgesOf({ T: { Type: 'Task', Catch: [{ ErrorEquals: names, Next: 'T' }] } })[0]?.label;
    assert.equal(label('DynamoDB.TransactionCanceledException'), 'TransactionCanceledException');
    assert.equal(label('Lambda.TooManyRequestsException', 'Lambda.ServiceException'), 'TooManyRequestsException +1');
  });

  it('are not drawn to states that do not exist', () => {
    assert.deepEqual(edgesOf({ A: { Type: 'Pass', Next: 'Nowhere' } }), []);
  });

  it('have ids of their own where a field is written twice', () => {
    const text = '{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"A","Next":"A"}}}';
    const [machine] = parseAsl(text, 'json').machines;
    assert.ok(machine);
    const ids = buildScene(machine).root.edges.map(({ id }) => id);
    assert.equal(new Set(ids).size, 2);
  });
});

describe('a scene', () => {
  const badges = (state: object, language?: string) =>
    nodeFor(state, language).badges.map(({ kind, text }) => `${kind} ${text}`.trim());

  it('shows retries, catches, timeouts, callbacks and another query language as badges', () => {
    const state = {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Retry: [{ ErrorEquals: ['A'], MaxAttempts: 2 }, { ErrorEquals: ['B'] }],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'S' }],
      TimeoutSeconds: 60,
      QueryLanguage: 'JSONata',
    };
    assert.deepEqual(badges(state), ['retry ×3', 'catch', 'timeout', 'callback', 'language JSONata']);
    assert.deepEqual(badges({ Type: 'Pass' }, 'JSONata'), []);
  });

  it('marks a distributed Map', () => {
    assert.deepEqual(badges({ Type: 'Map', ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' } } }), [
      'distributed distributed',
    ]);
  });

  it('knows which states nothing leads to', () => {
    const { nodes } = buildScene(
      machineOf({ StartAt: 'A', States: { A: { Type: 'Succeed' }, B: { Type: 'Pass', Next: 'A' } } }),
    ).root;
    assert.deepEqual(
      nodes.map(({ name, unreachable }) => [name, unreachable]),
      [
        ['A', false],
        ['B', true],
      ],
    );
  });

  it('gives two states of one name two ids', () => {
    const [machine] = parseAsl(
      '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true},"A":{"Type":"Pass","Next":"A"}}}',
      'json',
    ).machines;
    assert.ok(machine);
    assert.deepEqual(
      buildScene(machine).root.nodes.map(({ id }) => id),
      ['/States/A', '/States/A#2'],
    );
  });

  it('comes from every beginning of a definition, however little is typed', () => {
    const text = JSON.stringify(
      {
        Comment: 'c',
        StartAt: 'C',
        States: {
          C: { Type: 'Choice', Choices: [{ And: [{ Variable: '$.a', IsNull: true }], Next: 'M' }], Default: 'T' },
          M: { Type: 'Map', ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } }, Next: 'T' },
          T: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke',
            Retry: [{}],
            Catch: [{ ErrorEquals: [1], Next: 'M' }],
            End: true,
          },
        },
      },
      undefined,
      1,
    );
    for (let length = 0; length <= text.length; length++) {
      for (const machine of parseAsl(text.slice(0, length), 'json').machines) {
        const names = (scope: SceneScope): number =>
          scope.nodes.length + scope.nodes.flatMap((node) => node.scopes.map(names)).reduce((a, b) => a + b, 0);
        assert.equal(names(buildScene(machine).root), machine.states.length);
      }
    }
  });
});
