/**
 * The request that an HTTP Task makes: its parameters, merged with what its connection holds, as AWS documents it. What
 * AWS refuses fails the task with `States.Runtime`. Nothing is sent here.
 */
import { isJsonArray, isJsonObject, type Json, type JsonObject, stringifyJson } from '#asl/json';
import { optimizedServices } from '#asl/services/optimized/index';
import type { HttpRequest } from '../host.ts';
import { ARRAY_FORMATS, type ArrayFormat, encoded, formOf, textOf } from './form-encoding.ts';
import { canBeHeader } from './header-value.ts';
import type { OAuthClient } from './oauth-token.ts';

/** What an EventBridge connection adds to a request; it counts more than the task. */
export interface HttpConnection {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: JsonObject;
  /** Present where the connection gets a token for each of its requests. */
  readonly oauth?: OAuthClient;
}

export type MadeRequest = Pick<HttpRequest, 'url' | 'method' | 'headers' | 'body'>;
export type RequestOrFailure = { readonly request: MadeRequest } | { readonly cause: string };

/** AWS's documentation lists them; the task fails with `States.Runtime`. */
const FORBIDDEN = new Set(
  `a-im accept-charset accept-datetime accept-encoding authorization cache-control connection content-encoding
   content-md5 date expect forwarded from host http2-settings if-match if-modified-since if-none-match if-range
   if-unmodified-since max-forwards origin pragma proxy-authorization referer server te trailer transfer-encoding upgrade
   via warning`.split(/\s+/),
);
const FORBIDDEN_BEGINNING = /^x-(?:forwarded|amzn?)-/;

