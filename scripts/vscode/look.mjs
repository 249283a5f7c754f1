// Opens VS Code with the packaged extension, without a window, does what the arguments say one after the other, and
// saves a picture: to see what a change looks like, in any theme. How to use it: README.md beside this file.
import path from 'node:path';
import { register } from 'tsx/esm/api';
import { root } from './cache.mjs';

register();
const { packagedExtension, startSession } = await import('../../e2e/session.ts');
const { screenText } = await import('../../e2e/screen.ts');
const runViews = await import('../../e2e/run-views.ts');
const workbench = await import('../../e2e/workbench.ts');

/** @typedef {import('playwright-core').Page} Page */

/** @type {Readonly<Record<string, (page: Page, value: string) => Promise<void>>>} */
const ACTIONS = {
  open: (page, value) => workbench.openFile(page, value),
  run: (page, value) => workbench.runCommand(page, value),
  go: (page, value) => {
    const [line = 1, column = 1] = value.split(':').map(Number);
    return workbench.goTo(page, line, column);
  },
  press: (page, value) => workbench.press(page, ...value.split(' ')),
  type: (page, value) => page.keyboard.type(value),
  click: (page, value) => page.locator(value).first().click(),
  // Inside the graph preview's frame.
  'click-graph': (page, value) => workbench.webview(page).locator(value).first().click(),
  // A view of the run: `dataFlow` or `timeline`.
  'run-view': async (page, value) => {
    await runViews.openRunView(page, value === 'timeline' ? 'timeline' : 'dataFlow');
  },
  gutter: (page, value) => {
    const [, file = '', line = '1'] = /^(.*):(\d+)$/.exec(value) ?? [];
    return workbench.clickGutter(page, file, Number(line));
  },
  wait: (page, value) => page.locator(value).first().waitFor(),
  'wait-graph': (page, value) => workbench.webview(page).locator(value).first().waitFor(),
  'wait-text': (page, value) => page.getByText(value).first().waitFor(),
  shot: async (page, value) => {
    await page.screenshot({ path: path.resolve(value) });
    console.log(`Saved ${path.resolve(value)}`);
  },
  text: async (page) => console.log(await screenText(page)),
};

/** @type {{ theme: string, folder: string, size: string }} */
const options = { theme: 'dark', folder: path.join(root, 'examples'), size: '1400x900' };
/** @type {(readonly [string, string])[]} */
const steps = [];
for (const argument of process.argv.slice(2)) {
  const [, name = '', value = ''] = /^--([\w-]+)(?:=(.*))?$/s.exec(argument) ?? [];
  if (name in options) options[/** @type {keyof typeof options} */ (name)] = value;
  else if (name in ACTIONS) steps.push([name, value]);
  else {
    console.error(`"${argument}" is none of --${[...Object.keys(options), ...Object.keys(ACTIONS)].join(', --')}.`);
    process.exit(2);
  }
}

const [width = 1400, height = 900] = options.size.split('x').map(Number);
const session = await startSession({
  vsix: packagedExtension(),
  folder: path.resolve(options.folder),
  theme: /** @type {import('../../e2e/session.ts').Theme} */ (options.theme),
  size: { width, height },
});
let failed = false;
for (const [name, value] of steps) {
  try {
    await ACTIONS[name]?.(session.page, value);
  } catch (error) {
    console.error(
      `--${name}=${value}: ${error instanceof Error ? error.message : error}\n${await screenText(session.page)}`,
    );
    await session.page.screenshot({ path: path.resolve('failed.png') });
    console.error(`Saved ${path.resolve('failed.png')}`);
    failed = true;
    break;
  }
}
for (const error of session.pageErrors) console.error(`Uncaught in the page: ${error}`);
await session.stop(failed);
process.exit(failed ? 1 : 0);
