import assert from 'node:assert/strict';
import { boundedNearestName, nearestName } from '#asl/nearest-name';

describe('the name that was meant', () => {
  const states = ['Check stock', 'Ship', 'Notify buyer', 'Notify seller'];

  it('is one with a letter more, less, other or swapped', () => {
    for (const name of ['Shp', 'Shipp', 'Shop', 'Shpi']) assert.equal(nearestName(name, states), 'Ship', name);
  });

  it('is one that differs in case or blanks', () => {
    assert.equal(nearestName('check-stock', states), 'Check stock');
    assert.equal(nearestName('NotifySeller', states), 'Notify seller');
  });

  it('is the only one that begins so', () => {
    assert.equal(nearestName('Check', states), 'Check stock');
    assert.equal(nearestName('Notify', states), undefined);
    assert.equal(nearestName('Ch', states), undefined);
  });

  it('is none that is not near', () => {
    assert.equal(nearestName('Cancel', states), undefined);
    assert.equal(nearestName('Ship', ['Ship']), undefined);
  });

  it('is not searched for without end', () => {
    const names = new Set(Array.from({ length: 30_000 }, (_, i) => `state ${i}`));
    const nearest = boundedNearestName();
    assert.equal(nearest('State 1', names), 'state 1');
    assert.equal(nearest('State 2', names), undefined);
  });
});
