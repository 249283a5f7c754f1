/**
 * The whole picture as a tree of parts. States are the items of a tree in the accessible outline, with the scopes
 * of a Parallel or Map as groups inside their state; lines and labels are said by the states that they leave.
 */
import { GAP, SCOPE } from '../layout/metrics.ts';
import type { Disc, PlacedEdge, PlacedNode, PlacedScope } from '../layout/placed.ts';
import { type GraphOverlay, STATUS_WORDS } from '../overlay.ts';
import { retriesText } from '../scene/words.ts';
import type { SceneScope } from '../scene.ts';
import { edgePart, labelPart, takenCount } from './edge.ts';
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
  const labels = labelsOf(scope, overlay);
  const { began, ended } = progressOf(scope, overlay);
  const own = disc(placed.start, 'start', began) + disc(placed.end, 'end', ended) + emptyText(placed);
  return part(`scope ${scope.id}`, attributes, own, [
    ...nodes.map((node, index) => nodePart(node, index, scope, labels[index] ?? '', options, level)),
    ...takenLast(edges, overlay).map((edge) => edgePart(edge, overlay.run, interactive)),
    ...edges.flatMap((edge) => (edge.label ? [labelPart(edge, edge.label, overlay.run, interactive)] : [])),
  ]);
}

/** Where lines share a trunk, the ones that the run took lie on top. */
function takenLast(edges: readonly PlacedEdge[], { run }: GraphOverlay): readonly PlacedEdge[] {
  if (!run) return edges;
  const taken = new Set(edges.filter((edge) => takenCount(edge, run) > 0));
  return [...edges.filter((edge) => !taken.has(edge)), ...taken];
}

/** Whether the run came through the start and the end of a scope; without a run both count as done. */
function progressOf({ nodes, start }: SceneScope, { run }: GraphOverlay): { began: boolean; ended: boolean } {
  if (!run) return { began: true, ended: true };
  return {
    began: run.states[start ?? ''] !== undefined,
    ended: nodes.some(({ id, terminal }) => terminal && run.states[id]?.status === 'succeeded'),
  };
}

function disc(place: Disc | undefined, kind: 'start' | 'end', passed: boolean): string {
  if (!place) return '';
  const circle = (name: string, radius: number): string =>
    `<circle class="${name}${passed ? '' : ' dim'}" cx="${num(place.x)}" cy="${num(place.y)}" r="${radius}"/>`;
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
  label: string,
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
    'aria-label': label,
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

/** How a screen reader says each state of a scope: `Charge card, Task, 3 of 12, next: Ship`. */
function labelsOf(scope: SceneScope, overlay: GraphOverlay): string[] {
  const names = new Map(scope.nodes.map(({ id, name }) => [id, name]));
  const next = new Map<string, string[]>();
  const caught = new Map<string, string[]>();
  for (const { from, to, kind, label } of scope.edges) {
    const target = names.get(to) ?? '';
    const [lists, words] =
      kind === 'catch' ? [caught, `${label} to ${target}`] : [next, label ? `${target} (${label})` : target];
    const list = lists.get(from);
    if (list) list.push(words);
    else lists.set(from, [words]);
  }
  return scope.nodes.map((node, index) => {
    const place = `${index + 1} of ${scope.nodes.length}`;
    const onward = next.has(node.id) ? `next: ${next.get(node.id)?.join('; ')}` : node.terminal ? 'ends here' : '';
    const catches = caught.has(node.id) ? `catches: ${caught.get(node.id)?.join('; ')}` : '';
    const type = node.type === 'Unknown' ? 'unknown type' : node.type;
    const words = [node.name, type, place, onward, catches, node.unreachable ? 'not reached' : ''];
    return [...words, ...overlayWords(node.id, overlay)].filter(Boolean).join(', ');
  });
}

function overlayWords(id: string, { run, breakpoints, problems }: GraphOverlay): string[] {
  const state = run?.states[id];
  return [
    breakpoints?.has(id) ? 'breakpoint' : '',
    problems?.get(id)?.severity ?? '',
    run?.stoppedAt === id ? STATUS_WORDS.stopped : state ? STATUS_WORDS[state.status] : '',
    state && state.count > 1 ? `${state.count} times` : '',
    retriesText(state?.retries ?? 0),
  ];
}
