/** `stepwright/skipToState`: moves the thread in focus to a state of its scope without running what lies between. */
import { currentData } from '../data/stages.ts';
import { fail } from '../errors.ts';
import { machineOfPointer, ownPointer } from '../nested/numbering.ts';
import { changeableOf, threadInFocus } from '../session/current.ts';
import { targetOf } from '../session/run-views.ts';
import { request } from './request.ts';

export const skipToState = request({
  command: 'stepwright/skipToState',
  needs: { pointer: 'string' },
  run(session, target, after) {
    const live = changeableOf(session);
    const { pointer, state } = targetOf(session, live, target);
    const { name } = state;
    const thread = threadInFocus(session, undefined);
    const isOwn = machineOfPointer(pointer) === machineOfPointer(thread.frame?.pointer ?? '/');
    if (!isOwn || thread.scope.byName.get(name)?.pointer !== ownPointer(pointer))
      return fail(
        'notSkippable',
        `State '${name}' is in another branch or scope. A thread can only skip to a state of its own.`,
      );
    after(() => {
      const input = thread.frame ? currentData(thread.frame) : null;
      live.run.intervene({ type: 'goto', thread: thread.id, pointer, input });
      live.run.halt({ reason: 'goto', thread: thread.id });
    });
    return undefined;
  },
});
