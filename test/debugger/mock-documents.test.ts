/** Mock files as an editor shows them: mistakes at their places, with the states of the definitions that they are for. */
import assert from 'node:assert/strict';
import { answerableStates, checkMockFile, type DefinitionText } from '#debugger';

const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f' } };
const DEFINITION: DefinitionText = {
  file: 'order.asl.json',
  text: JSON.stringify({
    StartAt: 'Ship',
    States: {
      Ship: { ...task, Next: 'Both' },
      Both: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'Pack', States: { Pack: { ...task, End: true } } },
          { StartAt: 'Ship', States: { Ship: { ...task, End: true } } },
        ],
        End: true,
      },
    },
  }),
};

const check = async (text: string): Promise<readonly string[]> => {
  const found = await checkMockFile(text, async (name) =>
    name === undefined || name === 'order' ? DEFINITION : undefined,
  );
  return found.map(({ start, end, message }) => `${text.slice(start, end)} → ${message}`);
};

describe('mock files in an editor', () => {
  it('are checked against the definition that they are for', async () => {
    assert.deepEqual(await check('mocks:\n  Shp: {return: 1}\n'), [
      "Shp: {return: 1} → No state is named 'Shp'. Did you mean 'Ship'?",
    ]);
    assert.deepEqual(await check('{"mocks": {"Both": {"return": 1}}}'), [
      '"Both": {"return": 1} → State \'Both\' is a Parallel state; only Task states take answers.',
    ]);
  });

  it("are checked against the machines that AWS's file names, where they are found", async () => {
    const config = (machine: string) =>
      JSON.stringify({
        StateMachines: { [machine]: { TestCases: { C: { Nobody: 'R' } } } },
        MockedResponses: { R: { '0': { Return: 1 } } },
      });
    assert.deepEqual(await check(config('order')), ['"Nobody":"R" → No state is named \'Nobody\'.']);
    assert.deepEqual(await check(config('elsewhere')), []);
  });

  it('offer the states that take answers, by path where a name is not enough', () => {
    assert.deepEqual(answerableStates(DEFINITION), ['Ship', 'Pack', 'Both/Ship']);
    assert.deepEqual(answerableStates({ file: 'x.asl.json', text: '{' }), []);
  });
});
