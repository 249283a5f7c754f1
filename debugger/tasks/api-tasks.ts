/**
 * Calls of APIs through API Gateway (`apigateway:invoke`) that are really sent: to the endpoint that stands for API
 * Gateway among the services, else where HTTP Tasks are sent, to the address of the API or what stands for it.
 */
import type { TaskRequest } from '#interpreter';
import type { HttpReply, RequestHost, RequestSigning, ServiceEndpoint } from '../host.ts';
import { sendingAddress } from '../outside/allowed-hosts.ts';
import { apiRequestOf, outcomeOfApi } from '../outside/api-call.ts';
import { MOST_BYTES } from '../outside/http-reply.ts';
import type { HttpSettings } from './http-tasks.ts';
import { type OutsideAnswer, settled, type TakeTask } from './outside-tasks.ts';

/** AWS gives an API so long. */
const API_MILLISECONDS = 30_000;

export interface ApiDeps {
  readonly host: RequestHost;
  /** That of the launch configuration's services. */
  readonly endpoint: ServiceEndpoint | undefined;
  /** Undefined where HTTP Tasks are not sent. */
  readonly http: HttpSettings | undefined;
  readonly say: (task: TaskRequest, text: string) => void;
}

/** Takes the calls of APIs. */
export function takeApiTasks({ host, endpoint, http, say }: ApiDeps): TakeTask {
  return (task) => {
    if (task.itemReader || !/:states:::apigateway:invoke(?:\.waitForTaskToken)?$/.test(task.resource)) return undefined;
    if (!endpoint && !http) return undefined;
    const left = (why: string): undefined => {
      say(task, `${task.stateName} is not sent: ${why}`);
      return undefined;
    };
    const made = apiRequestOf(task.input);
    if ('cause' in made) {
      const outcome = { failed: true, error: 'States.Runtime', cause: made.cause } as const;
      return settled({ outcome, by: 'the rules of API Gateway tasks' });
    }
    const { request, authorization, region } = made;
    const { origin } = new URL(request.url);
    const endpoints = endpoint ? [[origin, endpoint.url.replace(/\/+$/, '')] as const] : (http?.endpoints ?? []);
    const address = sendingAddress(host, request.url, endpoints);
    if ('refused' in address) return settled(left(address.refused));
    const signing = authorization === 'IAM_ROLE' && { signing: signingOf(endpoint, region) };
    const timeout = endpoint?.timeout ?? API_MILLISECONDS;
    const sent = host.send({ ...request, url: address.url, timeout, mostBytes: MOST_BYTES, ...signing });
    const by = `the API at ${new URL(address.url).host}`;
    const answer = (reply: HttpReply): OutsideAnswer =>
      'refused' in reply ? left(reply.refused) : answerOf(task, reply, by);
    return { result: sent.result.then(answer), cancel: sent.cancel };
  };
}

/** A task that waits for its token has been submitted with the answer, and goes on waiting. */
function answerOf(
  task: TaskRequest,
  reply: Exclude<HttpReply, { readonly refused: string }>,
  by: string,
): OutsideAnswer {
  const outcome = outcomeOfApi(reply);
  return task.pattern === 'token' && 'output' in outcome ? { submitted: outcome.output, by } : { outcome, by };
}

function signingOf(endpoint: ServiceEndpoint | undefined, region: string | undefined): RequestSigning {
  const credentials = endpoint?.credentials && { credentials: endpoint.credentials };
  return { service: 'execute-api', region: region ?? endpoint?.region ?? 'us-east-1', ...credentials };
}
