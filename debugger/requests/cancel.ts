/**
 * `cancel`: a request that is still under way is given up and answered as cancelled; of a wait or a task whose progress
 * is shown, the wait is skipped or the task asked of the user. What is over already stays as it is.
 */
import { request } from './request.ts';

export const cancel = request({
  command: 'cancel',
  capabilities: { supportsCancelRequest: true },
  run(session, args, after) {
    const skip = session.cancellations.get(args?.progressId ?? '');
    if (skip) after(skip);
    if (args?.requestId !== undefined) session.openRequests.get(args.requestId)?.();
    return undefined;
  },
});
