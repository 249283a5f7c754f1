import assert from 'node:assert/strict';
import { compareTimestamps, parseTimestamp, timestampMistake } from '#asl/timestamp';

describe('a timestamp', () => {
  it('is a moment in any zone, with and without seconds and their parts', () => {
    const moment = Date.UTC(2026, 0, 31, 12);
    for (const text of [
      '2026-01-31T12:00:00Z',
      '2026-01-31T12:00Z',
      '2026-01-31T13:30:00+01:30',
      '2026-01-31T11:00:00.000000001-01:00',
    ])
      assert.equal(parseTimestamp(text), moment, text);
    assert.equal(parseTimestamp('2026-01-31T12:00:00.5Z'), moment + 500);
  });

  it('is none where a part of it does not exist, and the part is named', () => {
    for (const [text, mistake] of [
      ['2026-13-01T00:00:00Z', /no month 13/],
      ['2026-02-29T00:00:00Z', /no day 29 in month 2 of 2026/],
      ['2026-01-01T24:00:00Z', /no hour 24/],
      ['2026-01-01T00:60:00Z', /minutes and seconds/],
      ['2026-01-01T00:00:00+18:01', /-18:00 to \+18:00/],
      ['2026-01-01 00:00:00Z', /'T' stands between/],
      ['2026-01-01T00:00:00', /time zone is missing/],
      ['tomorrow', /not a timestamp/],
    ] as const) {
      assert.equal(parseTimestamp(text), undefined, text);
      assert.match(timestampMistake(text) ?? '', mistake, text);
    }
    assert.equal(timestampMistake('2028-02-29T00:00:00+18:00'), undefined);
  });

  it('comes before another one by a nanosecond, in any zone', () => {
    const order = (a: string, b: string) => Math.sign(compareTimestamps(a, b) ?? Number.NaN);
    assert.equal(order('2026-01-31T12:00:00.000001Z', '2026-01-31T12:00:00.000002Z'), -1);
    assert.equal(order('2026-01-31T13:00:00.123456789+01:00', '2026-01-31T12:00:00.123456788Z'), 1);
    assert.equal(order('2026-01-31T12:00:00.10Z', '2026-01-31T12:00:00.1Z'), 0);
    assert.equal(order('1969-12-31T23:59:59.9Z', '1969-12-31T23:59:59.8Z'), 1);
    assert.equal(order('0001-01-01T00:00:00Z', '1900-01-01T00:00:00Z'), -1);
    assert.equal(order('0000-02-29T00:00:00Z', '0000-03-01T00:00:00Z'), -1);
    assert.equal(compareTimestamps('2026-01-31T12:00:00Z', 'soon'), undefined);
  });

  it('has its letters in capitals where a machine runs', () => {
    assert.equal(parseTimestamp('2026-01-31t12:00:00z'), undefined);
  });
});
