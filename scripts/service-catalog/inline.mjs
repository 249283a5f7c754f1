/**
 * Types as a file of `services/models` has them: each stands where an action first needs it, and is a number from then
 * on. Most types are needed once, so that the file is a ninth smaller in the package than one with a table of them.
 * `asl/services/type-table.ts` makes the table again.
 */

/** The actions with the rows of the table in place of numbers. What is given back comes first, as in the table. */
export function inlined(actions, types) {
  const met = new Set();
  const placed = (type) => {
    if (typeof type !== 'number' || met.has(type)) return type;
    const row = types[type];
    // A structure has its number before its members have theirs: one of them may be the structure itself.
    if (typeof row[0] === 'number') met.add(type);
    const made = row.map((cell, index) => (isType(row, index) ? placed(cell) : cell));
    met.add(type);
    return made;
  };
  return Object.fromEntries(
    Object.entries(actions).map(([name, [input, output, errors]]) => {
      const given = placed(output);
      return [name, [placed(input), given, errors]];
    }),
  );
}

/** Where other types stand in a row: behind the names of members, in a list and in a map. */
function isType([kind], index) {
  if (typeof kind === 'number') return index > 0 && index % 2 === 0;
  return (kind === 'L' && index === 1) || (kind === 'M' && (index === 1 || index === 2));
}
