/** Transitions in snippets: the states that they may name, to choose from. */
import type { Place, Scope } from '#asl';

/** An open transition in a snippet: `"Next": "$3"`. */
const OPEN = /("(?:Next|Default)": )"\$(\d+)"/g;
/** A name that the list of a tab stop can hold without being escaped in any format. */
const SIMPLE = /^[^,|\\"'$}{\n]+$/;
const MOST = 50;

/** The snippet with the states of the scope offered wherever it leaves a transition open. */
export function withTargets(snippet: string, place: Place, scope: Scope = place.scope): string {
  const reached = new Set(scope.states.flatMap(({ transitions }) => transitions.map(({ target }) => target)));
  if (scope.start) reached.add(scope.start.target);
  const names = scope.states
    .filter((state) => state !== place.state)
    .map(({ name }) => name)
    .filter((name) => SIMPLE.test(name))
    // A state that nothing leads to yet waits for just this transition.
    .sort((a, b) => Number(reached.has(a)) - Number(reached.has(b)))
    .slice(0, MOST);
  if (names.length === 0) return snippet;
  return snippet.replace(OPEN, (_, key: string, stop: string) => `${key}"\${${stop}|${names.join(',')}|}"`);
}
