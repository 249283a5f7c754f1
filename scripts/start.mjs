// `npm start`: builds the extension and opens VS Code with it on the examples. A desktop VS Code is used where there
// is one, else VS Code in the browser, fetched from the npm registry. It stays until Ctrl+C.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cacheFolder, root } from './vscode/cache.mjs';
import { findDesktopCode, openDesktop } from './vscode/desktop.mjs';
import { startServer } from './vscode/server.mjs';

const HELP = `npm start -- [--browser] [--port PORT] [--host HOST] [--data FOLDER]

Opens VS Code with Stepwright and the examples.
  --browser      in the browser, even where a desktop VS Code is installed
  --port PORT    the port for the browser (default: any that is free)
  --host HOST    the address to listen on (default: 127.0.0.1, this machine only)
  --data FOLDER  where VS Code in the browser keeps its settings (default: .vscode-test/start)`;

const FIRST_FILE = path.join(root, 'examples', 'order-processing.asl.json');
const examples = path.dirname(FIRST_FILE);
const options = readOptions();
if (options.help) console.log(HELP);
else {
  const desktop = options.browser ? undefined : findDesktopCode();
  if (!desktop || !startDesktop(desktop)) await startInBrowser();
}

function readOptions() {
  const { values } = parse();
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65535) refuse(`"${values.port}" is not a port.`);
  return { ...values, host: values.host ?? '127.0.0.1', port };
}

function parse() {
  try {
    return parseArgs({
      options: {
        browser: { type: 'boolean' },
        port: { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

/**
 * @param {string} message
 * @returns {never}
 */
function refuse(message) {
  console.error(`${message}\n\n${HELP}`);
  process.exit(2);
}

/** @param {string} desktop */
function startDesktop(desktop) {
  runScript('build');
  const opened = openDesktop(desktop, ['--new-window', `--extensionDevelopmentPath=${root}`, examples, FIRST_FILE]);
  console.log(
    opened
      ? 'VS Code opens with Stepwright and the examples. Press F5 to debug the order that is open.'
      : `${desktop} did not open a window; VS Code is started in the browser instead.`,
  );
  return opened;
}

async function startInBrowser() {
  runScript('package');
  const token = randomBytes(12).toString('hex');
  const server = await startServer({
    // Kept between runs: settings, breakpoints and the layout of the window stay as somebody left them.
    dataFolder: path.resolve(options.data ?? path.join(cacheFolder, 'start')),
    vsix: [path.join(root, 'stepwright.vsix')],
    host: options.host,
    port: options.port,
    token,
  });
  const file = `vscode-remote://${options.host}:${server.port}${FIRST_FILE.replaceAll('\\', '/')}`;
  const address = server.address(examples, [['openFile', file]]);
  console.log(
    `\nVS Code is running with Stepwright and the examples. Open this address in a browser:\n\n  ${address}\n`,
  );
  console.log('Press F5 there to debug the order that is open. Ctrl+C here stops VS Code.');
  openBrowser(address);
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, () => void server.stop());
  const code = await server.exited;
  if (code) console.error(`VS Code's server ended with code ${code}; ${server.log} says why.`);
  process.exit(code ?? 0);
}

/**
 * Says one line, and what the script printed only when it failed.
 * @param {string} script
 */
function runScript(script) {
  console.log('Building Stepwright …');
  const windows = process.platform === 'win32';
  const options = /** @type {const} */ ({ cwd: root, encoding: 'utf8', shell: windows });
  const { status, stdout, stderr } = spawnSync(windows ? 'npm.cmd' : 'npm', ['run', '--silent', script], options);
  if (status === 0) return;
  console.error(`npm run ${script} failed:\n${stdout}${stderr}`);
  process.exit(status ?? 1);
}

/**
 * Only from a terminal with a screen; elsewhere the printed address has to do.
 * @param {string} address
 */
function openBrowser(address) {
  if (!process.stdout.isTTY) return;
  const hasScreen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!hasScreen) return;
  const [command, ...args] = { darwin: ['open'], win32: ['cmd', '/c', 'start', '""'] }[String(process.platform)] ?? [
    'xdg-open',
  ];
  const child = spawn(String(command), [...args, address], { stdio: 'ignore', detached: true });
  child.once('error', () => console.log('No browser could be opened from here.'));
  child.unref();
}
