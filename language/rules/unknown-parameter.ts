/** A parameter that the call does not take: misspelt, in the wrong case, or at the wrong level. */
import type { AslDocument } from '#asl';
import { nearestName } from '#asl/nearest-name';
import type { Call } from '#asl/services/call';
import { rangeOf } from '../anchor.ts';
import { schemaFailure } from '../aws-answers.ts';
import { remove, renameKey } from '../edits/fixes.ts';
import type { ParameterMistake } from '../parameters/mistakes.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { callsOf, mapCallsOf } from '../walk/calls.ts';

export const unknownParameter: MachineRule = {
  code: 'unknown-parameter',
  severity: 'warning',
  perState: true,
  doc: `The service does not know the member of \`Parameters\` or \`Arguments\`. Names begin with a capital, and the SDK integrations write acronyms like words: \`DbInstanceIdentifier\`. A misspelt parameter of an optimized integration is an error, because AWS refuses the definition; everything else is a warning, because a service may be newer than the catalogue.

Wrong: \`{"queueUrl": "…", "MessageBody": "…"}\`. Right: \`{"QueueUrl": "…", "MessageBody": "…"}\`.`,
  check(ctx) {
    const found: Finding[] = [];
    const { doc } = ctx;
    for (const one of [...callsOf(ctx), ...mapCallsOf(ctx)]) {
      if (!one.call) continue;
      for (const mistake of one.mistakes())
        if (mistake.kind === 'unknown' && !isInOtherLanguage(mistake, one.field))
          found.push(judge(doc, mistake, one.call));
    }
    return found;
  },
};

type Unknown = Extract<ParameterMistake, { kind: 'unknown' }>;

/** `x.$` in JSONata is text that is never evaluated: that is the mistake to report. */
const isInOtherLanguage = ({ property }: Unknown, field: string): boolean =>
  field === 'Arguments' && property.key.value.endsWith('.$');

function judge(doc: AslDocument, mistake: Unknown, call: Call): Finding {
  const { property, name, structure, siblings, path } = mistake;
  const known = [...structure.members.values()].filter((member) => !member.isAlias && !siblings.has(member.name));
  const near = nearestName(
    name,
    known.map((member) => member.name),
  );
  const isTop = path.length === 0;
  const where = isTop
    ? `'${call.title}' has no parameter '${name}'.`
    : `'${path.join('.')}' of '${call.title}' has no member '${name}'.`;
  const notTaken = isTop && call.notTaken.has(name);
  const isRefused = isTop && call.kind === 'optimized' && near !== undefined && !notTaken;
  const ending = property.key.value.slice(name.length);
  const message = notTaken
    ? `The API takes '${name}', but AWS does not list it for the optimized integration '${call.title}'.`
    : near
      ? `${where} Did you mean '${near}'?`
      : where;
  return {
    range: rangeOf(property.key),
    message,
    ...(isRefused && { severity: 'error' as const }),
    // AWS knows no more parameters than the models, as far as anybody has seen; people are warned, it refuses.
    ...(isTop &&
      !notTaken && {
        aws: schemaFailure(`The field "${name}" is not supported by Step Functions`, property.parent ?? property),
      }),
    fixes: () => [
      ...(near && !notTaken ? [{ ...renameKey(doc, property, near + ending), preferred: true }] : []),
      remove(doc, property),
    ],
  };
}
