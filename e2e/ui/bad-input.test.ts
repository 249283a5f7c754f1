/** What people get wrong, in real VS Code: one clear message at its place, and the editor goes on. */
import { consoleShows, sessionEnded, startDebugging } from '../debug-views.ts';
import {
  closeDialog,
  editorOf,
  goTo,
  hasFocus,
  linesOf,
  openDefinition,
  openFile,
  press,
  quickInput,
  row,
} from '../workbench.ts';
import { useSession } from './use-session.ts';

const GOOD = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Succeed' } } };
const SHIP = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'ship' },
  End: true,
};
const TASK = { StartAt: 'Ship', States: { Ship: SHIP } };
const ENDLESS = {
  QueryLanguage: 'JSONata',
  StartAt: 'Loop',
  States: { Loop: { Type: 'Pass', Output: '{% ($f := function($x) { $f($x + 1) }; $f(1)) %}', End: true } },
};

/** About one megabyte: a chain of states, the last of which leads nowhere. */
function longMachine(): string {
  const names = Array.from({ length: 5000 }, (_, index) => `State ${index}`);
  const states = names.map((name, index) => {
    const next = names[index + 1] ?? 'Nowhere';
    return [name, { Type: 'Pass', Comment: 'x'.repeat(100), Result: { number: index }, Next: next }];
  });
  return JSON.stringify({ StartAt: names[0], States: Object.fromEntries(states) }, null, 2);
}

const launch = (name: string, more: object) => ({ name, type: 'asl', request: 'launch', input: {}, ...more });
const at = (file: string): string => `\${workspaceFolder}/${file}`;
const LAUNCH = {
  version: '0.2.0',
  configurations: [
    launch('Broken definition', { program: at('broken.asl.json') }),
    launch('Unknown start', { program: at('good.asl.json'), startAt: 'BB' }),
    launch('Input file', { program: at('good.asl.json'), input: undefined, inputFile: at('input.json') }),
    launch('Mock file', { program: at('task.asl.json'), mocks: at('wrong.mocks.json') }),
    launch('Endless expression', { program: at('endless.asl.json') }),
  ],
};

describe('bad input in VS Code', () => {
  const { page } = useSession({
    files: {
      '.vscode/launch.json': JSON.stringify(LAUNCH),
      'broken.asl.json': '{\n  "StartAt": "A",\n  "States": { "A": { "Type": "Pass" "End": true } }\n}\n',
      'good.asl.json': JSON.stringify(GOOD),
      'input.json': '{\n  "a": 1,,\n}\n',
      'task.asl.json': JSON.stringify(TASK),
      'wrong.mocks.json': '{\n  "mocks": {\n    "Ship": { "retrun": {} }\n  }\n}\n',
      'endless.asl.json': JSON.stringify(ENDLESS),
      'notes.asl.json': 'Buy milk.\n',
      'long.asl.json': longMachine(),
    },
    settings: { 'debug.internalConsoleOptions': 'openOnSessionStart' },
  });
  const start = (name: string) => startDebugging(page(), name);
  /** The message that refuses the launch; it is read and closed. */
  const refused = async (message: RegExp) => {
    await page().locator('.monaco-dialog-box', { hasText: message }).waitFor();
    await closeDialog(page());
  };

  it('refuses to debug broken text, and says where it is broken', async () => {
    await openDefinition(page(), 'good.asl.json');
    await start('Broken definition');
    await refused(/broken\.asl\.json:3:\d+: .*comma/i);
  });

  it('names the state that a launch configuration got wrong', async () => {
    await start('Unknown start');
    await refused(/'BB'.*good\.asl\.json/);
  });

  it('says where an input file is no JSON', async () => {
    await start('Input file');
    await refused(/input\.json:2:\d+: The input is not JSON/);
  });

  it('says where a mock file has a mistake', async () => {
    await start('Mock file');
    await refused(/wrong\.mocks\.json:3:\d+: .*retrun/);
  });

  it('ends an expression that would never end', async () => {
    await start('Endless expression');
    await sessionEnded(page());
    await consoleShows(page(), /FAILED.*States\.QueryEvaluationError|States\.QueryEvaluationError/);
  });

  it('says of a text that it is no state machine', async () => {
    await openFile(page(), 'notes.asl.json');
    await editorOf(page(), 'notes.asl.json').locator('.squiggly-error').first().waitFor();
    await press(page(), 'Control+Shift+M');
    await row(page(), '.markers-panel', /JSON|state machine/)
      .first()
      .waitFor();
  });

  it('finds the mistake in a machine of 1 MB, and lets one type in it', async () => {
    await openFile(page(), 'long.asl.json');
    await row(page(), '.markers-panel', "'Nowhere'").first().waitFor();
    await goTo(page(), 2, 15);
    await hasFocus(page(), 'long.asl.json');
    await page().keyboard.type('x');
    await linesOf(page(), 'long.asl.json', '"StartAt": "xState 0"').waitFor();
    await row(page(), '.markers-panel', "'xState 0'").first().waitFor();
    await press(page(), 'Control+z');
    await row(page(), '.markers-panel', "'xState 0'").first().waitFor({ state: 'detached' });
    await quickInput(page()).waitFor({ state: 'hidden' });
  });
});
