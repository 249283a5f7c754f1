/** Which machine a task starts, and in which file it is. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { formatOf, parseAsl } from '#asl';
import { machineFile, machineNameOf, nestedMachinesOf } from '#language';

const named = (text: string): string[] => {
  const doc = parseAsl(text, formatOf(text));
  return doc.machines
    .flatMap((machine) => nestedMachinesOf(doc, machine))
    .map(({ name, range }) => `${name} at ${doc.text.slice(range.start, range.end)}`);
};
const task = (arn: string, resource = 'arn:aws:states:::states:startExecution.sync:2', field = 'Parameters'): string =>
  `{ "StartAt": "A", "States": { "A": { "Type": "Task", "Resource": "${resource}", "${field}": { "StateMachineArn": ${arn} }, "End": true } } }`;

describe('nested machines', () => {
  it('are named by ARNs, placeholders and functions of templates', () => {
    const arn = 'arn:aws:states:eu-west-1:123456789012:stateMachine:pack-order';
    assert.deepEqual(named(task(`"${arn}"`)), [`pack-order at ${arn}`]);
    assert.deepEqual(named(task(`"${arn}:live"`)), [`pack-order at ${arn}:live`]);
    assert.deepEqual(named(task('"${PackOrderArn}"')), ['PackOrderArn at ${PackOrderArn}']);
    assert.deepEqual(
      named(task('{ "Fn::GetAtt": ["PackOrder", "Arn"] }')).map((one) => one.split(' ')[0]),
      ['PackOrder'],
    );
    assert.deepEqual(named(task('"${PackOrderArn}"', 'arn:aws:states:::aws-sdk:sfn:startSyncExecution', 'Arguments')), [
      'PackOrderArn at ${PackOrderArn}',
    ]);
    assert.deepEqual(
      named(
        'StartAt: A\nStates:\n  A:\n    Type: Task\n    Resource: arn:aws:states:::states:startExecution\n    Parameters:\n      StateMachineArn: ${PackOrderArn}\n    End: true\n',
      ),
      ['PackOrderArn at ${PackOrderArn}'],
    );
  });

  it('are not seen where nothing is started, or nobody knows what', () => {
    assert.deepEqual(named(task('"${PackOrderArn}"', 'arn:aws:states:::aws-sdk:sfn:describeStateMachine')), []);
    assert.deepEqual(named(task('"$.arn"')), []);
    assert.deepEqual(named(task('"{% $arn %}"')), []);
  });

  it('are found by the name of their file', () => {
    const files = [
      'file:///w/pack-order.asl.json',
      'file:///w/ship.asl.yaml',
      'file:///w/billing/statemachine.asl.json',
    ];
    const from = 'file:///w/order.asl.json';
    assert.equal(machineFile('PackOrderStateMachineArn', files, from), files[0]);
    assert.equal(machineFile('pack_order', files, from), files[0]);
    assert.equal(machineFile('Ship.Arn', files, from), files[1]);
    assert.equal(machineFile('BillingArn', files, from), files[2]);
    assert.equal(machineFile('Other', files, from), undefined);
  });

  it('are the ones beside, where a name is there twice, and none where it stays unclear', () => {
    const files = ['file:///w/a/child.asl.json', 'file:///w/b/child.asl.json'];
    assert.equal(machineFile('Child', files, 'file:///w/b/parent.asl.json'), files[1]);
    assert.equal(machineFile('Child', files, 'file:///w/parent.asl.json'), undefined);
    assert.equal(machineFile('Child', files, files[0] ?? ''), files[1]);
  });

  it('are called like their file', () => {
    assert.equal(machineNameOf('file:///w/my%20order.asl.json'), 'my order');
    assert.equal(machineNameOf('file:///w/billing/definition.asl.yaml'), 'billing');
  });
});
