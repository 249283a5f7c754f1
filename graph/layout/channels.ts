/**
 * The space between two rows, where lines run sideways. Lines that share an end share a track; the others get
 * tracks of their own, in the order in which they cross each other least and never run along each other.
 */
import type { Item, Segment } from './rows.ts';

/** A way through a channel from one pin to another; a pin is at the top (row above) or at the bottom (row below). */
export interface Hop {
  readonly from: Pin;
  readonly to: Pin;
  /** Lines with one source that has several ways on, or else one target, belong together. */
  readonly net: string;
  track: number;
}

export interface Pin {
  readonly x: number;
  readonly atTop: boolean;
}

interface Net {
  readonly hops: Hop[];
  min: number;
  max: number;
  readonly tops: Set<number>;
  readonly bottoms: Set<number>;
  track: number;
}

/** Above this many nets a channel takes them from left to right without weighing crossings. */
const WEIGHED = 60;

/** Gives each hop that runs sideways its track, counted from the top; the result is how many there are. */
export function assignTracks(hops: readonly Hop[]): number {
  const nets = netsOf(hops);
  const order = nets.length > WEIGHED ? [...nets].sort((a, b) => a.min - b.min) : ordered(nets);
  let count = 0;
  const placed: Net[] = [];
  for (const net of order) {
    net.track = 0;
    for (const other of placed) if (touches(net, other)) net.track = Math.max(net.track, other.track + 1);
    placed.push(net);
    count = Math.max(count, net.track + 1);
    for (const hop of net.hops) hop.track = net.track;
  }
  return count;
}

function netsOf(hops: readonly Hop[]): Net[] {
  const nets = new Map<string, Net>();
  for (const hop of hops) {
    let net = nets.get(hop.net);
    if (!net) {
      net = { hops: [], min: hop.from.x, max: hop.from.x, tops: new Set(), bottoms: new Set(), track: 0 };
      nets.set(hop.net, net);
    }
    net.hops.push(hop);
    for (const pin of [hop.from, hop.to]) {
      net.min = Math.min(net.min, pin.x);
      net.max = Math.max(net.max, pin.x);
      (pin.atTop ? net.tops : net.bottoms).add(pin.x);
    }
  }
  return [...nets.values()].filter(
    (net) => net.min < net.max || net.hops.some(({ from, to }) => from.atTop === to.atTop),
  );
}

/** Room between two tracks' ends, so that the corners of neighbors do not meet. */
const touches = (a: Net, b: Net): boolean => a.min <= b.max + 8 && b.min <= a.max + 8;

/** Picks, again and again, the net that most wants to be above all others that are left. */
function ordered(nets: readonly Net[]): Net[] {
  const left = new Set(nets);
  const order: Net[] = [];
  while (left.size > 0) {
    let best: Net | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const net of left) {
      let cost = 0;
      for (const other of left)
        if (other !== net && touches(net, other)) cost += costAbove(net, other) - costAbove(other, net);
      if (cost < least) {
        least = cost;
        best = net;
      }
    }
    if (!best) break;
    left.delete(best);
    order.push(best);
  }
  return order;
}

/** What it costs to run `upper` above `lower`: crossings, and much more where they would run along each other. */
function costAbove(upper: Net, lower: Net): number {
  let cost = 0;
  for (const x of upper.bottoms) {
    if (x > lower.min && x < lower.max) cost++;
    if (lower.tops.has(x)) cost += 100;
  }
  for (const x of lower.tops) if (x > upper.min && x < upper.max) cost++;
  return cost;
}

/** The net of a segment: by its source where several lines leave that, else by its target. */
export function netOf(segment: Segment, ids: ReadonlyMap<Item, number>): string {
  const { from, fromSide, to, dashed } = segment;
  const siblings = from.down.filter((other) => other.fromSide === fromSide).length;
  return siblings > 1 ? sourceNet(from, fromSide, ids) : targetNet(to, dashed, ids);
}

export const sourceNet = (from: Item, side: boolean, ids: ReadonlyMap<Item, number>): string =>
  `from ${ids.get(from)} ${side}`;
export const targetNet = (to: Item, dashed: boolean, ids: ReadonlyMap<Item, number>): string =>
  `to ${ids.get(to)} ${dashed}`;
