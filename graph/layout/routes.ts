/**
 * The lines themselves: rows and channels get their heights, and each link its points from border to border.
 * Lines run sideways only in channels, where no state stands, and down only through the items of their own.
 */
import { assignTracks, type Hop, netOf, type Pin, sourceNet, targetNet } from './channels.ts';
import { GAP, STUB, toGrid } from './metrics.ts';
import type { Point } from './placed.ts';
import type { BackTrunk, Item, Lane, Route, Rows, Segment } from './rows.ts';

/** Between two lines that run side by side. */
const TRACK = 12;

export interface Lines {
  readonly height: number;
  pointsOf(route: Route): Point[];
}

interface Channels {
  /** By the row below. */
  readonly hops: Hop[][];
  readonly ofSegment: Map<Segment, Hop>;
  readonly ofTurn: Map<Route, Hop>;
  readonly ofEntry: Map<BackTrunk | Lane, Hop>;
  /** The height of the first track of each channel. */
  readonly firstTrack: number[];
  readonly channelOf: Map<Hop, number>;
}

/** Sets `y` of every item and gives the lines. `x` must be set. */
export function routeLines(rows: Rows): Lines {
  const channels = collectHops(rows);
  const height = stackRows(rows, channels);
  return { height, pointsOf: (route) => withoutRepeats(pointsOf(route, channels)) };
}

function portX(item: Item, side: boolean): number {
  if (!side || item.kind !== 'vertex') return item.x;
  return item.catchSide === 'left' ? item.x - item.half - STUB : item.x + item.half + STUB;
}

function collectHops({ rows, routes, trunks, lanes }: Rows): Channels {
  const ids = new Map(rows.flat().map((item, index) => [item, index]));
  const channels: Channels = {
    hops: Array.from({ length: rows.length + 1 }, () => []),
    ofSegment: new Map(),
    ofTurn: new Map(),
    ofEntry: new Map(),
    firstTrack: [],
    channelOf: new Map(),
  };
  const add = (channel: number, from: Pin, to: Pin, net: string): Hop => {
    const hop: Hop = { from, to, net, track: 0 };
    channels.hops[channel]?.push(hop);
    channels.channelOf.set(hop, channel);
    return hop;
  };
  for (const segment of rows.flat().flatMap((item) => item.down)) {
    const from = { x: portX(segment.from, segment.fromSide), atTop: true };
    const to = { x: segment.to.x, atTop: false };
    channels.ofSegment.set(segment, add(segment.to.row, from, to, netOf(segment, ids)));
  }
  for (const route of routes) {
    const last = route.down.at(-1);
    const trunk = last && route.back?.items[last.row - route.back.target.row];
    const x = trunk?.x ?? route.lane?.x;
    if (!last || x === undefined) continue;
    const side = route.link.dashed && last.kind === 'vertex';
    const branches = last.down.some((segment) => segment.fromSide === side);
    const own = trunk ? targetNet(trunk, route.link.dashed, ids) : `lane ${x} ${last.row}`;
    const turn = { x, atTop: trunk !== undefined || (route.lane?.target.row ?? 0) <= last.row };
    const from = { x: portX(last, side), atTop: true };
    channels.ofTurn.set(route, add(last.row + 1, from, turn, branches ? sourceNet(last, side, ids) : own));
  }
  for (const lane of lanes) {
    const { target, dashed, ends } = lane;
    const from = { x: lane.x, atTop: ends.some((end) => end.row < target.row) };
    const net = targetNet(target, dashed, ids);
    channels.ofEntry.set(lane, add(target.row, from, { x: target.x, atTop: false }, net));
  }
  for (const trunk of trunks) {
    const [top] = trunk.items;
    if (!top || isBeside(top, trunk.target)) continue;
    const net = targetNet(trunk.target, trunk.dashed, ids);
    const to = { x: trunk.target.x, atTop: false };
    channels.ofEntry.set(trunk, add(trunk.target.row, { x: top.x, atTop: false }, to, net));
  }
  return channels;
}

const isBeside = (item: Item, target: Item): boolean => Math.abs(item.position - target.position) === 1;

