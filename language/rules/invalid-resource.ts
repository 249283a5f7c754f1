/** A `Resource` that names nothing that Step Functions can call. */
import { type AslDocument, isHole, type StringNode } from '#asl';
import { nearestName } from '#asl/nearest-name';
import { optimizedIntegrations } from '#asl/services/optimized';
import { parseResource, type Resource } from '#asl/services/resource';
import { rangeOf } from '../anchor.ts';
import { schemaFailure } from '../aws-answers.ts';
import { changeTo } from '../edits/fixes.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { isFilledInLater } from '../walk/stand-ins.ts';
import { quotedList } from '../words.ts';

export const invalidResource: MachineRule = {
  code: 'invalid-resource',
  severity: 'error',
  local: true,
  perState: true,
  doc: `The \`Resource\` of a Task is the ARN of a service integration, a Lambda function or an activity. AWS refuses an action or a pattern that does not exist.

Wrong: \`arn:aws:states:::lambda:invok\`, \`arn:aws:states:::lambda:invoke.sync\`. Right: \`arn:aws:states:::lambda:invoke\`.`,
  *check({ doc, walk }) {
    for (const { spec, value, owner } of walk.fields) {
      if (spec.kind !== 'resource' || value?.kind !== 'string' || isHole(value)) continue;
      const finding = owner.spec.name === 'Task' ? judge(doc, value) : undefined;
      if (finding) yield finding;
    }
  },
};

interface Mistake {
  readonly message: string;
  /** True where AWS may take it all the same. */
  readonly isDoubtful?: true;
  /** What the action, or the service, was most likely meant to be. */
  readonly near?: { readonly written: string; readonly meant: string };
}

function judge(doc: AslDocument, node: StringNode): Finding | undefined {
  const resource = parseResource(node.value);
  if (resource.kind === 'malformed') {
    if (isFilledInLater(node.value)) return undefined;
    return NAME_OF_AN_ARN.test(node.value) ? nameOfAnArn(node) : notAnArn(node);
  }
  const mistake = mistakeIn(resource);
  if (!mistake) return undefined;
  const { message, near, isDoubtful } = mistake;
  if (isDoubtful || resource.kind === 'foreign') return { range: rangeOf(node), message, severity: 'warning' };
  return {
    range: rangeOf(node),
    message,
    aws: notRecognized(node),
    fixes: () => (near ? [changeTo(doc, node, node.value.replace(near.written, near.meant))] : []),
  };
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

function mistakeIn(resource: Resource): Mistake | undefined {
  switch (resource.kind) {
    case 'optimized':
      return optimizedMistake(resource.service, resource.action, resource.pattern);
    case 'sdk':
      return sdkMistake(resource.service, resource.action, resource.pattern);
    case 'lambda':
      return lambdaMistake(resource.name, resource.qualifier);
    case 'foreign':
      return {
        message:
          'Step Functions knows no such resource: it calls service integrations, Lambda functions and activities.',
      };
    default:
      return undefined;
  }
}

function sdkMistake(service: string, action: string, pattern: string): Mistake | undefined {
  if (!service || !action)
    return { message: "An SDK integration is written like 'arn:aws:states:::aws-sdk:s3:getObject'." };
  if (['', '.waitForTaskToken'].includes(pattern)) return undefined;
  return { message: `An SDK integration has no '${pattern}'. Only '.waitForTaskToken' may follow its action.` };
}

function lambdaMistake(name: string, qualifier: string | undefined): Mistake | undefined {
  if (!name) return { message: 'The name of the Lambda function is missing.' };
  if (qualifier === '') return { message: 'The version or alias behind the last colon is missing.' };
  if (qualifier === undefined || isFilledInLater(qualifier) || /^(?:\$LATEST|[\w-]+)$/.test(qualifier))
    return undefined;
  return { message: `'${qualifier}' is not the version or alias of a Lambda function.` };
}

function optimizedMistake(service: string, action: string, pattern: string): Mistake | undefined {
  const actions = optimizedIntegrations[service];
  if (!actions) return unknownService(service, action);
  const known = actions[action];
  if (!known) return unknownAction(service, action, Object.keys(actions));
  if (pattern === '' || known.patterns.includes(pattern)) return undefined;
  if (known.disputed?.includes(pattern)) {
    return { message: `AWS's own pages disagree whether '${service}:${action}' has '${pattern}'.`, isDoubtful: true };
  }
  const patterns = known.patterns.length
    ? `It may end in ${quotedList(known.patterns, 'or')}.`
    : 'Nothing may follow the action.';
  return { message: `'${service}:${action}' has no '${pattern}'. ${patterns}` };
}

function unknownAction(service: string, action: string, actions: readonly string[]): Mistake {
  const message = `The optimized integration of '${service}' has no action '${action}'.`;
  const near = nearestName(action, actions);
  if (near) {
    return {
      message: `${message} Did you mean '${near}'?`,
      near: { written: `:${service}:${action}`, meant: `:${service}:${near}` },
    };
  }
  return { message: `${message} It has ${quotedList(actions, 'and')}; other actions are called through 'aws-sdk'.` };
}

function unknownService(service: string, action: string): Mistake {
  const message = `There is no optimized integration of '${service}'.`;
  const near = nearestName(service, Object.keys(optimizedIntegrations));
  if (near) {
    return { message: `${message} Did you mean '${near}'?`, near: { written: `:${service}:`, meant: `:${near}:` } };
  }
  const example = `arn:aws:states:::aws-sdk:${service || 's3'}:${action || 'getObject'}`;
  return { message: `${message} Other services are called like '${example}'.` };
}
