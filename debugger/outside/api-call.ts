/**
 * `apigateway:invoke`: the request to an API, and what Step Functions makes of its answer, as AWS documents it and as it
 * was recorded. Nothing is sent here.
 */
import { isJsonArray, isJsonObject, type Json, type JsonObject, stringifyJson } from '#asl/json';
import { resultTooLarge, type TaskOutcome } from '#interpreter';
import type { HttpReply, HttpRequest } from '../host.ts';
import { encoded, textOf } from './form-encoding.ts';
import { canBeHeader } from './header-value.ts';
import { contentTypeOf, resultOf, utf8Of } from './http-reply.ts';

/** How AWS authorizes the request; a resource policy looks at who asks, and the request itself is as without one. */
export type ApiAuthorization = 'NO_AUTH' | 'IAM_ROLE' | 'RESOURCE_POLICY';

export type ApiRequest =
  | {
      readonly request: Pick<HttpRequest, 'url' | 'method' | 'headers' | 'body'>;
      readonly authorization: ApiAuthorization;
      /** Of the API, by its host. */
      readonly region: string | undefined;
    }
  | { readonly cause: string };

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'];
const AUTHORIZATIONS: readonly ApiAuthorization[] = ['NO_AUTH', 'IAM_ROLE', 'RESOURCE_POLICY'];
/** AWS's documentation lists them. */
const FORBIDDEN = new Set(
  `authorization connection content-md5 expect host max-forwards proxy-authenticate server te transfer-encoding trailer
   upgrade via www-authenticate`.split(/\s+/),
);
const FORBIDDEN_BEGINNING = /^x-(?:forwarded|amz)/;

/** Makes the request, or says why Step Functions would not make it. */
export function apiRequestOf(input: Json): ApiRequest {
  if (!isJsonObject(input)) return { cause: 'The parameters of apigateway:invoke have to be an object.' };
  const { ApiEndpoint, Method, Headers = {}, AuthType = 'NO_AUTH' } = input;
  const isHost = typeof ApiEndpoint === 'string' && /^[^\s/?#@\\]+$/.test(ApiEndpoint);
  if (!isHost || !URL.canParse(`https://${ApiEndpoint}`))
    return {
      cause: `ApiEndpoint has to be a host such as abc123.execute-api.us-east-1.amazonaws.com, without protocol and path, not ${stringifyJson(ApiEndpoint ?? null)}.`,
    };
  if (typeof Method !== 'string' || !METHODS.includes(Method))
    return { cause: `Method has to be one of ${METHODS.join(', ')}, not ${stringifyJson(Method ?? null)}.` };
  const authorization = AUTHORIZATIONS.find((one) => one === AuthType);
  if (!authorization)
    return { cause: `AuthType has to be one of ${AUTHORIZATIONS.join(', ')}, not ${stringifyJson(AuthType)}.` };
  const headers = headersOf(Headers);
  if ('cause' in headers) return headers;
  const body = bodyOf(input);
  const hasType = headers.list.some(([name]) => /^content-type$/i.test(name));
  const type: readonly [string, string][] = body === undefined || hasType ? [] : [['Content-Type', 'application/json']];
  return {
    request: {
      url: `https://${ApiEndpoint}${pathOf(input)}${queryOf(input.QueryParameters ?? {})}`,
      method: Method,
      headers: [...headers.list, ...type],
      body,
    },
    authorization,
    region: /\.execute-api\.([a-z\d-]+)\.amazonaws\./.exec(ApiEndpoint)?.[1],
  };
}

function headersOf(given: Json): { readonly list: readonly [string, string][] } | { readonly cause: string } {
  if (!isJsonObject(given)) return { cause: 'Headers have to be an object of names and lists of values.' };
  const list: [string, string][] = [];
  for (const [name, value] of Object.entries(given)) {
    const key = name.toLowerCase();
    if (FORBIDDEN.has(key) || FORBIDDEN_BEGINNING.test(key))
      return { cause: `The header '${name}' must not be used in the definition of an API Gateway task.` };
    for (const one of isJsonArray(value) ? value : [value]) {
      const text = textOf(one);
      if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name) || !canBeHeader(text))
        return { cause: `No request can have the header '${name}' with this value.` };
      list.push([name, text]);
    }
  }
  return { list };
}

/** `/prod/bills/7`; a path may bring its own slash, and what no address can hold is encoded. */
function pathOf({ Stage, Path }: JsonObject): string {
  const parts = [Stage, Path].filter((part) => typeof part === 'string' && part !== '');
  const path = parts.map((part) => `/${textOf(part ?? null).replace(/^\/+/, '')}`).join('');
  return path.replace(/[^\w\-.~!$&'()*+,;=:@/%]+/g, encoded);
}

function queryOf(given: Json): string {
  if (!isJsonObject(given)) return '';
  const pairs = Object.entries(given).flatMap(([name, value]) =>
    (isJsonArray(value) ? value : [value]).map((one) => `${encoded(name)}=${encoded(textOf(one))}`),
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** JSON, texts among it: an API that gives back what it gets has given back texts, the empty one too (recorded). */
function bodyOf({ RequestBody, AllowNullValues }: JsonObject): string | undefined {
  const body = AllowNullValues === true ? RequestBody : withoutNulls(RequestBody ?? null);
  return body === undefined || (body === null && AllowNullValues !== true) ? undefined : stringifyJson(body);
}

/** Members that are null are not sent unless the task says so. */
function withoutNulls(value: Json): Json {
  if (isJsonArray(value)) return value.map(withoutNulls);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== null);
  return Object.fromEntries(entries.map(([name, one]) => [name, withoutNulls(one)]));
}

/** The outcome of the task. */
export function outcomeOfApi(reply: Exclude<HttpReply, { readonly refused: string }>): TaskOutcome {
  if ('unreachable' in reply)
    return failed('ApiGateway.SdkClientException', `Unable to execute HTTP request: ${reply.unreachable}`);
  const text = utf8Of(reply.body) ?? '';
  // The cause is what the API has answered (recorded).
  if (reply.status < 200 || reply.status > 299) return failed(`ApiGateway.${reply.status}`, text || reply.statusText);
  if (reply.isCut) return failed('States.DataLimitExceeded', resultTooLarge('apigateway'));
  return { output: resultOf(reply, text, contentTypeOf(reply)) };
}

const failed = (error: string, cause: string): TaskOutcome => ({ failed: true, error, cause });