const METHODS = new Set(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD']);
/** The region stands where AWS has that of the execution; nothing runs in one here. */
const OWN_HEADERS = [
  ['User-Agent', 'Amazon|StepFunctions|HttpInvoke|us-east-1'],
  ['Range', 'bytes=0-262144'],
] as const;

/** The ARN of the connection that a task names. */
export function connectionArnOf(input: Json): string | undefined {
  if (!isJsonObject(input)) return undefined;
  for (const holder of [input.InvocationConfig, input.Authentication])
    if (isJsonObject(holder) && typeof holder.ConnectionArn === 'string') return holder.ConnectionArn;
  return undefined;
}

/** Makes the request, or says why AWS would refuse the task. */
export function httpRequestOf(input: Json, connection: HttpConnection | undefined): RequestOrFailure {
  try {
    return { request: requestOf(input, connection) };
  } catch (error) {
    if (error instanceof Refusal) return { cause: error.message };
    throw error;
  }
}

/** Leaves the making of a request; never leaves this module. */
class Refusal extends Error {}

function refuse(cause: string): never {
  throw new Refusal(cause);
}

function requestOf(input: Json, connection: HttpConnection | undefined): MadeRequest {
  if (!isJsonObject(input)) return refuse('The parameters of an HTTP Task have to be an object.');
  for (const name of Object.keys(input))
    if (!Object.hasOwn(PARAMETERS, name)) refuse(`The field '${name}' is not supported by HTTP Task.`);
  const { ApiEndpoint, Method, Headers = {}, QueryParameters = {}, RequestBody, Transform = {} } = input;
  if (typeof ApiEndpoint !== 'string' || !/^https?:\/\//i.test(ApiEndpoint) || !URL.canParse(ApiEndpoint))
    return refuse(`ApiEndpoint has to be the URL of an HTTPS API, not ${stringifyJson(ApiEndpoint ?? null)}.`);
  if (typeof Method !== 'string' || !METHODS.has(Method))
    return refuse(`Method has to be one of ${[...METHODS].join(', ')}, not ${stringifyJson(Method ?? null)}.`);
  const headers = headersOf(Headers, connection?.headers ?? {});
  const body = bodyOf(RequestBody, connection?.body ?? {}, transformOf(Transform));
  if (body !== undefined && !headers.some(([name]) => /^content-type$/i.test(name)))
    headers.push(['Content-Type', 'application/json; charset=UTF-8']);
  const url = withQuery(ApiEndpoint, QueryParameters, connection?.query ?? {});
  return { url, method: Method, headers: [...headers, ...OWN_HEADERS], body };
}

const PARAMETERS = optimizedServices.http?.actions.invoke?.own ?? {};

function headersOf(given: Json, added: Readonly<Record<string, string>>): [string, string][] {
  if (!isJsonObject(given)) return refuse('Headers have to be an object of names and values.');
  const headers: [string, string][] = [];
  const names = new Set(Object.keys(added).map((name) => name.toLowerCase()));
  for (const [name, value] of Object.entries(given)) {
    const key = name.toLowerCase();
    if (FORBIDDEN.has(key) || FORBIDDEN_BEGINNING.test(key))
      refuse(`The header '${name}' must not be used in the definition of an HTTP Task.`);
    if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) refuse(`'${name}' is not the name of a header.`);
    if (names.has(key) || key === 'user-agent' || key === 'range') continue;
    for (const one of isJsonArray(value) ? value : [value]) headers.push([name, headerText(name, one)]);
  }
  return [...headers, ...Object.entries(added).map(([name, value]): [string, string] => [name, value])];
}

function headerText(name: string, value: Json): string {
  const text = textOf(value);
  return canBeHeader(text)
    ? text
    : refuse(`The value of the header '${name}' has line breaks or other characters that no header can have.`);
}

interface Encoding {
  readonly isForm: boolean;
  readonly arrays: ArrayFormat;
}

function transformOf(given: Json): Encoding {
  if (!isJsonObject(given)) return refuse('Transform has to be an object.');
  const { RequestBodyEncoding = 'NONE', RequestEncodingOptions = {} } = given;
  if (RequestBodyEncoding !== 'NONE' && RequestBodyEncoding !== 'URL_ENCODED')
    return refuse(`RequestBodyEncoding has to be NONE or URL_ENCODED, not ${stringifyJson(RequestBodyEncoding)}.`);
  const { ArrayFormat = 'INDICES' } = isJsonObject(RequestEncodingOptions) ? RequestEncodingOptions : {};
  const arrays = ARRAY_FORMATS.find((one) => one === ArrayFormat);
  if (!arrays)
    return refuse(`ArrayFormat has to be one of ${ARRAY_FORMATS.join(', ')}, not ${stringifyJson(ArrayFormat)}.`);
  return { isForm: RequestBodyEncoding === 'URL_ENCODED', arrays };
}

function bodyOf(given: Json | undefined, added: JsonObject, { isForm, arrays }: Encoding): string | undefined {
  const hasMore = Object.keys(added).length > 0;
  if (hasMore && given !== undefined && !isJsonObject(given))
    return refuse('A RequestBody that is no object cannot be merged with the body parameters of the connection.');
  const body = hasMore ? { ...(isJsonObject(given) ? given : {}), ...added } : given;
  if (body === undefined || typeof body === 'string') return body;
  return isForm && isJsonObject(body) ? formOf(body, arrays) : stringifyJson(body);
}

/** The parameters of the task first; those of the connection stand for equal ones. */
function withQuery(url: string, given: Json, added: Readonly<Record<string, string>>): string {
  const pairs: string[] = [];
  if (typeof given === 'string') pairs.push(given.replace(/^\?/, ''));
  else if (isJsonObject(given)) {
    for (const [name, value] of Object.entries(given)) {
      if (Object.hasOwn(added, name)) continue;
      for (const one of isJsonArray(value) ? value : [value]) pairs.push(pairOf(name, textOf(one)));
    }
  } else refuse('QueryParameters have to be an object of names and values.');
  for (const [name, value] of Object.entries(added)) pairs.push(pairOf(name, value));
  const query = pairs.filter((pair) => pair !== '').join('&');
  const bare = url.replace(/#.*$/, '');
  if (query === '') return bare;
  return `${bare}${bare.includes('?') ? '&' : '?'}${query}`;
}

const pairOf = (name: string, value: string): string => `${encoded(name)}=${encoded(value)}`;
