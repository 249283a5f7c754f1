/** Custom requests of the language server. */
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
