/**
 * `http` and `services` of a launch configuration: which requests of tasks really go out, and where to. Whatever is wrong
 * ends the launch; nothing is sent yet.
 */
import { isJsonObject, type Json, type JsonObject } from '#asl/json';
import type { LaunchArguments } from '#protocol';
import { fail } from '../errors.ts';
import type { DebugHost, ServiceEndpoint } from '../host.ts';
import { canBeHeader } from '../outside/header-value.ts';
import type { HttpConnection } from '../outside/http-request.ts';
import type { HttpSettings } from '../tasks/http-tasks.ts';
import type { ServiceEndpoints } from '../tasks/service-tasks.ts';

const DEFAULT_SECONDS = 30;
const MOST_SECONDS = 900;
const REGION = 'us-east-1';
/** Any address of this machine: whether anything may be sent at all. */
const THIS_MACHINE = 'http://127.0.0.1';

type Requesting = Pick<DebugHost, 'requests'>;

const wrong = (place: string, message: string): never =>
  fail('badRequests', `The launch configuration's ${place} ${message}`);

/** What HTTP Tasks are sent with; undefined where they are not sent. */
export function loadHttp(host: Requesting, { http }: LaunchArguments): HttpSettings | undefined {
  if (http === undefined || http === false) return undefined;
  const given = http === true ? {} : (http as unknown as JsonObject);
  checkFields("'http'", given, ['send', 'endpoints', 'connections']);
  const { send = true, endpoints = {}, connections = {} } = given;
  if (typeof send !== 'boolean') wrong("'http' → 'send'", 'has to be true or false.');
  if (send === false) return undefined;
  if (!host.requests) return wrong("'http'", 'cannot be used: nothing is sent from here.');
  const refusal = host.requests.refusal(THIS_MACHINE);
  if (refusal !== undefined) wrong("'http'", `cannot be used: ${refusal}`);
  return {
    endpoints: Object.entries(objectAt("'http' → 'endpoints'", endpoints)).map(([from, to]) =>
      mappingOf(host, from, to),
    ),
    connections: new Map(
      Object.entries(objectAt("'http' → 'connections'", connections)).map(([name, one]) => [
        name,
        connectionOf(`'http' → 'connections' → '${name}'`, one),
      ]),
    ),
  };
}

function mappingOf(host: Requesting, from: string, to: Json): readonly [string, string] {
  const place = `'http' → 'endpoints' → '${from}'`;
  if (!isAddress(from)) wrong(place, 'has to stand for an address such as https://api.example.com.');
  if (!isAddress(to)) return wrong(place, 'has to be an address such as http://127.0.0.1:8080.');
  const refusal = host.requests?.refusal(to);
  if (refusal !== undefined) wrong(place, `cannot be used: ${refusal}`);
  return [from.replace(/\/+$/, ''), to.replace(/\/+$/, '')];
}

/** What a connection adds to requests. What it holds is never told. */
function connectionOf(place: string, given: Json): HttpConnection {
  const fields = objectAt(place, given);
  checkFields(place, fields, ['basic', 'apiKey', 'bearer', 'headers', 'query', 'body']);
  const { basic, apiKey, bearer, headers = {}, query = {}, body = {} } = fields;
  if ([basic, apiKey, bearer].filter((one) => one !== undefined).length > 1)
    wrong(place, "has more than one of 'basic', 'apiKey' and 'bearer'. Keep the one that is meant.");
  const authorization: [name: string, value: string][] = [];
  if (basic !== undefined) {
    const { username, password } = textsAt(`${place} → 'basic'`, basic, ['username', 'password']);
    authorization.push(['Authorization', `Basic ${base64Of(`${username}:${password}`)}`]);
  }
  if (apiKey !== undefined) {
    const { name, value } = textsAt(`${place} → 'apiKey'`, apiKey, ['name', 'value']);
    authorization.push([name, value]);
  }
  if (bearer !== undefined) {
    const { token } = textsAt(`${place} → 'bearer'`, { token: bearer }, ['token']);
    authorization.push(['Authorization', `Bearer ${token}`]);
  }
  const added = Object.fromEntries([...Object.entries(textMap(`${place} → 'headers'`, headers)), ...authorization]);
  for (const [name, value] of Object.entries(added))
    if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name) || !canBeHeader(value))
      wrong(place, `has a header '${name}' that no request can have.`);
  return {
    headers: added,
    query: textMap(`${place} → 'query'`, query),
    body: objectAt(`${place} → 'body'`, body),
  };
}

