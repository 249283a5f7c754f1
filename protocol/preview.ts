/** Messages between the extension and the graph preview's webview. Both sides check what they receive. */
import type { RunOverlay, Scene } from '#graph';

export type { NodeStatus, RunOverlay } from '#graph';

export type ToPreview =
  | { readonly type: 'show'; readonly scene: Scene; readonly title: string; readonly stale?: string }
  /** The text is broken or empty: keep the last good graph and say so. */
  | { readonly type: 'stale'; readonly message: string }
  | { readonly type: 'empty'; readonly message: string }
  | { readonly type: 'cursor'; readonly pointer: string | undefined }
  | { readonly type: 'run'; readonly overlay: RunOverlay | undefined }
  | { readonly type: 'breakpoints'; readonly pointers: readonly string[] }
  | { readonly type: 'command'; readonly command: 'fit' | 'zoom-in' | 'zoom-out' | 'export-svg' };

export type FromPreview =
  | { readonly type: 'ready' }
  | { readonly type: 'reveal'; readonly pointer: string; readonly focus: boolean }
  | { readonly type: 'toggle-breakpoint'; readonly pointer: string }
  | { readonly type: 'svg'; readonly text: string };
