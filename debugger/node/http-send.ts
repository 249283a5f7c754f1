/** Sends a request and gives its answer as it comes: no redirection is followed, and nothing is read beyond a limit. */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { HttpReply, HttpRequest, Running } from '../host.ts';

export function sendHttp({ url, method, headers, body, timeout, mostBytes }: HttpRequest): Running<HttpReply> {
  const { protocol, host } = new URL(url);
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeout);
  const lists = new Map<string, string[]>();
  for (const [name, value] of headers) lists.set(name, [...(lists.get(name) ?? []), value]);
  if (body !== undefined) lists.set('Content-Length', [String(Buffer.byteLength(body))]);
  const all = [...lists].map(([name, values]) => [name, values.length === 1 ? values[0] : values]);
  const result = new Promise<HttpReply>((resolve) => {
    let isAnswered = false;
    const outgoing = (protocol === 'https:' ? httpsRequest : httpRequest)(
      url,
      { method, headers: Object.fromEntries(all), signal: controller.signal, agent: false },
      (response) => {
        isAnswered = true;
        readReply(response, mostBytes).then(resolve, fail);
      },
    );
    const fail = (error: Error): void =>
      resolve({
        unreachable: controller.signal.aborted
          ? `${host} did not answer within ${timeout / 1000} seconds.`
          : `${host} cannot be reached: ${error.message}`,
      });
    outgoing.on('error', fail);
    // A server that wants to go on in another protocol is left without any error.
    outgoing.on('close', () => isAnswered || fail(new Error('the connection was closed without an answer')));
    outgoing.end(body);
  }).finally(() => clearTimeout(timer));
  return { result, cancel: () => controller.abort() };
}

async function readReply(response: IncomingMessage, mostBytes: number): Promise<HttpReply> {
  const { rawHeaders } = response;
  const headers = rawHeaders.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? '']] : [],
  );
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response) {
    parts.push(part as Buffer);
    size += (part as Buffer).length;
    if (size > mostBytes) break;
  }
  response.destroy();
  const { statusCode = 0, statusMessage = '' } = response;
  const body = Buffer.concat(parts).subarray(0, mostBytes);
  return { status: statusCode, statusText: statusMessage, headers, body, isCut: size > mostBytes };
}
