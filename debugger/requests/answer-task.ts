/** `stepwright/answerTask`: the client's answer to a task that had none. */
import { outcomeOfMock } from '#interpreter';
import type { MockAnswer } from '#protocol';
import { fail } from '../errors.ts';
import { liveOf } from '../session/current.ts';
import { request } from './request.ts';

export const answerTask = request({
  command: 'stepwright/answerTask',
  needs: { task: 'number', answer: 'object' },
  run(session, { task: id, answer }, after) {
    const { desk, run } = liveOf(session);
    const task =
      desk.waiting.find((open) => open.id === id) ??
      fail('unknownTask', 'This task does not wait for an answer any more.');
    if (!isAnswer(answer))
      fail('badAnswer', `An answer has either 'return' with a value, or 'throw' with the name of an error.`);
    desk.answer(task, outcomeOfMock(answer, task));
    after(() => run.wake());
    return undefined;
  },
});

function isAnswer(answer: MockAnswer): boolean {
  if ('return' in answer) return !('throw' in answer);
  return (
    'throw' in answer &&
    typeof answer.throw === 'object' &&
    answer.throw !== null &&
    typeof answer.throw.error === 'string'
  );
}
