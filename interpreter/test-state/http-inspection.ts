/**
 * What `inspectionData` says at TRACE of the call that an HTTP Task has made, in the form of the example in AWS's guide
 * to TestState. What the connection adds is not known here; AWS leaves it out as well unless secrets are revealed.
 */
import { isJsonArray, isJsonObject, type Json, type JsonObject, stringifyJson } from '#asl/json';
import type { ProgramState } from '../program/program.ts';
import { resourceOf } from '../states/task.ts';

/** The request and the response of a call; undefined for a state that makes none. */
export function httpInspection(
  state: ProgramState,
  asked: Json | undefined,
  result: Json | undefined,
  region: string,
): JsonObject | undefined {
  const { resourceType, resource } = resourceOf(state);
  if (state.type !== 'Task' || resourceType !== 'http' || resource !== 'invoke' || !isJsonObject(asked))
    return undefined;
  return { request: requestOf(asked, region), ...(isJsonObject(result) && { response: responseOf(result, asked) }) };
}

function requestOf(asked: JsonObject, region: string): JsonObject {
  const { ApiEndpoint, Method, Headers, QueryParameters, RequestBody } = asked;
  const own = { 'User-Agent': `Amazon|StepFunctions|HttpInvoke|${region}`, Range: 'bytes=0-262144' };
  const query = pairsOf(QueryParameters).map((pair) => pair.map(encoded).join('='));
  const url = textOf(ApiEndpoint ?? '');
  return {
    protocol: protocolOf(asked),
    method: textOf(Method ?? ''),
    url: query.length > 0 ? `${url}${url.includes('?') ? '&' : '?'}${query.join('&')}` : url,
    headers: headersText([...pairsOf(Headers), ...pairsOf(own)]),
    ...(RequestBody !== undefined && { body: textOf(RequestBody) }),
  };
}

function responseOf({ StatusCode, StatusText, Headers, ResponseBody }: JsonObject, asked: JsonObject): JsonObject {
  return {
    protocol: protocolOf(asked),
    ...(StatusCode !== undefined && { statusCode: textOf(StatusCode) }),
    ...(StatusText !== undefined && { statusMessage: textOf(StatusText) }),
    headers: headersText(pairsOf(Headers)),
    ...(ResponseBody !== undefined && { body: textOf(ResponseBody) }),
  };
}

/** Half a character cannot be encoded. */
const encoded = (text: string): string => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));

const protocolOf = ({ ApiEndpoint }: JsonObject): string => /^(\w+):\/\//.exec(String(ApiEndpoint))?.[1] ?? 'https';

/** A member with a list of values stands for as many pairs. */
function pairsOf(members: Json | undefined): readonly (readonly [string, string])[] {
  if (!isJsonObject(members)) return [];
  return Object.entries(members).flatMap(([name, value]) =>
    (isJsonArray(value) ? value : [value]).map((one) => [name, textOf(one)] as const),
  );
}

const headersText = (pairs: readonly (readonly [string, string])[]): string =>
  `[${pairs.map((pair) => pair.join(': ')).join(', ')}]`;

const textOf = (value: Json): string => (typeof value === 'string' ? value : stringifyJson(value));
