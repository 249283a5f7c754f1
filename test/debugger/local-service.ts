/** A server on this machine that stands for whoever tasks send requests to; it keeps what it was sent. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface LocalReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
}

export interface LocalServer {
  readonly url: string;
  readonly host: string;
  readonly requests: SentRequest[];
  /** What the next requests are answered with; undefined leaves them without an answer. */
  answer: (request: SentRequest) => LocalReply | undefined;
}

/** Starts a server for the tests of a `describe`. */
export function useLocalServer(): LocalServer {
  const state = { url: '', host: '', requests: [] as SentRequest[], answer: (): LocalReply | undefined => ({}) };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const sent = { method, url, headers, body: Buffer.concat(parts).toString('utf8') };
      state.requests.push(sent);
      const reply = (state as LocalServer).answer(sent);
      if (!reply) return;
      for (const [name, value] of Object.entries(reply.headers ?? {}))
        response.setHeader(name, typeof value === 'string' ? value : [...value]);
      response.writeHead(reply.status ?? 200);
      response.end(reply.body ?? '');
    });
  });
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    state.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    state.url = `http://${state.host}`;
  });
  beforeEach(() => {
    state.requests = [];
    state.answer = () => ({});
  });
  after(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  );
  return state;
}
