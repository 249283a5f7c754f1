// Bundles every program of the product into dist/. Each bundle is one entry of the table below; what the extension
// needs only sometimes (language client, debugger) is a bundle of its own that is loaded on first use. Server and
// debugger share what both hold of the language.
// `--watch` builds again on each change, unminified and with source maps.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { buildWithCore } from './scripts/build-with-core.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const watch = process.argv.includes('--watch');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** What only requests need that are signed. */
const SIGNATURE = 'debugger/node/signature.ts';

/** Files that the client imports by `import()`, and the bundle that each becomes in the node flavour. */
const LAZY = {
  'client/language-client.node.ts': './language-client.cjs',
  'client/debug/attached-runs.node.ts': './attached-runs.cjs',
  'client/debug/execution-input.ts': './execution-input.cjs',
  'client/debug/handlers.node.ts': './handlers.cjs',
  'client/debug/mock-documents.ts': './mock-documents.cjs',
  'client/debug/mock-file.ts': './mock-file.cjs',
  'client/debug/recorded-executions.ts': './recorded-executions.cjs',
  'client/debug/task-prompt.ts': './task-prompt.cjs',
  'client/preview/export-graph.ts': './export-graph.cjs',
  'debugger/index.ts': './debugger.cjs',
  [SIGNATURE]: './signature.cjs',
};
/** The same for the command line: only the command that is asked for is loaded. */
const COMMANDS = Object.fromEntries(
  ['dap', 'graph', 'lint', 'lsp', 'run'].map((name) => [`cli/commands/${name}.ts`, `./cli/${name}.cjs`]),
);

/** What only machines with Parquet files need. */
const PARQUET_ROWS = 'interpreter/item-reader/parquet-rows.ts';

/** What only sessions need that have requests of tasks sent. */
const REQUESTS = 'debugger/tasks/request-tasks.ts';

