/**
 * Debug sessions, each a script beside its transcript: one for each row of what the debugger does.
 * `UPDATE_GOLDEN=1` writes the transcripts anew.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { playSession } from './session-script.ts';

const here = import.meta.dirname;
const sessions = join(here, 'sessions');
const machines = join(here, 'machines');

const files = Object.fromEntries(
  readdirSync(machines, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [`/w/${relative(machines, file).replaceAll('\\', '/')}`, readFileSync(file, 'utf8')]),
);

describe('debug sessions', () => {
  for (const name of readdirSync(sessions)
    .filter((file) => file.endsWith('.session'))
    .sort()) {
    it(basename(name, '.session').replaceAll('-', ' '), async () => {
      const transcript = await playSession(readFileSync(join(sessions, name), 'utf8'), files);
      const golden = join(sessions, name.replace('.session', '.golden'));
      if (process.env.UPDATE_GOLDEN) writeFileSync(golden, transcript);
      assert.equal(transcript, readFileSync(golden, 'utf8'));
    });
  }
});
