/** Runs cases and counts what passes, by kind and by category. */
import { differenceOf } from './checks.ts';
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
}

/** Runs all cases. */
export function reportOn(cases: readonly Case[]): Report {
  const kinds: Record<string, Count> = {};
  const categories: Record<string, Count> = {};
  const trust: Record<string, Count> = {};
  const failures: Failure[] = [];
  for (const one of cases) {
    const difference = differenceOf(one);
    const counts = [countIn(kinds, one.kind), countIn(categories, one.category), countIn(trust, one.trust)];
    for (const count of counts) {
      count.total += 1;
      if (difference === undefined) count.passed += 1;
    }
    if (difference !== undefined) failures.push({ id: one.id, difference: `${kindOf(one)}${difference}` });
  }
  return { kinds, categories, failures, trust };
}

/** Said only where it is not the recording that is in doubt. */
const kindOf = ({ trust }: Case): string => (trust === 'aws' || trust === 'high' ? '' : `(${trust}) `);

function countIn(counts: Record<string, Count>, name: string): Count {
  counts[name] ??= { passed: 0, total: 0 };
  return counts[name];
}
