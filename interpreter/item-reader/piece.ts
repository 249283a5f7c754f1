/** A piece of an object's text, and the items that have been found in it. */
import type { Json } from '#asl/json';

/** Items of a piece of text, and what has to be known to read the next piece, which begins at the offset `end`. */
export type PieceResult = PieceItems | { readonly cause: string };

export interface PieceItems {
  readonly items: readonly Json[];
  readonly end: number;
  readonly state: Json;
  /** Set where the items end before the text does. */
  readonly isOver?: boolean;
}

/** A piece of an object's text. */
export interface ItemPiece {
  readonly text: string;
  /** Whether the text ends here. */
  readonly isLast: boolean;
  /** What the piece before has left; absent for the first piece. */
  readonly state?: Json | undefined;
  /** How many items are wanted at most. */
  readonly limit: number;
}

/** AWS's words where the items are no list (recorded). */
export const NOT_ITERABLE = 'Attempting to map over non-iterable node.';
