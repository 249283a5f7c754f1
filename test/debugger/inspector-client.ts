/**
 * As much of a debugger for Node as a test needs: it speaks the inspector's protocol over a WebSocket, which Node 20 has no
 * client for. Messages go out masked and in one frame; those that come are put together from their frames.
 */
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import type { Socket } from 'node:net';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
}

export class InspectorClient {
  readonly #socket: Socket;
  readonly #events: Message[] = [];
  readonly #waiting = new Set<() => void>();
  readonly #answers = new Map<number, (message: Message) => void>();
  #last = 0;
  #rest: Buffer = Buffer.alloc(0);
  isClosed = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (data: Buffer) => this.#take(data));
    socket.on('close', () => {
      this.isClosed = true;
      for (const look of [...this.#waiting]) look();
    });
    socket.on('error', () => undefined);
  }

  /** Connects to the address that the inspector has told. */
  static connect(url: string): Promise<InspectorClient> {
    const headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
    };
    return new Promise((resolve, reject) => {
      const asked = request(url.replace(/^ws:/, 'http:'), { headers });
      asked.on('upgrade', (_response, socket) => resolve(new InspectorClient(socket as Socket)));
      asked.on('error', reject);
      asked.end();
    });
  }

  send(method: string, params: object = {}): Promise<Record<string, unknown>> {
    const id = ++this.#last;
    this.#socket.write(frameOf(JSON.stringify({ id, method, params })));
    return new Promise((resolve) => this.#answers.set(id, ({ result = {} }) => resolve(result)));
  }

  /** The next event of a name; undefined where the inspector is gone before. */
  async event(name: string): Promise<Record<string, unknown> | undefined> {
    for (;;) {
      const at = this.#events.findIndex(({ method }) => method === name);
      if (at >= 0) return this.#events.splice(at, 1)[0]?.params ?? {};
      if (this.isClosed) return undefined;
      await new Promise<void>((resolve) => {
        const look = (): void => {
          this.#waiting.delete(look);
          resolve();
        };
        this.#waiting.add(look);
      });
    }
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(data: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, data]);
    for (let frame = readFrame(this.#rest); frame; frame = readFrame(this.#rest)) {
      this.#rest = this.#rest.subarray(frame.end);
      if (frame.text === undefined) continue;
      const message = JSON.parse(frame.text) as Message;
      if (message.id === undefined) this.#events.push(message);
      else {
        this.#answers.get(message.id)?.(message);
        this.#answers.delete(message.id);
      }
    }
    for (const look of [...this.#waiting]) look();
  }
}

function frameOf(text: string): Buffer {
  const payload = Buffer.from(text);
  const mask = randomBytes(4);
  const masked = payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  const head =
    payload.length < 126
      ? Buffer.from([0x81, 0x80 | payload.length])
      : Buffer.from([0x81, 0x80 | 126, payload.length >> 8, payload.length & 0xff]);
  return Buffer.concat([head, mask, masked]);
}

/** The first frame, where all of it is there; the inspector's texts come in one frame each. */
function readFrame(data: Buffer): { readonly end: number; readonly text: string | undefined } | undefined {
  if (data.length < 2) return undefined;
  const short = (data[1] ?? 0) & 0x7f;
  const start = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (data.length < start) return undefined;
  const length = short === 126 ? data.readUInt16BE(2) : short === 127 ? Number(data.readBigUInt64BE(2)) : short;
  const end = start + length;
  if (data.length < end) return undefined;
  const isText = ((data[0] ?? 0) & 0x0f) === 1;
  return { end, text: isText ? data.subarray(start, end).toString('utf8') : undefined };
}