/** Stacks rows and channels from the top; the result is the height of all. */
function stackRows({ rows, isLabelRow }: Rows, channels: Channels): number {
  let y = 0;
  for (let index = 0; index <= rows.length; index++) {
    const row = rows[index] ?? [];
    const tracks = assignTracks(channels.hops[index] ?? []);
    const { height, first } = channelSize(index, rows, isLabelRow, tracks);
    channels.firstTrack.push(y + first);
    y += height;
    const rowHeight = toGrid(row.reduce((most, item) => Math.max(most, item.height), 0));
    for (const item of row) item.y = item.kind === 'label' ? y + (rowHeight - item.height) / 2 : y;
    y += rowHeight;
  }
  return y;
}

function channelSize(
  index: number,
  rows: readonly Item[][],
  isLabelRow: readonly boolean[],
  tracks: number,
): { height: number; first: number } {
  const spread = Math.max(0, tracks - 1) * TRACK;
  const [above, below] = [rows[index - 1], rows[index]];
  if (!above || !below) return tracks === 0 ? { height: 0, first: 0 } : { height: toGrid(32 + spread), first: 16 };
  if (isLabelRow[index]) return { height: tracks === 0 ? 16 : toGrid(28 + spread), first: 16 };
  if (isLabelRow[index - 1]) return { height: tracks === 0 ? 24 : toGrid(36 + spread), first: 12 };
  const discs = [above, below].some((row) =>
    row.every((item) => item.vertex?.kind !== 'node' && item.kind !== 'label'),
  );
  const height = toGrid((discs ? GAP.disc : GAP.rank) + spread);
  return { height, first: Math.round((height - spread) / 2) };
}

/** How far below its top a catch leaves the side of a state; a box with states in it lets it go near its foot. */
function catchHeight({ height }: Item): number {
  return height > 56 ? height - 28 : height / 2;
}

function pointsOf(route: Route, channels: Channels): Point[] {
  const { down, link, back, lane } = route;
  const [source] = down;
  if (!source) return [];
  const points: Point[] = [];
  if (link.dashed) {
    const y = source.y + catchHeight(source);
    const sign = source.catchSide === 'left' ? -1 : 1;
    points.push({ x: source.x + sign * source.half, y }, { x: portX(source, true), y });
  } else points.push({ x: source.x, y: source.y + source.height });
  for (const [step, lower] of down.slice(1).entries()) {
    const hop = down[step]?.down.find((one) => one.to === lower && one.dashed === link.dashed);
    across(points, hop && channels.ofSegment.get(hop), channels);
  }
  const target = lane?.target ?? down.at(-1);
  if (back) upTrunk(points, route, back, channels);
  else if (target) {
    across(points, channels.ofTurn.get(route), channels);
    across(points, lane && channels.ofEntry.get(lane), channels);
    points.push({ x: target.x, y: target.y });
  }
  return points;
}

function across(points: Point[], hop: Hop | undefined, channels: Channels, upward = false): void {
  if (!hop || (hop.from.x === hop.to.x && hop.from.atTop !== hop.to.atTop)) return;
  const y = (channels.firstTrack[channels.channelOf.get(hop) ?? 0] ?? 0) + hop.track * TRACK;
  const [first, last] = upward ? [hop.to, hop.from] : [hop.from, hop.to];
  points.push({ x: first.x, y }, { x: last.x, y });
}

function upTrunk(points: Point[], route: Route, trunk: BackTrunk, channels: Channels): void {
  const { target, items } = trunk;
  across(points, channels.ofTurn.get(route), channels);
  for (let index = (route.down.at(-1)?.row ?? 0) - target.row; index > 0; index--) {
    const segment = items[index - 1]?.down.find(({ to }) => to === items[index]);
    across(points, segment && channels.ofSegment.get(segment), channels, true);
  }
  const [top] = items;
  if (!top) return;
  if (!isBeside(top, target)) {
    across(points, channels.ofEntry.get(trunk), channels);
    points.push({ x: target.x, y: target.y });
    return;
  }
  const side = top.position < target.position ? 'left' : 'right';
  const y = target.y + (target.height > 56 || target.catchSide === side ? 14 : target.height / 2);
  points.push({ x: top.x, y }, { x: target.x + (side === 'left' ? -target.half : target.half), y });
}

/** Leaves out points on a straight line between their neighbors. */
function withoutRepeats(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const [before, last] = [kept.at(-2), kept.at(-1)];
    if (last && last.x === point.x && last.y === point.y) continue;
    const straight =
      before && last && ((before.x === last.x && last.x === point.x) || (before.y === last.y && last.y === point.y));
    if (straight) kept.pop();
    kept.push(point);
  }
  return kept;
}
