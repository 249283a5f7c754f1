/** What an HTTP Task gives, from the answer of the server: AWS's result, or the error under AWS's name. */
import { type Json, type JsonObject, parseJson } from '#asl/json';
import { resultTooLarge, type TaskOutcome } from '#interpreter';
import type { HttpReply } from '../host.ts';

/** AWS asks for so much of an answer. */
export const MOST_BYTES = 262_145;
/** AWS waits so long. */
export const HTTP_MILLISECONDS = 60_000;

const failed = (error: string, cause: string): TaskOutcome => ({ failed: true, error, cause });

/** The outcome of the task. */
export function outcomeOfHttp(reply: Exclude<HttpReply, { readonly refused: string }>): TaskOutcome {
  if ('unreachable' in reply) return failed('States.Http.Socket', reply.unreachable);
  const { status, statusText, body, isCut } = reply;
  // Redirections are no answers either: they are not followed.
  if (status < 200 || status > 299) return failed(`States.Http.StatusCode.${status}`, statusText);
  if (isCut) return failed('States.DataLimitExceeded', resultTooLarge('http'));
  const type = contentTypeOf(reply);
  if (/^\s*(?:application\/octet-stream|image\/|video\/|audio\/)/i.test(type))
    return failed('States.Runtime', `The response has the content type '${type}', which HTTP Task does not support.`);
  const text = utf8Of(body);
  if (text === undefined) return failed('States.Runtime', 'The response cannot be read as text.');
  return { output: resultOf(reply, text, type) };
}

/** What HTTP Tasks and API Gateway give of an answer that is text. */
export function resultOf(
  { headers, status, statusText }: Extract<HttpReply, { readonly status: number }>,
  text: string,
  type: string,
): JsonObject {
  return {
    Headers: listsOf(headers),
    ResponseBody: bodyOf(text, type),
    StatusCode: status,
    StatusText: statusText,
  };
}

export const contentTypeOf = ({ headers }: Extract<HttpReply, { readonly status: number }>): string =>
  headers.find(([name]) => /^content-type$/i.test(name))?.[1] ?? '';

/** By the spelling in which a header came first; whatever a server calls its headers is a name. */
function listsOf(headers: readonly (readonly [string, string])[]): Record<string, string[]> {
  const lists = new Map<string, { readonly name: string; readonly values: string[] }>();
  for (const [name, value] of headers) {
    const list = lists.get(name.toLowerCase()) ?? { name, values: [] };
    list.values.push(value);
    lists.set(name.toLowerCase(), list);
  }
  return Object.fromEntries([...lists.values()].map(({ name, values }) => [name, values]));
}

function bodyOf(text: string, type: string): Json {
  if (!/^\s*application\/(?:[\w.-]+\+)?json\b/i.test(type)) return text;
  const { value, problem } = parseJson(text);
  return problem ? text : value;
}

/** Undefined where the bytes are no text. */
export function utf8Of(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
