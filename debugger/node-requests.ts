/** Sends requests of tasks where Node runs: HTTP Tasks, and calls of AWS services by the client of the workspace. */
import type { HttpReply, HttpRequest, RequestHost, RequestSigning, Running, ServiceReply } from './host.ts';
import { sendHttp } from './node/http-send.ts';
import { callService, environmentCredentials, NOBODYS_CREDENTIALS } from './node/service-process.ts';
import type { Credentials } from './node/signature.ts';
import { createTurns } from './node/turns.ts';
import { hostRefusal, isLoopback } from './outside/allowed-hosts.ts';

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

const NOT_SENT: HttpReply = { unreachable: 'The request was not sent.' };

export function nodeRequests({ allowedHosts, remedy, pathOf, rootOf }: NodeRequestsOptions): RequestHost {
  const inTurn = createTurns();
  return {
    refusal: (url) => hostRefusal(url, allowedHosts(), remedy),
    send: (request) => inTurn<HttpReply>(() => send(request), NOT_SENT),
    call: (request) =>
      inTurn<ServiceReply>(() => callService(request, pathOf(request.program), rootOf(request.program)), {
        refused: 'The call was given up.',
      }),
  };
}

/** What AWS would sign with a role is signed with the user's keys here; nobody's keys do on this machine only. */
function send(request: HttpRequest): Running<HttpReply> {
  const { signing } = request;
  if (!signing) return sendHttp(request);
  const known = signing.credentials ?? environmentCredentials();
  const credentials = known ?? (isLoopback(request.url) ? NOBODYS_CREDENTIALS : undefined);
  if (credentials) return sendSigned(request, signing, credentials);
  const refused =
    "it is to be signed for a role (AuthType IAM_ROLE), and there are no keys to sign with: the endpoint 'apigateway' has none, and the environment has no AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.";
  return { result: Promise.resolve({ refused }), cancel: () => undefined };
}

function sendSigned(request: HttpRequest, signing: RequestSigning, credentials: Credentials): Running<HttpReply> {
  let sent: Running<HttpReply> | undefined;
  let isCancelled = false;
  const signAndSend = async (): Promise<HttpReply> => {
    const { signedHeaders } = await import('./node/signature.ts');
    const headers = await signedHeaders(request, signing, credentials, new Date());
    if (isCancelled) return NOT_SENT;
    sent = sendHttp({ ...request, headers });
    return sent.result;
  };
  const cancel = (): void => {
    isCancelled = true;
    sent?.cancel();
  };
  return { result: signAndSend(), cancel };
}
