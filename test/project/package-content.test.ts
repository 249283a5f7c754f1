/** What the package ships: what .vscodeignore lets through, all of it and nothing else. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { listFiles, PackageManager } from '@vscode/vsce';
import { describe, it } from 'mocha';
import { ROOT } from './bundles.ts';

/** Everything outside of `services/`, by folder: a new one is added on purpose. */
const FOLDERS = ['', 'dist', 'dist/web', 'l10n', 'media', 'media/walkthrough', 'schemas', 'syntaxes'];

describe('project: the content of the package', () => {
  let files: readonly string[] = [];
  before(async function () {
    this.timeout(30_000);
    files = await listFiles({ cwd: ROOT, packageManager: PackageManager.None });
  });
  const folderOf = (file: string): string => file.replace(/\/?[^/]*$/, '');

  it('holds the catalogue of services: the index, and a model and the lines of each service', () => {
    const services = files.filter((file) => file.startsWith('services/'));
    const names = readdirSync(`${ROOT}services/models`);
    assert.ok(names.length > 450);
    const expected = [
      'services/index.json',
      ...names.flatMap((name) => [`services/models/${name}`, `services/docs/${name}`]),
    ];
    assert.deepEqual([...services].sort(), expected.sort());
  });

  it('holds nothing else but what runs, what is shown and what is to be read', () => {
    const folders = new Set(files.filter((file) => !file.startsWith('services/')).map(folderOf));
    assert.deepEqual([...folders].sort(), FOLDERS);
    assert.ok(!files.some((file) => /\.(?:ts|mjs|map)$/.test(file)));
  });
});
