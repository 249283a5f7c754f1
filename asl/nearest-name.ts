/** Finds the name that was meant: the basis of every "Did you mean …" in messages and fixes. */

/** The candidate that `name` is most likely a misspelling of; undefined where none is near enough. */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  const limit = Math.max(1, Math.floor(name.length / 3));
  const beginnings: string[] = [];
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (candidate === name) continue;
    const other = candidate.toLowerCase();
    // A difference in case or in blanks alone beats every other.
    const distance =
      other === wanted ? 0 : squeeze(other) === squeeze(wanted) ? 0.5 : editDistance(wanted, other, limit);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
    if (wanted.length >= MIN_BEGINNING && other.startsWith(wanted)) beginnings.push(candidate);
  }
  return best ?? (beginnings.length === 1 ? beginnings[0] : undefined);
}

/** True where the two differ in case alone, or by at most two letters of a longer name. */
export function isMisspelling(name: string, other: string): boolean {
  const [a, b] = [name.toLowerCase(), other.toLowerCase()];
  const limit = a.length >= 12 ? 2 : 1;
  return name !== other && (a === b || editDistance(a, b, limit) <= limit);
}

/** From so many letters on, the only name that begins with them is what was meant. */
const MIN_BEGINNING = 3;

/** Comparisons that one rule may make for its suggestions; a thousand names that all miss are no misspellings. */
const MAX_COMPARISONS = 50_000;

/** `nearestName` for a rule that may have as many findings as the machine has states: it gives up in time. */
export function boundedNearestName(): (
  name: string,
  candidates: ReadonlySet<string> | ReadonlyMap<string, unknown>,
) => string | undefined {
  let left = MAX_COMPARISONS;
  return (name, candidates) => {
    left -= candidates.size;
    return left < 0 ? undefined : nearestName(name, candidates.keys());
  };
}

const squeeze = (text: string): string => text.replace(/[\s_-]+/g, '');

/** Insertions, deletions, substitutions and swaps of neighbours; above `limit` the exact number does not matter. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, (before[j - 2] ?? 0) + 1);
      next.push(value);
      if (value < least) least = value;
    }
    if (least > limit) return limit + 1;
    before = row;
    row = next;
  }
  return row[b.length] ?? limit + 1;
}
