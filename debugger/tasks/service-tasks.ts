/** Tasks of AWS services that are sent to an endpoint of the user's own, which the launch configuration names. */
import type { ServiceCatalog } from '#asl/services/catalog';
import { parseResource } from '#asl/services/resource';
import type { TaskRequest } from '#interpreter';
import type { RequestHost, ServiceEndpoint, ServiceReply } from '../host.ts';
import {
  clientNameOf,
  namesOfService,
  outcomeOfService,
  parametersOf,
  type ServiceCall,
  serviceCallOf,
} from '../outside/service-call.ts';
import { type OutsideAnswer, settled, type TakeTask } from './outside-tasks.ts';

/** Endpoints by the name of the service in a `Resource`; `*` for all others. */
export type ServiceEndpoints = ReadonlyMap<string, ServiceEndpoint>;

export interface ServiceDeps {
  readonly host: RequestHost;
  readonly endpoints: ServiceEndpoints;
  /** The definition that a task is of: what is known of services there, and where their clients are looked for. */
  readonly definitionOf: (task: TaskRequest) => { readonly services: ServiceCatalog; readonly file: string };
  readonly say: (task: TaskRequest, text: string) => void;
  readonly log: (line: string) => void;
}

/** Takes the tasks of services that have an endpoint. */
export function takeServiceTasks({ host, endpoints, definitionOf, say, log }: ServiceDeps): TakeTask {
  const left = (task: TaskRequest, why: string) => {
    say(task, `${task.stateName} is not sent: ${why}`);
    return settled(undefined);
  };
  return (task) => {
    const parsed = task.itemReader ? undefined : parseResource(task.resource);
    if (parsed?.kind !== 'sdk' && parsed?.kind !== 'optimized') return undefined;
    const { services, file } = definitionOf(task);
    const call = serviceCallOf(task.resource, services);
    const endpoint =
      endpoints.get(parsed.service) ?? endpoints.get(call?.service ?? parsed.service) ?? endpoints.get('*');
    if (!endpoint || parsed.service === 'http') return undefined;
    if (parsed.service === 'apigateway')
      return left(
        task,
        "'*' does not stand for the APIs behind API Gateway. Their endpoint has to be named 'apigateway'.",
      );
    if (!call) return left(task, `no API of the AWS SDK is known for ${parsed.service}:${parsed.action}.`);
    const refusal = host.refusal(endpoint.url);
    if (refusal !== undefined) return left(task, refusal);
    const parameters = parametersOf(call, task.input);
    if ('refused' in parameters) return left(task, parameters.refused);
    const { service, action } = call;
    const clientName = clientNameOf(service, namesOfService(service, services));
    const { result, cancel } = host.call({
      service,
      clientName,
      action,
      input: parameters.input,
      endpoint,
      program: file,
      log: (line) => log(`${task.stateName}: ${line}`),
    });
    const answer = (reply: ServiceReply): OutsideAnswer => {
      if (!('refused' in reply))
        return answerOf(call, task, reply, `${parsed.service} at ${new URL(endpoint.url).host}`);
      say(task, `${task.stateName} is not sent: ${reply.refused}`);
      return undefined;
    };
    return { result: result.then(answer), cancel };
  };
}

/** A task that waits for a job or a token has been submitted with the answer, and goes on waiting. */
function answerOf(
  call: ServiceCall,
  task: TaskRequest,
  reply: Exclude<ServiceReply, { readonly refused: string }>,
  by: string,
): OutsideAnswer {
  const outcome = outcomeOfService(call, task, reply);
  const waits = task.pattern === 'sync' || task.pattern === 'token';
  return waits && 'output' in outcome ? { submitted: outcome.output, by } : { outcome, by };
}
