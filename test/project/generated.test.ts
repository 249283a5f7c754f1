/** Files that a script makes and that are committed: they have to be what the script makes today. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { ROOT } from './bundles.ts';

const read = (file: string): string => readFileSync(`${ROOT}${file}`, 'utf8');
const script = async <T>(name: string): Promise<T> => (await import(`${ROOT}scripts/${name}`)) as T;

interface Notices {
  noticesOf(meta: unknown): string;
}
interface Texts {
  clientTexts(): string[];
  bundleOf(texts: readonly string[]): string;
}

describe('project: generated files', () => {
  it('THIRD-PARTY-NOTICES names every bundled package with its license (scripts/make-notices.mjs)', async () => {
    const { noticesOf } = await script<Notices>('make-notices.mjs');
    assert.equal(read('THIRD-PARTY-NOTICES'), noticesOf(JSON.parse(read('dist/meta.json'))));
  });

  it('l10n/bundle.l10n.json holds the texts of the client (scripts/make-l10n.mjs)', async () => {
    const { bundleOf, clientTexts } = await script<Texts>('make-l10n.mjs');
    assert.equal(read('l10n/bundle.l10n.json'), bundleOf(clientTexts()));
  });
});

describe('project: translations', () => {
  const placeholders = (text: string): string[] =>
    [...text.matchAll(/\{\d\}|\$\([\w-]+\)|\(command:[^)]+\)/g)].map((match) => match[0]).sort();
  const check = (original: string, translation: string): void => {
    const texts = JSON.parse(read(original)) as Record<string, string>;
    const translated = JSON.parse(read(translation)) as Record<string, string>;
    assert.deepEqual(Object.keys(translated).sort(), Object.keys(texts).sort());
    for (const [key, text] of Object.entries(texts)) {
      assert.deepEqual(placeholders(translated[key] ?? ''), placeholders(text), key);
    }
  };
  const languages = readdirSync(ROOT).flatMap((name) => /^package\.nls\.(\w+)\.json$/.exec(name)?.[1] ?? []);

  it('there is at least one', () => assert.ok(languages.length > 0));

  for (const language of languages) {
    it(`${language} has every text, with the same places for values`, () => {
      check('package.nls.json', `package.nls.${language}.json`);
      assert.ok(existsSync(`${ROOT}l10n/bundle.l10n.${language}.json`));
      check('l10n/bundle.l10n.json', `l10n/bundle.l10n.${language}.json`);
    });
  }
});
