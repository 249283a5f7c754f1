/** What is larger than the service takes fails its state, to the byte, whatever the data are made of. */
import assert from 'node:assert/strict';
import { type Json, stringifyJson } from '#asl/json';
import { runToEnd } from '#interpreter';
import { machineOf, programOf, task } from './running.ts';

const LARGEST_NUMBER = -1.2345678901234567e-100;

const OUTPUTS: Readonly<Record<string, Json>> = {
  'a number of three digits': 123,
  'the number with the longest text': LARGEST_NUMBER,
  'a text with characters that are escaped': 'a "quoted" word\n\u0001\u001f',
  'a text with characters of several bytes': 'Grüße, 世界 😀',
  'an object of plain members': { n: 1, t: 'text', yes: true, no: false, none: null },
  'an object whose keys are escaped': { '\u0001"': '\u0002', ключ: 'значение' },
  'an object in which others stand': { a: { b: [1, 2, { c: 'd' }] }, e: [] },
  'numbers with long texts': { a: LARGEST_NUMBER, b: LARGEST_NUMBER, c: -1e300 },
  'an object without members': {},
  'a list of objects': [{ id: 1 }, { id: 2 }, {}],
  'an object above what is looked at closely': { text: 'x'.repeat(300), more: { text: '\\'.repeat(900) } },
};

/** How a task ends that gives this output, where at most so many bytes are taken. */
async function statusOf(output: Json, payloadBytes: number): Promise<string> {
  const options = { input: 0, now: 0, limits: { payloadBytes } };
  const { status, error } = await runToEnd(programOf(machineOf(task())), options, { task: () => ({ output }) });
  return error ?? status;
}

describe('the limit of data', () => {
  for (const [name, output] of Object.entries(OUTPUTS))
    it(`is met to the byte by ${name}`, async () => {
      const bytes = Buffer.byteLength(stringifyJson(output));
      assert.equal(await statusOf(output, bytes), 'SUCCEEDED');
      assert.equal(await statusOf(output, bytes - 1), 'States.DataLimitExceeded');
    });
});