const shared = {
  absWorkingDir: root,
  bundle: true,
  metafile: true,
  minify: !watch,
  sourcemap: watch ? 'linked' : false,
  legalComments: 'none',
  // jsonc-parser's `main` is a UMD file whose inner `require` no bundler can follow.
  mainFields: ['module', 'main'],
  define: { __STEPWRIGHT_VERSION__: JSON.stringify(version) },
  logLevel: 'warning',
};
const node = {
  ...shared,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // For Node the package has CommonJS only, of which nothing can be left out; what nobody uses of it are 18 kB.
  alias: { yaml: join(root, 'node_modules/yaml/browser/dist/index.js') },
  // Where a bundle lies is how it finds the files beside it.
  define: { ...shared.define, 'import.meta.dirname': '__dirname' },
};
const browser = {
  ...shared,
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  mainFields: ['browser', 'module', 'main'],
  define: { ...shared.define, 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
};

/** The extension's start is measured from the first line of its bundle, so that loading it counts. */
const LOAD_CLOCK = { js: 'const STEPWRIGHT_LOADED_AT = performance.now();' };

/** Every bundle by the name that the layering and size tests know it by. */
const BUNDLES = {
  client: { ...client(), banner: LOAD_CLOCK, entryPoints: ['client/extension.ts'], outfile: 'dist/client.cjs' },
  'language-client': lazyPart('client/language-client.node.ts'),
  'attached-runs': lazyPart('client/debug/attached-runs.node.ts'),
  'execution-input': lazyPart('client/debug/execution-input.ts'),
  handlers: lazyPart('client/debug/handlers.node.ts'),
  'mock-documents': lazyPart('client/debug/mock-documents.ts'),
  'mock-file': lazyPart('client/debug/mock-file.ts'),
  'recorded-executions': lazyPart('client/debug/recorded-executions.ts'),
  'task-prompt': lazyPart('client/debug/task-prompt.ts'),
  'export-graph': lazyPart('client/preview/export-graph.ts'),
  'parquet-rows': { ...node, entryPoints: [PARQUET_ROWS], outfile: 'dist/parquet-rows.cjs' },
  requests: { ...node, entryPoints: [REQUESTS], outfile: 'dist/requests.cjs' },
  signature: { ...node, entryPoints: [SIGNATURE], outfile: 'dist/signature.cjs' },
  cli: {
    ...withLazy(COMMANDS),
    banner: { js: '#!/usr/bin/env node' },
    entryPoints: ['cli/main.ts'],
    outfile: 'dist/cli.cjs',
  },
  'cli-commands': {
    ...withLazy({
      'store/parquet.ts': './parquet.cjs',
      [PARQUET_ROWS]: '../parquet-rows.cjs',
      [SIGNATURE]: '../signature.cjs',
      // A run that waits for a debugger has the debug adapter of the other command.
      'cli/commands/dap.ts': './dap.cjs',
    }),
    entryPoints: Object.keys(COMMANDS),
    outdir: 'dist/cli',
    outExtension: { '.js': '.cjs' },
  },
  'cli-parquet': { ...node, entryPoints: ['store/parquet.ts'], outfile: 'dist/cli/parquet.cjs' },
  webview: { ...browser, entryPoints: ['webview/main.ts'], outfile: 'dist/webview.js' },
  'run-views': { ...browser, entryPoints: ['webview/run-views/main.ts'], outfile: 'dist/run-views.js' },
  'web-client': {
    ...browser,
    format: 'cjs',
    external: ['vscode'],
    banner: LOAD_CLOCK,
    entryPoints: ['client/extension.web.ts'],
    // `.cjs`: the package is of type module, and the web's extension host takes CommonJS only.
    outfile: 'dist/web/client.cjs',
  },
  'web-server': { ...browser, entryPoints: ['server/main.web.ts'], outfile: 'dist/web/server.js' },
};

/** The two large programs, of which each holds all of the language: they share it in `dist/core.cjs`. */
const WITH_CORE = { debugger: 'debugger/index.ts', server: 'server/main.node.ts' };
const withCore = withLazy({ [PARQUET_ROWS]: './parquet-rows.cjs', [REQUESTS]: './requests.cjs' });

/**
 * Extension code in the node flavour: `import()` of a lazy file becomes `require` of its bundle, because VS Code
 * hands out its `vscode` module through `require` only.
 */
function client() {
  return { ...withLazy(LAZY), external: ['vscode'] };
}

function withLazy(table) {
  return { ...node, supported: { 'dynamic-import': false }, plugins: [lazyBundles(table)] };
}

/** A part of the extension that has a bundle of its own. */
function lazyPart(entry) {
  return { ...client(), entryPoints: [entry], outfile: join('dist', LAZY[entry]) };
}

function lazyBundles(table) {
  return {
    name: 'lazy-bundles',
    setup(build) {
      build.onResolve({ filter: /./ }, async (args) => {
        if (args.kind !== 'dynamic-import' || args.pluginData === 'resolved') return undefined;
        const found = await build.resolve(args.path, {
          kind: args.kind,
          resolveDir: args.resolveDir,
          pluginData: 'resolved',
        });
        const bundle = table[found.path.slice(root.length + 1).replaceAll('\\', '/')];
        return bundle ? { path: bundle, external: true } : undefined;
      });
    },
  };
}

execFileSync(process.execPath, [join(root, 'scripts/make-jsonata.mjs')], { stdio: 'inherit', cwd: root });
const bundles = Object.entries(BUNDLES).filter(([, options]) => existsSync(join(root, options.entryPoints[0])));
if (watch) {
  const whole = Object.entries(WITH_CORE).map(([name, entry]) => [
    name,
    { ...withCore, entryPoints: [entry], outfile: `dist/${name}.cjs` },
  ]);
  for (const [, options] of [...bundles, ...whole])
    await (await esbuild.context({ ...options, logLevel: 'info' })).watch();
} else {
  const [{ files, metafiles }, ...alone] = await Promise.all([
    buildWithCore(WITH_CORE, withCore),
    ...bundles.map(async ([name, options]) => [name, (await esbuild.build(options)).metafile]),
  ]);
  for (const [file, text] of files) writeFileSync(join(root, file), text);
  const results = [...alone, ...metafiles];
  removeLeftovers(results.flatMap(([, { outputs }]) => Object.keys(outputs)));
  writeFileSync(join(root, 'dist/meta.json'), JSON.stringify(Object.fromEntries(results)));
}

/** What an earlier build made and this one did not. Nothing is removed before: a running editor or test may read it. */
function removeLeftovers(made) {
  for (const entry of readdirSync(join(root, 'dist'), { recursive: true, withFileTypes: true })) {
    const file = relative(root, join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/');
    if (entry.isFile() && !made.includes(file)) rmSync(join(root, file));
  }
}
