/**
 * What a debug session knows, and what it can tell the client of its own accord. Requests, reports and runs share
 * it; who reads messages and answers them is the adapter, which this module knows nothing of.
 */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { HandlerDebugged } from '#protocol';
import { BreakpointTable } from '../breakpoints/breakpoint-table.ts';
import { createStopHandles, type StopHandles } from '../data/stop-handles.ts';
import { messageOf } from '../errors.ts';
import type { DebugHost } from '../host.ts';
import type { Launch } from '../launch/launch.ts';
import type { KeptRun } from '../past/kept-run.ts';
import type { RecordingWatch } from '../past/recording-watch.ts';
import type { Run } from '../run/run.ts';
import type { LiveRun } from './live-run.ts';
import { OpenQuestions } from './open-questions.ts';
import { createShownFlows, type ShownFlows } from './shown-flows.ts';

/** What the client said of itself in `initialize`. */
export interface ClientFacts {
  readonly lineBase: 0 | 1;
  readonly columnBase: 0 | 1;
  /** The client answers `stepwright/taskPending`; for others the console says what to type. */
  readonly answersTasks: boolean;
  readonly supportsInvalidated: boolean;
  readonly supportsProgress: boolean;
  /** The client paints what is between escape sequences. */
  readonly supportsStyles: boolean;
  /** The client starts sessions beside this one when it is asked to. */
  readonly startsDebugging: boolean;
}

const UNKNOWN_CLIENT: ClientFacts = {
  lineBase: 1,
  columnBase: 1,
  answersTasks: false,
  supportsInvalidated: false,
  supportsProgress: false,
  supportsStyles: false,
  startsDebugging: false,
};

export interface SessionDeps {
  readonly host: DebugHost;
  /** What the adapter can do, as `initialize` announces it. */
  readonly capabilities: DebugProtocol.Capabilities;
  readonly sendEvent: (event: string, body?: unknown) => void;
  /** Sends a request to the client. */
  readonly ask: (command: string, args: object) => Promise<ClientAnswer>;
  /** What a client can attach to. */
  readonly offered: Launch | undefined;
}

export type ClientAnswer = Pick<DebugProtocol.Response, 'success' | 'message'>;

export class Session {
  readonly host: DebugHost;
  readonly capabilities: DebugProtocol.Capabilities;
  readonly sendEvent: SessionDeps['sendEvent'];
  readonly ask: SessionDeps['ask'];
  /** The run that a client attaches to instead of launching one. It is not the client's, and goes on without it. */
  readonly offered: Launch | undefined;
  /** Handlers that wait for their debugger. */
  readonly handlerDebuggers = new OpenQuestions<Omit<HandlerDebugged, 'id'>>();
  readonly breakpoints = new BreakpointTable();
  /** What the client may ask about while the execution stands still. */
  readonly handles: StopHandles = createStopHandles();
  /** What the client can cancel, by the id of its progress. */
  readonly cancellations = new Map<string, () => void>();
  /** What gives up a request that is under way, by its number. */
  readonly openRequests = new Map<number, () => void>();
  client: ClientFacts = UNKNOWN_CLIENT;
  /** What runs, from a successful launch to the end of the session. */
  live: LiveRun | undefined;
  /** What has run last, for those who still look at it when it is over. */
  ended: LiveRun | undefined;
  /** Data flows that the client shows. */
  readonly flows: ShownFlows = createShownFlows();
  /** The ways that the execution has left, oldest first. */
  readonly kept: KeptRun[] = [];
  /** Set where a recorded execution goes on by itself: says where it departs from the recording. */
  watch: RecordingWatch | undefined;
  /** Settles when the client has sent its breakpoints. */
  readonly configured: Promise<void>;
  markConfigured: () => void = () => {};
  /** Told when the client has left; a process may end then. */
  onClosed: (() => void) | undefined;
  /** Told before the client loses the run: at its end, and when the client leaves it. */
  onParting: ((live: LiveRun) => void) | undefined;

  #isClosed = false;

  constructor({ host, capabilities, sendEvent, ask, offered }: SessionDeps) {
    this.host = host;
    this.offered = offered;
    this.capabilities = capabilities;
    this.sendEvent = sendEvent;
    this.ask = ask;
    this.configured = new Promise((resolve) => {
      this.markConfigured = resolve;
    });
  }

  /** A line in the debug console. */
  print(text: string, more: Partial<DebugProtocol.OutputEvent['body']> = {}): void {
    // Not `console`: VS Code paints that in the color of warnings.
    this.sendEvent('output', { category: 'stdout', output: `${text}\n`, ...more });
  }

  /** Says that something in the debugger itself went wrong, and goes on. */
  reportBug(error: unknown): void {
    this.host.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    this.print(`The debugger made a mistake: ${messageOf(error)}`, { category: 'important' });
    // The client waits for a stop or the end; at a stop it can still look at the data, and end the session.
    const run = this.live?.run;
    if (run && !run.isOver && !run.stop) run.halt({ reason: 'pause', thread: run.snapshot.threads[0]?.id ?? 1 });
  }

  /** Ends what runs. */
  stopRun(): void {
    if (!this.live) return;
    this.live.run.dispose();
    this.live.outside.close();
    this.ended = this.live;
    this.live = undefined;
  }

  /** Requests that are under way come to nothing: a launch whose files are still being read begins no run. */
  giveUpRequests(): void {
    for (const giveUp of [...this.openRequests.values()]) giveUp();
  }

  /** The client has left: nothing runs on without it but what has been its guest. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.giveUpRequests();
    const run = this.live?.run;
    if (this.offered && run?.hasBegun && !run.isOver) this.#letGo(run);
    else this.stopRun();
    this.markConfigured();
    this.onClosed?.();
  }

  /** Nothing stops the run any more. */
  #letGo(run: Run): void {
    this.client = UNKNOWN_CLIENT;
    this.breakpoints.clear();
    this.handles.clear();
    run.resume({ kind: 'run' });
  }
}
