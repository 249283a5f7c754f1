/** `stepwright/handlerDebugged`: whether the client has brought a debugger to a handler that waits for it. */
import { fail } from '../errors.ts';
import { request } from './request.ts';

export const handlerDebugged = request({
  command: 'stepwright/handlerDebugged',
  needs: { id: 'number' },
  run(session, { id, started, reason }) {
    const isOpen = session.handlerDebuggers.answer(id, {
      started: started === true,
      ...(typeof reason === 'string' && { reason }),
    });
    if (!isOpen) fail('badArguments', 'No handler waits for this debugger.');
    return undefined;
  },
});
