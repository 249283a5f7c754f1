/**
 * The graph of one scope as the layout sees it: vertices with their sizes, and links that stand for one or more
 * edges of the scene. Edges from one state to the same other one are drawn as one line with the labels together.
 */
import type { SceneEdge, SceneScope } from '../scene.ts';
import { FONT, LABEL, textWidth } from './metrics.ts';

export interface Vertex {
  readonly index: number;
  readonly kind: 'start' | 'node' | 'end';
  /** The id of the state; empty for the discs. */
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly isFailure: boolean;
}

export interface Link {
  readonly id: string;
  readonly from: Vertex;
  readonly to: Vertex;
  readonly dashed: boolean;
  readonly edges: readonly SceneEdge[];
  readonly lines: readonly string[];
  readonly tooltip: string;
}

export interface ScopeGraph {
  readonly vertices: readonly Vertex[];
  /** By the index of the source, in the order of the text, catches last. */
  readonly out: readonly (readonly Link[])[];
  readonly start: Vertex | undefined;
}

export type Size = Pick<Vertex, 'width' | 'height'>;

/** The vertices and links of a scope; `sizes` follow the order of the scope's nodes. */
export function scopeGraph(scope: SceneScope, sizes: readonly Size[], disc: Size, ring: Size): ScopeGraph {
  const vertices: Vertex[] = scope.nodes.map((node, index) => ({
    index,
    kind: 'node',
    id: node.id,
    isFailure: node.type === 'Fail',
    width: sizes[index]?.width ?? 0,
    height: sizes[index]?.height ?? 0,
  }));
  const byId = new Map(vertices.map((vertex) => [vertex.id, vertex]));
  const out: Link[][] = vertices.map(() => []);
  for (const link of bundled(scope.edges, byId)) out[link.from.index]?.push(link);

  const add = (kind: 'start' | 'end', size: Size): Vertex => {
    const vertex: Vertex = { index: vertices.length, kind, id: '', isFailure: false, ...size };
    vertices.push(vertex);
    out.push([]);
    return vertex;
  };
  const plain = (id: string, from: Vertex, to: Vertex): Link => ({
    id,
    from,
    to,
    dashed: false,
    edges: [],
    lines: [],
    tooltip: '',
  });
  const first = scope.start === undefined ? undefined : byId.get(scope.start);
  const start = first && add('start', disc);
  if (start && first) out[start.index]?.push(plain(`${scope.id}|start`, start, first));
  const ending = scope.nodes.flatMap((node, index) => (node.terminal && node.type !== 'Fail' ? [index] : []));
  const end = ending.length > 0 ? add('end', ring) : undefined;
  for (const index of ending) {
    const from = vertices[index];
    if (from && end) out[index]?.push(plain(`${from.id}|end`, from, end));
  }
  for (const links of out) links.sort((a, b) => Number(a.dashed) - Number(b.dashed));
  return { vertices, out, start };
}

function bundled(edges: readonly SceneEdge[], byId: ReadonlyMap<string, Vertex>): Link[] {
  const bundles = new Map<string, SceneEdge[]>();
  for (const edge of edges) {
    const key = JSON.stringify([edge.from, edge.to, edge.kind === 'catch']);
    const bundle = bundles.get(key);
    if (bundle) bundle.push(edge);
    else bundles.set(key, [edge]);
  }
  const links: Link[] = [];
  for (const bundle of bundles.values()) {
    const [first] = bundle;
    const from = first && byId.get(first.from);
    const to = first && byId.get(first.to);
    if (!first || !from || !to) continue;
    links.push({
      id: first.id,
      from,
      to,
      dashed: first.kind === 'catch',
      edges: bundle,
      lines: labelLines(bundle.map(({ label }) => label).filter(Boolean)),
      tooltip: bundle
        .map(({ tooltip }) => tooltip)
        .filter(Boolean)
        .join('\n'),
    });
  }
  return links;
}

function labelLines(labels: readonly string[]): string[] {
  if (labels.length <= LABEL.maxLines) return [...labels];
  const shown = labels.slice(0, LABEL.maxLines - 1);
  return [...shown, `+${labels.length - shown.length} more`];
}

/** The size of the pill that holds the lines of a label. */
export function labelSize(lines: readonly string[]): Size {
  const width = Math.max(...lines.map((line) => textWidth(line, FONT.label)));
  return {
    width: Math.ceil(width / 2) * 2 + 2 * LABEL.padding,
    height: LABEL.height + (lines.length - 1) * LABEL.lineHeight,
  };
}
