/**
 * The part of Step Functions' API that handlers need to answer a task token, on this machine only and under a path that
 * nobody can guess. It knows no tokens itself: whoever opened it takes the calls.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isJsonObject, type Json, type JsonObject, parseJson } from '#asl/json';
import type { TakeTokenCall, TokenCall, TokenEndpoint } from '../host.ts';

/** A result may have 256 KiB; escaped in JSON it can take several times as much. */
const MOST_BYTES = 4 * 1024 * 1024;

export function openTokenEndpoint(take: TakeTokenCall): Promise<TokenEndpoint> {
  const path = `/${randomBytes(24).toString('hex')}`;
  const server = createServer((request, response) => {
    // A caller that leaves in the middle gets no answer.
    answer(request, response, path, take).catch(() => response.destroy());
  });
  // An execution that is over does not have to wait for it.
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      const close = (): void => {
        server.close();
        server.closeAllConnections();
      };
      resolve({ url: `http://127.0.0.1:${port}${path}`, close });
    });
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  take: TakeTokenCall,
): Promise<void> {
  const { url = '', method, headers, socket } = request;
  // A page in a browser that has found the port cannot pose as this machine.
  const isMeant = headers.host === `127.0.0.1:${socket.localPort}` && url.replace(/\/$/, '') === path;
  if (method !== 'POST' || !isMeant) {
    response.writeHead(404).end();
    return;
  }
  const body = await textOf(request);
  if (body === undefined) {
    response.writeHead(413, { connection: 'close' }).end();
    return;
  }
  const call = callOf(String(headers['x-amz-target'] ?? ''), parseJson(body).value ?? null);
  const error = 'code' in call ? call : take(call);
  response.writeHead(error ? 400 : 200, {
    'content-type': 'application/x-amz-json-1.0',
    'x-amzn-requestid': randomBytes(16).toString('hex'),
  });
  response.end(error ? JSON.stringify({ __type: error.code, message: error.message }) : '{}');
}

function callOf(target: string, body: Json): TokenCall | { readonly code: string; readonly message: string } {
  const action = /^AWSStepFunctions\.(SendTask(?:Success|Failure|Heartbeat))$/.exec(target)?.[1];
  const input: JsonObject = isJsonObject(body) ? body : {};
  const text = (name: string): string | undefined => (typeof input[name] === 'string' ? input[name] : undefined);
  const token = text('taskToken');
  if (action === undefined)
    return {
      code: 'UnknownOperationException',
      message: 'Here only SendTaskSuccess, SendTaskFailure and SendTaskHeartbeat are answered.',
    };
  if (token === undefined) return { code: 'InvalidToken', message: "Invalid Token: 'taskToken' is missing." };
  if (action === 'SendTaskHeartbeat') return { action, token };
  if (action === 'SendTaskSuccess') return { action, token, output: text('output') ?? '' };
  const error = text('error');
  const cause = text('cause');
  return {
    action: 'SendTaskFailure',
    token,
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  };
}

/** Undefined where it is too long. */
async function textOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    parts.push(part as Buffer);
    size += (part as Buffer).length;
    if (size > MOST_BYTES) return undefined;
  }
  return Buffer.concat(parts).toString('utf8');
}

/** What somebody types who has the result of a task. */
export const answerCommand = (url: string | undefined, token: string): string =>
  `aws stepfunctions send-task-success --endpoint-url ${url} --task-token '${token}' --task-output '{}'`;
