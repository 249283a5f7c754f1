/** Runs cases and counts what passes, by kind and by category. */
import { assumedStateOf, differenceOf } from './checks.ts';
import type { Case } from './corpus.ts';

export interface Count {
  passed: number;
  total: number;
}

export interface Failure {
  readonly id: string;
  readonly difference: string;
}

export interface Report {
  readonly kinds: Readonly<Record<string, Count>>;
  readonly categories: Readonly<Record<string, Count>>;
  readonly failures: readonly Failure[];
  /** How sure the recordings are: `aws`, `unverified`, `high` and so on. */
  readonly trust: Readonly<Record<string, Count>>;
  /** Cases that pass only in a state of the service that they do not tell: it was assumed because the answer fits. */
  readonly assumed: readonly { readonly id: string; readonly state: string }[];
}

/** Runs all cases. */
export function reportOn(cases: readonly Case[]): Report {
  const kinds: Record<string, Count> = {};
  const categories: Record<string, Count> = {};
  const trust: Record<string, Count> = {};
  const failures: Failure[] = [];
  const assumed: { id: string; state: string }[] = [];
  for (const one of cases) {
    const difference = differenceOf(one);
    const counts = [countIn(kinds, one.kind), countIn(categories, one.category), countIn(trust, one.trust)];
    for (const count of counts) {
      count.total += 1;
      if (difference === undefined) count.passed += 1;
    }
    const state = difference === undefined ? assumedStateOf(one) : undefined;
    if (state !== undefined) assumed.push({ id: one.id, state });
    if (difference !== undefined) failures.push({ id: one.id, difference: `${kindOf(one)}${difference}` });
  }
  return { kinds, categories, failures, trust, assumed };
}

/** Said only where it is not the recording that is in doubt. */
const kindOf = ({ trust }: Case): string => (trust === 'aws' || trust === 'high' ? '' : `(${trust}) `);

function countIn(counts: Record<string, Count>, name: string): Count {
  counts[name] ??= { passed: 0, total: 0 };
  return counts[name];
}
