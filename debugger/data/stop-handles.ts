/**
 * Numbers that a client holds for frames and values while the execution stands still. They are never used again, so
 * a late question about an earlier stop finds nothing instead of something else.
 */
import { createVariableStore, type VariableStore } from './variables.ts';

/** A line of the call stack: a state in progress, the label of a branch or iteration, or the machine itself. */
export interface FrameHandle {
  readonly kind: 'state' | 'label' | 'machine';
  readonly thread: number;
}

export interface StopHandles {
  readonly variables: VariableStore;
  addFrame(frame: FrameHandle): number;
  frame(id: number): FrameHandle | undefined;
  /** The execution moves on: what was handed out is void. */
  clear(): void;
}

export function createStopHandles(): StopHandles {
  const variables = createVariableStore();
  const frames = new Map<number, FrameHandle>();
  const ids = new Map<string, number>();
  let last = 0;
  return {
    variables,
    addFrame(frame) {
      const key = `${frame.kind}|${frame.thread}`;
      const known = ids.get(key);
      if (known !== undefined) return known;
      ids.set(key, ++last);
      frames.set(last, frame);
      return last;
    },
    frame: (id) => frames.get(id),
    clear() {
      variables.clear();
      frames.clear();
      ids.clear();
    },
  };
}
