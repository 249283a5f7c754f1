/** HTTP Tasks that are really sent, where the launch configuration says so and the user allows the host. */
import type { TaskRequest } from '#interpreter';
import type { RequestHost } from '../host.ts';
import { isLoopback } from '../outside/allowed-hosts.ts';
import { HTTP_MILLISECONDS, MOST_BYTES, outcomeOfHttp } from '../outside/http-reply.ts';
import { connectionArnOf, type HttpConnection, httpRequestOf } from '../outside/http-request.ts';
import { settled, type TakeTask } from './outside-tasks.ts';

export interface HttpSettings {
  /** Addresses that stand for others: what begins with the first goes to the second. */
  readonly endpoints: readonly (readonly [from: string, to: string])[];
  /** By the name or the ARN of the connection. */
  readonly connections: ReadonlyMap<string, HttpConnection>;
}

export interface HttpDeps {
  readonly host: RequestHost;
  readonly settings: HttpSettings;
  /** Tells the user something about a task, at its state. */
  readonly say: (task: TaskRequest, text: string) => void;
}

/** Takes HTTP Tasks. */
export function takeHttpTasks({ host, settings, say }: HttpDeps): TakeTask {
  return (task) => {
    if (task.itemReader || !/:states:::http:invoke$/.test(task.resource)) return undefined;
    const { connection, remark } = connectionOf(task, settings);
    const made = httpRequestOf(task.input, connection);
    if ('cause' in made)
      return settled({
        outcome: { failed: true, error: 'States.Runtime', cause: made.cause },
        by: 'the rules of HTTP Task',
      });
    const url = mapped(made.request.url, settings.endpoints);
    const refusal = refusalOf(made.request.url, url) ?? host.refusal(url);
    if (refusal !== undefined) {
      say(task, `${task.stateName} is not sent: ${refusal}`);
      return settled(undefined);
    }
    if (remark !== undefined) say(task, remark);
    const { result, cancel } = host.send({
      ...made.request,
      url,
      timeout: HTTP_MILLISECONDS,
      mostBytes: MOST_BYTES,
    });
    const by = new URL(url).host;
    return { result: result.then((reply) => ({ outcome: outcomeOfHttp(reply), by })), cancel };
  };
}

function connectionOf(
  { input, stateName }: TaskRequest,
  { connections }: HttpSettings,
): { readonly connection: HttpConnection | undefined; readonly remark?: string } {
  const arn = connectionArnOf(input);
  if (arn === undefined) return { connection: undefined };
  const name = /:connection\/([^/]+)/.exec(arn)?.[1] ?? arn;
  const connection = connections.get(arn) ?? connections.get(name);
  if (connection) return { connection };
  const remark = `${stateName} is sent without authorization: 'http' → 'connections' of the launch configuration has no '${name}'.`;
  return { connection, remark };
}

/** The address with its beginning replaced; the longest beginning counts. */
function mapped(url: string, endpoints: HttpSettings['endpoints']): string {
  const fits = ([from]: readonly [string, string]): boolean =>
    url.startsWith(from) && /^(?:[/?]|$)/.test(url.slice(from.length));
  const [best] = endpoints.filter(fits).sort(([a], [b]) => b.length - a.length);
  return best ? best[1] + url.slice(best[0].length) : url;
}

/** AWS sends to https addresses only; on this machine, and where the user has named another address, it need not be one. */
function refusalOf(original: string, url: string): string | undefined {
  const isPlain = url === original && /^http:/i.test(url) && !isLoopback(url);
  return isPlain ? `HTTP Task sends to https addresses only, not to ${new URL(url).origin}.` : undefined;
}