/** The endpoints of services. */
export function loadServices(host: Requesting, { services = {} }: LaunchArguments): ServiceEndpoints {
  const loaded = new Map<string, ServiceEndpoint>();
  for (const [name, given] of Object.entries(services as unknown as JsonObject)) {
    const place = `'services' → '${name}'`;
    const endpoint = endpointOf(place, given);
    if (!host.requests) return wrong(place, 'cannot be used: nothing is sent from here.');
    const refusal = host.requests.refusal(endpoint.url);
    if (refusal !== undefined) wrong(place, `cannot be used: ${refusal}`);
    loaded.set(name, endpoint);
  }
  return loaded;
}

const SERVICE_FORM =
  'an address such as http://127.0.0.1:4566, or {"url": …, "region": …, "accessKeyId": …, "secretAccessKey": …, "timeoutSeconds": …}';

function endpointOf(place: string, given: Json): ServiceEndpoint {
  const fields: JsonObject = typeof given === 'string' ? { url: given } : objectAt(place, given);
  checkFields(place, fields, ['url', 'region', 'accessKeyId', 'secretAccessKey', 'sessionToken', 'timeoutSeconds']);
  const { url, region = REGION, accessKeyId, secretAccessKey, sessionToken, timeoutSeconds = DEFAULT_SECONDS } = fields;
  if (!isAddress(url)) return wrong(place, `has to be ${SERVICE_FORM}.`);
  if (typeof region !== 'string' || region === '')
    return wrong(`${place} → 'region'`, 'has to be the name of a region.');
  if (typeof timeoutSeconds !== 'number' || !(timeoutSeconds > 0 && timeoutSeconds <= MOST_SECONDS))
    return wrong(`${place} → 'timeoutSeconds'`, `has to be a number above 0 and at most ${MOST_SECONDS}.`);
  const timeout = timeoutSeconds * 1000;
  if (accessKeyId === undefined && secretAccessKey === undefined && sessionToken === undefined)
    return { url, region, timeout };
  if (typeof accessKeyId !== 'string' || typeof secretAccessKey !== 'string')
    return wrong(place, "needs both 'accessKeyId' and 'secretAccessKey', as texts, where it has credentials.");
  const session = typeof sessionToken === 'string' ? { sessionToken } : {};
  return { url, region, timeout, credentials: { accessKeyId, secretAccessKey, ...session } };
}

function isAddress(value: Json | undefined): value is string {
  return typeof value === 'string' && /^https?:\/\//i.test(value) && URL.canParse(value);
}

function objectAt(place: string, value: Json): JsonObject {
  return isJsonObject(value) ? value : wrong(place, 'has to be an object.');
}

function checkFields(place: string, given: Json, known: readonly string[]): void {
  const unknown = Object.keys(objectAt(place, given)).find((name) => !known.includes(name));
  if (unknown !== undefined) wrong(place, `has the unknown field '${unknown}'. It takes ${known.join(', ')}.`);
}

function textMap(place: string, given: Json): Readonly<Record<string, string>> {
  const entries = Object.entries(objectAt(place, given)).map(([name, value]): [string, string] =>
    typeof value === 'string' ? [name, value] : wrong(`${place} → '${name}'`, 'has to be a text.'),
  );
  return Object.fromEntries(entries);
}

function textsAt<N extends string>(place: string, given: Json, names: readonly N[]): Readonly<Record<N, string>> {
  const fields = objectAt(place, given);
  checkFields(place, fields, names);
  for (const name of names) if (typeof fields[name] !== 'string') wrong(`${place} → '${name}'`, 'has to be a text.');
  return fields as Record<N, string>;
}

function base64Of(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
