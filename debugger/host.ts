/**
 * What the debug adapter needs from where it runs: Node over stdio, or the extension (desktop or web) in process.
 * Everything else in this layer is the same in both.
 */
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
}

/** JSON text, or the error as Lambda reports it. */
export type HandlerReply = { readonly result: string } | { readonly error: string; readonly cause: string };

export interface HandlerRun {
  /** Never rejects for what the handler does. */
  readonly result: Promise<HandlerReply>;
  /** Ends what runs. */
  readonly cancel: () => void;
}

/** Runs the handlers that a launch configuration names. */
export interface LocalHandlerHost {
  /** Why a handler must not be run here, in words for people; undefined where it may. */
  refusal(target: HandlerTarget): string | undefined;
  run(call: HandlerCall): HandlerRun;
}

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
