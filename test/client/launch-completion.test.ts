/** What is offered in launch.json at a cursor (`$0`). */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { launchPlaceAt } from '../../client/debug/mock-file.ts';

/** In a configuration of ours; `|` stands for the cursor. */
function place(attributes: string, type = 'asl') {
  const marked = `{"version": "0.2.0", "configurations": [{"type": "${type}", ${attributes}}]}`;
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const found = launchPlaceAt(text, offset);
  return found && { wanted: found.wanted, replaced: text.slice(found.start, found.end) };
}

describe('client: completion in launch.json', () => {
  it('offers the states of the program to begin with, over what is typed', () => {
    assert.deepEqual(place('"program": "order.asl.json", "startAt": "Ch|a"'), {
      wanted: { kind: 'states', program: 'order.asl.json' },
      replaced: '"Cha"',
    });
  });

  it('reads the program also where it stands behind', () => {
    const found = place('"startAt": "|", "program": "order.asl.json"');
    assert.deepEqual(found?.wanted, { kind: 'states', program: 'order.asl.json' });
  });

  it('offers the test cases of the mock configuration', () => {
    const found = place('"mocks": "MockConfigFile.json", "testCase": |');
    assert.deepEqual(found, { wanted: { kind: 'testCases', mocks: 'MockConfigFile.json' }, replaced: '' });
  });

  for (const [attribute, file] of [
    ['"program": "|"', 'order.asl.yaml'],
    ['"inputFile": "|"', 'order.input.json'],
    ['"mocks": "|"', 'order.mocks.yaml'],
    ['"machines": {"ship": "|"}', 'ship.asl.json'],
    ['"machines": {"ship": {"file": "|"}}', 'ship.asl.json'],
    ['"handlers": {"charge": "|"}', 'charge.py'],
  ] as const) {
    it(`offers files such as ${file} for ${attribute}`, () => {
      const wanted = place(attribute)?.wanted;
      assert.equal(wanted?.kind, 'files');
      const ending = file.slice(file.indexOf('.') + 1);
      assert.ok(wanted.pattern.split(/[{},]/).some((one) => ending.endsWith(one.replace(/^.*\*\.?/, ''))));
    });
  }

  it('offers nothing for names, other types and other places', () => {
    assert.equal(place('"handlers": {"|": ""}'), undefined);
    assert.equal(place('"input": {"program": "|"}'), undefined);
    assert.equal(place('"program": "|"', 'node'), undefined);
    assert.equal(place('"__proto__": "|"'), undefined);
    assert.equal(launchPlaceAt('{"program": ""}', 13), undefined);
  });
});
