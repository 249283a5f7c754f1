/** A run saved as a mock file runs again as it did. */
import assert from 'node:assert/strict';
import { answersFromMocks, mocksOfRun, parseMocks } from '#interpreter';
import { programOf, run, task } from './running.ts';

const machine = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemProcessor: {
        StartAt: 'Do',
        States: { Do: { ...task({ Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }] }), End: true } },
      },
      Next: 'Ask',
    },
    Ask: { ...task(), End: true },
  },
};

describe('a mock file made of a run', () => {
  it('answers each iteration and each try as it was answered', () => {
    let busy = true;
    const first = run(machine, ['a', 'b'], ({ input, stateName, iteration }) => {
      if (stateName === 'Ask') return { output: { approved: true } };
      const fails = busy && iteration[0]?.index === 1;
      if (fails) busy = false;
      return fails ? { failed: true, error: 'Busy', cause: 'later' } : { output: { did: input } };
    });
    const saved = mocksOfRun(first.history);
    assert.deepEqual(saved, {
      mocks: {
        Do: [
          { when: { iteration: 0 }, return: { did: 'a' } },
          { when: { iteration: 1 }, throw: { error: 'Busy', cause: 'later' } },
          { when: { iteration: 1 }, return: { did: 'b' } },
        ],
        Ask: { return: { approved: true } },
      },
    });
    const program = programOf(machine);
    const { value, problems } = parseMocks(saved, program);
    assert.deepEqual(problems, []);
    const answer = answersFromMocks(value, program);
    const again = run(machine, ['a', 'b'], (request) => answer(request) ?? { failed: true, error: 'Nobody' });
    assert.deepEqual(again.history, first.history);
  });

  it('says once what is always the same', () => {
    const { history } = run(machine, [1, 2, 3], () => ({ output: 'same' }));
    assert.deepEqual(mocksOfRun(history).mocks, { Do: { return: 'same' }, Ask: { return: 'same' } });
  });

  it('says nothing of a task that is still under way', () => {
    const { history } = run(machine, [1], ({ stateName }) => (stateName === 'Do' ? { silent: true } : { output: 1 }));
    assert.deepEqual(mocksOfRun(history).mocks, {});
  });
});
