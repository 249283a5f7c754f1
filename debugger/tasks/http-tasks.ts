/** HTTP Tasks that are really sent, where the launch configuration says so and the user allows the host. */
import type { TaskRequest } from '#interpreter';
import type { HttpReply, RequestHost } from '../host.ts';
import { type MappedAddresses, sendingAddress } from '../outside/allowed-hosts.ts';
import { HTTP_MILLISECONDS, MOST_BYTES, outcomeOfHttp } from '../outside/http-reply.ts';
import { connectionArnOf, type HttpConnection, httpRequestOf } from '../outside/http-request.ts';
import type { OAuthClient } from '../outside/oauth-token.ts';
import { type Authorization, OAuthTokens } from './oauth-tokens.ts';
import { type OutsideAnswer, type OutsideTask, settled, type TakeTask } from './outside-tasks.ts';

export interface HttpSettings {
  /** Addresses that stand for others: what begins with the first goes to the second. */
  readonly endpoints: MappedAddresses;
  /** By the name or the ARN of the connection. */
  readonly connections: ReadonlyMap<string, HttpConnection>;
}

export interface HttpDeps {
  readonly host: RequestHost;
  readonly settings: HttpSettings;
  /** Tells the user something about a task, at its state. */
  readonly say: (task: TaskRequest, text: string) => void;
  /** Milliseconds of real time. */
  readonly now: () => number;
}

/** Takes HTTP Tasks. */
export function takeHttpTasks({ host, settings, say, now }: HttpDeps): TakeTask {
  const addressOf = (url: string) => sendingAddress(host, url, settings.endpoints);
  const tokens = new OAuthTokens({ host, addressOf, now });
  const left = (task: TaskRequest, why: string): undefined => {
    say(task, `${task.stateName} is not sent: ${why}`);
    return undefined;
  };
  return (task) => {
    if (task.itemReader || !/:states:::http:invoke$/.test(task.resource)) return undefined;
    const { connection, remark } = connectionOf(task, settings);
    const made = httpRequestOf(task.input, connection);
    if ('cause' in made) return settled(failed('States.Runtime', made.cause, 'the rules of HTTP Task'));
    const address = addressOf(made.request.url);
    if ('refused' in address) return settled(left(task, address.refused));
    if (remark !== undefined) say(task, remark);
    const { oauth } = connection ?? {};
    const send = (added?: readonly [string, string]) => {
      const headers = added ? [...made.request.headers, added] : made.request.headers;
      const limits = { timeout: HTTP_MILLISECONDS, mostBytes: MOST_BYTES };
      return host.send({ ...made.request, headers, url: address.url, ...limits });
    };
    const by = new URL(address.url).host;
    const answer = (reply: HttpReply): OutsideAnswer =>
      'refused' in reply ? left(task, reply.refused) : { outcome: outcomeOfHttp(reply), by };
    if (!oauth) {
      const { result, cancel } = send();
      return { result: result.then(answer), cancel };
    }
    return withToken(tokens, oauth, { send, answer, left: (why) => left(task, why) });
  };
}

interface Sending {
  readonly send: (added: readonly [string, string]) => ReturnType<RequestHost['send']>;
  readonly answer: (reply: HttpReply) => OutsideAnswer;
  readonly left: (why: string) => undefined;
}

/** Gets a token first. A request that is refused with it fails as it is; the next try of the task gets a new one. */
function withToken(tokens: OAuthTokens, client: OAuthClient, { send, answer, left }: Sending): OutsideTask {
  let isCancelled = false;
  let cancel = (): void => {
    isCancelled = true;
  };
  const result = tokens.authorize(client).then(async (got: Authorization): Promise<OutsideAnswer> => {
    if (isCancelled) return undefined;
    if ('refused' in got) return left(got.refused);
    if ('problem' in got) {
      const cause = `The connection is not authorized: ${got.server} ${got.problem}.`;
      return failed('Events.ConnectionResource.InvalidConnectionState', cause, got.server);
    }
    const sent = send(['Authorization', got.authorization]);
    cancel = sent.cancel;
    const reply = await sent.result;
    if ('status' in reply && (reply.status === 401 || reply.status === 407)) tokens.forget(client, got.authorization);
    return answer(reply);
  });
  return { result, cancel: () => cancel() };
}

const failed = (error: string, cause: string, by: string): OutsideAnswer => ({
  outcome: { failed: true, error, cause },
  by,
});

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
