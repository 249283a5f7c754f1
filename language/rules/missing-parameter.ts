/** A parameter that a service integration needs. */
import { isHole, valueOf as memberOf, type ObjectNode, type State, stringOf } from '#asl';
import { optimizedIntegrations } from '#asl/services/optimized';
import { parseResource } from '#asl/services/resource';
import { rangeOf } from '../anchor.ts';
import { schemaFailure } from '../aws-answers.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { isUnknownKey } from '../walk/stand-ins.ts';
import type { WalkedObject } from '../walk/walked.ts';
import { quotedList } from '../words.ts';

/** The services for which AWS was seen to refuse a call without them. */
const REFUSED = new Set(['dynamodb', 'ecs', 'events', 'glue', 'sns', 'sqs', 'states']);

export const missingParameter: MachineRule = {
  code: 'missing-parameter',
  severity: 'error',
  perState: true,
  doc: `An optimized service integration needs certain members in \`Parameters\` (JSONPath) or \`Arguments\` (JSONata).

Wrong: \`sqs:sendMessage\` with a \`QueueUrl\` alone. Right: \`QueueUrl\` and \`MessageBody\`.`,
  *check({ walk }) {
    for (const object of walk.objects) {
      const finding = object.spec.name === 'Task' && object.state ? judge(object, object.state) : undefined;
      if (finding) yield finding;
    }
  },
};

function judge(object: WalkedObject, state: State): Finding | undefined {
  const arn = stringOf(state.node, 'Resource');
  const resource = arn === undefined ? undefined : parseResource(arn);
  if (resource?.kind !== 'optimized') return undefined;
  const action = optimizedIntegrations[resource.service]?.[resource.action];
  if (!action?.required.length) return undefined;
  const name = state.queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters';
  const written = object.fields.get(name);
  if (!written) return isInOtherLanguage(object) ? undefined : noParameters(object, name, arn ?? '', action.required);
  const { value, property } = written;
  if (value?.kind !== 'object' || isHole(value) || mayHoldMore(value)) return undefined;
  const missing = action.required.filter((one) => !memberOf(value, one) && !memberOf(value, `${one}.$`));
  const [first] = missing;
  if (first === undefined) return undefined;
  return {
    range: rangeOf(property.key),
    ...(REFUSED.has(resource.service)
      ? { aws: schemaFailure(`The field '${first}' is required but was missing`, value) }
      : { severity: 'warning' as const }),
    message: `'${resource.service}:${resource.action}' needs ${quotedList(missing, 'and')} in '${name}'.`,
  };
}

/** `Parameters` in a JSONata state: that is the mistake to report. */
const isInOtherLanguage = ({ fields }: WalkedObject): boolean => fields.has('Parameters') || fields.has('Arguments');

const mayHoldMore = (node: ObjectNode): boolean => node.properties.some(({ key }) => isUnknownKey(key.value));

function noParameters(
  object: WalkedObject,
  name: string,
  arn: string,
  required: readonly string[],
): Finding | undefined {
  const resource = object.fields.get('Resource');
  if (!resource?.value) return undefined;
  return {
    range: rangeOf(resource.value),
    message: `This integration needs '${name}' with ${quotedList(required, 'and')}.`,
    aws: schemaFailure(`${name} field is required for resource ARN: ${arn}`, resource.value),
  };
}
