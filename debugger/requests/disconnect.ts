/** `disconnect`: the client leaves; what it has launched ends with it. */
import { request } from './request.ts';

export const disconnect = request({
  command: 'disconnect',
  run(session, _args, after) {
    after(() => session.close());
    return undefined;
  },
});
