/** The runs of a session: the ways that the execution took and left when it was changed in its past or started again, and the present one. */
import type { HistoryEvent } from '#interpreter';
import type { RunComparison, RunSummary } from '#protocol';
import { fail } from '../errors.ts';
import type { LiveRun } from '../session/live-run.ts';
import { shownRun } from '../session/run-views.ts';
import type { Session } from '../session/session.ts';
import { compareRuns, runText } from './compare-runs.ts';
import { type KeptRun, keptRun } from './kept-run.ts';

function allRuns(session: Session): readonly KeptRun[] {
  const { run } = shownRun(session);
  const { kept } = session;
  const name = run.isPast ? 'Recording' : `Run ${kept.length + 1}`;
  return [...kept, keptRun(name, run.isPast ? run.timeline.lastSnapshot() : run.snapshot)];
}

/** A run that is left for another one stays in the list. */
export function keepRun({ kept }: Session, { run }: LiveRun): void {
  kept.push(keptRun(`Run ${kept.length + 1}`, run.timeline.lastSnapshot()));
}

/** The list of runs, numbered from 1. */
export function runsOf(session: Session): readonly RunSummary[] {
  const runs = allRuns(session);
  return runs.map(({ name, status, events }, index) => ({
    id: index + 1,
    name,
    status,
    events,
    isCurrent: index === runs.length - 1,
  }));
}

/** Two runs of the list, state by state. */
export function comparisonOf(session: Session, left: number, right: number): RunComparison {
  const runs = allRuns(session);
  const historyAt = (id: number): readonly HistoryEvent[] => {
    const run = runs[id - 1];
    return run?.history() ?? fail('unknownRun', `There is no run ${id}. This session has ${runs.length}.`);
  };
  return compareRuns(historyAt(left), historyAt(right));
}

/** The present run as a text. */
export function transcriptOf(session: Session): string {
  const { definition } = shownRun(session).launch;
  const run = allRuns(session).at(-1);
  return `${definition.name}: ${run?.status}\n\n${runText(run?.history() ?? [])}`;
}
