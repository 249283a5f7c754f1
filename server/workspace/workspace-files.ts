/** The files of the workspace, wherever they are: on a disk, or behind a client that alone can read them. */
import type { CancellationToken } from 'vscode-languageserver';

/** What is looked at: a workspace may hold more than anybody wants to wait for. */
export const MOST_FILES = 2000;
/** AWS takes a definition of 1 MB; a larger file is something else. */
export const LARGEST_FILE = 1_500_000;

/** The names of files that hold a definition. */
export const DEFINITION_NAMES = /\.asl(?:\.json|\.ya?ml)?$/i;
export const DEFINITION_GLOB = '**/*.{asl,asl.json,asl.yaml,asl.yml}';

export interface WorkspaceFiles {
  /** The URIs of the definitions, at most so many, in a stable order. */
  list(token: CancellationToken): Promise<readonly string[]>;
  /** The text of a file; undefined where it cannot be read or is too large. */
  read(uri: string): Promise<string | undefined>;
}
