// Fetches everything that the tests in VS Code need, at once, so that a later run needs no network: VS Code's server,
// VS Code for the web, a Node that can run the server, and Chromium. Run it as `node scripts/vscode/fetch.mjs`.
import { chromium } from './chromium.mjs';
import { serverNode } from './node-runtime.mjs';
import { serverFiles } from './server-files.mjs';
import { webFiles } from './web-files.mjs';

const begin = performance.now();
await Promise.all([serverFiles(), serverNode(), chromium(), webFiles()]);
console.log(`VS Code, Node and Chromium are in place (${((performance.now() - begin) / 1000).toFixed(1)} s).`);
