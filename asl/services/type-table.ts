/**
 * The table of types of a service. In its file each type stands where an action first needs it, and is a number from
 * then on; here every type gets its number and goes into the table, in the order that the numbers mean: what an action
 * gives back before what it takes, a structure before its members, everything else behind its parts.
 */

/** A row of the table, a letter for what has no parts, or null for nothing. */
export type TypeRef = number | string | null;
export type TypeRow = readonly (TypeRef | undefined)[];

/** What an action takes, what it gives back, and its errors by their number. */
export type ActionRow = readonly [TypeRef, TypeRef, readonly number[]];

/** As in the file, with types in place of their numbers. */
export type PlacedActions = Readonly<Record<string, readonly [PlacedType, PlacedType, readonly number[]]>>;
type PlacedType = TypeRef | PlacedRow;
type PlacedRow = (PlacedType | undefined)[];

export interface TypeTable {
  readonly actions: Readonly<Record<string, ActionRow>>;
  readonly types: readonly TypeRow[];
}

/** The table. It is made of the rows of the file, which is used up. */
export function typeTable(placed: PlacedActions): TypeTable {
  const types: TypeRow[] = [];
  const actions: Record<string, ActionRow> = {};
  for (const [name, [input, output, errors]] of Object.entries(placed)) {
    const given = numberOf(output, types);
    actions[name] = [numberOf(input, types), given, errors];
  }
  return { actions, types };
}

function numberOf(type: PlacedType | undefined, types: TypeRow[]): TypeRef {
  if (!Array.isArray(type)) return type ?? null;
  const row = type as (TypeRef | undefined)[];
  const [kind] = type;
  if (typeof kind === 'number') {
    const at = types.push(row) - 1;
    for (let index = 2; index < type.length; index += 2) row[index] = numberOf(type[index], types);
    return at;
  }
  const before = types.length;
  const parts = kind === 'L' ? 1 : kind === 'M' ? 2 : 0;
  for (let index = 1; index <= parts; index++) row[index] = numberOf(type[index], types);
  // A list of structures that hold such a list themselves was met inside of them.
  for (let at = before; at < types.length; at++) if (isSame(types[at], row)) return at;
  return types.push(row) - 1;
}

const isSame = (one: TypeRow | undefined, other: TypeRow): boolean =>
  one?.length === other.length && other.every((cell, index) => cell === one[index]);
