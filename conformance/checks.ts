/** How each kind of case is judged: the one table that the runner and the tests read. */

import { apiAnswer } from './api-error.ts';
import type { Case } from './corpus.ts';
import { measuredDifference } from './measured-execution.ts';
import { executionDifference } from './recorded-execution.ts';
import { testStateDifference } from './test-state.ts';
import { validationDifference } from './validation.ts';
import { variableReferencesDifference } from './variable-references.ts';

/** The first difference; undefined where the case passes. */
type Check = (conformance: Case) => string | undefined;

const byCorpus =
  (recorded: Check, measured: Check): Check =>
  (one) =>
    one.corpus === 'measured' ? measured(one) : recorded(one);

const execution = byCorpus(
  ({ json }) => executionDifference(json),
  ({ json }) => measuredDifference(json),
);

const CHECKS: Readonly<Record<string, Check>> = {
  execution,
  express: execution,
  'distributed-map': execution,
  history: execution,
  intrinsic: execution,
  jsonata: execution,
  'api-error': ({ json }) => apiAnswer(json).difference,
  'test-state': ({ json }) => testStateDifference(json),
  'variable-references': ({ json }) => variableReferencesDifference(json),
  validation: ({ json, trust }) => validationDifference(json, trust),
};

/** The state of the service, untold by the case, in which our answer is AWS's; undefined where none is needed. */
export function assumedStateOf({ kind, json }: Case): string | undefined {
  return kind === 'api-error' ? apiAnswer(json).assumed : undefined;
}

/** The first difference between a case and what we do; undefined where the case passes. Our own bugs are differences. */
export function differenceOf(one: Case): string | undefined {
  const check = CHECKS[one.kind];
  if (!check) return `no check for kind ${one.kind}`;
  try {
    return check(one);
  } catch (thrown) {
    return `threw ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`;
  }
}
