/** The progress of a map run as a record that a call of the engine may change. */
import type { Progress } from './records.ts';

/** A copy that shares with the original only what never changes. */
export function copyOfProgress(progress: Progress | undefined): Progress | undefined {
  if (!progress?.writing) return progress && { ...progress };
  const { writing } = progress;
  return {
    ...progress,
    writing: { ...writing, written: { ...writing.written }, waiting: writing.waiting.slice() },
  };
}
