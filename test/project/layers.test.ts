/**
 * What the compiler cannot see of the layers, over what esbuild really put into each bundle: `vscode` only in the
 * client, no node built-in in the pure layers or in anything that runs in a browser, no host inside another.
 */
import assert from 'node:assert/strict';
import { builtinModules, createRequire } from 'node:module';
import { describe, it } from 'mocha';
import { externalsOf, filesIn, ROOT, readBundles } from './bundles.ts';

const PURE = ['asl', 'language', 'interpreter', 'graph', 'protocol'];
/** The layers that may be in a bundle. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  client: ['client', 'protocol', 'asl'],
  'attached-runs': ['client', 'protocol'],
  'execution-input': ['client', 'asl'],
  handlers: ['client', 'debugger', 'protocol', 'asl'],
  'mock-documents': ['client', 'protocol'],
  'mock-file': ['client', 'protocol'],
  'recorded-executions': ['client', 'protocol', 'asl'],
  'task-prompt': ['client', 'protocol', 'asl'],
  'export-graph': ['client', 'protocol', 'asl', 'graph'],
  'language-client': ['client', 'protocol'],
  debugger: ['debugger', 'protocol', 'asl', 'interpreter', 'language', 'graph'],
  'parquet-rows': ['interpreter', 'asl'],
  requests: ['debugger', 'interpreter', 'asl'],
  signature: ['debugger'],
  server: ['server', 'services', 'protocol', 'asl', 'language', 'graph'],
  cli: ['cli'],
  'cli-commands': [
    'cli',
    'store',
    'services',
    'server',
    'debugger',
    'protocol',
    'asl',
    'language',
    'interpreter',
    'graph',
  ],
  'cli-parquet': ['store', 'asl', 'interpreter'],
  webview: ['webview', 'protocol', 'asl', 'graph'],
  'run-views': ['webview', 'protocol'],
  'web-client': ['client', 'debugger', 'protocol', 'asl', 'interpreter', 'language', 'graph'],
  'web-server': ['server', 'protocol', 'asl', 'language', 'graph'],
};
const BROWSER = ['webview', 'run-views', 'web-client', 'web-server'];

const layerOf = (file: string): string | undefined =>
  file.startsWith('node_modules/') ? undefined : file.split('/')[0];
const isBuiltin = (path: string): boolean =>
  path.startsWith('node:') || builtinModules.includes(path.split('/')[0] ?? '');

describe('project: layers', () => {
  const bundles = readBundles();

  it('every bundle has its rule', () => {
    assert.deepEqual([...bundles.keys()].sort(), Object.keys(ALLOWED).sort());
  });

  for (const [name, bundle] of bundles) {
    it(`${name} holds only the layers that it may`, () => {
      const layers = new Set(
        filesIn(bundle)
          .map(layerOf)
          .filter((layer) => layer !== undefined),
      );
      const wrong = [...layers].filter((layer) => !ALLOWED[name]?.includes(layer));
      assert.deepEqual(wrong, []);
    });

    it(`${name} imports vscode only in the client, and node only where node is`, () => {
      const wrong: string[] = [];
      for (const file of filesIn(bundle)) {
        const layer = layerOf(file);
        const isClient = layer === 'client' || file.startsWith('node_modules/vscode-languageclient/');
        for (const path of externalsOf(bundle, file)) {
          if (path === 'vscode' && !isClient) wrong.push(`${file} imports vscode`);
          if (!isBuiltin(path)) continue;
          if (BROWSER.includes(name) || (layer && PURE.includes(layer))) wrong.push(`${file} imports ${path}`);
        }
      }
      assert.deepEqual(wrong, []);
    });
  }

  it('what the core hands on has its value when it is loaded: it goes over as a constant', () => {
    const core: Readonly<Record<string, unknown>> = createRequire(import.meta.url)(`${ROOT}dist/core.cjs`);
    assert.ok(Object.keys(core).length > 20);
    assert.deepEqual(
      Object.keys(core).filter((name) => core[name] === undefined),
      [],
    );
  });

  it('the libraries of the language are the same code in every bundle', () => {
    for (const [name, bundle] of bundles) {
      const umd = filesIn(bundle).filter((file) => /node_modules\/jsonc-parser\/lib\/umd\//.test(file));
      assert.deepEqual(umd, [], name);
    }
  });
});
