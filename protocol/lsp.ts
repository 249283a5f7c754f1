/** Custom requests and notifications of the language server. */
import type { QueryLanguage } from '#asl';
import type { Scene } from '#graph';

/** The graph of a document. `scene` is absent while the text holds no state machine; `problem` says why. */
export const GRAPH_REQUEST = 'stepwright/graph';
export interface GraphParams {
  readonly textDocument: { readonly uri: string };
}
export interface GraphResult {
  readonly version: number;
  readonly scene: Scene | undefined;
  /** The first syntax mistake, for the preview's "keeps the last good graph" line. */
  readonly problem: string | undefined;
}

/** Notification `stepwright/validated`, sent after the diagnostics of a document: what the language status item shows. */
export const VALIDATED_NOTIFICATION = 'stepwright/validated';
export interface Validated {
  readonly uri: string;
  readonly version: number;
  /** Absent where the text is not (yet) a state machine. */
  readonly machine:
    | { readonly queryLanguage: QueryLanguage; readonly states: number; readonly mixed: boolean }
    | undefined;
  readonly errors: number;
  readonly warnings: number;
}

/** Request `stepwright/ruleDocumentation`: what a diagnostic means, as Markdown; null for an unknown code. */
export const RULE_DOCUMENTATION_REQUEST = 'stepwright/ruleDocumentation';
export interface RuleDocumentationParams {
  readonly code: string;
}

/** Request `stepwright/listFiles` to the client: the URIs of the definitions of the workspace, without what the user excludes. */
export const LIST_FILES_REQUEST = 'stepwright/listFiles';
export interface ListFilesParams {
  readonly most: number;
}

/** Request `stepwright/readFile` to the client: the text of a file; null where it cannot be read or is larger. */
export const READ_FILE_REQUEST = 'stepwright/readFile';
export interface ReadFileParams {
  readonly uri: string;
  readonly largest: number;
}

/** What a client may say of itself in `initializationOptions`. */
export interface InitializationOptions {
  /** Where the documentation of a diagnostic is found: the server links `<base><code>.md` to each one. */
  readonly ruleDocumentationBase?: string;
  /** The client is VS Code with the extension: lenses and completions may name its commands. */
  readonly vscodeCommands?: boolean;
  /** The client answers `stepwright/listFiles` and `stepwright/readFile`. */
  readonly workspaceFiles?: boolean;
  /** Where a server without files of its own fetches those of the service catalogue; it ends in a slash. */
  readonly servicesBase?: string;
}
