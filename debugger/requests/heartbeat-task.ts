/** `stepwright/heartbeatTask`: whoever does a task is still at work. */
import { fail } from '../errors.ts';
import { liveOf } from '../session/current.ts';
import { sendHeartbeat } from '../session/heartbeat.ts';
import { request } from './request.ts';

export const heartbeatTask = request({
  command: 'stepwright/heartbeatTask',
  needs: { task: 'number' },
  run(session, { task: id }, after) {
    const task =
      liveOf(session).desk.waiting.find((open) => open.id === id) ??
      fail('unknownTask', 'This task does not wait for an answer any more.');
    after(() => void sendHeartbeat(session, task));
    return undefined;
  },
});
