/** A timestamp that is not written as RFC 3339 wants it. */

import { timestampMistake } from '#asl/timestamp';
import { rangeOf } from '../anchor.ts';
import { schemaFailure } from '../aws-answers.ts';
import { changeTo } from '../edits/fixes.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { fieldSpecsWhere } from '../walk/by-spec.ts';
import { isFilledInLater } from '../walk/stand-ins.ts';
import { isJsonataText } from '../walk/value-types.ts';

const TIMESTAMPS = fieldSpecsWhere(({ kind }) => kind === 'timestamp');

export const invalidTimestamp: MachineRule = {
  code: 'invalid-timestamp',
  severity: 'error',
  local: true,
  perState: true,
  doc: `A timestamp is a date, a \`T\`, a time, and \`Z\` or an offset. AWS refuses the definition.

Wrong: \`"2026-01-31 12:00:00"\`. Right: \`"2026-01-31T12:00:00Z"\`.`,
  check({ doc, walk }) {
    const found: Finding[] = [];
    for (const { spec, value, owner } of walk.fieldsOf(TIMESTAMPS)) {
      if (value?.kind !== 'string' || isFilledInLater(value.value)) continue;
      if (spec.only && spec.only !== owner.queryLanguage) continue;
      if (spec.expression && owner.queryLanguage === 'JSONata' && isJsonataText(value)) continue;
      const mistake = timestampMistake(value.value);
      if (mistake)
        found.push({
          range: rangeOf(value),
          message: mistake,
          aws: schemaFailure('String does not match RFC3339 timestamp', value),
          fixes: () => mended(value.value).map((text) => changeTo(doc, value, text)),
        });
    }
    return found;
  },
};

/** The same moment with its `T` and its time zone, where these are all that is missing. */
function mended(text: string): string[] {
  const withT = text.replace(/^(\d{4}-\d{2}-\d{2})[ _]+/, '$1T');
  const withZone = /(?:z|[+-]\d{2}:\d{2})$/i.test(withT) ? withT : `${withT}Z`;
  return timestampMistake(withZone) === undefined ? [withZone] : [];
}
