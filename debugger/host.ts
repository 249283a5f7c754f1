/**
 * What the debug adapter needs from where it runs: Node over stdio, or the extension (desktop or web) in process.
 * Everything else in this layer is the same in both.
 */
export interface DebugHost {
  /** The text of a file. Rejects with an error whose message says why, for people. */
  readText(file: string): Promise<string>;
  /** A file that a launch configuration names, absolute: relative ones are meant beside `base`. */
  resolve(file: string, base: string): string;
  /** True where a path and a URI, or two spellings of a path, name the same file. */
  isSameFile(a: string, b: string): boolean;
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
