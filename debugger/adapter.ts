/**
 * The debug adapter of one session: messages come in, are answered from the table of requests, and events go out. It
 * fits `vscode.DebugAdapter`, so the extension runs it in process, and any stream can be put around it.
 * Invariant: every request gets exactly one response, and this is the only place where a failure becomes one.
 */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { messageOf, RequestError } from './errors.ts';
import type { DebugHost } from './host.ts';
import type { Launch } from './launch/launch.ts';
import { REQUESTS } from './requests/index.ts';
import type { AnyRequestHandler, OpenRequest } from './requests/request.ts';
import { type ClientAnswer, Session } from './session/session.ts';

/** Requests that only look: they change nothing, and a run that is over answers them, too. */
export type InspectCommand =
  | 'stepwright/dataFlow'
  | 'stepwright/dataFlowRows'
  | 'stepwright/runTimeline'
  | 'stepwright/runs'
  | 'stepwright/transcript'
  | 'stepwright/compareRuns'
  | 'stepwright/mocksOfRun';

type Listener = (message: DebugProtocol.ProtocolMessage) => void;

export class Adapter {
  readonly session: Session;

  #sequence = 0;
  #listeners = new Set<Listener>();
  #isDisposed = false;
  /** Requests of the adapter to the client, by their number. */
  readonly #asked = new Map<number, (answer: ClientAnswer) => void>();

  /** `offered`: a run that clients attach to. */
  constructor(host: DebugHost, offered?: Launch) {
    this.session = new Session({
      host,
      offered,
      capabilities: capabilitiesOf(REQUESTS.values()),
      sendEvent: (event, body) => this.#send({ type: 'event', event, ...(body === undefined ? {} : { body }) }),
      ask: (command, args) => this.#ask(command, args),
    });
  }

  /** Subscribes to what the adapter sends; the shape of a `vscode.Event`. */
  readonly onDidSendMessage = (listener: Listener): { dispose(): void } => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  /** Takes a message of the client. Never throws. */
  handleMessage(message: unknown): void {
    if (isResponse(message)) {
      this.#asked.get(message.request_seq)?.(message);
      this.#asked.delete(message.request_seq);
    }
    if (!isRequest(message)) return;
    const handler = REQUESTS.get(message.command);
    if (!handler) {
      this.#refuse(message, new RequestError('unknownRequest', `The debugger has no request '${message.command}'.`));
      return;
    }
    this.#answer(message, handler);
  }

  /**
   * Answers a question about the run at once, also when the session is over and takes no messages any more: the run is
   * kept for those who look at it. Fails with a message for people.
   */
  inspect(command: InspectCommand, args: object): unknown {
    const handler = REQUESTS.get(command);
    if (!handler) throw new RequestError('unknownRequest', `The debugger has no request '${command}'.`);
    return handler.run(
      this.session,
      checkArguments({ seq: 0, type: 'request', command, arguments: args }, handler),
      () => {},
      new UnderWay(),
    );
  }

  /** Ends everything that is still going on; no message is sent after it. */
  dispose(): void {
    this.#isDisposed = true;
    this.session.giveUpRequests();
    this.session.stopRun();
    this.#listeners.clear();
  }

  #answer(message: DebugProtocol.Request, handler: AnyRequestHandler): void {
    const later: (() => void)[] = [];
    const { openRequests } = this.session;
    const open = new UnderWay();
    /** True for the first who answers. */
    const closes = (): boolean => {
      openRequests.delete(message.seq);
      return open.close();
    };
    const refuse = (error: unknown): void => {
      if (closes()) this.#refuse(message, error);
    };
    const respond = (body: unknown): void => {
      if (!closes()) return;
      this.#send({
        type: 'response',
        request_seq: message.seq,
        command: message.command,
        success: true,
        ...(body === undefined ? {} : { body }),
      });
      for (const action of later) this.#guard(action);
    };
    try {
      const args = checkArguments(message, handler);
      const result = handler.run(this.session, args, (action) => later.push(action), open);
      if (!(result instanceof Promise)) {
        respond(result);
        return;
      }
      openRequests.set(message.seq, () => {
        refuse(new RequestError('cancelled', 'cancelled'));
        this.#guard(() => open.giveUp());
      });
      result.then(respond, refuse);
    } catch (error) {
      refuse(error);
    }
  }

  /** What happens after a response has nobody to answer to: a failure there is our bug and is said once. */
  #guard(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.session.reportBug(error);
    }
  }

  #refuse(message: DebugProtocol.Request, error: unknown): void {
    const known = error instanceof RequestError;
    if (!known) this.session.host.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    const format = known ? error.message : `The debugger made a mistake in '${message.command}': ${messageOf(error)}`;
    // Braces in a format stand for variables in DAP, so the text is passed as one.
    const body = {
      error: {
        id: known ? error.id : 9000,
        format: '{text}',
        variables: { text: format },
        showUser: known ? error.isShown : true,
      },
    };
    this.#send({
      type: 'response',
      request_seq: message.seq,
      command: message.command,
      success: false,
      message: format,
      body,
    });
  }

  #ask(command: string, args: object): Promise<ClientAnswer> {
    return new Promise((resolve) => {
      this.#asked.set(this.#sequence + 1, resolve);
      this.#send({ type: 'request', command, arguments: args });
    });
  }

  #send(message: Record<string, unknown>): void {
    if (this.#isDisposed) return;
    const whole = { seq: ++this.#sequence, ...message } as unknown as DebugProtocol.ProtocolMessage;
    for (const listener of this.#listeners) listener(whole);
  }
}

/** A request that may be given up before its answer is there. */
class UnderWay implements OpenRequest {
  isCancelled = false;
  #isClosed = false;
  #undo: (() => void) | undefined;

  onCancel(undo: () => void): void {
    this.#undo = undo;
  }

  /** True for the first time. */
  close(): boolean {
    const isFirst = !this.#isClosed;
    this.#isClosed = true;
    return isFirst;
  }

  giveUp(): void {
    this.isCancelled = true;
    this.#undo?.();
  }
}

/** What the adapter can do: what its handlers say of themselves. */
function capabilitiesOf(handlers: Iterable<AnyRequestHandler>): DebugProtocol.Capabilities {
  return Object.assign({}, ...[...handlers].map((handler) => handler.capabilities ?? {}));
}

function isRequest(message: unknown): message is DebugProtocol.Request {
  if (typeof message !== 'object' || message === null) return false;
  const { type, command, seq } = message as Record<string, unknown>;
  return type === 'request' && typeof command === 'string' && typeof seq === 'number';
}

function isResponse(message: unknown): message is DebugProtocol.Response {
  if (typeof message !== 'object' || message === null) return false;
  const { type, request_seq: answered, success } = message as Record<string, unknown>;
  return type === 'response' && typeof answered === 'number' && typeof success === 'boolean';
}

function checkArguments(message: DebugProtocol.Request, handler: AnyRequestHandler): unknown {
  const needs = Object.entries(handler.needs ?? {});
  const args: unknown = message.arguments;
  if (needs.length === 0) return typeof args === 'object' && args !== null ? args : undefined;
  const given = (typeof args === 'object' && args !== null ? args : {}) as Record<string, unknown>;
  for (const [name, type] of needs) {
    const value = given[name];
    const actual = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
    if (actual !== type)
      throw new RequestError('badArguments', `The request '${message.command}' needs '${name}' of type ${type}.`);
  }
  return given;
}
