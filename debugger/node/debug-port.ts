/**
 * A run that waits for a debugger at a port of this machine: `stepwright run --debug-port`. The first client that begins
 * it has it until it leaves; then the run goes on to its end without one. Only this machine is listened to: who reaches
 * the port sees the data of the run, and can change them.
 */
import { createServer, type Server, type Socket } from 'node:net';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Snapshot } from '#interpreter';
import {
  RUN_RECORD_EVENT,
  type RunRecordEvent,
  TASK_PENDING_EVENT,
  TASK_SETTLED_EVENT,
  type TaskPending,
  type TaskSettled,
} from '#protocol';
import { Adapter } from '../adapter.ts';
import { RequestError } from '../errors.ts';
import { FrameReader, frameOf } from '../framing.ts';
import type { DebugHost } from '../host.ts';
import type { Launch } from '../launch/launch.ts';
import { recordOf, type Texts } from '../past/run-record.ts';
import type { Run } from '../run/run.ts';
import { answerCommand } from './token-endpoint.ts';

const THIS_MACHINE = '127.0.0.1';

/** How a run came to its end, or why it does not. */
export type RunEnd =
  | { readonly snapshot: Snapshot }
  /** The debugger has left, and nobody else can answer. */
  | { readonly unanswered: TaskPending };

export interface PortOptions {
  /** 0: any that is free. */
  readonly port: number;
  /** The texts of the definitions that run. */
  readonly texts: Texts;
  /** Tells the user what happens to the run. */
  readonly say: (line: string) => void;
}

export interface OfferedRun {
  readonly port: number;
  readonly end: Promise<RunEnd>;
}

/** Offers a run to debuggers. Rejects where the port is not free. */
export async function offerRun(host: DebugHost, launch: Launch, options: PortOptions): Promise<OfferedRun> {
  const { promise: end, resolve } = withResolver<RunEnd>();
  const offer = new Offer(host, launch, options, resolve);
  return { port: await offer.listen(options.port), end };
}

class Offer {
  readonly #host: DebugHost;
  readonly #launch: Launch;
  readonly #options: PortOptions;
  readonly #resolve: (end: RunEnd) => void;
  readonly #server: Server;
  #guest: Guest | undefined;

  constructor(host: DebugHost, launch: Launch, options: PortOptions, resolve: (end: RunEnd) => void) {
    this.#host = host;
    this.#launch = launch;
    this.#options = options;
    this.#resolve = resolve;
    this.#server = createServer({ noDelay: true }, (socket) => this.#connect(socket));
  }

  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, THIS_MACHINE, () => {
        const address = this.#server.address();
        resolve(typeof address === 'object' && address ? address.port : port);
      });
    });
  }

  #connect(socket: Socket): void {
    // What becomes of a connection that breaks is told by its close.
    socket.on('error', () => undefined);
    // Who only knocks is nobody, and keeps no process from ending.
    socket.unref();
    socket.once('data', (chunk: Buffer) => {
      if (!beginsAsMessage(chunk)) socket.destroy();
      else if (this.#guest) refuse(socket, chunk);
      else this.#welcome(socket, chunk);
    });
  }

  #welcome(socket: Socket, chunk: Buffer): void {
    const adapter = new Adapter(this.#host, this.#launch);
    this.#guest = new Guest(socket.ref(), adapter, this.#options, (end) => this.#left(end));
    // It may leave with its first word.
    this.#guest.take(chunk);
  }

  /** `end`: undefined where the run has not begun, so that the next one may try. */
  #left(end: RunEnd | undefined): void {
    if (!end) {
      this.#guest = undefined;
      return;
    }
    this.#server.close();
    this.#resolve(end);
  }
}

/** The client at the port, and the run once it has begun: it is here until the run has ended. */
class Guest {
  readonly #socket: Socket;
  readonly #adapter: Adapter;
  readonly #reader: FrameReader;
  readonly #options: PortOptions;
  readonly #done: (end: RunEnd | undefined) => void;
  /** Questions that wait for somebody. */
  readonly #questions = new Map<number, TaskPending>();
  #isHere = true;
  #isOver = false;
  /** Nothing but the user ends a wait for a token, and no timer keeps the process. */
  #alive: NodeJS.Timeout | undefined;

