// `npm run bench [-- --json FILE] [--only NAME]`: bundles the benchmark as the product is bundled, so that what ships
// is what is measured, and runs it in one process. The peer needs Node 22: where this one is older, the Node that the
// tests in VS Code fetch runs the whole benchmark.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { serverNode } from '../scripts/vscode/node-runtime.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, '.types/bench-bundle');

await esbuild.build({
  absWorkingDir: root,
  entryPoints: ['bench/index.ts', 'bench/stored-map.ts', 'bench/streamed-map.ts', 'bench/language/usage.ts'],
  outdir: folder,
  entryNames: '[name]',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  mainFields: ['module', 'main'],
  external: ['aws-local-stepfunctions', 'amazon-states-language-service', 'asl-validator'],
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  logLevel: 'warning',
});
const node = await serverNode();
const { status } = spawnSync(node, ['--expose-gc', join(folder, 'index.mjs'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, STEPWRIGHT_ROOT: root },
});
process.exit(status ?? 1);
