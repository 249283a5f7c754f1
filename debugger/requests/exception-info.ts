/** `exceptionInfo`: the failure at which a thread has stopped. */
import { pathOf } from '#asl';
import { fail } from '../errors.ts';
import { stoppedOf, threadOf } from '../session/current.ts';
import { request } from './request.ts';

export const exceptionInfo = request({
  command: 'exceptionInfo',
  capabilities: { supportsExceptionInfoRequest: true },
  needs: { threadId: 'number' },
  run(session, { threadId }) {
    const live = stoppedOf(session);
    const { frame } = threadOf(live, threadId);
    const { stop } = live.run;
    const failure = stop?.thread === threadId && stop.failure ? stop.failure : frame?.failure;
    if (!failure) return fail('evaluation', 'This thread has not failed.');
    const state = frame && live.launch.definition.states.get(frame.pointer);
    const outcome = stop?.thread === threadId ? stop.failure?.outcome : undefined;
    return {
      exceptionId: failure.error ?? 'Failure without a name',
      description: failure.cause ?? '',
      breakMode: outcome === 'uncaught' ? ('unhandled' as const) : ('always' as const),
      details: {
        message: failure.cause ?? '',
        typeName: failure.error ?? '',
        stackTrace: state
          ? pathOf(state)
              .map(({ name }) => name)
              .join(' ▸ ')
          : '',
      },
    };
  },
});
