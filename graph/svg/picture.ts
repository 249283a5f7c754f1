/**
 * The whole picture as a tree of parts. States are the items of a tree in the accessible outline, with the scopes
 * of a Parallel or Map as groups inside their state; lines and labels are said by the states that they leave.
 */
import { GAP, SCOPE } from '../layout/metrics.ts';
import type { Disc, PlacedNode, PlacedScope } from '../layout/placed.ts';
import { type GraphOverlay, STATUS_WORDS } from '../overlay.ts';
import type { SceneNode, SceneScope } from '../scene.ts';
import { edgePart, labelPart } from './edge.ts';
import { nodeClasses, nodeOwn } from './node.ts';
import { num, type Part, part } from './part.ts';

export interface PictureOptions {
  readonly overlay?: GraphOverlay;
  /** For the preview: wider targets for the pointer, and tooltips on lines. */
  readonly interactive?: boolean;
}

/** The space around the outermost scope. */
export const MARGIN = 24;

/** The parts of a scope and all in it. */
export function pictureOf(placed: PlacedScope, options: PictureOptions = {}): Part {
  return scopePart(
    placed,
    { overlay: options.overlay ?? {}, interactive: options.interactive ?? false },
    MARGIN,
    MARGIN,
    1,
  );
}

function scopePart(placed: PlacedScope, options: Required<PictureOptions>, x: number, y: number, level: number): Part {
  const { scope, nodes, edges } = placed;
  const { overlay, interactive } = options;
  const attributes: Record<string, string> = {
    class: `scope ${scope.kind}`,
    transform: `translate(${num(x)} ${num(y)})`,
    role: level === 1 ? 'none' : 'group',
  };
  if (scope.label) attributes['aria-label'] = scope.label;
  const own = disc(placed.start, 'start') + disc(placed.end, 'end') + emptyText(placed);
  return part(`scope ${scope.id}`, attributes, own, [
    ...nodes.map((node, index) => nodePart(node, index, scope, options, level)),
    ...edges.map((edge) => edgePart(edge, overlay.run, interactive)),
    ...edges.flatMap((edge) => (edge.label ? [labelPart(edge, edge.label, overlay.run, interactive)] : [])),
  ]);
}

function disc(place: Disc | undefined, kind: 'start' | 'end'): string {
  if (!place) return '';
  const circle = (name: string, radius: number): string =>
    `<circle class="${name}" cx="${num(place.x)}" cy="${num(place.y)}" r="${radius}"/>`;
  if (kind === 'start') return circle('start', place.radius);
  return circle('end-ring', place.radius - 0.625) + circle('end-disc', place.radius - 4);
}

function emptyText({ scope, nodes, width, height }: PlacedScope): string {
  if (nodes.length > 0 || scope.kind === 'machine') return '';
  return `<text class="empty" x="${width / 2}" y="${height / 2 + 4}" text-anchor="middle">no states yet</text>`;
}

function nodePart(
  placed: PlacedNode,
  index: number,
  scope: SceneScope,
  options: Required<PictureOptions>,
  level: number,
): Part {
  const { node, scopes, x, y } = placed;
  const attributes: Record<string, string> = {
    class: nodeClasses(placed, options.overlay),
    transform: `translate(${num(x)} ${num(y)})`,
    'data-id': node.id,
    role: 'treeitem',
    'aria-level': String(level),
    'aria-posinset': String(index + 1),
    'aria-setsize': String(scope.nodes.length),
    'aria-label': nodeLabel(node, index, scope, options.overlay),
  };
  if (scopes.length > 0) attributes['aria-expanded'] = 'true';
  const own = nodeOwn(placed, options.overlay) + branchRules(placed);
  const inner = scopes.map((one) => scopePart(one.placed, options, one.x, one.y, level + 1));
  return part(`node ${node.id}`, attributes, own, inner);
}

/** Thin dotted lines between the branches of a Parallel. */
function branchRules({ scopes, height }: PlacedNode): string {
  return scopes
    .slice(1)
    .map(({ x }) => {
      const middle = num(x - GAP.column / 2 + 0.5);
      return `<path class="branch-rule" d="M${middle} ${SCOPE.header + 8}V${height - 8}"/>`;
    })
    .join('');
}

/** How a screen reader says a state: `Charge card, Task, 3 of 12, next: Ship`. */
export function nodeLabel(node: SceneNode, index: number, scope: SceneScope, overlay: GraphOverlay = {}): string {
  const names = new Map(scope.nodes.map(({ id, name }) => [id, name]));
  const out = scope.edges.filter(({ from }) => from === node.id);
  const next = out
    .filter(({ kind }) => kind !== 'catch')
    .map(({ to, label }) => [names.get(to) ?? '', label && `(${label})`].filter(Boolean).join(' '));
  const caught = out
    .filter(({ kind }) => kind === 'catch')
    .map(({ to, label }) => `${label} to ${names.get(to) ?? ''}`);
  const run = overlay.run?.states[node.id];
  const words = [
    node.name,
    node.type === 'Unknown' ? 'unknown type' : node.type,
    `${index + 1} of ${scope.nodes.length}`,
    next.length > 0 ? `next: ${next.join('; ')}` : node.terminal ? 'ends here' : '',
    caught.length > 0 ? `catches: ${caught.join('; ')}` : '',
    node.unreachable ? 'not reached' : '',
    overlay.breakpoints?.has(node.id) ? 'breakpoint' : '',
    overlay.problems?.get(node.id)?.severity ?? '',
    overlay.run?.stoppedAt === node.id ? STATUS_WORDS.stopped : run ? STATUS_WORDS[run.status] : '',
    run && run.count > 1 ? `${run.count} times` : '',
  ];
  return words.filter(Boolean).join(', ');
}
