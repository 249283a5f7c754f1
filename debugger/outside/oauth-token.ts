/**
 * The token of an EventBridge connection that is authorized by OAuth client credentials: the request for one, and what
 * its answer holds (RFC 6749, section 4.4). Nothing is sent here, and nothing that is secret is ever told.
 */
import { isJsonObject, numberOf, parseJson } from '#asl/json';
import type { HttpReply, HttpRequest } from '../host.ts';
import { encoded } from './form-encoding.ts';
import { canBeHeader } from './header-value.ts';

export const OAUTH_METHODS = ['GET', 'POST', 'PUT'] as const;

/** What a connection knows about the server that gives it its tokens. */
export interface OAuthClient {
  readonly endpoint: string;
  readonly method: (typeof OAUTH_METHODS)[number];
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the connection adds to the request for a token; it counts more than what stands there by itself. */
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, string>>;
}

type TokenRequest = Pick<HttpRequest, 'url' | 'method' | 'headers' | 'body'>;

/** The longest answer that is read. */
export const MOST_TOKEN_BYTES = 65_536;

/** Asks for a token: client and secret as a form, or as JSON where the connection says so; by GET in the address. */
export function tokenRequestOf({ endpoint, method, clientId, clientSecret, ...added }: OAuthClient): TokenRequest {
  const client = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  const parameters = { ...client, ...added.body };
  const query = formOf(method === 'GET' ? { ...parameters, ...added.query } : added.query);
  const url = query === '' ? endpoint : `${endpoint}${endpoint.includes('?') ? '&' : '?'}${query}`;
  const own = Object.entries(added.headers);
  const valueOf = (header: string): string | undefined => own.find(([name]) => name.toLowerCase() === header)?.[1];
  const type = valueOf('content-type') ?? 'application/x-www-form-urlencoded';
  const headers: [string, string][] = [...own];
  if (valueOf('accept') === undefined) headers.push(['Accept', 'application/json']);
  if (method === 'GET') return { url, method, headers, body: undefined };
  if (valueOf('content-type') === undefined) headers.push(['Content-Type', type]);
  const isJson = /^\s*application\/(?:[\w.-]+\+)?json\b/i.test(type);
  return { url, method, headers, body: isJson ? JSON.stringify(parameters) : formOf(parameters) };
}

const formOf = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&');

export interface OAuthToken {
  /** The value of the header `Authorization`. */
  readonly authorization: string;
  /** How long it holds; undefined where the server has not said. */
  readonly seconds: number | undefined;
}

/** The token of an answer; or what was answered instead, in words that follow the name of the server. */
export function tokenOf(
  reply: Extract<HttpReply, { readonly status: number }>,
): OAuthToken | { readonly problem: string } {
  const { status, statusText, body } = reply;
  const { value } = parseJson(new TextDecoder().decode(body));
  const fields = isJsonObject(value) ? value : {};
  if (status < 200 || status > 299) {
    // The names of errors are those of the standard; what else is answered may repeat what was sent.
    const { error } = fields;
    const name = typeof error === 'string' && /^[a-z_]{1,40}$/.test(error) ? ` (${error})` : '';
    return { problem: `answered ${status} ${statusText}${name}` };
  }
  const { access_token: token, token_type: type, expires_in: seconds } = fields;
  if (typeof token !== 'string' || token === '' || !canBeHeader(token))
    return { problem: "answered without an 'access_token'" };
  const lifetime = typeof seconds === 'string' ? Number.parseFloat(seconds) : numberOf(seconds ?? null);
  const isOther = typeof type === 'string' && /^[\w-]+$/.test(type) && !/^bearer$/i.test(type);
  return {
    authorization: `${isOther ? type : 'Bearer'} ${token}`,
    seconds: lifetime !== undefined && Number.isFinite(lifetime) ? lifetime : undefined,
  };
}
