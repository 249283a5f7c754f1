/** What the language server shows besides problems: signature help, inlay hints, lenses, refactorings, symbols of the workspace. */
import {
  A_MOMENT,
  editorOf,
  goTo,
  hasFocus,
  linesOf,
  openByName,
  openDefinition,
  press,
  pressUntil,
  repeatedly,
  row,
} from '../workbench.ts';
import { useSession } from './use-session.ts';

const FILE = 'order.asl.json';
const TEXT = `{
  "StartAt": "Pack",
  "States": {
    "Pack": {
      "Type": "Pass",
      "Parameters": { "id.$": "States.MathAdd($.n, 1)" },
      "Next": "Rest"
    },
    "Rest": { "Type": "Wait", "Seconds": 3600, "End": true }
  }
}
`;
const CALL_LINE = 6;
const PACK_LINE = 4;
const BROKEN = 'broken.asl.yaml';
const BROKEN_TEXT = 'StartAt: Nowhere\nStates:\n  Here:\n    Type: Succeed\n';
const OTHER = 'shipping.asl.yaml';
const OTHER_TEXT = 'StartAt: Print the label\nStates:\n  Print the label:\n    Type: Succeed\n';

describe('the language in VS Code', () => {
  const { page } = useSession({
    files: { [FILE]: TEXT, [OTHER]: OTHER_TEXT, [BROKEN]: BROKEN_TEXT },
    settings: { 'editor.wordBasedSuggestions': 'off' },
  });

  it('shows spans of time and names of parameters in the text', async () => {
    await openDefinition(page(), FILE);
    await linesOf(page(), FILE, /3600\s*1\sh/).waitFor();
    await linesOf(page(), FILE, /\$\.n,\s*second:\s*1\)/).waitFor();
  });

  it('says above a state how many places lead there', async () => {
    const lens = editorOf(page(), FILE).locator('.codelens-decoration', { hasText: 'Debug from Here' });
    await lens.first().waitFor();
  });

  it('shows the parameters of the function at the cursor', async () => {
    const column = (TEXT.split('\n')[CALL_LINE - 1] ?? '').indexOf('$.n') + 1;
    await goTo(page(), CALL_LINE, column);
    const hint = page().locator('.parameter-hints-widget.visible', { hasText: 'States.MathAdd(first: number' });
    await pressUntil(page(), hint, 'Control+Shift+Space');
    await press(page(), 'Escape');
  });

  it('lists the problem of a file that is not open', async () => {
    await press(page(), 'Control+Shift+M');
    await row(page(), '.markers-panel', "'Nowhere'").first().waitFor();
    await openDefinition(page(), FILE);
  });

  it('wraps a state in a Map', async () => {
    await goTo(page(), PACK_LINE, 7);
    const wrap = page().locator('.action-widget .monaco-list-row.action', { hasText: "Wrap 'Pack' in a Map state" });
    await repeatedly(async () => {
      if (!(await wrap.isVisible())) await press(page(), 'Control+Shift+r');
      await wrap.first().click({ timeout: A_MOMENT });
    });
    await linesOf(page(), FILE, '"StartAt": "Map of Pack"').waitFor();
    await linesOf(page(), FILE, '"ItemProcessor": {').waitFor();
  });

  it('finds a state in a file that is not open', async () => {
    await openByName(page(), '#print', 'Print the label');
    await hasFocus(page(), OTHER);
  });
});
