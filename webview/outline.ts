/**
 * The states as the keyboard walks them: where each stands on the canvas and which one an arrow key leads to. Down
 * and up follow the lines and go into and out of boxes; left and right go to what stands beside.
 */
import type { Box, PlacedNode, PlacedScope } from '#graph';

export interface Stop {
  readonly id: string;
  readonly name: string;
  readonly box: Box;
  /** Only the head of a box that contains states. */
  readonly head: Box;
  readonly owner: Stop | undefined;
  readonly inner: Stop[];
  readonly next: string[];
  readonly previous: string[];
}

export type Direction = 'up' | 'down' | 'left' | 'right';

export interface Outline {
  readonly stops: ReadonlyMap<string, Stop>;
  /** Where the walk begins. */
  readonly first: Stop | undefined;
  neighbor(id: string, direction: Direction): Stop | undefined;
}

const HEADER = 28;

/** The walk over a picture whose top left corner stands at `margin`. */
export function outlineOf(placed: PlacedScope, margin: number): Outline {
  const stops = new Map<string, Stop>();
  const first = collect(placed, margin, margin, undefined, stops);
  return { stops, first, neighbor: (id, direction) => neighbor(stops, stops.get(id), direction) };
}

function collect(
  placed: PlacedScope,
  x: number,
  y: number,
  owner: Stop | undefined,
  stops: Map<string, Stop>,
): Stop | undefined {
  for (const node of placed.nodes) addStop(node, x, y, owner, stops);
  for (const { from, to, points } of placed.edges) {
    if (from === undefined || to === undefined || from === to) continue;
    const downward = (points.at(-1)?.y ?? 0) > (points[0]?.y ?? 0);
    // Lines back come last, so that the arrow keys go on through a loop before they go round it.
    add(stops.get(from)?.next, to, downward);
    add(stops.get(to)?.previous, from, downward);
  }
  const start = placed.scope.start ?? placed.nodes[0]?.node.id;
  const first = start === undefined ? undefined : stops.get(start);
  if (first && owner) owner.inner.push(first);
  return first;
}

function add(list: string[] | undefined, id: string, first: boolean): void {
  if (!list || list.includes(id)) return;
  if (first) list.unshift(id);
  else list.push(id);
}

function addStop(placed: PlacedNode, x: number, y: number, owner: Stop | undefined, stops: Map<string, Stop>): void {
  const box = { x: x + placed.x, y: y + placed.y, width: placed.width, height: placed.height };
  const head = placed.scopes.length > 0 ? { ...box, height: HEADER } : box;
  const stop: Stop = {
    id: placed.node.id,
    name: placed.node.name,
    box,
    head,
    owner,
    inner: [],
    next: [],
    previous: [],
  };
  stops.set(stop.id, stop);
  for (const inner of placed.scopes) collect(inner.placed, box.x + inner.x, box.y + inner.y, stop, stops);
}

function neighbor(stops: ReadonlyMap<string, Stop>, from: Stop | undefined, direction: Direction): Stop | undefined {
  if (!from) return undefined;
  switch (direction) {
    case 'down':
      return from.inner[0] ?? onward(stops, from);
    case 'up':
      return straightest(stops, from, from.previous, 'above') ?? from.owner;
    default:
      return beside(stops, from, direction === 'left' ? -1 : 1);
  }
}

/** Along the line that runs straightest down; at the end of a scope, on from the box that holds it. */
function onward(stops: ReadonlyMap<string, Stop>, from: Stop): Stop | undefined {
  const next = straightest(stops, from, from.next, 'below');
  if (next) return next;
  const back = from.next.map((id) => stops.get(id)).find((stop) => stop !== undefined);
  return back ?? (from.owner && onward(stops, from.owner));
}

function straightest(
  stops: ReadonlyMap<string, Stop>,
  from: Stop,
  ids: readonly string[],
  where: 'above' | 'below',
): Stop | undefined {
  let best: Stop | undefined;
  for (const id of ids) {
    const stop = stops.get(id);
    if (!stop || stop.box.y > from.box.y !== (where === 'below')) continue;
    if (!best || aside(stop, from) < aside(best, from)) best = stop;
  }
  return best;
}

const centerX = ({ box }: Stop): number => box.x + box.width / 2;
const centerY = ({ head }: Stop): number => head.y + head.height / 2;
const aside = (a: Stop, b: Stop): number => Math.abs(centerX(a) - centerX(b));

/** The nearest state on that side, those at about the same height first. */
function beside(stops: ReadonlyMap<string, Stop>, from: Stop, side: -1 | 1): Stop | undefined {
  let best: Stop | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const stop of stops.values()) {
    const across = (centerX(stop) - centerX(from)) * side;
    if (stop === from || across <= 8 || holds(stop, from) || holds(from, stop)) continue;
    const cost = across + 4 * Math.abs(centerY(stop) - centerY(from));
    if (cost < least) {
      least = cost;
      best = stop;
    }
  }
  return best;
}

function holds(outer: Stop, inner: Stop): boolean {
  for (let up = inner.owner; up; up = up.owner) if (up === outer) return true;
  return false;
}
