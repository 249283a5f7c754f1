/** What is offered in a mock file at a cursor (`$0`). */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { mockPlaceAt } from '../../client/debug/mock-file.ts';

function place(marked: string) {
  const offset = marked.indexOf('$0');
  const text = marked.replace('$0', '');
  const found = mockPlaceAt(text, offset);
  return found && { ...found, replaced: text.slice(found.start, found.end) };
}

describe('client: completion in mock files', () => {
  it('offers states as keys of our mocks, over what is typed', () => {
    const found = place('{"mocks": {"Ch$0"}}');
    assert.deepEqual([found?.statesOf, found?.replaced], [{ machine: undefined }, '"Ch"']);
  });

  it('offers nothing inside an answer', () => {
    assert.equal(place('{"mocks": {"Charge": {"$0"}}}'), undefined);
    assert.equal(place('{"mocks": {"Charge": {"return": {"$0": 1}}}}'), undefined);
  });

  it("offers the states of its machine in a test case of AWS's file", () => {
    const found = place('{"StateMachines": {"order": {"TestCases": {"Happy": {"$0"}}}}}');
    assert.deepEqual(found?.statesOf, { machine: 'order' });
  });

  it('offers the responses of the file for a state', () => {
    const found = place(
      '{"StateMachines": {"order": {"TestCases": {"Happy": {"Pay": "$0"}}}}, "MockedResponses": {"Paid": {}, "Lost": {}}}',
    );
    assert.deepEqual([found?.responses, found?.replaced], [['Paid', 'Lost'], '""']);
  });
});
