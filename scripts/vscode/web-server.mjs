// Serves VS Code for the web with one extension and a folder that lives in memory: static files and one page.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { root } from './cache.mjs';
import { webFiles } from './web-files.mjs';

/** @type {Readonly<Record<string, string>>} */
const TYPES = {
  '.cjs': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};
/** The extension that holds the folder's files. */
const MEMORY_FILES = path.join(root, 'scripts', 'vscode', 'memory-files');

/**
 * @param {{ extension: string, files: Readonly<Record<string, string>>, settings?: Readonly<Record<string, unknown>> }} options
 *   `extension` is an unpacked one; `files` go into the folder `/workspace` by name.
 * @returns {Promise<{ address: string, stop: () => Promise<void> }>}
 */
export async function startWebServer({ extension, files, settings = {} }) {
  const mounts = { '/build/': await webFiles(), '/extension/': extension, '/memory-files/': MEMORY_FILES };
  const server = http.createServer((request, response) => {
    allowWebviews(request, response);
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const name = decodeURIComponent(pathname);
    if (name === '/') send(response, 'text/html', page(String(request.headers.host), settings));
    else if (name === '/memory-files/files.json') send(response, 'application/json', JSON.stringify(files));
    else serve(response, fileOf(mounts, name));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  // Upstream gives webviews an origin of their own below the page's; that works for names only, not for 127.0.0.1.
  return { address: `http://localhost:${port}/`, stop };
}

/**
 * @param {http.IncomingMessage} request
 * @param {http.ServerResponse} response
 */
function allowWebviews({ headers: { origin } }, response) {
  if (!origin || !/^http:\/\/[^.]+\.localhost:\d+$/.test(origin)) return;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-allow-credentials', 'true');
}

/**
 * @param {Readonly<Record<string, string>>} mounts
 * @param {string} name
 */
function fileOf(mounts, name) {
  for (const [prefix, folder] of Object.entries(mounts)) {
    if (!name.startsWith(prefix)) continue;
    const file = path.join(folder, name.slice(prefix.length));
    return file.startsWith(folder + path.sep) ? file : undefined;
  }
  return undefined;
}

/**
 * @param {http.ServerResponse} response
 * @param {string | undefined} file
 */
function serve(response, file) {
  if (!file || !fs.statSync(file, { throwIfNoEntry: false })?.isFile()) {
    response.statusCode = 404;
    response.end();
    return;
  }
  response.setHeader('content-type', TYPES[path.extname(file)] ?? 'application/octet-stream');
  fs.createReadStream(file).pipe(response);
}

/**
 * @param {http.ServerResponse} response
 * @param {string} type
 * @param {string} text
 */
function send(response, type, text) {
  response.setHeader('content-type', type);
  response.end(text);
}

/**
 * @param {string} authority
 * @param {Readonly<Record<string, unknown>>} settings
 */
function page(authority, settings) {
  const uri = (/** @type {string} */ pathname) => ({ scheme: 'http', authority, path: pathname });
  const config = {
    folderUri: { scheme: 'memory', path: '/workspace' },
    additionalBuiltinExtensions: [uri('/memory-files'), uri('/extension')],
    configurationDefaults: {
      'chat.disableAIFeatures': true,
      'debug.toolBarLocation': 'docked',
      'editor.minimap.enabled': false,
      'security.workspace.trust.enabled': false,
      'workbench.secondarySideBar.defaultVisibility': 'hidden',
      'workbench.startupEditor': 'none',
      ...settings,
    },
    enableWorkspaceTrust: false,
    productConfiguration: {
      nameShort: 'Code',
      nameLong: 'Code',
      enableTelemetry: false,
      extensionsGallery: { serviceUrl: '' },
      webviewContentExternalBaseUrlTemplate: `http://{{uuid}}.${authority}/build/out/vs/workbench/contrib/webview/browser/pre/`,
      webEndpointUrlTemplate: `http://{{uuid}}.${authority}/build`,
    },
  };
  return `<!doctype html>
<html>
<head><meta charset="utf-8"><link rel="stylesheet" href="/build/out/vs/workbench/workbench.web.main.internal.css"></head>
<body aria-label=""></body>
<script>globalThis._VSCODE_FILE_ROOT = new URL('/build/out/', location.origin).toString();</script>
<script src="/build/out/nls.messages.js" type="module"></script>
<script type="module">
import { create, URI } from '/build/out/vs/workbench/workbench.web.main.internal.js';
const config = ${JSON.stringify(config).replaceAll('<', '\\u003c')};
config.workspaceProvider = { trusted: true, workspace: { folderUri: URI.revive(config.folderUri) }, payload: [], open: async () => false };
config.additionalBuiltinExtensions = config.additionalBuiltinExtensions.map((uri) => URI.revive(uri));
create(document.body, config);
</script>
</html>`;
}
