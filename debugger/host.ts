/**
 * What the debug adapter needs from where it runs: Node over stdio, or the extension (desktop or web) in process.
 * Everything else in this layer is the same in both.
 */
import type { Json } from '#asl/json';
import type { ReadServiceFile } from '#asl/services/catalog';

export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
  readonly size: number;
  /** In milliseconds since 1970. */
  readonly lastModified: number;
}

/** Unpacks the pages of Parquet files, by the name of what packed them. */
export type Unpackers = Readonly<Record<string, (packed: Uint8Array) => Uint8Array>>;

/** Code on this machine that stands for a function: a file and the name of its handler, or an address. */
export interface HandlerTarget {
  readonly file?: string;
  readonly handler?: string;
  readonly url?: string;
  /** Milliseconds of real time until it is given up. */
  readonly timeout: number;
  /** In words that follow "is answered by". */
  readonly label: string;
}

export interface HandlerCall extends HandlerTarget {
  /** The function as the task names it: a name or an ARN. */
  readonly functionName: string;
  /** JSON text. */
  readonly event: string;
  /** Told of each line that the handler prints. */
  readonly log: (line: string) => void;
  /** Variables of the process besides those that it inherits. */
  readonly env?: Readonly<Record<string, string>>;
  /** Present where the handler is to be debugged: its time does not run out then. */
  readonly debug?: HandlerDebugging;
}

export interface HandlerDebugging {
  /** Stops at the first line of the handler. */
  readonly stopsAtEntry: boolean;
  /** Brings a debugger to the waiting process. False where there is none: the handler then runs without. */
  readonly attach: (place: InspectedHandler) => Promise<boolean>;
}

/** A handler's process that waits for its debugger. */
export interface InspectedHandler {
  readonly language: 'node' | 'python';
  readonly file: string;
  readonly port: number;
  /** The inspector's own address; only of Node. */
  readonly url?: string;
  /** What is no part of the handler, as patterns of paths. */
  readonly skipFiles: readonly string[];
}

/** JSON text, or the error as Lambda reports it. */
export type HandlerReply = { readonly result: string } | { readonly error: string; readonly cause: string };

/** Something that goes on outside. */
export interface Running<Reply> {
  /** Never rejects for what happens outside. */
  readonly result: Promise<Reply>;
  /** Ends what runs. */
  readonly cancel: () => void;
}

export type HandlerRun = Running<HandlerReply>;

/** Runs the handlers that a launch configuration names. */
export interface LocalHandlerHost {
  /** Why a handler must not be run here, in words for people; undefined where it may. */
  refusal(target: HandlerTarget): string | undefined;
  run(call: HandlerCall): HandlerRun;
  /** Opens an address of this machine, known to nobody else, at which handlers answer task tokens. */
  listen?(take: TakeTokenCall): Promise<TokenEndpoint>;
}

/** What the SDK of a handler sends of a task token. */
export type TokenCall =
  | { readonly action: 'SendTaskSuccess'; readonly token: string; readonly output: string }
  | { readonly action: 'SendTaskFailure'; readonly token: string; readonly error?: string; readonly cause?: string }
  | { readonly action: 'SendTaskHeartbeat'; readonly token: string };

/** Takes a call in; gives the error of the API where it is refused. */
export type TakeTokenCall = (call: TokenCall) => { readonly code: string; readonly message: string } | undefined;

export interface TokenEndpoint {
  readonly url: string;
  close(): void;
}

/** Sends requests of tasks to where the launch configuration and the user allow it. */
export interface RequestHost {
  /** Why nothing may be sent to an address, in words for people that follow a colon; undefined where it may. */
  refusal(url: string): string | undefined;
  send(request: HttpRequest): Running<HttpReply>;
  /** Calls an AWS API with the client of the SDK that the workspace has. */
  call(request: ServiceRequest): Running<ServiceReply>;
}

