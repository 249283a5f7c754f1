/** Messages between the extension and the graph preview's webview. Both sides check what they receive. */
import type { Scene } from '#graph';

export type NodeStatus = 'running' | 'waiting' | 'succeeded' | 'failed' | 'caught' | 'retrying' | 'stopped';

/** What a run did so far, by state pointer (`/States/Ship`) and by edge id. Absent = not visited. */
export interface RunOverlay {
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly states: Readonly<
    Record<
      string,
      {
        readonly status: NodeStatus;
        readonly count: number;
        readonly retries: number;
        readonly lastMilliseconds?: number;
      }
    >
  >;
  readonly edges: Readonly<Record<string, number>>;
  /** Iterations of Map states: done, failed, total. */
  readonly maps: Readonly<
    Record<string, { readonly succeeded: number; readonly failed: number; readonly total: number }>
  >;
  /** Where the debugger stands. */
  readonly stoppedAt?: string;
}

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
