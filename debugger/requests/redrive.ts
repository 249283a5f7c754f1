/** `stepwright/redrive`: sets an execution going again that has not succeeded, or stands at the failure that ends it. */
import { redriveExecution } from '../session/redrive-execution.ts';
import { request } from './request.ts';

export const redrive = request({
  command: 'stepwright/redrive',
  run(session, _args, after) {
    const begin = redriveExecution(session);
    after(begin);
    return undefined;
  },
});
