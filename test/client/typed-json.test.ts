/** JSON typed into a box is told apart from the name of something to choose. */
import assert from 'node:assert/strict';
import { beginsAsJson, jsonProblem } from '../../client/debug/typed-json.ts';

describe('JSON that is being typed', () => {
  it('is meant by its first characters', () => {
    for (const text of ['{', ' [1', '"ok', '12', '-3', 'true', 'null'])
      assert.equal(beginsAsJson(text), true, JSON.stringify(text));
  });

  it('is not a name of something to choose', () => {
    for (const text of ['', ' ', 'Fail', 'Return', 'tr', 'nothing', '-'])
      assert.equal(beginsAsJson(text), false, JSON.stringify(text));
  });

  it('has no problem when it is whole', () => {
    assert.equal(jsonProblem('{"a": [1, true]}'), undefined);
    assert.match(jsonProblem('{"a": ') ?? '', /JSON/);
  });
});
