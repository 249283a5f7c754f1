// Collects the texts of the extension into l10n/bundle.l10n.json, which translators copy to bundle.l10n.<language>.json.
// A test fails when the committed file is not what this makes, or when a translation lacks a text.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const CALL = /l10n\.t\(/g;
const CALL_WITH_TEXT = /l10n\.t\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g;

/** Every text that the client shows through `l10n.t`, in the order of the alphabet. */
export function clientTexts() {
  const texts = new Set();
  for (const name of readdirSync(join(root, 'client'), { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    const source = readFileSync(join(root, 'client', name), 'utf8');
    const found = [...source.matchAll(CALL_WITH_TEXT)];
    const calls = source.match(CALL)?.length ?? 0;
    if (found.length !== calls) throw new Error(`client/${name}: each l10n.t needs its text as a plain string first.`);
    for (const [, single, double] of found) texts.add((single ?? double ?? '').replace(/\\(.)/g, '$1'));
  }
  return [...texts].sort();
}

/** The content of the bundle: each text stands for itself. */
export function bundleOf(texts) {
  return `${JSON.stringify(Object.fromEntries(texts.map((text) => [text, text])), null, 2)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(join(root, 'l10n/bundle.l10n.json'), bundleOf(clientTexts()));
}