  constructor(socket: Socket, adapter: Adapter, options: PortOptions, done: (end: RunEnd | undefined) => void) {
    this.#socket = socket;
    this.#adapter = adapter;
    this.#options = options;
    this.#done = done;
    const { session } = adapter;
    session.onParting = (live) => {
      if (!session.client.answersTasks) return;
      const record = recordOf(session, live, options.texts);
      session.sendEvent(RUN_RECORD_EVENT, { record } satisfies RunRecordEvent);
    };
    session.onClosed = () => this.#leave();
    adapter.onDidSendMessage((message) => this.#send(message));
    this.#reader = new FrameReader((message) => adapter.handleMessage(message), session.host.log);
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    // A connection may end without a word.
    socket.on('close', () => session.close());
  }

  take(chunk: Buffer): void {
    this.#reader.push(chunk);
  }

  #send(message: DebugProtocol.ProtocolMessage): void {
    if (this.#isHere) this.#socket.write(frameOf(message));
    if (message.type === 'event') this.#hear(message as DebugProtocol.Event);
  }

  #hear({ event, body }: DebugProtocol.Event): void {
    if (event === TASK_PENDING_EVENT) this.#questions.set((body as TaskPending).task, body as TaskPending);
    else if (event === TASK_SETTLED_EVENT) this.#questions.delete((body as TaskSettled).task);
    if (event === 'terminated') this.#isOver = true;
    if (this.#isHere) return;
    // Alone, a run stands still only where nothing can happen any more.
    if (event === 'terminated' || event === 'stopped') this.#end();
    else if (event === TASK_PENDING_EVENT) this.#missAnswers();
  }

  #leave(): void {
    this.#isHere = false;
    this.#socket.end();
    const run = this.#run;
    if (run && this.#isOver) this.#end();
    else if (run?.hasBegun) {
      this.#options.say('The debugger has left. The execution goes on without it.');
      this.#alive = setInterval(() => undefined, 2 ** 30);
      this.#missAnswers();
    } else {
      this.#adapter.dispose();
      this.#done(undefined);
    }
  }

  get #run(): Run | undefined {
    const { live, ended } = this.#adapter.session;
    return (live ?? ended)?.run;
  }

  /** What has been sent is answered by somebody outside, who is told where. */
  #missAnswers(): void {
    const questions = [...this.#questions.values()];
    const unanswered = questions.find(({ isSent }) => !isSent);
    if (unanswered) this.#end(unanswered);
    else for (const question of questions) void this.#tellWhere(question);
    this.#questions.clear();
  }

  async #tellWhere({ stateName, token = '' }: TaskPending): Promise<void> {
    const { AWS_ENDPOINT_URL_SFN: url } = (await this.#adapter.session.live?.tokens.env()) ?? {};
    this.#options.say(`State '${stateName}' waits for its task token. To answer it: ${answerCommand(url, token)}`);
  }

  #end(unanswered?: TaskPending): void {
    clearInterval(this.#alive);
    const end = unanswered ? { unanswered } : this.#run && { snapshot: this.#run.snapshot };
    this.#adapter.dispose();
    this.#done(end);
  }
}

/**
 * A page in a browser can send requests of HTTP to any port, and they have a length and a body, too. They begin with the
 * name of a method.
 */
function beginsAsMessage(chunk: Buffer): boolean {
  return 'content-'.startsWith(chunk.toString('latin1', 0, 'content-'.length).toLowerCase());
}

const OTHER_DEBUGGER = new RequestError('otherDebugger', 'Another debugger is attached to this run already.');

/** The first request of who is not taken is answered with the reason. */
function refuse(socket: Socket, chunk: Buffer): void {
  const reader = new FrameReader(
    (message) => {
      const { seq, command } = message as DebugProtocol.Request;
      const { id, message: text, isShown } = OTHER_DEBUGGER;
      const error = { id, format: '{text}', variables: { text }, showUser: isShown };
      const response = { seq: 1, type: 'response', request_seq: seq, command, success: false, message: text };
      socket.end(frameOf({ ...response, body: { error } }));
    },
    () => socket.destroy(),
  );
  reader.push(chunk);
  socket.on('data', (more: Buffer) => reader.push(more));
}

function withResolver<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
