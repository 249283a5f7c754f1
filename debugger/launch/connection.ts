/** `http` → `connections` of a launch configuration: what stands for an EventBridge connection. What it holds is never told. */
import type { Json } from '#asl/json';
import type { DebugHost } from '../host.ts';
import type { HttpConnection } from '../outside/http-request.ts';
import { OAUTH_METHODS, type OAuthClient } from '../outside/oauth-token.ts';
import { checkFields, checkHeaders, isAddress, objectAt, textMap, textsAt, wrong } from './request-fields.ts';

const AUTHORIZATIONS = ['basic', 'apiKey', 'bearer', 'oauth'] as const;
const ADDED = ['headers', 'query', 'body'] as const;
const [LAST_AUTHORIZATION] = AUTHORIZATIONS.slice(-1);
const AUTHORIZATION_NAMES = `${AUTHORIZATIONS.slice(0, -1)
  .map((name) => `'${name}'`)
  .join(', ')} and '${LAST_AUTHORIZATION}'`;

type Requesting = Pick<DebugHost, 'requests'>;

/** What a connection adds to requests. */
export function connectionOf(host: Requesting, place: string, given: Json): HttpConnection {
  const fields = objectAt(place, given);
  checkFields(place, fields, [...AUTHORIZATIONS, ...ADDED]);
  if (AUTHORIZATIONS.filter((name) => fields[name] !== undefined).length > 1)
    wrong(place, `has more than one of ${AUTHORIZATION_NAMES}. Keep the one that is meant.`);
  const { basic, apiKey, bearer, oauth, headers = {}, query = {}, body = {} } = fields;
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
  checkHeaders(place, added);
  return {
    headers: added,
    query: textMap(`${place} → 'query'`, query),
    body: objectAt(`${place} → 'body'`, body),
    ...(oauth !== undefined && { oauth: oauthOf(host, `${place} → 'oauth'`, oauth) }),
  };
}

/** Where and with what a connection asks for its tokens. */
function oauthOf(host: Requesting, place: string, given: Json): OAuthClient {
  const required = ['authorizationEndpoint', 'clientId', 'clientSecret'] as const;
  const texts = textsAt(place, given, required, ['method', ...ADDED]);
  const { method = 'POST', headers = {}, query = {}, body = {} } = objectAt(place, given);
  const { authorizationEndpoint: endpoint, clientId, clientSecret } = texts;
  if (!isAddress(endpoint))
    wrong(`${place} → 'authorizationEndpoint'`, 'has to be an address such as https://auth.example.com/oauth/token.');
  const known = OAUTH_METHODS.find((one) => one === method);
  const own = textMap(`${place} → 'headers'`, headers);
  checkHeaders(place, own);
  // Whether the host is allowed is asked at each request: another address may stand for it.
  if (!host.requests) wrong(place, 'cannot be used: nothing is sent from here.');
  return {
    endpoint,
    method: known ?? wrong(`${place} → 'method'`, `has to be one of ${OAUTH_METHODS.join(', ')}.`),
    clientId,
    clientSecret,
    headers: own,
    query: textMap(`${place} → 'query'`, query),
    body: textMap(`${place} → 'body'`, body),
  };
}

function base64Of(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
