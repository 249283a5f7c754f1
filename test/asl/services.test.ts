import assert from 'node:assert/strict';
import { optimizedServices } from '#asl/services/optimized/index';
import { parseResource } from '#asl/services/resource';

describe('the resource of a Task', () => {
  const rows: readonly (readonly [string, ReturnType<typeof parseResource>])[] = [
    ['arn:aws:states:::lambda:invoke', { kind: 'optimized', service: 'lambda', action: 'invoke', pattern: '' }],
    [
      'arn:aws-cn:states:::ecs:runTask.sync',
      { kind: 'optimized', service: 'ecs', action: 'runTask', pattern: '.sync' },
    ],
    [
      'arn:aws:states:::states:startExecution.sync:2',
      { kind: 'optimized', service: 'states', action: 'startExecution', pattern: '.sync:2' },
    ],
    ['arn:aws:states:::aws-sdk:s3:getObject', { kind: 'sdk', service: 's3', action: 'getObject', pattern: '' }],
    [
      'arn:aws:states:us-east-1:123456789012:aws-sdk:s3:getObject',
      { kind: 'sdk', service: 's3', action: 'getObject', pattern: '' },
    ],
    ['arn:aws:lambda:us-east-1:123456789012:function:f', { kind: 'lambda', name: 'f', qualifier: undefined }],
    ['arn:aws:lambda:us-east-1:123456789012:function:f:live', { kind: 'lambda', name: 'f', qualifier: 'live' }],
    ['arn:aws:states:us-east-1:123456789012:activity:approve', { kind: 'activity', name: 'approve' }],
    [
      'arn:${AWS::Partition}:states:::sqs:sendMessage',
      { kind: 'optimized', service: 'sqs', action: 'sendMessage', pattern: '' },
    ],
    ['arn:aws:states:::${Call}', { kind: 'unknown' }],
    ['${Function.Arn}', { kind: 'unknown' }],
    ['arn:aws:sqs:us-east-1:123456789012:queue', { kind: 'foreign' }],
    ['foo:bar', { kind: 'foreign' }],
    ['createToken', { kind: 'malformed' }],
    ['', { kind: 'malformed' }],
  ];

  for (const [text, expected] of rows)
    it(`is read from '${text}'`, () => assert.deepEqual(parseResource(text), expected));
});

describe('the optimized integrations', () => {
  it('stand in the order of their names, and none is without actions', () => {
    const services = Object.keys(optimizedServices);
    assert.deepEqual(services, [...services].sort());
    for (const { actions } of Object.values(optimizedServices)) assert.ok(Object.keys(actions).length > 0);
  });

  it('know only the patterns that there are', () => {
    const patterns = new Set(
      Object.values(optimizedServices).flatMap(({ actions }) =>
        Object.values(actions).flatMap((action) => action.patterns),
      ),
    );
    assert.deepEqual([...patterns].sort(), ['.sync', '.sync:2', '.waitForTaskToken']);
  });
});
