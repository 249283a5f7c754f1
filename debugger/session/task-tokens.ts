/**
 * Task tokens of the execution, which handlers answer through an endpoint of this machine: it exists from the first
 * handler that runs to the end of the run.
 */
import { parseJson } from '#asl/json';
import type { TaskOutcome, TaskRequest } from '#interpreter';
import type { LocalHandlerHost, TakeTokenCall, TokenCall, TokenEndpoint } from '../host.ts';
import { sendHeartbeat } from './heartbeat.ts';
import type { LiveRun } from './live-run.ts';
import type { Session } from './session.ts';
import type { TokenAccess } from './token-access.ts';

/** What handlers of a run need to answer tokens. Signing asks for a region and keys, whatever they are. */
export function createTokenAccess(session: Session, live: () => LiveRun): TokenAccess {
  let opened: Promise<TokenEndpoint | undefined> | undefined;
  let isClosed = false;
  const open = async (host: LocalHandlerHost | undefined): Promise<TokenEndpoint | undefined> => {
    const endpoint = await host?.listen?.(takeTokenCall(session, live));
    if (isClosed) endpoint?.close();
    return endpoint;
  };
  return {
    env: async () => {
      opened ??= open(session.host.handlers);
      const endpoint = await opened;
      return endpoint ? { AWS_ENDPOINT_URL_SFN: endpoint.url } : {};
    },
    close: () => {
      isClosed = true;
      // One that could not be opened was told where a handler wanted it.
      opened?.then(
        (endpoint) => endpoint?.close(),
        () => undefined,
      );
    },
  };
}

function takeTokenCall(session: Session, live: () => LiveRun): TakeTokenCall {
  return (call) => {
    const { desk, outside, run, issued } = live();
    const task = run.isPast ? undefined : desk.waiting.find(({ token }) => token === call.token);
    if (!task) {
      return issued(call.token)
        ? { code: 'TaskTimedOut', message: "Task Timed Out: 'Provided task does not exist anymore'" }
        : { code: 'InvalidToken', message: "Invalid Token: 'Invalid token'" };
    }
    if (call.action === 'SendTaskHeartbeat') {
      session.print(sendHeartbeat(session, task));
      return undefined;
    }
    const outcome = outcomeOf(call);
    if (!outcome) return { code: 'InvalidOutput', message: "Invalid Output: 'The output is not JSON.'" };
    // The handler has more to do than this call, perhaps.
    outside.letFinish(task.id);
    desk.answer(task, outcome, 'its task token');
    run.wake();
    return undefined;
  };
}

/** Undefined where the output is not JSON. */
function outcomeOf(call: Exclude<TokenCall, { readonly action: 'SendTaskHeartbeat' }>): TaskOutcome | undefined {
  if (call.action === 'SendTaskFailure') {
    const { error, cause } = call;
    return { failed: true, ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
  }
  const { value, problem } = parseJson(call.output);
  return problem ? undefined : { output: value };
}

/** Remembers which tokens have been given out, also in futures that are forgotten. */
export function createIssuedTokens(): {
  readonly add: (task: TaskRequest) => void;
  readonly has: (token: string) => boolean;
} {
  const tokens = new Set<string>();
  return {
    add: ({ token }) => {
      if (token !== undefined) tokens.add(token);
    },
    has: (token) => tokens.has(token),
  };
}
