/**
 * What a screen reader hears of the graph beyond the labels in it: stops and ends of a run, a graph that is out of
 * date, and the change of a breakpoint. Says each thing once.
 */
import type { RunOverlay, SceneScope } from '#graph';

export interface Announcer {
  say(text: string): void;
}

export function createAnnouncer(region: HTMLElement): Announcer {
  return {
    say(text) {
      // The same text twice would be no change, and a reader would stay silent.
      region.textContent = region.textContent === text ? `${text}\u00a0` : text;
    },
  };
}

const ENDINGS: Readonly<Record<Exclude<RunOverlay['status'], 'RUNNING'>, string>> = {
  SUCCEEDED: 'The run succeeded.',
  FAILED: 'The run failed.',
  TIMED_OUT: 'The run timed out.',
  ABORTED: 'The run was ended.',
};

/** What is new in a run: where it stopped, or how it ended. */
export function newsOf(
  before: RunOverlay | undefined,
  after: RunOverlay | undefined,
  names: ReadonlyMap<string, string>,
): string | undefined {
  if (!after) return undefined;
  if (after.status !== 'RUNNING') return before?.status === after.status ? undefined : ENDINGS[after.status];
  if (after.stoppedAt === undefined || after.stoppedAt === before?.stoppedAt) return undefined;
  return `Stopped at ${names.get(after.stoppedAt) ?? after.stoppedAt}.`;
}

/** The names of all states by their ids. */
export function namesOf(scope: SceneScope, names = new Map<string, string>()): Map<string, string> {
  for (const node of scope.nodes) {
    names.set(node.id, node.name);
    for (const inner of node.scopes) namesOf(inner, names);
  }
  return names;
}
