/** A folder that is not trusted: everything that only reads works, and nothing of the folder runs. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { graphState, openPreview } from '../preview.ts';
import { editorOf, openDefinition, press, toFirstGroup } from '../workbench.ts';
import { useSession } from './use-session.ts';

const FILE = 'order.asl.json';
const MACHINE = {
  StartAt: 'Charge',
  States: {
    Charge: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'charge' },
      Next: 'Dne',
    },
    Done: { Type: 'Succeed' },
  },
};
const LAUNCH = {
  type: 'asl',
  request: 'launch',
  name: 'Order',
  program: `\${workspaceFolder}/${FILE}`,
  input: {},
  handlers: { charge: '${workspaceFolder}/charge.cjs' },
};

describe('a workspace that is not trusted', () => {
  const { page, folder } = useSession({
    files: {
      [FILE]: JSON.stringify(MACHINE, null, 2),
      'charge.cjs': "require('node:fs').writeFileSync(require('node:path').join(__dirname, 'it-ran'), '');\n",
      '.vscode/launch.json': JSON.stringify({ version: '0.2.0', configurations: [LAUNCH] }),
    },
    asksForTrust: true,
    settings: {
      'security.workspace.trust.enabled': true,
      'security.workspace.trust.startupPrompt': 'never',
      'security.workspace.trust.banner': 'never',
    },
  });

  it('has its definitions checked and drawn', async () => {
    await page().locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await openDefinition(page(), FILE);
    await editorOf(page(), FILE).locator('.squiggly-error').first().waitFor();
    await openPreview(page());
    await graphState(page(), '/States/Charge').waitFor();
  });

  it('runs nothing: VS Code asks first whether the folder is to be trusted', async () => {
    await toFirstGroup(page(), FILE);
    await press(page(), 'F5');
    const dialog = page().locator('.monaco-dialog-box', { hasText: /trust/i });
    await dialog.waitFor();
    await press(page(), 'Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.ok(!fs.existsSync(path.join(folder(), 'it-ran')), 'The handler has run.');
  });
});