/** A request as it goes out; redirections are not followed. */
export interface HttpRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | undefined;
  /** Milliseconds of real time. */
  readonly timeout: number;
  /** What is longer is cut. */
  readonly mostBytes: number;
  /** Present where the request is signed with keys of AWS. */
  readonly signing?: RequestSigning;
}

/** For what AWS Signature Version 4 is made. */
export interface RequestSigning {
  readonly service: string;
  readonly region: string;
  /** Absent: those of the environment. */
  readonly credentials?: ServiceEndpoint['credentials'];
}

export type HttpReply =
  | {
      readonly status: number;
      readonly statusText: string;
      readonly headers: readonly (readonly [name: string, value: string])[];
      readonly body: Uint8Array;
      readonly isCut: boolean;
    }
  | { readonly unreachable: string }
  /** Why the request was not sent, in words that follow a colon. */
  | { readonly refused: string };

export interface ServiceRequest {
  /** As `aws-sdk` resources name it: `dynamodb`. */
  readonly service: string;
  /** What its client may be called, for the one who has to install it: `secrets-manager`. */
  readonly clientName: string;
  readonly action: string;
  /** In the names of the API; `{"$bytes": base64}` and `{"$time": text}` stand for what JSON does not have. */
  readonly input: Json;
  readonly endpoint: ServiceEndpoint;
  /** The definition: the client is looked for from its folder upward. */
  readonly program: string;
  readonly log: (line: string) => void;
}

/** Where a launch configuration has the calls of a service go. */
export interface ServiceEndpoint {
  readonly url: string;
  readonly region: string;
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** Milliseconds of real time. */
  readonly timeout: number;
}

/** The HTTP part of an answer. */
export interface ServiceHttp {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly requestId?: string;
  readonly extendedRequestId?: string;
}

export type ServiceReply =
  /** In the names of the API; moments are ISO texts, bytes are texts. */
  | { readonly output: Json; readonly http: ServiceHttp }
  /** The service says no: the name of the error as the client knows it, and its code where that is another. */
  | { readonly error: string; readonly code?: string; readonly message: string; readonly http: ServiceHttp }
  | { readonly unreachable: string }
  /** The answer is far larger than any result may be. */
  | { readonly isTooLarge: true }
  /** Why the call was not made, as a sentence. */
  | { readonly refused: string };

export interface DebugHost {
  /** The text of a file. Rejects with an error whose message says why, for people. */
  readText(file: string): Promise<string>;
  /**
   * What lies in a folder that a launch configuration names: in itself for `''`, or in a folder below it, whose path has
   * slashes. Rejects where there is none, with words for people. Here and below: nothing outside of the folder is ever
   * reached, also not by a link in it.
   */
  listFiles(folder: string, path: string): Promise<readonly FolderEntry[]>;
  /** The bytes of a file in the folder; undefined where there is none. */
  readBytes(folder: string, path: string): Promise<Uint8Array | undefined>;
  /** Puts bytes into a file of the folder from a byte on, making the folders around it; at 0 the file begins anew. */
  writeBytes(folder: string, path: string, at: number, bytes: Uint8Array): Promise<void>;
  /** Absent where no code of the user's is run. */
  readonly handlers?: LocalHandlerHost;
  /** Absent where tasks send nothing. */
  readonly requests?: RequestHost;
  /** Absent where the host can only read Parquet that is packed with Snappy or not at all. */
  readonly unpackers?: Unpackers;
  /** A file that a launch configuration names, absolute: relative ones are meant beside `base`. */
  resolve(file: string, base: string): string;
  /** True where a path and a URI, or two spellings of a path, name the same file. */
  isSameFile(a: string, b: string): boolean;
  /** A file of the service catalogue; absent where there is none to be had. */
  readonly readServiceFile?: ReadServiceFile;
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs once, later; the result takes it back. */
  setTimer(run: () => void, milliseconds: number): () => void;
  /** For the developer's log, never for the user. */
  log(message: string): void;
}

/** The last part of a path or URI. */
export function baseName(file: string): string {
  return file.replace(/[?#].*$/, '').replace(/^.*[\\/]/, '');
}
