/**
 * A client of the debug adapter in memory: typed enough for tests, with every message of both directions checked
 * against the protocol. Files, clock and timers are the test's own, so that a session is the same on every run.
 */
import assert from 'node:assert/strict';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { createDebugSession, type DebugHost, type DebugSession, type FolderEntry } from '#debugger';
import { readServiceFile } from '../services.ts';
import { checkMessage } from './protocol-check.ts';

type Message = DebugProtocol.Request | DebugProtocol.Response | DebugProtocol.Event;

export type Files = Readonly<Record<string, string>>;

/** 2026-11-20T12:00:00Z: what the fake clock shows at the start. */
export const START = Date.UTC(2026, 10, 20, 12);

export interface FakeHost extends DebugHost {
  readonly logged: string[];
  /** What has been written, by path. */
  readonly written: Map<string, string>;
  /** Moves the clock; timers that are due run on their own. */
  advance(milliseconds: number): void;
}

/** A host whose files are given. Timers run as soon as possible once their time on the fake clock has come. */
export function createFakeHost(files: Files, binary: Readonly<Record<string, Uint8Array>> = {}): FakeHost {
  const logged: string[] = [];
  const written = new Map<string, string>();
  let time = START;
  const waiting = new Set<{ at: number; run: () => void }>();
  const runDue = (): void => {
    for (const timer of [...waiting]) {
      if (timer.at > time) continue;
      waiting.delete(timer);
      setImmediate(timer.run);
    }
  };
  return {
    logged,
    advance(milliseconds) {
      time += milliseconds;
      runDue();
    },
    readText: (file) => {
      const text = files[file];
      return text === undefined ? Promise.reject(new Error('it does not exist.')) : Promise.resolve(text);
    },
    written,
    listFiles: async (folder, path) => {
      const entries = new Map<string, FolderEntry>();
      const prefix = path === '' ? `${folder}/` : `${folder}/${path}/`;
      for (const [file, content] of [...Object.entries(files), ...Object.entries(binary)]) {
        if (!file.startsWith(prefix)) continue;
        const [name = '', ...rest] = file.slice(prefix.length).split('/');
        const kind = rest.length === 0 ? 'file' : 'folder';
        entries.set(name, { name, kind, size: content.length, lastModified: START });
      }
      if (entries.size === 0 && path === '') throw new Error('it does not exist.');
      return [...entries.values()];
    },
    readBytes: async (folder, path) => {
      const text = files[`${folder}/${path}`];
      return text === undefined ? binary[`${folder}/${path}`] : new TextEncoder().encode(text);
    },
    writeBytes: async (folder, path, at, bytes) => {
      const file = `${folder}/${path}`;
      written.set(file, (written.get(file) ?? '').slice(0, at) + new TextDecoder().decode(bytes));
    },
    readServiceFile,
    resolve: (file, base) => (file.startsWith('/') ? file : base.replace(/[^/]*$/, file)),
    isSameFile: (a, b) => a === b,
    now: () => time,
    setTimer(run, milliseconds) {
      let isCancelled = false;
      const timer = { at: time + milliseconds, run: () => isCancelled || run() };
      waiting.add(timer);
      runDue();
      return () => {
        isCancelled = true;
        waiting.delete(timer);
      };
    },
    log: (message) => logged.push(message),
  };
}

export interface ClientOptions {
  readonly clientID?: string;
  readonly linesStartAt1?: boolean;
  readonly supportsProgressReporting?: boolean;
  readonly supportsANSIStyling?: boolean;
  readonly supportsStartDebuggingRequest?: boolean;
}

export class DapClient {
  readonly host: FakeHost;
  readonly events: DebugProtocol.Event[] = [];
  readonly session: DebugSession;
  #sequence = 0;
  #pending = new Map<number, (response: DebugProtocol.Response) => void>();
  #watchers = new Set<() => void>();
  #asked: DebugProtocol.Request[] = [];
  /** Everything before this event has been waited for already. */
  #seen = 0;

