/** A `Resource` that is nothing that Step Functions can call. */
import type { StringNode } from '#asl';
import type { Resource } from '#asl/services/resource';
import { rangeOf } from '../anchor.ts';
import { notRecognized, schemaFailure } from '../aws-answers.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { callsOf } from '../walk/calls.ts';
import { isFilledInLater } from '../walk/stand-ins.ts';

export const invalidResource: MachineRule = {
  code: 'invalid-resource',
  severity: 'error',
  local: true,
  perState: true,
  doc: `The \`Resource\` of a Task is the ARN of a service integration, a Lambda function or an activity.

Wrong: \`createToken\`. Right: \`arn:aws:states:::lambda:invoke\`, \`arn:aws:lambda:us-east-1:123456789012:function:createToken\`.`,
  *check(ctx) {
    for (const { node, resource } of callsOf(ctx)) {
      const finding = judge(node, resource);
      if (finding) yield finding;
    }
  },
};

function judge(node: StringNode, resource: Resource): Finding | undefined {
  switch (resource.kind) {
    case 'malformed':
      if (isFilledInLater(node.value)) return undefined;
      return NAME_OF_AN_ARN.test(node.value) ? nameOfAnArn(node) : notAnArn(node);
    case 'foreign':
      return foreign(node);
    case 'lambda': {
      const message = lambdaMistake(resource.name, resource.qualifier);
      return message === undefined ? undefined : { range: rangeOf(node), message, aws: notRecognized(node) };
    }
    default:
      return undefined;
  }
}

/** `lambda_arn`, `$LAMBDA_ARN`, `REPLACE_ME`: the name of an ARN that some tool or reader puts here before AWS sees it. */
const NAME_OF_AN_ARN = /^(?:\w+_(?:arn|Arn|ARN)|\$?[A-Z][A-Z\d]+(?:[_-][A-Z\d]+)*|\$\(\w+\)|\$\w+|\{\w+\})$/;

const nameOfAnArn = (node: StringNode): Finding => ({
  range: rangeOf(node),
  severity: 'warning',
  message: `'${node.value}' is not an ARN. If a tool replaces it before you deploy, write it as '\${${/\w+/.exec(node.value)?.[0]}}'.`,
});

function notAnArn(node: StringNode): Finding {
  return {
    range: rangeOf(node),
    message: `'${node.value}' is not an ARN. A 'Resource' is written like 'arn:aws:states:::lambda:invoke'.`,
    aws: schemaFailure('Value is not a valid resource ARN', node),
  };
}

const foreign = (node: StringNode): Finding => ({
  range: rangeOf(node),
  severity: 'warning',
  message: 'Step Functions knows no such resource: it calls service integrations, Lambda functions and activities.',
});

function lambdaMistake(name: string, qualifier: string | undefined): string | undefined {
  if (!name) return 'The name of the Lambda function is missing.';
  if (qualifier === '') return 'The version or alias behind the last colon is missing.';
  if (qualifier === undefined || isFilledInLater(qualifier) || /^(?:\$LATEST|[\w-]+)$/.test(qualifier))
    return undefined;
  return `'${qualifier}' is not the version or alias of a Lambda function.`;
}
