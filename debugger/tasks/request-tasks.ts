/** Everything that sends requests of tasks, loaded when a launch configuration has some sent. */
import type { RequestHost } from '../host.ts';
import { takeApiTasks } from './api-tasks.ts';
import { type HttpDeps, type HttpSettings, takeHttpTasks } from './http-tasks.ts';
import type { TakeTask } from './outside-tasks.ts';
import { type ServiceDeps, type ServiceEndpoints, takeServiceTasks } from './service-tasks.ts';

export interface RequestDeps extends Pick<HttpDeps, 'say' | 'now'>, Pick<ServiceDeps, 'definitionOf' | 'log'> {
  readonly host: RequestHost;
  /** Undefined where HTTP Tasks are not sent. */
  readonly http: HttpSettings | undefined;
  readonly services: ServiceEndpoints;
}

/** Who takes HTTP Tasks, calls of APIs, and the tasks of services. */
export function takeRequests({ http, services, ...deps }: RequestDeps): readonly TakeTask[] {
  return [
    ...(http ? [takeHttpTasks({ ...deps, settings: http })] : []),
    takeApiTasks({ ...deps, http, endpoint: services.get('apigateway') }),
    takeServiceTasks({ ...deps, endpoints: services }),
  ];
}
