/**
 * Where visits of states stand on the timeline. In virtual time most of a run takes no time at all, so the order of
 * events gives the columns, and time that passes makes the gap between two columns wider.
 */
import type { RunTimeline, Visit } from '#protocol';

export interface TimelineLayout {
  readonly width: number;
  /** Where time passes: the middle of the gap, and how much. */
  readonly gaps: readonly { readonly x: number; readonly milliseconds: number }[];
  /** Where the execution stands; undefined after the end. */
  readonly here: number | undefined;
  readonly bars: ReadonlyMap<number, Bar>;
}

export interface Bar {
  readonly x: number;
  readonly width: number;
  /** Where it was tried again, from the left of the bar. */
  readonly retries: readonly number[];
  /** Recorded, but still to come from where the execution stands. */
  readonly isAhead: boolean;
}

const LEAST_UNIT = 44;
const MOST_UNIT = 132;
const GAP = 20;
const GAP_DECADE = 14;

/** `room`: pixels that the view has; more columns than fit there make it scroll. */
export function layoutTimeline({ lanes, position }: RunTimeline, room: number): TimelineLayout {
  const visits = lanes.flatMap((lane) => lane.visits);
  const columns = columnsOf(visits);
  const widths = columns.map(([, time], index) => gapWidth(time - (columns[index - 1]?.[1] ?? time)));
  const rest = room - widths.reduce((sum, width) => sum + width, 0);
  const unit = Math.min(MOST_UNIT, Math.max(LEAST_UNIT, Math.floor(rest / Math.max(1, columns.length))));
  const xs: number[] = [];
  const gaps: { x: number; milliseconds: number }[] = [];
  let x = 0;
  columns.forEach(([, time], index) => {
    const passed = index === 0 ? 0 : time - (columns[index - 1]?.[1] ?? time);
    if (index > 0) x += unit;
    if (passed > 0) {
      const gap = widths[index] ?? 0;
      gaps.push({ x: x + gap / 2, milliseconds: passed });
      x += gap;
    }
    xs.push(x);
  });
  const width = x + unit;
  const place = (at: number): number => placeOf(columns, xs, at, unit);
  const bars = new Map<number, Bar>();
  for (const { id, start, end, retries } of visits) {
    const from = place(start);
    const to = end === undefined ? width : place(end);
    bars.set(id, {
      x: from,
      width: Math.max(to - from, 4),
      retries: retries.map((retry) => place(retry.position) - from),
      isAhead: position !== undefined && start > position,
    });
  }
  return { width, gaps, here: position === undefined ? undefined : place(position), bars };
}

const gapWidth = (passed: number): number => (passed > 0 ? GAP + GAP_DECADE * Math.log10(1 + passed / 1000) : 0);

/** The positions at which something begins, is tried again or ends, with their times. */
function columnsOf(visits: readonly Visit[]): readonly (readonly [position: number, time: number])[] {
  const times = new Map<number, number>();
  for (const { start, startTime, end, endTime, retries } of visits) {
    times.set(start, startTime);
    for (const { position, time } of retries) times.set(position, time);
    if (end !== undefined && endTime !== undefined) times.set(end, endTime);
  }
  return [...times].sort(([a], [b]) => a - b);
}

/** Between two columns a position stands in the middle. */
function placeOf(
  columns: readonly (readonly [number, number])[],
  xs: readonly number[],
  at: number,
  unit: number,
): number {
  let low = 0;
  let high = columns.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((columns[middle]?.[0] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  const x = xs[low] ?? 0;
  return (columns[low]?.[0] ?? at) < at ? x + unit / 2 : x;
}
