/** A `Resource` that is nothing that Step Functions can call. */
import type { StringNode } from '#asl';
import { parseResource, type Resource } from '#asl/services/resource';
import type { FieldSpec } from '#asl/spec';
import { rangeOf } from '../anchor.ts';
import { notRecognized, schemaFailure } from '../aws-answers.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { callsOf } from '../walk/calls.ts';
import { isFilledInLater } from '../walk/stand-ins.ts';
import { quotedList } from '../words.ts';

export const invalidResource: MachineRule = {
  code: 'invalid-resource',
  severity: 'error',
  local: true,
  perState: true,
  doc: `The \`Resource\` of a Task is the ARN of a service integration, a Lambda function or an activity. An ItemReader and a ResultWriter take the calls of Amazon S3 that are made for them.

Wrong: \`createToken\`. Right: \`arn:aws:states:::lambda:invoke\`, \`arn:aws:lambda:us-east-1:123456789012:function:createToken\`.`,
  *check(ctx) {
    for (const { node, resource } of callsOf(ctx)) {
      const finding = judge(node, resource);
      if (finding) yield finding;
    }
    for (const { spec, value } of ctx.walk.fieldsWhere(({ calls }) => calls !== undefined)) {
      const finding = value?.kind === 'string' ? otherCall(value, spec) : undefined;
      if (finding) yield finding;
    }
  },
};

/** A resource beside the few that an ItemReader or a ResultWriter can call. */
function otherCall(node: StringNode, { calls = [] }: FieldSpec): Finding | undefined {
  const resource = parseResource(node.value);
  if (resource.kind === 'malformed') return judge(node, resource);
  const isKnown = resource.kind === 'optimized' && resource.pattern === '' && calls.includes(callOf(resource));
  if (isKnown || resource.kind === 'unknown') return undefined;
  const right = calls.map((call) => `arn:aws:states:::${call}`);
  return {
    range: rangeOf(node),
    message: `'${node.value}' cannot be called here. It must be ${quotedList(right, 'or')}.`,
    aws: notRecognized(node),
  };
}

const callOf = ({ service, action }: { readonly service: string; readonly action: string }): string =>
  `${service}:${action}`;

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
  aws: schemaFailure('Value is not a valid resource ARN', node),
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
  aws: node.value.startsWith('arn:') ? notRecognized(node) : schemaFailure('Value is not a valid resource ARN', node),
});

function lambdaMistake(name: string, qualifier: string | undefined): string | undefined {
  if (!name) return 'The name of the Lambda function is missing.';
  if (qualifier === '') return 'The version or alias behind the last colon is missing.';
  if (qualifier === undefined || isFilledInLater(qualifier) || /^(?:\$LATEST|[\w-]+)$/.test(qualifier))
    return undefined;
  return `'${qualifier}' is not the version or alias of a Lambda function.`;
}
