// Starts the fetched VS Code server with a data folder of its own and installs the given extensions in it.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { serverNode } from './node-runtime.mjs';
import { extensionsWithJsDebug, serverFiles } from './server-files.mjs';

/** Nothing of VS Code's own may move, ask or phone while somebody tries the extension or a test drives it. */
const QUIET_SETTINGS = {
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/**
 * @typedef {object} ServerOptions
 * @property {string} dataFolder Settings, extensions, logs and state of this server.
 * @property {readonly string[]} [vsix] Packaged extensions to install first.
 * @property {Readonly<Record<string, unknown>>} [settings] User settings, added to what is there.
 * @property {string} [host]
 * @property {number} [port] 0, the default: any that is free.
 * @property {string} [token] What the address must carry to be let in; without it everybody on this machine is.
 * @property {boolean} [asksForTrust] VS Code asks whether the folder is to be trusted, as it does for people.
 * @property {boolean} [debugsJavaScript] With VS Code's own debugger for JavaScript.
 * @property {boolean} [testDriver] Lets a page run a test suite inside the extension host.
 * @property {Readonly<Record<string, string>>} [env] For the server and the extension host.
 *
 * @typedef {object} RunningServer
 * @property {number} port
 * @property {number | undefined} pid
 * @property {string} log The file that holds what the server printed.
 * @property {(folder: string, payload?: readonly (readonly [string, string])[]) => string} address
 * @property {() => Promise<void>} stop
 * @property {Promise<number | null>} exited
 */

/**
 * @param {ServerOptions} options
 * @returns {Promise<RunningServer>}
 */
export async function startServer(options) {
  const [files, node] = await Promise.all([serverFiles(), serverNode()]);
  const { dataFolder, host = '127.0.0.1' } = options;
  const extensions = path.join(dataFolder, 'extensions');
  fs.mkdirSync(extensions, { recursive: true });
  writeSettings(dataFolder, options.settings ?? {});
  const main = path.join(files, 'out', 'server-main.js');
  const folders = ['--server-data-dir', dataFolder, '--extensions-dir', extensions];
  const always = [
    main,
    ...folders,
    '--accept-server-license-terms',
    '--disable-telemetry',
    ...(options.asksForTrust ? [] : ['--disable-workspace-trust']),
    ...(options.debugsJavaScript ? ['--builtin-extensions-dir', await extensionsWithJsDebug(files)] : []),
  ];
  const env = environment(options.env ?? {});
  for (const file of options.vsix ?? []) install(node, [...always, '--install-extension', file, '--force'], env, file);

  const log = path.join(dataFolder, 'server.log');
  const output = fs.openSync(log, 'w');
  const child = spawn(
    node,
    [
      ...always,
      ...['--host', host, '--port', String(options.port ?? 0)],
      ...(options.token ? ['--connection-token', options.token] : ['--without-connection-token']),
      ...['--disable-experiments', '--disable-update-check', '--disable-getting-started-override'],
      ...(options.testDriver ? ['--enable-smoke-test-driver'] : []),
    ],
    { env, stdio: ['ignore', 'pipe', output] },
  );
  // Also when the process that started it fails: nothing may stay behind.
  const killed = () => void child.kill('SIGKILL');
  process.once('exit', killed);
  child.once('exit', () => process.off('exit', killed));
  /** @type {Promise<number | null>} */
  const exited = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
  const port = await listeningPort(child, log);
  return {
    port,
    pid: child.pid,
    log,
    exited,
    stop: () => stop(child, exited),
    address: addressOf(host, port, options.token),
  };
}

/**
 * Unpacks a packaged extension as VS Code does and gives its folder.
 * @param {string} vsix
 * @param {string} dataFolder
 */
export async function unpackExtension(vsix, dataFolder) {
  const [files, node] = await Promise.all([serverFiles(), serverNode()]);
  const extensions = path.join(dataFolder, 'extensions');
  const args = ['--server-data-dir', dataFolder, '--extensions-dir', extensions, '--accept-server-license-terms'];
  const main = path.join(files, 'out', 'server-main.js');
  install(node, [main, ...args, '--install-extension', vsix, '--force'], environment({}), vsix);
  const [folder] = fs.readdirSync(extensions, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  if (!folder) throw new Error(`${path.basename(vsix)} was not unpacked.`);
  return path.join(extensions, folder.name);
}

/** @param {Readonly<Record<string, string>>} extra */
function environment(extra) {
  // No extension gallery: nothing is asked for on the network. Options of the node that runs this script are not the server's.
  const { NODE_OPTIONS, VSCODE_CLI, ELECTRON_RUN_AS_NODE, ...inherited } = process.env;
  return { ...inherited, EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...extra };
}

/**
 * @param {string} dataFolder
 * @param {Readonly<Record<string, unknown>>} settings
 */
function writeSettings(dataFolder, settings) {
  // This server keeps the user's settings on its side, not in the browser.
  const folder = path.join(dataFolder, 'data', 'User');
  const file = path.join(folder, 'settings.json');
  fs.mkdirSync(folder, { recursive: true });
  if (fs.existsSync(file) && Object.keys(settings).length === 0) return;
  fs.writeFileSync(file, `${JSON.stringify({ ...QUIET_SETTINGS, ...settings }, null, 2)}\n`);
}

/**
 * @param {string} node
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {string} file
 */
function install(node, args, env, file) {
  try {
    execFileSync(node, args, { env, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
  } catch (error) {
    const { stdout = '', stderr = '' } = /** @type {{ stdout?: string, stderr?: string }} */ (error);
    throw new Error(`VS Code did not install ${path.basename(file)}:\n${stdout}${stderr}`);
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} log
 * @returns {Promise<number>}
 */
function listeningPort(child, log) {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk) => {
      text += chunk;
      // The data folder may already be gone while the server says goodbye.
      if (fs.existsSync(log)) fs.appendFileSync(log, chunk);
      const port = /agent listening on (\d+)/.exec(text)?.[1];
      if (port) resolve(Number(port));
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      const said = fs.existsSync(log) ? fs.readFileSync(log, 'utf8') : text;
      reject(new Error(`VS Code's server ended with code ${code} before it listened:\n${said}`));
    });
  });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {Promise<number | null>} exited
 */
async function stop(child, exited) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const impatient = setTimeout(() => child.kill('SIGKILL'), 3000);
  await exited;
  clearTimeout(impatient);
}

/**
 * @param {string} host
 * @param {number} port
 * @param {string | undefined} token
 * @returns {RunningServer['address']}
 */
function addressOf(host, port, token) {
  return (folder, payload) => {
    const parts = {
      ...(token ? { tkn: token } : {}),
      folder,
      ...(payload ? { payload: JSON.stringify(payload) } : {}),
    };
    const query = Object.entries(parts).map(([name, value]) => `${name}=${readable(value)}`);
    return `http://${host}:${port}/?${query.join('&')}`;
  };
}

/**
 * Encoded as far as needed: what a query may hold stays as it is, so that the address can be read.
 * @param {string} value
 */
function readable(value) {
  return encodeURIComponent(value).replaceAll('%2F', '/').replaceAll('%3A', ':').replaceAll('%2C', ',');
}
