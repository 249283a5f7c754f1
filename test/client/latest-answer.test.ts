/** The preview's questions to the language server: only what belongs to the newest text counts. */
import assert from 'node:assert/strict';
import { latestAnswer } from '../../client/preview/latest-answer.ts';

interface Asked {
  readonly signal: AbortSignal;
  readonly answer: (text: string) => void;
  readonly fail: (message: string) => void;
}

/** A question whose answers the test gives, and what became of them. */
function asking() {
  const events: string[] = [];
  const questions: Asked[] = [];
  const arrivals: ((asked: Asked) => void)[] = [];
  const latest = latestAnswer<string>({
    ask: (signal) =>
      new Promise((resolve, reject) => {
        const asked = { signal, answer: resolve, fail: (message: string) => reject(new Error(message)) };
        const arrival = arrivals.shift();
        if (arrival) arrival(asked);
        else questions.push(asked);
      }),
    answered: (answer) => events.push(answer),
    failed: (error) => events.push(String(error)),
  });
  const next = (): Promise<Asked> => {
    const asked = questions.shift();
    return asked ? Promise.resolve(asked) : new Promise((resolve) => arrivals.push(resolve));
  };
  return { latest, events, next, waiting: questions };
}

/** Lets everything that is due happen. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('client: the latest answer', () => {
  it('drops the answer of a text that has changed meanwhile', async () => {
    const { latest, events, next } = asking();
    latest.ask(0);
    const old = await next();
    latest.ask(0);
    assert.equal(old.signal.aborted, true);
    old.answer('old');
    (await next()).answer('new');
    await turn();
    assert.deepEqual(events, ['new']);
  });

  it('says nothing of a question that the server refuses because the text has changed', async () => {
    const { latest, events, next } = asking();
    latest.ask(0);
    const old = await next();
    latest.ask(0);
    old.fail('The text has changed.');
    (await next()).answer('new');
    await turn();
    assert.deepEqual(events, ['new']);
  });

  it('asks once for changes that follow each other', async () => {
    const { latest, events, next, waiting } = asking();
    for (let change = 0; change < 5; change++) latest.ask(0);
    (await next()).answer('new');
    await turn();
    assert.deepEqual([events, waiting], [['new'], []]);
  });

  it('asks again what failed, when the server is back', async () => {
    const { latest, events, next } = asking();
    latest.ask(0);
    (await next()).fail('The connection is closed.');
    await turn();
    latest.retry();
    (await next()).answer('new');
    await turn();
    assert.deepEqual(events, ['Error: The connection is closed.', 'new']);
  });

  it('does not ask again what was answered, nor after its end', async () => {
    const { latest, events, next, waiting } = asking();
    latest.ask(0);
    (await next()).answer('new');
    await turn();
    latest.retry();
    latest.ask(0);
    latest.dispose();
    await turn();
    assert.deepEqual([events, waiting], [['new'], []]);
  });
});
