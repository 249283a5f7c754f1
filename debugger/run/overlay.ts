/** The picture of a run for the graph of a machine: counts and outcomes of states and edges, and where it stands. */
import type { Snapshot } from '#interpreter';
import type { NodeStatus, RunOverlay } from '#protocol';
import { machineOfPointer, ownPointer } from '../nested/numbering.ts';
import type { Ledger, Tally } from './ledger.ts';

/** The machines of whose states something is known: the outermost one, and by their keys those that tasks have started. */
export const machinesOf = ({ tallies }: Ledger): readonly string[] => [
  ...new Set(['', ...[...tallies.keys()].map(machineOfPointer)]),
];

/** `stopped`: the state at which the run stands. Where tasks have started several executions of the machine, it is of all. */
export function overlayOf(ledger: Ledger, snapshot: Snapshot, stopped: string | undefined, machine = ''): RunOverlay {
  const isOwn = (pointer: string): boolean => machineOfPointer(pointer) === machine;
  const stoppedAt = stopped !== undefined && isOwn(stopped) ? ownPointer(stopped) : undefined;
  const own = <T>(entries: Iterable<readonly [string, T]>): (readonly [string, T])[] =>
    [...entries].flatMap(([pointer, one]) => (isOwn(pointer) ? [[ownPointer(pointer), one] as const] : []));
  const live = new Map(own(liveStatuses(snapshot)));
  const unfinished = snapshot.status === 'RUNNING' ? 'running' : 'aborted';
  const states: Record<string, RunOverlay['states'][string]> = {};
  const edges = new Map<string, number>();
  for (const [pointer, tally] of own(ledger.tallies)) {
    const { count, retries, outcome, lastMilliseconds } = tally;
    for (const [id, taken] of edgesOf(pointer, tally)) edges.set(id, taken);
    const status = pointer === stoppedAt ? 'stopped' : (live.get(pointer) ?? outcome ?? unfinished);
    states[pointer] = { status, count, retries, ...(lastMilliseconds === undefined ? {} : { lastMilliseconds }) };
  }
  return {
    status: snapshot.status,
    states,
    edges: Object.fromEntries([...edges, ...own(ledger.catches)]),
    maps: Object.fromEntries(own(ledger.iterations).map(([pointer, iterations]) => [pointer, { ...iterations }])),
    ...(stoppedAt === undefined ? {} : { stoppedAt }),
  };
}

/** The ids of the edges that lead out of a state, as the graph's scene names them, with how often each was taken. */
function edgesOf(
  pointer: string,
  { edges, isChoice }: Readonly<Tally>,
): readonly (readonly [id: string, count: number])[] {
  const idOf = (index: number): string => {
    if (!isChoice) return `${pointer}|next|0`;
    return index === 0 ? `${pointer}|default|0` : `${pointer}|choice|${index - 1}`;
  };
  return edges.flatMap((count, index) => (count > 0 ? [[idOf(index), count] as const] : []));
}

/**
 * What threads are doing right now, by state; a state in which something runs counts as running. What still ran when
 * the execution was stopped keeps its threads, and nothing comes of them any more.
 */
function liveStatuses(snapshot: Snapshot): ReadonlyMap<string, NodeStatus> {
  const live = new Map<string, NodeStatus>();
  const isRunning = snapshot.status === 'RUNNING';
  for (const { frame, status } of snapshot.threads) {
    if (!frame || status.kind === 'ended') continue;
    if (live.get(frame.pointer) !== 'running') live.set(frame.pointer, isRunning ? statusOf(status) : 'aborted');
  }
  return live;
}

function statusOf(status: Snapshot['threads'][number]['status']): NodeStatus {
  if (status.kind !== 'waiting') return 'running';
  return status.reason === 'retry' ? 'retrying' : 'waiting';
}
