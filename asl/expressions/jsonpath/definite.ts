/**
 * Definite paths, those that name exactly one place, as chains of reads. They need no visit, so that filters, whose
 * paths are all definite, can be compiled before the visits that use them.
 */
import { isJsonArray, isJsonObject, type Json, setMember } from '../../json.ts';
import { indexStep, memberStep, PAST_END, type Step } from './access.ts';
import type { Path, Segment } from './path.ts';

/** A function from the root value to the value of a definite path; undefined for a miss. */
export function compileDefinite(path: Path): Step {
  const { segments } = path;
  return chain(segments.map((segment, i) => stepOf(segment, i === segments.length - 1)));
}

function stepOf(segment: Segment, isLast: boolean): Step {
  switch (segment.kind) {
    case 'member':
      if (segment.names.length === 1) return memberStep(segment.names[0] ?? '');
      return isLast ? pickStep(segment.names) : () => undefined;
    case 'index':
      return indexStep(segment.indexes[0] ?? 0);
    case 'from-end':
      return (value) => (isJsonArray(value) ? indexStep(value.length - segment.distance)(value) : undefined);
    default:
      // The parser calls no path with such a segment definite.
      return () => undefined;
  }
}

/** `['a','b']` at the end of a path: one object with the members that exist. */
export function pickStep(names: readonly string[]): Step {
  return (value) => {
    if (!isJsonObject(value) || value === PAST_END) return undefined;
    const picked: Record<string, Json> = {};
    for (const name of names) if (Object.hasOwn(value, name)) setMember(picked, name, value[name] as Json);
    return picked;
  };
}

function chain(steps: readonly Step[]): Step {
  const [first, second, third] = steps;
  if (!first) return (root) => root;
  if (!second) return first;
  if (!third) {
    return (root) => {
      const a = first(root);
      return a === undefined || a === PAST_END ? undefined : second(a);
    };
  }
  const rest = chain(steps.slice(2));
  return (root) => {
    const a = first(root);
    if (a === undefined || a === PAST_END) return undefined;
    const b = second(a);
    return b === undefined || b === PAST_END ? undefined : rest(b);
  };
}
