/**
 * package.json against what it speaks of: files, texts, commands, settings, limits. The extension is activated on a
 * stand-in for VS Code that only remembers what was registered.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, it } from 'mocha';
import { ROOT } from './bundles.ts';
import { activateBundle } from './fake-vscode.ts';

const manifest = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'));
const texts = JSON.parse(readFileSync(`${ROOT}package.nls.json`, 'utf8')) as Record<string, string>;
const { contributes } = manifest;

/** Every string of a JSON value. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(strings);
}

describe('project: manifest', () => {
  it('names only files that exist', () => {
    const named = strings(contributes).filter((text) => /^\.?\/?(?:media|syntaxes|schemas|l10n)\//.test(text));
    assert.ok(named.length > 8);
    const files = [...named, manifest.main, manifest.browser, manifest.icon, manifest.bin.stepwright, manifest.l10n];
    assert.deepEqual(
      files.filter((file) => !existsSync(`${ROOT}${file}`)),
      [],
    );
  });

  it('ships every program that the extension runs', () => {
    const shipped = readFileSync(`${ROOT}.vscodeignore`, 'utf8').split('\n');
    const programs = readdirSync(`${ROOT}dist`).filter((file) => /\.(?:cjs|js|css)$/.test(file) && file !== 'cli.cjs');
    assert.ok(programs.length >= 6);
    assert.deepEqual(
      programs.filter((file) => !shipped.includes(`!dist/${file}`)),
      [],
    );
  });

  it('has a text for every %key% and no text too many', () => {
    const used = [...JSON.stringify(manifest).matchAll(/%([A-Za-z][\w.]*)%/g)].map((match) => match[1] ?? '');
    assert.deepEqual([...new Set(used)].sort(), Object.keys(texts).sort());
  });

  it('contributes exactly the commands that the extension registers', () => {
    const declared = contributes.commands.map((item: { command: string }) => item.command);
    assert.deepEqual([...activateBundle().commands].sort(), declared.sort());
  });

  it('puts every command into the category and into the palette only where it works', () => {
    for (const { command, category } of contributes.commands) assert.equal(category, '%category%', command);
    const inMenus = new Set(strings(contributes.menus).filter((text) => text.startsWith('stepwright.')));
    const everywhere = ['stepwright.newStateMachine', 'stepwright.restartServer', 'stepwright.showLog'];
    for (const { command } of contributes.commands)
      assert.ok(inMenus.has(command) || everywhere.includes(command), command);
  });

  it('registers the debug type, and an adapter for it', () => {
    const [debuggerEntry] = contributes.debuggers;
    assert.deepEqual(activateBundle().debugTypes, [debuggerEntry.type]);
    assert.deepEqual(
      contributes.breakpoints.map((item: { language: string }) => item.language),
      debuggerEntry.languages,
    );
  });

  it('has at most twenty settings, each with a default, an order and a text', () => {
    const settings = contributes.configuration.flatMap((group: { properties: object }) =>
      Object.entries(group.properties),
    );
    assert.ok(settings.length <= 20);
    for (const [name, setting] of settings as [string, Record<string, unknown>][]) {
      assert.match(name, /^stepwright\.[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/);
      for (const field of ['default', 'order', 'scope', 'markdownDescription'])
        assert.ok(field in setting, `${name}: ${field}`);
    }
  });

  it('contributes no setting that nothing reads', () => {
    const settings = contributes.configuration.flatMap((group: { properties: object }) =>
      Object.keys(group.properties),
    );
    // The language client reads `stepwright.trace.server` by itself.
    const ours = (settings as string[]).filter((name) => name !== 'stepwright.trace.server');
    const sources = [...activateBundle().sources, readFileSync(`${ROOT}dist/server.cjs`, 'utf8')].join('\n');
    assert.deepEqual(
      ours.filter((name) => !name.split('.').every((part) => sources.includes(part))),
      [],
    );
  });

  it('activates for its languages, because each has a configuration', () => {
    // VS Code derives `onLanguage:` from a contributed language only when the language has a configuration.
    for (const language of contributes.languages) assert.ok(language.configuration, language.id);
    assert.deepEqual(
      manifest.activationEvents.filter((event: string) => event === '*' || event === 'onStartupFinished'),
      [],
    );
  });

  it('uses the same VS Code for engine and types, and nothing at run time that is not bundled', () => {
    assert.equal(manifest.engines.vscode, `^${manifest.devDependencies['@types/vscode']}`);
    assert.equal(manifest.dependencies, undefined);
  });

  it('closes brackets and quotes by themselves only where typing the closing one types over it', () => {
    for (const { configuration } of contributes.languages) {
      const { autoClosingPairs } = JSON.parse(readFileSync(`${ROOT}${configuration}`, 'utf8'));
      assert.ok(autoClosingPairs.length >= 3, configuration);
      // VS Code types over single characters only: a pair like `{% %}` would leave its end behind.
      for (const { open, close } of autoClosingPairs) assert.equal(`${open}${close}`.length, 2, configuration);
    }
  });

  it('has an icon of 256 by 256', () => {
    const png = readFileSync(`${ROOT}${manifest.icon}`);
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [256, 256]);
    assert.ok(statSync(`${ROOT}${manifest.icon}`).size < 100_000);
  });

  it('has a walkthrough of at most five steps, each with a picture, a command and a way to be done', () => {
    const [walkthrough] = contributes.walkthroughs;
    assert.ok(walkthrough.steps.length <= 5);
    for (const step of walkthrough.steps) {
      assert.ok(step.completionEvents.length > 0, step.id);
      const text = texts[step.description.slice(1, -1)] ?? '';
      assert.match(text, /\]\(command:[\w.]+/, step.id);
    }
  });
});
