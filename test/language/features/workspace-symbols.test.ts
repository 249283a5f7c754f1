/** Machines and states by letters of their names. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseAsl } from '#asl';
import { workspaceSymbols } from '#language';

const DOC = parseAsl(
  '{ "StartAt": "Pack order", "States": { "Pack order": { "Type": "Parallel", "Branches": [ { "StartAt": "Wrap", "States": { "Wrap": { "Type": "Succeed" } } } ], "End": true } } }',
  'json',
);
const found = (query: string): string[] =>
  [...workspaceSymbols(DOC, 'orders', query)]
    .sort((a, b) => a.distance - b.distance)
    .map(({ name, kind, container }) => `${kind} ${name} in ${container}`);

describe('workspace symbols', () => {
  it('are the machine and all its states', () => {
    assert.deepEqual(found('').sort(), [
      'machine orders in ',
      'state Pack order in orders',
      'state Wrap in Pack order',
    ]);
  });
  it('hold the letters of the query in their order, the nearest first', () => {
    assert.deepEqual(found('order'), ['machine orders in ', 'state Pack order in orders']);
    assert.deepEqual(found('pkord'), ['state Pack order in orders']);
    assert.deepEqual(found('WRAP'), ['state Wrap in Pack order']);
    assert.deepEqual(found('zzz'), []);
  });
  it('are none of a text that is no machine', () => {
    assert.deepEqual(workspaceSymbols(parseAsl('{ "a": 1 }', 'json'), 'a', ''), []);
  });
});
