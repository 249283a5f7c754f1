/** The README against what is really there: settings, launch attributes, pictures, links, and the command CI runs. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { ROOT } from './bundles.ts';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

describe('project: README', () => {
  const readme = read('README.md');
  const manifest = JSON.parse(read('package.json'));

  it('lists every setting with its default', () => {
    const groups: readonly { properties: Record<string, { default: unknown }> }[] = [
      manifest.contributes.configuration,
    ].flat();
    const settings = Object.assign({}, ...groups.map(({ properties }) => properties));
    for (const [name, { default: value }] of Object.entries<{ default: unknown }>(settings)) {
      assert.ok(
        readme.includes(`| \`${name}\` | \`${JSON.stringify(value)}\` |`),
        `${name} with ${JSON.stringify(value)}`,
      );
    }
    const listed = [...readme.matchAll(/^\| `(stepwright\.[\w.]+)` \|/gm)].map(([, name]) => name);
    assert.deepEqual(
      listed.filter((name) => !(String(name) in settings)),
      [],
      'These settings do not exist.',
    );
  });

  it('lists every attribute of a launch configuration', () => {
    const { properties } = manifest.contributes.debuggers[0].configurationAttributes.launch;
    const table = readme.slice(readme.indexOf('## Launch configurations'), readme.indexOf('## Command line'));
    for (const name of Object.keys(properties)) assert.ok(table.includes(`\`${name}\``), name);
  });

  it('shows only pictures and files that are there, and every picture', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)|src(?:set)?="([^"]+)"/g)].map(([, a, b]) =>
      String(a ?? b),
    );
    for (const link of links) assert.ok(existsSync(join(ROOT, link)), link);
    const shown = links.filter((link) => link.startsWith('docs/images/'));
    const pictures = readdirSync(join(ROOT, 'docs/images')).map((file) => `docs/images/${file}`);
    assert.deepEqual([...new Set(shown)].sort(), pictures.sort());
  });

  it('names the command that CI runs, and CI runs nothing else', () => {
    assert.equal(read('.ci/run'), '#!/bin/sh\nnpm ci && npm test\n');
    assert.ok(readme.includes('npm ci && npm test'));
    assert.ok(readme.includes('npm ci && npm start'));
  });
});
