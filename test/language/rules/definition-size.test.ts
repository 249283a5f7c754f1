import assert from 'node:assert/strict';
import { parseAsl } from '#asl';
import { diagnose } from '#language';

describe('definition-size', () => {
  const definition = (length: number): string => {
    const text = '{"StartAt": "A", "States": {"A": {"Type": "Succeed", "Comment": ""}}}';
    return text.replace('""', `"${'x'.repeat(length - text.length)}"`);
  };

  it('finds a definition that AWS does not take for its size', () => {
    const [finding, ...others] = diagnose(parseAsl(definition(1_048_577), 'json'));
    assert.equal(finding?.code, 'definition-size');
    assert.equal(finding?.message, 'This definition has 1,048,577 characters, but AWS takes at most 1,048,576.');
    assert.deepEqual(others, []);
  });

  it('accepts one that is just small enough', () => {
    assert.deepEqual(diagnose(parseAsl(definition(1_048_576), 'json')), []);
  });
});
