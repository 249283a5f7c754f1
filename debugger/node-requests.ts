/** Sends requests of tasks where Node runs: HTTP Tasks, and calls of AWS services by the client of the workspace. */
import type { HttpReply, RequestHost, ServiceReply } from './host.ts';
import { sendHttp } from './node/http-send.ts';
import { callService } from './node/service-process.ts';
import { createTurns } from './node/turns.ts';
import { hostRefusal } from './outside/allowed-hosts.ts';

export interface NodeRequestsOptions {
  /** Hosts besides this machine: names, and `*.example.com` for all below one. */
  readonly allowedHosts: () => readonly string[];
  /** Where that list is kept, in words for people. */
  readonly remedy: string;
  /** The path of the definition. */
  readonly pathOf: (file: string) => string;
  /** The folder above which no client of the SDK is looked for. */
  readonly rootOf: (file: string) => string | undefined;
}

export function nodeRequests({ allowedHosts, remedy, pathOf, rootOf }: NodeRequestsOptions): RequestHost {
  const inTurn = createTurns();
  return {
    refusal: (url) => hostRefusal(url, allowedHosts(), remedy),
    send: (request) => inTurn<HttpReply>(() => sendHttp(request), { unreachable: 'The request was not sent.' }),
    call: (request) =>
      inTurn<ServiceReply>(() => callService(request, pathOf(request.program), rootOf(request.program)), {
        refused: 'The call was given up.',
      }),
  };
}
