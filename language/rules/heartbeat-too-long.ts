/** A heartbeat that is not shorter than the timeout. */

import { findField } from '#asl/spec';
import { rangeOf } from '../anchor.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { objectSpecsWhere } from '../walk/by-spec.ts';
import { numberIn } from '../walk/walked.ts';

const WITH_HEARTBEAT = objectSpecsWhere((spec) => findField(spec, 'HeartbeatSeconds') !== undefined);

export const heartbeatTooLong: MachineRule = {
  code: 'heartbeat-too-long',
  severity: 'warning',
  perState: true,
  doc: `\`HeartbeatSeconds\` must be smaller than \`TimeoutSeconds\`: else the Task times out before a missing heartbeat is noticed.

Wrong: \`"TimeoutSeconds": 60, "HeartbeatSeconds": 60\`. Right: \`"TimeoutSeconds": 60, "HeartbeatSeconds": 20\`.`,
  check({ walk }) {
    const found: Finding[] = [];
    for (const object of walk.objectsOf(WITH_HEARTBEAT)) {
      const heartbeat = numberIn(object, 'HeartbeatSeconds');
      const timeout = numberIn(object, 'TimeoutSeconds');
      if (!heartbeat || !timeout || heartbeat.value < timeout.value) continue;
      found.push({
        range: rangeOf(heartbeat),
        message: `'HeartbeatSeconds' (${heartbeat.value}) must be smaller than 'TimeoutSeconds' (${timeout.value}).`,
        related: [{ range: rangeOf(timeout), message: "'TimeoutSeconds' stands here." }],
      });
    }
    return found;
  },
};
