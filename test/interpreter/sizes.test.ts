/** How large data is: exactly where it is measured, at least where it is only bounded, whatever has been measured before. */
import assert from 'node:assert/strict';
import { type Json, parseJson, stringifyJson } from '#asl/json';
import { MAX_NESTING } from '../../interpreter/limits.ts';
import { emptySizes, levelsAtMost, sizeAtMost, sizeOf } from '../../interpreter/sizes.ts';
import { createDice, type Dice } from './dice.ts';

const ANY = Number.MAX_VALUE;

const bytesOf = (value: Json): number => Buffer.byteLength(stringifyJson(value));

const levelsOf = (value: Json): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(levelsOf)) : 0;

function parsed(text: string): Json {
  const { value } = parseJson(text);
  assert.ok(value !== undefined);
  return value;
}

function leaf(dice: Dice): Json {
  const texts = ['', 'ä"\n', '😀', 'x'.repeat(dice.between(0, 300)), '\\'.repeat(dice.between(1000, 3000))];
  return dice.pick<Json>([0, 17, -1e300, true, null, parsed('0.0'), dice.pick(texts), dice.pick(texts)]);
}

/** A value out of new leaves and of values that were made before, which are parts of several others then. */
function made(dice: Dice, before: readonly Json[]): Json {
  const part = (): Json => (before.length > 0 && dice.chance(0.4) ? dice.pick(before.slice(-30)) : leaf(dice));
  const parts = Array.from({ length: dice.pick([0, 1, 2, 3, 12, 60]) }, part);
  return dice.chance(0.5) ? parts : Object.fromEntries(parts.map((value, at) => [dice.pick(['', 'ä']) + at, value]));
}

const nested = (levels: number, inner: Json): Json => {
  let value = inner;
  for (let level = 0; level < levels; level++) value = level % 2 ? [value] : { a: value };
  return value;
};

describe('the size of data', () => {
  it('is that of its text, whatever its parts are and which of them have been measured', () => {
    for (let seed = 1; seed <= 150; seed++) {
      const dice = createDice(seed);
      const sizes = emptySizes();
      const values: Json[] = [];
      for (let count = 0; count < 25; count++) {
        const value = made(dice, values);
        const bytes = bytesOf(value);
        if (bytes > 300_000) continue;
        values.push(value);
        const place = `seed ${seed}, value ${count}`;
        const max = bytes + dice.pick([-1, 0, 1, -1000, 1000]);
        if (dice.chance(0.5)) assert.equal(sizeOf(value, max, sizes) <= max, bytes <= max, place);
        assert.ok(sizeAtMost(value, ANY, sizes) >= bytes, place);
        assert.equal(sizeOf(value, ANY, sizes), bytes, place);
        assert.ok(levelsAtMost(value, bytes, ANY, sizes) >= levelsOf(value), place);
      }
    }
  });

  it('is infinite where data is nested too deeply, also where its parts have been measured', () => {
    const sizes = emptySizes();
    const large = nested(400, 'x'.repeat(2000));
    assert.equal(sizeOf(large, ANY, sizes), bytesOf(large));
    assert.ok(levelsAtMost(large, bytesOf(large), ANY, sizes) >= 400);
    assert.ok(Number.isFinite(sizeOf(nested(MAX_NESTING - 400, large), ANY, sizes)));
    for (const cache of [sizes, emptySizes()])
      assert.equal(sizeOf(nested(MAX_NESTING - 399, large), ANY, cache), Number.POSITIVE_INFINITY);
    assert.equal(sizeOf(nested(100_000, 1), ANY, sizes), Number.POSITIVE_INFINITY);
  });

  it('above the limit says nothing of levels, and nothing more is looked at', () => {
    const sizes = emptySizes();
    const deep = nested(100_000, 'x'.repeat(2000));
    assert.equal(levelsAtMost(deep, sizeOf(deep, 1000, sizes), 1000, sizes), MAX_NESTING);
  });
});
