/**
 * One debug session: messages come in, are answered from the table of requests, and events go out. It fits
 * `vscode.DebugAdapter`, so the extension runs it in process, and any stream can be put around it.
 * Invariant: every request gets exactly one response, and this is the only place where a failure becomes one.
 */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { BreakpointTable } from './breakpoint-table.ts';
import { messageOf, RequestError } from './errors.ts';
import type { DebugHost } from './host.ts';
import { REQUESTS } from './requests/index.ts';
import type { AnyRequestHandler } from './requests/request.ts';
import type { LiveRun } from './start-run.ts';
import { createStopHandles, type StopHandles } from './stop-handles.ts';

/** What the client said of itself in `initialize`. */
export interface ClientFacts {
  readonly lineBase: 0 | 1;
  readonly columnBase: 0 | 1;
  /** The client answers `stepwright/taskPending`; for others the console says what to type. */
  readonly answersTasks: boolean;
  readonly supportsInvalidated: boolean;
}

const UNKNOWN_CLIENT: ClientFacts = { lineBase: 1, columnBase: 1, answersTasks: false, supportsInvalidated: false };

type Listener = (message: DebugProtocol.ProtocolMessage) => void;

export class Session {
  readonly host: DebugHost;
  readonly breakpoints = new BreakpointTable();
  /** What the client may ask about while the execution stands still. */
  readonly handles: StopHandles = createStopHandles();
  client: ClientFacts = UNKNOWN_CLIENT;
  /** What runs, from a successful launch to the end of the session. */
  live: LiveRun | undefined;
  /** Settles when the client has sent its breakpoints. */
  readonly configured: Promise<void>;
  markConfigured: () => void = () => {};
  /** Told when the client has left; a process may end then. */
  onClosed: (() => void) | undefined;

  #sequence = 0;
  #listeners = new Set<Listener>();
  #isDisposed = false;

  constructor(host: DebugHost) {
    this.host = host;
    this.configured = new Promise((resolve) => {
      this.markConfigured = resolve;
    });
  }

  /** Subscribes to what the adapter sends; the shape of a `vscode.Event`. */
  readonly onDidSendMessage = (listener: Listener): { dispose(): void } => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  /** Takes a message of the client. Never throws. */
  handleMessage(message: unknown): void {
    if (!isRequest(message)) return;
    const handler = REQUESTS.get(message.command);
    if (!handler) {
      this.#refuse(message, new RequestError('unknownRequest', `The debugger has no request '${message.command}'.`));
      return;
    }
    this.#answer(message, handler);
  }

  /** What the adapter can do: what its handlers say of themselves. */
  get capabilities(): DebugProtocol.Capabilities {
    return Object.assign({}, ...[...REQUESTS.values()].map((handler) => handler.capabilities ?? {}));
  }

  sendEvent(event: string, body?: unknown): void {
    this.#send({ type: 'event', event, ...(body === undefined ? {} : { body }) });
  }

  /** A line in the debug console. */
  print(text: string, more: Partial<DebugProtocol.OutputEvent['body']> = {}): void {
    // Not `console`: VS Code paints that in the color of warnings.
    this.sendEvent('output', { category: 'stdout', output: `${text}\n`, ...more });
  }

  /** The client has left: nothing runs on without it. */
  close(): void {
    this.live?.run.dispose();
    this.live = undefined;
    this.markConfigured();
    this.onClosed?.();
  }

  /** Ends everything that is still going on; no message is sent after it. */
  dispose(): void {
    this.live?.run.dispose();
    this.live = undefined;
    this.#isDisposed = true;
    this.#listeners.clear();
  }

  #answer(message: DebugProtocol.Request, handler: AnyRequestHandler): void {
    const later: (() => void)[] = [];
    const respond = (body: unknown): void => {
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
      const result = handler.run(this, args, (action) => later.push(action));
      if (result instanceof Promise) result.then(respond, (error: unknown) => this.#refuse(message, error));
      else respond(result);
    } catch (error) {
      this.#refuse(message, error);
    }
  }

  /** What happens after a response has nobody to answer to: a failure there is our bug and is said once. */
  #guard(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.reportBug(error);
    }
  }

  /** Says that something in the debugger itself went wrong, and goes on. */
  reportBug(error: unknown): void {
    this.host.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    this.print(`The debugger made a mistake: ${messageOf(error)}`, { category: 'important' });
    // The client waits for a stop or the end; at a stop it can still look at the data, and end the session.
    const run = this.live?.run;
    if (run && !run.isOver && !run.stop) run.halt({ reason: 'pause', thread: run.snapshot.threads[0]?.id ?? 1 });
  }

  #refuse(message: DebugProtocol.Request, error: unknown): void {
    const known = error instanceof RequestError;
    if (!known) this.host.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
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

  #send(message: Record<string, unknown>): void {
    if (this.#isDisposed) return;
    const whole = { seq: ++this.#sequence, ...message } as unknown as DebugProtocol.ProtocolMessage;
    for (const listener of this.#listeners) listener(whole);
  }
}

function isRequest(message: unknown): message is DebugProtocol.Request {
  if (typeof message !== 'object' || message === null) return false;
  const { type, command, seq } = message as Record<string, unknown>;
  return type === 'request' && typeof command === 'string' && typeof seq === 'number';
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
