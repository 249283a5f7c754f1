/** F5 on a definition alone: VS Code asks for the input, and the person answers for the services. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/vscode/cache.mjs';
import { consoleShows, sessionEnded } from '../debug-views.ts';
import { openDefinition, pick, press, quickInput } from '../workbench.ts';
import { useSession } from './use-session.ts';

const FILE = 'expense-approval.asl.json';
const INPUT = '{"employee":"Kim","amount":840,"purpose":"train"}';

describe('answering tasks in VS Code', () => {
  const { page, folder } = useSession({
    files: { [FILE]: fs.readFileSync(path.join(root, 'examples', FILE), 'utf8') },
    settings: { 'debug.internalConsoleOptions': 'openOnSessionStart' },
  });
  const question = (text: string) => quickInput(page()).filter({ hasText: text });
  const box = () => quickInput(page()).locator('.quick-input-box input');
  const fill = async (text: string) => {
    await box().fill(text);
    await box().press('Enter');
  };

  it('asks for the input after F5', async () => {
    await openDefinition(page(), FILE);
    await press(page(), 'F5');
    await question(`Input of ${FILE}`).waitFor();
    await pick(page(), INPUT, INPUT);
  });

  it('asks what the task returns, and takes JSON', async () => {
    await question("Task 'Ask manager' needs an answer").waitFor();
    await pick(page(), 'Return JSON', 'Return JSON…');
    await question('The result as JSON').waitFor();
    await fill('{"approved": }');
    await question('This is not JSON yet').waitFor();
    await fill('{"approved": true, "by": "Robin"}');
  });

  it('lets a task fail, and asks again when the machine tries again', async () => {
    await question("Task 'Pay out' needs an answer").waitFor();
    await pick(page(), 'Fail', 'Fail with an error…');
    await quickInput(page()).getByPlaceholder('The name of the error').waitFor();
    await pick(page(), 'Bank.Closed', 'Bank.Closed');
    await question("The cause of 'Bank.Closed'").waitFor();
    await fill('It is Sunday.');
    await question("Task 'Pay out' needs an answer, try 2").waitFor();
  });

  it('remembers an answer in a mock file', async () => {
    await pick(page(), 'Remember', 'Remember this answer in a mock file');
    await question('yes, in expense-approval.mocks.json').waitFor();
    await pick(page(), 'Return JSON', 'Return JSON…');
    await question('The result as JSON').waitFor();
    await fill('{"Payload": {"paid": true}}');
    await sessionEnded(page());
    await consoleShows(page(), /SUCCEEDED/i);
    const { mocks } = JSON.parse(fs.readFileSync(path.join(folder(), 'expense-approval.mocks.json'), 'utf8'));
    assert.deepEqual(mocks, { 'Pay out': { return: { Payload: { paid: true } } } });
  });

  it('does not ask any more for what is remembered', async () => {
    await press(page(), 'F5');
    await question(`Input of ${FILE}`).waitFor();
    await pick(page(), '', 'last input');
    await question("Task 'Ask manager' needs an answer").waitFor();
    // JSON may be typed at once: no step between the question and the answer.
    await box().fill('{"approved":');
    await question('This is not JSON yet').waitFor();
    await fill('{"approved": true}');
    await sessionEnded(page());
    await consoleShows(page(), /SUCCEEDED/i);
  });
});
