/** Who leads to a state and where it leads, with the words of the way and the places where it is written. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type HierarchyCall, hierarchyItemAt, incomingCalls, outgoingCalls, startedMachines } from '#language';
import { atCursor } from '../../asl/cursor.ts';

const TEXT = `{
  "StartAt": "Check",
  "States": {
    "Check": { "Type": "Choice", "Choices": [
      { "Variable": "$.a", "IsNull": true, "Next": "Ship" },
      { "Variable": "$.b", "IsNull": true, "Next": "Pack" } ], "Default": "Ship" },
    "Pack": { "Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2", "Parameters": { "StateMachineArn": "\${PackerArn}" },
      "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Ship" }], "Next": "All" },
    "All": { "Type": "Parallel", "Next": "Ship", "Branches": [
      { "StartAt": "One", "States": { "One": { "Type": "Succeed" } } },
      { "StartAt": "Two", "States": { "Two": { "Type": "Succeed" } } } ] },
    "Ship": { "Type": "Succeed" }
  }
}`;

function around(name: string) {
  const { doc, offset } = atCursor(TEXT.replace(`"${name}": {`, `"$0${name}": {`));
  const item = hierarchyItemAt(doc, offset + 1, 'order');
  assert.equal(item?.name, name);
  const show = ({ item: { name: other, detail }, ranges }: HierarchyCall): string =>
    `${other}: ${detail} (${ranges.map(({ start, end }) => doc.text.slice(start, end)).join(' ')})`;
  return {
    incoming: incomingCalls(doc, item?.pointer, 'order').map(show),
    outgoing: outgoingCalls(doc, item?.pointer).map(show),
    started: startedMachines(doc, item?.pointer).map(({ machineName }) => machineName),
  };
}

describe('call hierarchy', () => {
  it('says by which ways a state is reached', () => {
    assert.deepEqual(around('Ship').incoming, [
      'Check: Choice rule 1, Default (Ship Ship)',
      'Pack: Catch 1 (Ship)',
      'All: Next (Ship)',
    ]);
  });

  it('begins with the machine, or with the container', () => {
    assert.deepEqual(around('Check').incoming, ['order: state machine (Check)']);
    assert.deepEqual(around('Two').incoming, ['All: StartAt of branch 2 (Two)']);
  });

  it('says where a state leads', () => {
    assert.deepEqual(around('Check').outgoing, [
      'Ship: Choice rule 1, Default (Ship Ship)',
      'Pack: Choice rule 2 (Pack)',
    ]);
    assert.deepEqual(around('Pack').outgoing, ['Ship: Catch 1 (Ship)', 'All: Next (All)']);
  });

  it('goes into containers, and to the machine that a task starts', () => {
    assert.deepEqual(around('All').outgoing, [
      'One: StartAt of branch 1, in All (One)',
      'Two: StartAt of branch 2, in All (Two)',
      'Ship: Next (Ship)',
    ]);
    assert.deepEqual(around('Pack').started, ['PackerArn']);
  });

  it('takes the state around a place that is no name', () => {
    const { doc, offset } = atCursor(TEXT.replace('"IsNull"', '"Is$0Null"'));
    assert.equal(hierarchyItemAt(doc, offset, 'order')?.name, 'Check');
  });

  it('takes the machine outside of its states', () => {
    const { doc, offset } = atCursor(TEXT.replace('{\n', '{$0\n'));
    const item = hierarchyItemAt(doc, offset, 'order');
    assert.equal(item?.name, 'order');
    assert.deepEqual(
      outgoingCalls(doc, item?.pointer).map((call) => call.item.name),
      ['Check'],
    );
  });
});
