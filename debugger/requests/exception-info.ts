/** `exceptionInfo`: the failure at which a thread has stopped. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { isJsonObject, parseJson } from '#asl/json';
import { statePath } from '../data/frames.ts';
import { fail } from '../errors.ts';
import { stoppedOf, threadOf } from '../session/current.ts';
import { request } from './request.ts';

export const exceptionInfo = request({
  command: 'exceptionInfo',
  capabilities: { supportsExceptionInfoRequest: true },
  needs: { threadId: 'number' },
  run(session, { threadId }) {
    const live = stoppedOf(session);
    const thread = threadOf(live, threadId);
    const { frame } = thread;
    const { stop } = live.run;
    const failure = stop?.thread === threadId && stop.failure ? stop.failure : frame?.failure;
    if (!failure) return fail('evaluation', 'This thread has not failed.');
    const outcome = stop?.thread === threadId ? stop.failure?.outcome : undefined;
    return {
      exceptionId: failure.error ?? 'Failure without a name',
      description: failure.cause ?? '',
      breakMode: outcome === 'uncaught' ? ('unhandled' as const) : ('always' as const),
      details: {
        message: failure.cause ?? '',
        typeName: failure.error ?? '',
        ...innerException(failure.cause),
        stackTrace: statePath(live.launch.definition, live.run.snapshot, thread),
      },
    };
  },
});

/** What an execution or a function has failed with that the task had started: AWS gives it as JSON in the cause. */
function innerException(cause: string | undefined): { innerException?: DebugProtocol.ExceptionDetails[] } {
  const { value } = cause?.startsWith('{') ? parseJson(cause) : { value: undefined };
  if (!isJsonObject(value)) return {};
  const typeName = value.Error ?? value.errorType;
  const message = value.Cause ?? value.errorMessage;
  if (typeof typeName !== 'string' && typeof message !== 'string') return {};
  const inner = typeof message === 'string' ? message : '';
  return {
    innerException: [{ message: inner, ...(typeof typeName === 'string' && { typeName }), ...innerException(inner) }],
  };
}
