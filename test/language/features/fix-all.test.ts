/** All mistakes with one right answer mended at once. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseAsl } from '#asl';
import { applyEdits, fixAll } from '#language';

const fixed = (text: string, format: 'json' | 'yaml' = 'json'): string =>
  applyEdits(text, fixAll(parseAsl(text, format)));

describe('fix all', () => {
  it('mends every mistake that has one right answer', () => {
    assert.equal(
      fixed(
        '{ "StartAt": "Shp", "States": { "Ship": { "Type": "Pas", "Next": "Pakc" }, "Pack": { "Type": "succeed" } } }',
      ),
      '{ "StartAt": "Ship", "States": { "Ship": { "Type": "Pass", "Next": "Pack" }, "Pack": { "Type": "Succeed" } } }',
    );
  });

  it('does the same in YAML', () => {
    assert.equal(
      fixed('StartAt: Shp\nStates:\n  Ship:\n    Type: Pas # a pass\n    End: true\n', 'yaml'),
      'StartAt: Ship\nStates:\n  Ship:\n    Type: Pass # a pass\n    End: true\n',
    );
  });

  it('leaves alone what has several answers, or none', () => {
    const text = '{ "StartAt": "A", "States": { "A": { "Type": "Succeed" }, "B": { "Type": "Succeed" } } }';
    assert.deepEqual(fixAll(parseAsl(text, 'json')), []);
    assert.deepEqual(fixAll(parseAsl('{ "StartAt": ', 'json')), []);
  });

  it('keeps silent about what is switched off', () => {
    const text = '{ "StartAt": "Shp", "States": { "Ship": { "Type": "Succeed" } } }';
    assert.deepEqual(fixAll(parseAsl(text, 'json'), { severities: { 'unknown-state': 'off' } }), []);
  });
});
