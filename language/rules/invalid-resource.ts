/** A `Resource` that names nothing that Step Functions can call. */
import { isHole, type StringNode } from '#asl';
import { optimizedIntegrations } from '#asl/services/optimized';
import { parseResource, type Resource } from '#asl/services/resource';
import { rangeOf } from '../anchor.ts';
import { schemaFailure } from '../aws-answers.ts';
import { nearestName } from '../nearest-name.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { isFilledInLater } from '../stand-ins.ts';
import { quotedList } from '../words.ts';

export const invalidResource: MachineRule = {
  code: 'invalid-resource',
  severity: 'error',
  local: true,
  doc: `The \`Resource\` of a Task is the ARN of a service integration, a Lambda function or an activity. AWS refuses an action or a pattern that does not exist.

Wrong: \`arn:aws:states:::lambda:invok\`, \`arn:aws:states:::lambda:invoke.sync\`. Right: \`arn:aws:states:::lambda:invoke\`.`,
  *check({ walk }) {
    for (const { spec, value, owner } of walk.fields) {
      if (spec.kind !== 'resource' || value?.kind !== 'string' || isHole(value)) continue;
      const finding = owner.spec.name === 'Task' ? judge(value) : undefined;
      if (finding) yield finding;
    }
  },
};

function judge(node: StringNode): Finding | undefined {
  const resource = parseResource(node.value);
  if (resource.kind === 'malformed') {
    if (isFilledInLater(node.value)) return undefined;
    return NAME_OF_AN_ARN.test(node.value) ? nameOfAnArn(node) : notAnArn(node);
  }
  const mistake = mistakeIn(resource);
  if (!mistake) return undefined;
  if (resource.kind === 'foreign') return { range: rangeOf(node), message: mistake, severity: 'warning' };
  return { range: rangeOf(node), message: mistake, aws: notRecognized(node) };
}

/** `lambda_arn` is the name of an ARN that some tool puts here before AWS sees it. */
const NAME_OF_AN_ARN = /^[A-Za-z]\w*_arn$/i;

const nameOfAnArn = (node: StringNode): Finding => ({
  range: rangeOf(node),
  severity: 'warning',
  message: `'${node.value}' is not an ARN. If a tool replaces it before you deploy, write it as '\${${node.value}}'.`,
});

function notAnArn(node: StringNode): Finding {
  return {
    range: rangeOf(node),
    message: `'${node.value}' is not an ARN. A 'Resource' is written like 'arn:aws:states:::lambda:invoke'.`,
    aws: schemaFailure('Value is not a valid resource ARN', node),
  };
}

const notRecognized = (node: StringNode) =>
  schemaFailure(
    `The resource provided ${node.value} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
    node,
  );

function mistakeIn(resource: Resource): string | undefined {
  switch (resource.kind) {
    case 'optimized':
      return optimizedMistake(resource.service, resource.action, resource.pattern);
    case 'sdk':
      if (!resource.service || !resource.action)
        return "An SDK integration is written like 'arn:aws:states:::aws-sdk:s3:getObject'.";
      return ['', '.waitForTaskToken'].includes(resource.pattern)
        ? undefined
        : `An SDK integration has no '${resource.pattern}'. Only '.waitForTaskToken' may follow its action.`;
    case 'lambda':
      if (!resource.name) return 'The name of the Lambda function is missing.';
      if (
        resource.qualifier === undefined ||
        isFilledInLater(resource.qualifier) ||
        /^(?:\$LATEST|[\w-]+)$/.test(resource.qualifier)
      )
        return undefined;
      return `'${resource.qualifier}' is not the version or alias of a Lambda function.`;
    case 'foreign':
      return 'Step Functions knows no such resource: it calls service integrations, Lambda functions and activities.';
    default:
      return undefined;
  }
}

function optimizedMistake(service: string, action: string, pattern: string): string | undefined {
  const actions = optimizedIntegrations[service];
  if (!actions) return unknownService(service, action);
  const known = actions[action];
  if (!known) {
    const near = nearestName(action, Object.keys(actions));
    const advice = near
      ? `Did you mean '${near}'?`
      : `There is ${quotedList(Object.keys(actions), 'and')}; every other action is called through 'aws-sdk'.`;
    return `The optimized integration of '${service}' has no action '${action}'. ${advice}`;
  }
  if (pattern === '' || known.patterns.includes(pattern)) return undefined;
  const patterns = known.patterns.length
    ? `It may end in ${quotedList(known.patterns, 'or')}.`
    : 'Nothing may follow the action.';
  return `'${service}:${action}' has no '${pattern}'. ${patterns}`;
}

function unknownService(service: string, action: string): string {
  const near = nearestName(service, Object.keys(optimizedIntegrations));
  if (near) return `There is no optimized integration of '${service}'. Did you mean '${near}'?`;
  return `There is no optimized integration of '${service}'. Other services are called like 'arn:aws:states:::aws-sdk:${service || 's3'}:${action || 'getObject'}'.`;
}
