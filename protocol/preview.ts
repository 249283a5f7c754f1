/** Messages between the extension and the graph preview's webview. Both sides check what they receive. */
import type { ProblemMark, RunOverlay, Scene } from '#graph';

export type { NodeStatus, RunOverlay } from '#graph';

export type ToPreview =
  /** The document and its scene; the first one of a document comes with its name. */
  | { readonly type: 'show'; readonly uri: string; readonly title: string; readonly scene: Scene }
  /** The text is broken: keep the last good graph and say so. */
  | { readonly type: 'stale'; readonly message: string }
  /** There is nothing to draw. */
  | { readonly type: 'empty'; readonly message: string }
  /** Where the text cursor stands; `reveal` brings the state into view. */
  | { readonly type: 'cursor'; readonly pointer: string | undefined; readonly reveal: boolean }
  | { readonly type: 'run'; readonly overlay: RunOverlay | undefined }
  | { readonly type: 'breakpoints'; readonly pointers: readonly string[] }
  | { readonly type: 'problems'; readonly marks: Readonly<Record<string, ProblemMark>> }
  | { readonly type: 'command'; readonly command: PreviewCommand };

export type PreviewCommand = 'fit' | 'zoom-in' | 'zoom-out';

export type FromPreview =
  | { readonly type: 'ready' }
  /** Show the state in the text; `focus` moves the keyboard there too. */
  | { readonly type: 'reveal'; readonly pointer: string; readonly focus: boolean }
  | { readonly type: 'toggle-breakpoint'; readonly pointer: string }
  | { readonly type: 'export' };

/** What the webview keeps for the time when it is hidden or the window reloads. */
export interface PreviewState {
  readonly uri: string;
  readonly scale: number;
  readonly x: number;
  readonly y: number;
  /** The state that has the keyboard. */
  readonly current: string | undefined;
}
