/**
 * What the debug adapter tells a user when it cannot do what was asked: one catalogue of messages. An error that is
 * not made here is our own bug and is reported as such by the dispatcher.
 */

/** `show`: the client puts the message before the user; otherwise the place that asked shows it. */
interface ErrorSpec {
  readonly id: number;
  readonly show: boolean;
}

const CATALOGUE = {
  cannotRead: { id: 1001, show: true },
  badLaunchArgument: { id: 1002, show: true },
  invalidDefinition: { id: 1003, show: true },
  invalidInput: { id: 1004, show: true },
  invalidMocks: { id: 1005, show: true },
  invalidRecording: { id: 1006, show: true },
  unknownState: { id: 1007, show: true },
  openPlaceholder: { id: 1008, show: true },
  badBucket: { id: 1009, show: true },
  badMachine: { id: 1010, show: true },
  badHandler: { id: 1015, show: true },
  badRequests: { id: 1016, show: true },
  otherDebugger: { id: 1017, show: true },
  notRunning: { id: 2001, show: false },
  notStopped: { id: 2002, show: false },
  unknownRequest: { id: 2003, show: false },
  unknownThread: { id: 2004, show: false },
  unknownFrame: { id: 2005, show: false },
  unknownTarget: { id: 2006, show: false },
  badArguments: { id: 2007, show: false },
  unknownVisit: { id: 2008, show: false },
  cancelled: { id: 2009, show: false },
  evaluation: { id: 3001, show: false },
  consumed: { id: 3002, show: false },
  notSettable: { id: 3003, show: false },
  unknownTask: { id: 3004, show: true },
  badAnswer: { id: 3005, show: true },
  notRestartable: { id: 3006, show: true },
  notRedrivable: { id: 3007, show: true },
  pastIsFixed: { id: 3008, show: true },
  unknownRun: { id: 3009, show: true },
  noAnswers: { id: 3010, show: true },
  notSkippable: { id: 3011, show: true },
} as const satisfies Record<string, ErrorSpec>;

export type ErrorName = keyof typeof CATALOGUE;

/** A request that fails for a reason the user can understand and mend. */
export class RequestError extends Error {
  readonly kind: ErrorName;

  constructor(kind: ErrorName, message: string) {
    super(message);
    this.kind = kind;
  }

  get id(): number {
    return CATALOGUE[this.kind].id;
  }

  get isShown(): boolean {
    return CATALOGUE[this.kind].show;
  }
}

/** Ends the request at hand with a message from the catalogue. */
export function fail(kind: ErrorName, message: string): never {
  throw new RequestError(kind, message);
}

/** The words of any thrown value. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
