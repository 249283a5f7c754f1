/** Lines with rounded corners, their arrow heads and labels. */
import type { PlacedEdge, PlacedLabel, Point } from '../layout/placed.ts';
import type { RunOverlay } from '../overlay.ts';
import { countText } from '../scene/words.ts';
import { escapeXml, num, type Part, part, textAt } from './part.ts';

const RADIUS = 6;
const ARROW = { length: 6, half: 3.5 } as const;

/** A line of the picture as a part; `interactive` adds what makes a thin line easy to point at. */
export function edgePart(edge: PlacedEdge, run: RunOverlay | undefined, interactive: boolean): Part {
  const count = takenCount(edge, run);
  const classes = ['edge', kindOf(edge), edge.dashed ? 'dashed' : '', run ? (count > 0 ? 'taken' : 'dim') : ''];
  const hit = interactive && edge.edges.length > 0 ? `<path class="hit" d="${linePath(edge.points)}"/>` : '';
  const title = interactive && edge.label ? `<title>${escapeXml(edge.label.tooltip)}</title>` : '';
  const times = count > 1 ? countMark(edge, count) : '';
  return part(
    `edge ${edge.id}`,
    { class: classes.filter(Boolean).join(' '), ...endsOf(edge), 'aria-hidden': 'true' },
    `${title}${hit}${lines(edge)}${arrow(edge.points)}${times}`,
  );
}

/** How often the run took a line; the lines from the start and to the end follow the state at their other end. */
export function takenCount({ edges, from, to }: PlacedEdge, run: RunOverlay | undefined): number {
  if (!run) return 0;
  if (edges.length > 0) return edges.reduce((sum, { id }) => sum + (run.edges[id] ?? 0), 0);
  const state = run.states[from ?? to ?? ''];
  if (!state) return 0;
  return to === undefined && state.status !== 'succeeded' ? 0 : 1;
}

function endsOf({ from, to }: PlacedEdge): Record<string, string> {
  return { ...(from === undefined ? {} : { 'data-from': from }), ...(to === undefined ? {} : { 'data-to': to }) };
}

function kindOf({ edges, from }: PlacedEdge): string {
  return edges[0]?.kind ?? (from === undefined ? 'from-start' : 'to-end');
}

/**
 * Dashed lines are drawn in two halves, each from its own end to the label: lines that share a trunk at either end
 * then dash in step there instead of filling each other's gaps.
 */
function lines({ points, dashed, label }: PlacedEdge): string {
  const shaft = shortened(points);
  const middle = label && { x: label.x + label.width / 2, y: label.y + label.height / 2 };
  const step = dashed && middle ? segmentWith(shaft, middle) : -1;
  if (step < 0 || !middle) return `<path class="line" d="${linePath(shaft)}"/>`;
  const head = [...shaft.slice(0, step + 1), middle];
  const tail = [middle, ...shaft.slice(step + 1)].reverse();
  return `<path class="line" d="${linePath(head)}"/><path class="line" d="${linePath(tail)}"/>`;
}

function segmentWith(points: readonly Point[], { x, y }: Point): number {
  return points.findIndex((a, index) => {
    const b = points[index + 1];
    if (!b) return false;
    return (
      (a.x === b.x && a.x === x && y >= Math.min(a.y, b.y) && y <= Math.max(a.y, b.y)) ||
      (a.y === b.y && a.y === y && x >= Math.min(a.x, b.x) && x <= Math.max(a.x, b.x))
    );
  });
}

/** The line without its last pixels, which the arrow head covers. */
function shortened(points: readonly Point[]): Point[] {
  const [before, last] = [points.at(-2), points.at(-1)];
  if (!before || !last) return [...points];
  const dx = Math.sign(last.x - before.x);
  const dy = Math.sign(last.y - before.y);
  return [...points.slice(0, -1), { x: last.x - dx * (ARROW.length - 1), y: last.y - dy * (ARROW.length - 1) }];
}

/** An SVG path through the points, corners rounded as far as the segments allow. */
function linePath(points: readonly Point[]): string {
  let path = '';
  for (const [index, point] of points.entries()) {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (!before) path += `M${num(point.x)} ${num(point.y)}`;
    else if (!after) path += `L${num(point.x)} ${num(point.y)}`;
    else {
      const radius = Math.min(RADIUS, apart(before, point) / 2, apart(point, after) / 2);
      const into = towards(point, before, radius);
      const out = towards(point, after, radius);
      path += `L${num(into.x)} ${num(into.y)}Q${num(point.x)} ${num(point.y)} ${num(out.x)} ${num(out.y)}`;
    }
  }
  return path;
}

const apart = (a: Point, b: Point): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y);

function towards(from: Point, to: Point, length: number): Point {
  return { x: from.x + Math.sign(to.x - from.x) * length, y: from.y + Math.sign(to.y - from.y) * length };
}

function arrow(points: readonly Point[]): string {
  const [before, tip] = [points.at(-2), points.at(-1)];
  if (!before || !tip) return '';
  const dx = Math.sign(tip.x - before.x);
  const dy = Math.sign(tip.y - before.y);
  const base = { x: tip.x - dx * ARROW.length, y: tip.y - dy * ARROW.length };
  const a = { x: base.x - dy * ARROW.half, y: base.y + dx * ARROW.half };
  const b = { x: base.x + dy * ARROW.half, y: base.y - dx * ARROW.half };
  return `<path class="arrow" d="M${num(tip.x)} ${num(tip.y)}L${num(a.x)} ${num(a.y)}L${num(b.x)} ${num(b.y)}Z"/>`;
}

/** Beside the line, where it is surely alone: under its label or where it leaves its state. */
function countMark({ points, label }: PlacedEdge, count: number): string {
  const at = label ? { x: label.x + label.width / 2, y: label.y + label.height } : points[0];
  return at ? textAt(`×${countText(count)}`, at.x + 5, at.y + 12, 'count') : '';
}

/** The pill on a line; drawn after all lines of its scope, so that it covers them and nothing covers it. */
export function labelPart(
  edge: PlacedEdge,
  label: PlacedLabel,
  run: RunOverlay | undefined,
  interactive: boolean,
): Part {
  const dim = run && takenCount(edge, run) === 0 ? ' dim' : '';
  const radius = label.lines.length > 1 ? 6 : label.height / 2;
  const center = label.x + label.width / 2;
  const first = label.y + 12.5;
  const texts = label.lines.map((line, index) => textAt(line, center, first + index * 14, 'text')).join('');
  const title = interactive ? `<title>${escapeXml(label.tooltip)}</title>` : '';
  const box = `<rect x="${num(label.x)}" y="${num(label.y)}" width="${label.width}" height="${label.height}" rx="${radius}"/>`;
  return part(
    `label ${edge.id}`,
    { class: `label ${kindOf(edge)}${dim}`, ...endsOf(edge), 'aria-hidden': 'true' },
    `${title}${box}${texts}`,
  );
}
