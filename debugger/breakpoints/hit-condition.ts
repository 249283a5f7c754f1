/** Hit conditions of breakpoints: `n ==n >n >=n <n <=n %n`, a bare number meaning "equals". */

export type HitCondition = (hits: number) => boolean;

const GRAMMAR = /^\s*(==|>=|<=|>|<|%)?\s*(\d+)\s*$/;

/** The test that the text says, or undefined where it says none. */
export function parseHitCondition(text: string): HitCondition | undefined {
  const [, operator = '==', digits = ''] = GRAMMAR.exec(text) ?? [];
  if (digits === '') return undefined;
  const n = Number(digits);
  switch (operator) {
    case '>':
      return (hits) => hits > n;
    case '>=':
      return (hits) => hits >= n;
    case '<':
      return (hits) => hits < n;
    case '<=':
      return (hits) => hits <= n;
    case '%':
      return n === 0 ? undefined : (hits) => hits % n === 0;
    default:
      return (hits) => hits === n;
  }
}

export const HIT_CONDITION_GRAMMAR =
  'A hit condition is a number with ==, >, >=, <, <= or % before it, for example ">= 3" or "% 10".';
