/** `configurationDone`: all breakpoints have been sent. */
import { request } from './request.ts';

export const configurationDone = request({
  command: 'configurationDone',
  capabilities: { supportsConfigurationDoneRequest: true },
  run(session, _args, after) {
    after(() => session.markConfigured());
    return undefined;
  },
});
