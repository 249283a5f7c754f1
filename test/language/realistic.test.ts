/** Machines as customers write them, each full of unusual but legal things: none gets an error or a warning. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { parseAsl } from '#asl';
import { diagnose } from '#language';
import { SERVICES } from '../services.ts';

const folder = new URL('./realistic/', import.meta.url);

describe('realistic machines', () => {
  for (const name of readdirSync(folder))
    it(`finds nothing in ${name}`, () => {
      const doc = parseAsl(readFileSync(new URL(name, folder), 'utf8'), name.endsWith('.json') ? 'json' : 'yaml');
      assert.equal(doc.machines.length, 1);
      const found = diagnose(doc, { services: SERVICES }).map(
        ({ severity, code, message, range }) =>
          `${severity} ${code}: ${message} «${doc.text.slice(range.start, range.end).slice(0, 80)}»`,
      );
      assert.deepEqual(found, []);
    });
});
