/** The states of a run over its time, in lanes: the execution, and below each container its branches and iterations. */
import type { Snapshot } from '#interpreter';
import type { RunTimeline, TimelineLane, Visit } from '#protocol';
import { type Definition, definitionAt, findState } from '../launch/definition.ts';
import type { Lane, StateVisit } from '../run/visits.ts';
import { executionName } from './frames.ts';

/** Lanes that are given at first. */
export const FIRST_LANES = 100;
/** Visits of a lane that are given: the last ones. */
const LANE_VISITS = 400;

interface Grown {
  readonly lane: Lane;
  readonly visits: StateVisit[];
  readonly children: Grown[];
}

/** `position`: where the execution stands; absent after the end. */
export function timelineOf(
  definition: Definition,
  snapshot: Snapshot,
  visits: readonly StateVisit[],
  position: number | undefined,
  wanted: number = FIRST_LANES,
): RunTimeline {
  const lanes: TimelineLane[] = [];
  let laneCount = 0;
  const add = ({ lane, visits: own, children }: Grown, depth: number): void => {
    laneCount++;
    if (lanes.length < wanted)
      lanes.push({
        thread: lane.thread,
        name: laneName(definition, lane, own[0]?.pointer),
        depth,
        visits: own.slice(-LANE_VISITS).map((visit) => toVisit(definition, visit)),
        left: Math.max(0, own.length - LANE_VISITS),
      });
    for (const child of children) add(child, depth + 1);
  };
  for (const root of treeOf(visits)) add(root, 0);
  return {
    status: snapshot.status,
    startTime: snapshot.info.startTime,
    ...(position === undefined ? {} : { position }),
    lanes,
    laneCount,
  };
}

function treeOf(visits: readonly StateVisit[]): readonly Grown[] {
  const lanes = new Map<number, Grown>();
  const roots: Grown[] = [];
  for (const visit of visits) {
    const { thread, parent } = visit.lane;
    const known = lanes.get(thread);
    if (known) {
      known.visits.push(visit);
      continue;
    }
    const grown: Grown = { lane: visit.lane, visits: [visit], children: [] };
    lanes.set(thread, grown);
    const around = parent === undefined ? undefined : lanes.get(parent);
    (around?.children ?? roots).push(grown);
  }
  return roots;
}

/** As threads are called, without the containers further out: those are the lanes above. */
function laneName(definition: Definition, { kind, index, container, parent }: Lane, first: string | undefined): string {
  if (parent === undefined) return definition.name;
  const name = findState(definition, container)?.name ?? container;
  if (kind === 'execution') return `${name} ▸ ${executionName(definitionAt(definition, first))}`;
  return `${name} ▸ ${kind === 'branch' ? `branch ${index + 1}` : `item ${index}`}`;
}

function toVisit(definition: Definition, { id, pointer, start, retries, end }: StateVisit): Visit {
  return {
    id,
    pointer,
    stateName: findState(definition, pointer)?.name ?? pointer,
    start: start.position,
    startTime: start.time,
    ...(end ? { end: end.position, endTime: end.time, outcome: end.outcome } : {}),
    retries: retries.map(({ position, time, failure }) => ({
      position,
      time,
      ...(failure?.error === undefined ? {} : { error: failure.error }),
    })),
  };
}
