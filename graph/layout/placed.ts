/** The finished picture: every box, line and label with its place, flat and in absolute pixels, in painting order. */
import type { SceneEdge, SceneNode, SceneScope } from '../scene.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** A scope with all that stands in it, in the coordinates of its own top left corner. */
export interface PlacedScope {
  readonly scope: SceneScope;
  readonly width: number;
  readonly height: number;
  readonly start: Disc | undefined;
  readonly end: Disc | undefined;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

export interface Disc extends Point {
  readonly radius: number;
}

export interface PlacedNode extends Box {
  readonly node: SceneNode;
  /** The scopes of a Parallel or Map, each with its place inside the node. */
  readonly scopes: readonly (Point & { readonly placed: PlacedScope })[];
}

/**
 * One line of the picture. It stands for several edges of the scene where these lead from one state to the same
 * other one: `edges` is empty for the lines from the start disc and to the end ring.
 */
export interface PlacedEdge {
  readonly id: string;
  readonly edges: readonly SceneEdge[];
  /** Undefined at the start disc. */
  readonly from: string | undefined;
  /** Undefined at the end ring. */
  readonly to: string | undefined;
  readonly dashed: boolean;
  /** From the border of the source to the border of the target. */
  readonly points: readonly Point[];
  /** The first point of the line behind the label; the dashes before it and after it are drawn apart. */
  readonly label: PlacedLabel | undefined;
}

export interface PlacedLabel extends Box {
  readonly lines: readonly string[];
  readonly tooltip: string;
}
