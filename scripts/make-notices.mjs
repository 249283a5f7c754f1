// Writes THIRD-PARTY-NOTICES: every package that is in a bundle, with its licence, as esbuild's metafile knows them, and
// what the catalogue of services is made from.
// Run after a build; a test fails when the committed file is not what this makes.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const PACKAGE = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/** Folders of the packages in the bundles. jsonata comes in through a generated file. */
export function bundledPackages(meta) {
  const folders = new Set(['node_modules/jsonata']);
  for (const bundle of Object.values(meta)) {
    for (const output of Object.values(bundle.outputs)) {
      for (const file of Object.keys(output.inputs)) {
        const folder = PACKAGE.exec(file)?.[1];
        if (folder) folders.add(folder);
      }
    }
  }
  return [...folders];
}

/** The text of the file. One entry per name and version, in the order of names. */
export function noticesOf(meta) {
  const entries = new Map();
  for (const folder of bundledPackages(meta)) {
    const { name, version, license, homepage, repository } = JSON.parse(
      readFileSync(join(root, folder, 'package.json'), 'utf8'),
    );
    const from = homepage ?? (typeof repository === 'string' ? repository : repository?.url) ?? '';
    entries.set(`${name} ${version}`, `${name} ${version} (${license})\n${from}\n\n${licenceText(folder)}\n`);
  }
  entries.set('botocore', catalogueEntry());
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
  const head = 'Stepwright contains code of these projects, under their licenses:\n';
  const line = `\n${'-'.repeat(80)}\n\n`;
  return [head, ...sorted].join(line);
}

/** The models of AWS's services, which are data and in no bundle. */
function catalogueEntry() {
  const [{ package: file }] = JSON.parse(readFileSync(join(root, 'services/source.json'), 'utf8'));
  const version = /_([\d.]+)/.exec(file)[1];
  const title = `botocore ${version} (Apache-2.0), the models of AWS services, from which services/ is made`;
  return `${title}\nhttps://github.com/boto/botocore\n\n${licenceText('services')}\n`;
}

function licenceText(folder) {
  const file = readdirSync(join(root, folder)).find((name) => /^licen[cs]e/i.test(name));
  if (!file) throw new Error(`${folder} has no licence file.`);
  return readFileSync(join(root, folder, file), 'utf8')
    .replaceAll('\r\n', '\n')
    .trim();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = join(root, 'dist/meta.json');
  if (!existsSync(file)) throw new Error('dist/meta.json is missing: run `npm run build` first.');
  writeFileSync(join(root, 'THIRD-PARTY-NOTICES'), noticesOf(JSON.parse(readFileSync(file, 'utf8'))));
}
