/** Which files beside a definition belong to it. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { inputFileOf, mockFileOf } from '../../client/debug/companion-files.ts';

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
});
