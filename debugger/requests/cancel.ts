/** `cancel`: a wait whose progress is shown is skipped. Requests are answered too soon to be cancelled. */
import { request } from './request.ts';

export const cancel = request({
  command: 'cancel',
  capabilities: { supportsCancelRequest: true },
  run(session, args, after) {
    const skip = session.cancellations.get(args?.progressId ?? '');
    if (skip) after(skip);
    return undefined;
  },
});
