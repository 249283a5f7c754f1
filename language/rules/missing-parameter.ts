/** A parameter that a service integration needs. */
import type { Call } from '#asl/services/call';
import { anchorOf, rangeOf } from '../anchor.ts';
import { schemaFailure } from '../aws-answers.ts';
import { mayHoldMore, memberName, missingNames } from '../parameters/mistakes.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { callsOf, mapCallsOf, type TaskCall } from '../walk/calls.ts';
import { isMisspelt } from '../walk/misspelt.ts';
import { quotedList } from '../words.ts';

/**
 * The services for which AWS was seen to refuse a call without them. For the others people are only warned; what AWS
 * would answer is the same, because no definition that it took lacks one, nor `Parameters` as a whole.
 */
const REFUSED = new Set(['dynamodb', 'ecs', 'events', 'glue', 'sns', 'sqs', 'states']);

export const missingParameter: MachineRule = {
  code: 'missing-parameter',
  severity: 'error',
  perState: true,
  ofAbsence: 'object',
  doc: `A service integration needs certain members in \`Parameters\` (JSONPath) or \`Arguments\` (JSONata). Where AWS refuses the definition it is an error; where only the call fails, or where AWS was not seen to refuse it, a warning.

Wrong: \`sqs:sendMessage\` with a \`QueueUrl\` alone. Right: \`QueueUrl\` and \`MessageBody\`.`,
  check(ctx) {
    const found: Finding[] = [];
    for (const one of [...callsOf(ctx), ...mapCallsOf(ctx)]) {
      const finding = judge(one);
      if (finding) found.push(finding);
      for (const mistake of one.mistakes()) {
        if (mistake.kind !== 'missing') continue;
        const { node, names, path } = mistake;
        const message = `'${path.join('.')}' of '${one.call?.title}' needs ${quotedList(names, 'and')}.`;
        found.push({ range: anchorOf(node), message, severity: 'warning' });
      }
    }
    return found;
  },
};

function judge(one: TaskCall): Finding | undefined {
  const { call, object, parameters, values, field } = one;
  if (!call) return undefined;
  // `Parameters` in a JSONata state: that is the mistake to report.
  if (!parameters) {
    const isWrittenOtherwise = ['Parameters', 'Arguments'].some((name) => object.fields.has(name));
    return isWrittenOtherwise || isMisspelt(object, field) ? undefined : nothing(one);
  }
  if (!values || mayHoldMore(values)) return undefined;
  const present = new Set<string>();
  for (const { key } of values.properties) present.add(memberName(key.value));
  const { isAsWritten } = object.scope.machine;
  const missing = isAsWritten ? absentAmong(call, present) : missingAmong(call, present);
  const [first] = missing;
  const range = rangeOf(parameters.property.key);
  if (first !== undefined) {
    const isRefused = one.resource.kind === 'optimized' && REFUSED.has(one.resource.service);
    const message = `'${call.title}' needs ${quotedList(missing, 'and')} in '${field}'.`;
    const aws = schemaFailure(`The field '${first}' is required but was missing`, values);
    return { range, message, aws, ...(!isRefused && { severity: 'warning' as const }) };
  }
  if (call.oneOf.length === 0 || call.oneOf.some((name) => present.has(name))) return undefined;
  const message = `'${call.title}' needs one of ${quotedList(call.oneOf, 'or')} in '${field}'.`;
  return { range, message, severity: 'warning' };
}

const absentAmong = ({ required }: Call, present: ReadonlySet<string>): readonly string[] =>
  required.filter((name) => !present.has(name));

/** Those among them that no other name was surely meant to be. */
function missingAmong(call: Call, present: ReadonlySet<string>): readonly string[] {
  const { required, input } = call;
  if (absentAmong(call, present).length === 0) return [];
  const wanted = required.map((name) => ({ name, required: true, shape: { kind: 'any' as const } }));
  return missingNames(wanted, present, input?.members ?? new Map(wanted.map((each) => [each.name, each])));
}

/** The field as a whole is missing. */
function nothing({ call, node, field, resource }: TaskCall): Finding | undefined {
  const required = call?.required ?? [];
  const aws = schemaFailure(`${field} field is required for resource ARN: ${node.value}`, node);
  const isSdk = call?.kind === 'sdk';
  // A pattern that no SDK integration has is the mistake to report.
  if (resource.kind === 'sdk' && resource.pattern.startsWith('.sync')) return undefined;
  return {
    range: rangeOf(node),
    message:
      required.length === 0
        ? `This integration needs '${field}', even where it is empty.`
        : `This integration needs '${field}' with ${quotedList(required, 'and')}.`,
    aws,
    ...((isSdk || required.length === 0) && { severity: 'warning' as const }),
  };
}