  constructor(host: FakeHost, session: DebugSession = createDebugSession(host)) {
    this.host = host;
    this.session = session;
    this.session.onDidSendMessage((message) => this.#receive(message as Message));
  }

  /** Sends a request and gives the response, whether it succeeded or not. */
  send(command: string, args?: object): Promise<DebugProtocol.Response> {
    const seq = ++this.#sequence;
    const request: DebugProtocol.Request = {
      seq,
      type: 'request',
      command,
      ...(args === undefined ? {} : { arguments: args }),
    };
    checkMessage(request);
    return this.#deliver(request);
  }

  /** Sends a request that the protocol does not allow. */
  sendWrong(command: string, args: object): Promise<DebugProtocol.Response> {
    return this.#deliver({ seq: ++this.#sequence, type: 'request', command, arguments: args });
  }

  #deliver(request: DebugProtocol.Request): Promise<DebugProtocol.Response> {
    return new Promise((resolve) => {
      this.#pending.set(request.seq, resolve);
      this.session.handleMessage(request);
    });
  }

  /** Sends a request that has to succeed and gives the body. */
  async request<B = Record<string, unknown>>(command: string, args?: object): Promise<B> {
    const response = await this.send(command, args);
    assert.equal(response.success, true, `${command}: ${response.message}`);
    return response.body as B;
  }

  /** The next event of a name that has not been waited for; events before it count as seen. */
  async event<E extends DebugProtocol.Event = DebugProtocol.Event>(...names: string[]): Promise<E> {
    for (;;) {
      const at = this.events.findIndex((event, index) => index >= this.#seen && names.includes(event.event));
      if (at >= 0) {
        this.#seen = at + 1;
        return this.events[at] as E;
      }
      await new Promise<void>((resolve) => {
        const watch = (): void => {
          this.#watchers.delete(watch);
          resolve();
        };
        this.#watchers.add(watch);
      });
    }
  }

  /** The request that the adapter sends to the client. */
  async reverseRequest(command: string): Promise<DebugProtocol.Request> {
    for (;;) {
      const found = this.#asked.find((one) => one.command === command);
      if (found) return found;
      await new Promise<void>((resolve) => this.#watchers.add(resolve));
    }
  }

  /** Answers a request of the adapter. */
  reply(seq: number, command: string, success: boolean, message?: string): void {
    const response = { seq: ++this.#sequence, type: 'response', request_seq: seq, command, success };
    this.session.handleMessage({ ...response, ...(message !== undefined && { message }) });
  }

  async stopped(): Promise<DebugProtocol.StoppedEvent['body']> {
    const event = await this.event<DebugProtocol.Event>('stopped', 'terminated');
    assert.equal(event.event, 'stopped', 'The execution ended where a stop was expected.');
    return event.body;
  }

  /** What the console shows so far. */
  get output(): string {
    return this.events.flatMap((event) => (event.event === 'output' ? [event.body.output as string] : [])).join('');
  }

  async initialize(options: ClientOptions = {}): Promise<DebugProtocol.Capabilities> {
    return this.request('initialize', {
      adapterID: 'asl',
      clientID: 'vscode',
      pathFormat: 'path',
      linesStartAt1: true,
      columnsStartAt1: true,
      supportsInvalidatedEvent: true,
      ...options,
    });
  }

  #receive(message: Message): void {
    checkMessage(message);
    if (message.type === 'response') {
      const response = message as DebugProtocol.Response;
      const resolve = this.#pending.get(response.request_seq);
      assert.ok(resolve, `There is no open request for the response ${JSON.stringify(response)}.`);
      this.#pending.delete(response.request_seq);
      resolve(response);
    } else {
      if (message.type === 'request') this.#asked.push(message as DebugProtocol.Request);
      else this.events.push(message as DebugProtocol.Event);
      for (const watch of [...this.#watchers]) watch();
    }
  }

  /** Requests that have had no answer yet. */
  get openRequests(): number {
    return this.#pending.size;
  }
}
