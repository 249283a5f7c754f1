/** What the directives of a document make of the weight of a finding, and which of them were of use. */
import type { AslDocument } from '#asl';
import type { Weight } from '../weight.ts';
import type { DirectedWeights, DirectiveEntry, DirectiveScope } from './directive.ts';
import { directivesOf } from './directives.ts';

/** The narrower a directive reaches, the more it counts. */
const RANK: Readonly<Record<DirectiveScope, number>> = { file: 0, state: 1, 'next-line': 2, line: 2 };

export function directedWeights(doc: AslDocument): DirectedWeights {
  const directives = directivesOf(doc);
  const byCode = new Map<string, DirectiveEntry[]>();
  for (const entry of directives.flatMap(({ entries }) => entries)) {
    const same = byCode.get(entry.code);
    if (same) same.push(entry);
    else byCode.set(entry.code, [entry]);
  }
  const used = new Set<DirectiveEntry>();
  const weightAt = (code: string, offset: number): Weight | undefined => {
    let best: DirectiveEntry | undefined;
    for (const entry of byCode.get(code) ?? []) {
      const { reach, scope } = entry.directive;
      if (offset < reach.start || offset >= reach.end) continue;
      used.add(entry);
      if (!best || RANK[scope] >= RANK[best.directive.scope]) best = entry;
    }
    return best?.weight;
  };
  return {
    directives,
    names: (code) => byCode.has(code),
    weightAt,
    unused: () => [...byCode.values()].flat().filter((entry) => !used.has(entry)),
  };
}
