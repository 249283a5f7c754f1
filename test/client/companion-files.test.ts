/** Which files beside a definition belong to it. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { inputFileOf, mockFileOf, takesAwsMocks } from '../../client/debug/companion-files.ts';

describe('client: files beside a definition', () => {
  for (const [definition, stem] of [
    ['/ws/order.asl.json', '/ws/order'],
    ['/ws/order.asl', '/ws/order'],
    ['/ws/photo-album.asl.yaml', '/ws/photo-album'],
    ['/ws/photo-album.asl.yml', '/ws/photo-album'],
    ['/ws/machine.json', '/ws/machine'],
    ['/ws.json/v1.2', '/ws.json/v1.2'],
  ] as const) {
    it(`${definition} has ${stem}.input.json and ${stem}.mocks.json`, () => {
      assert.equal(inputFileOf(definition), `${stem}.input.json`);
      assert.equal(mockFileOf(definition), `${stem}.mocks.json`);
    });
  }

  it("tell AWS's mock configuration, into which nothing of ours is written, from a mock file", () => {
    assert.equal(takesAwsMocks({ mocks: '/ws/MockConfigFile.json' }), true);
    assert.equal(takesAwsMocks({ mocks: 'C:\\ws\\MockConfigFile.dev.json' }), true);
    assert.equal(takesAwsMocks({ mocks: '/ws/cases.json', testCase: 'HappyPath' }), true);
    assert.equal(takesAwsMocks({ mocks: '/ws/order.mocks.json' }), false);
    assert.equal(takesAwsMocks({ mocks: { mocks: {} }, testCase: 'HappyPath' }), false);
  });
});
