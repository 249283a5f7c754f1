/** How an answer is added to a mock file without losing what is there. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { addAnswer } from '../../client/debug/mock-file.ts';

const added = (text: string, key: string, answer: Parameters<typeof addAnswer>[2]): string => {
  const result = addAnswer(text, key, answer);
  if ('problem' in result) throw new Error(result.problem);
  return result.text;
};

describe('client: remember an answer in a mock file', () => {
  it('makes the file when there is none', () => {
    const text = added('', 'Charge card', { return: { paid: true } });
    assert.deepEqual(JSON.parse(text), { mocks: { 'Charge card': { return: { paid: true } } } });
    assert.ok(text.endsWith('\n'));
  });

  it('keeps comments, order and indentation of what is there', () => {
    const before = '{\n    // by hand\n    "mocks": {\n        "Reserve": { "return": 1 }\n    }\n}\n';
    const after = added(before, 'Charge', { throw: { error: 'Declined', cause: 'no money' } });
    const charge =
      '"Charge": {\n            "throw": {\n                "error": "Declined",\n                "cause": "no money"\n            }\n        }';
    assert.equal(after, before.replace('"return": 1 }', `"return": 1 },\n        ${charge}`));
  });

  it('stays on one line where the file does', () => {
    assert.equal(
      added('{"mocks":{"A":{"return":1}}}', 'B', { return: 2 }),
      '{"mocks":{"A":{"return":1}, "B": {"return":2}}}',
    );
  });

  it('puts a second answer for the same state after the first', () => {
    const once = added('{"mocks":{"Charge":{"return":1}}}', 'Charge', { return: 2 });
    assert.deepEqual(JSON.parse(once), { mocks: { Charge: [{ return: 1 }, { return: 2 }] } });
    const twice = added(once, 'Charge', { return: 3 });
    assert.deepEqual(JSON.parse(twice), { mocks: { Charge: [{ return: 1 }, { return: 2 }, { return: 3 }] } });
  });

  it('adds the field "mocks" to an object without it', () => {
    const text = added('{ "$schema": "x" }', 'A', { return: null });
    assert.deepEqual(JSON.parse(text), { $schema: 'x', mocks: { A: { return: null } } });
  });

  it('keeps the line ends of the file', () => {
    const text = added('{\r\n  "mocks": {}\r\n}\r\n', 'A', { return: 1 });
    assert.doesNotMatch(text, /[^\r]\n/);
  });

  it('does not touch a file that it cannot read', () => {
    assert.ok('problem' in addAnswer('{ "mocks": ', 'A', { return: 1 }));
    assert.ok('problem' in addAnswer('[]', 'A', { return: 1 }));
    assert.ok('problem' in addAnswer('{ "mocks": [] }', 'A', { return: 1 }));
  });
});
