/**
 * `http` and `services` of a launch configuration: which requests of tasks really go out, and where to. Whatever is wrong
 * ends the launch; nothing is sent yet.
 */
import type { Json, JsonObject } from '#asl/json';
import type { LaunchArguments } from '#protocol';
import type { DebugHost, ServiceEndpoint } from '../host.ts';
import type { HttpSettings } from '../tasks/http-tasks.ts';
import type { ServiceEndpoints } from '../tasks/service-tasks.ts';
import { connectionOf } from './connection.ts';
import { checkFields, isAddress, objectAt, wrong } from './request-fields.ts';

const DEFAULT_SECONDS = 30;
const MOST_SECONDS = 900;
const REGION = 'us-east-1';
/** Any address of this machine: whether anything may be sent at all. */
const THIS_MACHINE = 'http://127.0.0.1';

type Requesting = Pick<DebugHost, 'requests'>;

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
        connectionOf(host, `'http' → 'connections' → '${name}'`, one),
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
