/** What an API takes or gives back, part by part. A structure may hold itself, so its members are looked at one by one. */

export type Shape =
  | Structure
  | List
  | { readonly kind: 'map'; readonly value: Shape; readonly values?: readonly string[] }
  | Text
  | ({ readonly kind: 'number'; readonly isInteger: boolean } & Limits)
  | { readonly kind: 'boolean' }
  | { readonly kind: 'timestamp' }
  /** Bytes: a string here, and what is put in their place as JSON is sent as its text. */
  | ({ readonly kind: 'blob' } & Limits)
  | { readonly kind: 'any' };

/** How small and how large a value may be: a number itself, of all else the length. */
export interface Limits {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** The limits of an older model, where they were others; they held until a day at the latest: `2026-10-21`. */
  readonly former?: { readonly until: string; readonly min?: number; readonly max?: number } | undefined;
}

export interface Structure {
  readonly kind: 'structure';
  /** Exactly one member may be there. */
  readonly isUnion: boolean;
  /** What is required comes first. */
  readonly members: ReadonlyMap<string, Member>;
  /** The name of the shape, where it is kept. */
  readonly name?: string | undefined;
  /** The names of the members as the API orders them, where that is kept and another order. */
  readonly order?: readonly string[] | undefined;
}

export interface List extends Limits {
  readonly kind: 'list';
  readonly item: Shape;
}

export interface Text extends Limits {
  readonly kind: 'string';
  /** The only values. */
  readonly values?: readonly string[];
  readonly pattern?: string | undefined;
  /** True where AWS shows the value to nobody; kept of Step Functions alone. */
  readonly isSensitive?: boolean;
}

export interface Member {
  readonly name: string;
  readonly required: boolean;
  readonly shape: Shape;
  /** Another spelling that is accepted, not proposed. */
  readonly isAlias?: boolean;
  /** What is said of it: one line, or where that line stands. */
  readonly doc?: string | DocPlace | undefined;
}

/** A line of a service's documentation, which is loaded only when it is read. */
export type DocPlace =
  | { readonly service: string; readonly action: string }
  | { readonly service: string; readonly row: number; readonly at: number };

/** What the shape is, in a word or two, for people. */
export function shapeTitle(shape: Shape): string {
  switch (shape.kind) {
    case 'structure':
      return shape.isUnion ? 'object with one member' : 'object';
    case 'list':
      return `list of ${plural(shape.item)}`;
    case 'map':
      return `map to ${plural(shape.value)}`;
    case 'number':
      return shape.isInteger ? 'whole number' : 'number';
    case 'any':
      return 'any JSON';
    case 'blob':
      return 'bytes';
    default:
      return shape.kind;
  }
}

function plural(shape: Shape): string {
  const title = shapeTitle(shape);
  if (shape.kind === 'any' || shape.kind === 'blob') return title;
  if (/^(?:list|map) /.test(title)) return title.replace(/^(\w+)/, '$1s');
  return title.replace(/^(object|whole number|\w+)/, '$1s');
}
