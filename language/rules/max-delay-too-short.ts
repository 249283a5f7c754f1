/** A longest delay that is not longer than the first one. */

import { rangeOf } from '../anchor.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { objectSpecsWhere } from '../walk/by-spec.ts';
import { numberIn } from '../walk/walked.ts';

/** AWS's own: the delay before the first retry where none is given. */
const DEFAULT_INTERVAL = 1;

const RETRIERS = objectSpecsWhere(({ name }) => name === 'Retrier');

export const maxDelayTooShort: MachineRule = {
  code: 'max-delay-too-short',
  severity: 'warning',
  perState: true,
  doc: `\`MaxDelaySeconds\` limits how far the delay between retries grows, so it must be larger than \`IntervalSeconds\`, the first delay (1 where it is absent).

Wrong: \`"IntervalSeconds": 10, "MaxDelaySeconds": 5\`. Right: \`"IntervalSeconds": 5, "MaxDelaySeconds": 60\`.`,
  check({ walk }) {
    const found: Finding[] = [];
    for (const object of walk.objectsOf(RETRIERS)) {
      const longest = numberIn(object, 'MaxDelaySeconds');
      const interval = numberIn(object, 'IntervalSeconds');
      const first = interval?.value ?? (object.fields.has('IntervalSeconds') ? undefined : DEFAULT_INTERVAL);
      // Zero and less is out of range, and reported as that.
      if (!longest || longest.value < 1 || first === undefined || longest.value > first) continue;
      found.push({
        range: rangeOf(longest),
        message: `'MaxDelaySeconds' (${longest.value}) must be larger than 'IntervalSeconds' (${first}).`,
        related: interval ? [{ range: rangeOf(interval), message: "'IntervalSeconds' stands here." }] : [],
      });
    }
    return found;
  },
};
