/** `goto`: moves a thread to a state without running what lies between. */
import { pointerOf } from '#asl';
import { definitionOf } from '../data/frames.ts';
import { currentData } from '../data/stages.ts';
import { fail } from '../errors.ts';
import { changeableOf, threadOf } from '../session/current.ts';
import { request } from './request.ts';

export const goto = request({
  command: 'goto',
  needs: { threadId: 'number', targetId: 'number' },
  run(session, { threadId, targetId }, after) {
    const live = changeableOf(session);
    const thread = threadOf(live, threadId);
    const { machine } = definitionOf(live.launch.definition, live.run.snapshot, thread);
    const state = machine.states[targetId - 1];
    const pointer = state && pointerOf(state.node);
    if (!state || thread.scope.byName.get(state.name)?.pointer !== pointer) {
      return fail('unknownTarget', 'A thread can only move to a state of its own scope.');
    }
    after(() => {
      live.run.intervene({
        type: 'goto',
        thread: threadId,
        pointer: pointer ?? '',
        input: thread.frame ? currentData(thread.frame) : null,
      });
      live.run.halt({ reason: 'goto', thread: threadId });
    });
    return undefined;
  },
});
