/**
 * What a machine looks like before it has a place on the canvas: scopes with nodes and edges, as plain data that
 * crosses process boundaries. A node's id is the pointer of its state (`/States/Ship`), stable while typing.
 */
import type { Range, StateType } from '#asl';

export interface Scene {
  readonly root: SceneScope;
  readonly queryLanguage: 'JSONPath' | 'JSONata';
  readonly comment?: string;
}

export interface SceneScope {
  /** The pointer of the object that holds StartAt and States; `/` for the machine. */
  readonly id: string;
  readonly kind: 'machine' | 'branch' | 'processor';
  /** `branch 2`, for the accessible outline; empty for the machine. */
  readonly label: string;
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
  /** The id of the first node; undefined while StartAt leads nowhere. */
  readonly start: string | undefined;
}

export interface SceneNode {
  readonly id: string;
  readonly name: string;
  readonly type: StateType | 'Unknown';
  /** What it does, in a few words: `lambda:invoke`, `wait 30 s`. */
  readonly detail: string;
  readonly badges: readonly SceneBadge[];
  readonly scopes: readonly SceneScope[];
  /** Ends its scope. */
  readonly terminal: boolean;
  /** Not reached from StartAt. */
  readonly unreachable: boolean;
  /** The state's name in the text, and the whole state. */
  readonly nameRange: Range;
  readonly range: Range;
}

/** A small mark at the node's right edge; `text` stands beside its icon and may be empty. */
export interface SceneBadge {
  readonly kind: 'retry' | 'catch' | 'timeout' | 'callback' | 'language' | 'distributed';
  readonly text: string;
  readonly tooltip: string;
}

export interface SceneEdge {
  /** `<from id>|<kind>|<index>`; unique in the machine. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly kind: 'next' | 'choice' | 'default' | 'catch';
  /** At most 28 characters; empty for `next`. */
  readonly label: string;
  /** The whole condition or error list. */
  readonly tooltip: string;
  readonly range: Range;
}
