/** A `Resource` that is nothing that Step Functions can call. */

import type { AslDocument, StringNode } from '#asl';
import { nearestName } from '#asl/nearest-name';
import { optimizedServices } from '#asl/services/optimized/index';
import { parseResource, type Resource } from '#asl/services/resource';
import type { FieldSpec } from '#asl/spec';
import { rangeOf } from '../anchor.ts';
import { notRecognized, schemaFailure } from '../aws-answers.ts';
import { changeTo } from '../edits/fixes.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { fieldSpecsWhere } from '../walk/by-spec.ts';
import { callsOf } from '../walk/calls.ts';
import { isFilledInLater } from '../walk/stand-ins.ts';
import { quotedList } from '../words.ts';

const OF_FEW_CALLS = fieldSpecsWhere(({ calls }) => calls !== undefined);

export const invalidResource: MachineRule = {
  code: 'invalid-resource',
  severity: 'error',
  local: true,
  perState: true,
  doc: `The \`Resource\` of a Task is the ARN of a service integration, a Lambda function or an activity. An ItemReader and a ResultWriter take the calls of Amazon S3 that are made for them.

Wrong: \`createToken\`. Right: \`arn:aws:states:::lambda:invoke\`, \`arn:aws:lambda:us-east-1:123456789012:function:createToken\`.`,
  check(ctx) {
    const found: Finding[] = [];
    for (const { node, resource } of callsOf(ctx)) {
      const finding = judge(ctx.doc, node, resource);
      if (finding) found.push(finding);
    }
    for (const { spec, value } of ctx.walk.fieldsOf(OF_FEW_CALLS)) {
      const finding = value?.kind === 'string' ? otherCall(ctx.doc, value, spec) : undefined;
      if (finding) found.push(finding);
    }
    return found;
  },
};

/** A resource beside the few that an ItemReader or a ResultWriter can call. */
function otherCall(doc: AslDocument, node: StringNode, { calls = [] }: FieldSpec): Finding | undefined {
  const resource = parseResource(node.value);
  if (resource.kind === 'malformed') return judge(doc, node, resource);
  const isKnown = resource.kind === 'optimized' && resource.pattern === '' && calls.includes(callOf(resource));
  if (isKnown || resource.kind === 'unknown') return undefined;
  const partition = /^arn:([\w-]+):/.exec(node.value)?.[1] ?? 'aws';
  const right = calls.map((call) => `arn:${partition}:states:::${call}`);
  const near = right.length === 1 ? right[0] : nearestName(node.value, right);
  return {
    range: rangeOf(node),
    message: `'${node.value}' cannot be called here. It must be ${quotedList(right, 'or')}.`,
    aws: notRecognized(node),
    fixes: () => (near === undefined ? [] : [changeTo(doc, node, near)]),
  };
}

const callOf = ({ service, action }: { readonly service: string; readonly action: string }): string =>
  `${service}:${action}`;

function judge(doc: AslDocument, node: StringNode, resource: Resource): Finding | undefined {
  switch (resource.kind) {
    case 'malformed':
      if (isFilledInLater(node.value)) return undefined;
      return NAME_OF_AN_ARN.test(node.value) ? nameOfAnArn(node) : notAnArn(node);
    case 'foreign':
      return mangled(doc, node) ?? foreign(node);
    case 'activity':
      if (resource.name !== '') return undefined;
      return { range: rangeOf(node), message: 'The name of the activity is missing.', aws: notRecognized(node) };
    case 'lambda': {
      const message = lambdaMistake(resource.name, resource.qualifier);
      return message === undefined ? undefined : { range: rangeOf(node), message, aws: notRecognized(node) };
    }
    default:
      return undefined;
  }
}

/** `lambda_arn`, `$LAMBDA_ARN`, `REPLACE_ME`: the name of an ARN that some tool or reader puts here before it is sent. */
const NAME_OF_AN_ARN = /^(?:\w+_(?:arn|Arn|ARN)|\$?[A-Z][A-Z\d]+(?:[_-][A-Z\d]+)*|\$\(\w+\)|\$\w+|\{\w+\})$/;

/** Without the marks around it. */
const bareName = (text: string): string => text.replace(/^\$?[({]?|[)}]$/g, '');

const nameOfAnArn = (node: StringNode): Finding => ({
  range: rangeOf(node),
  severity: 'warning',
  message: `'${node.value}' is not an ARN. If a tool replaces it before you deploy, write it as '\${${bareName(node.value)}}'.`,
  aws: schemaFailure('Value is not a valid resource ARN', node),
});

function notAnArn(node: StringNode): Finding {
  return {
    range: rangeOf(node),
    message: `'${node.value}' is not an ARN. A 'Resource' is written like 'arn:aws:states:::lambda:invoke'.`,
    aws: schemaFailure('Value is not a valid resource ARN', node),
  };
}

/** `arn:aws:states::lambda:invoke`, `lambda:invoke`: the call exists, but something around it is lost. */
function mangled(doc: AslDocument, node: StringNode): Finding | undefined {
  const [, start = '', call = ''] = CALL_AT_END.exec(node.value) ?? [];
  const meant = parseResource(`arn:aws:states:::${call}`);
  if (meant.kind !== 'sdk' && !isOptimized(meant)) return undefined;
  const partition = /^arn:(aws[\w-]*):/.exec(start)?.[1] ?? 'aws';
  const right = `arn:${partition}:states:::${call}`;
  return {
    range: rangeOf(node),
    message: `This is not how a service integration is written. Did you mean '${right}'?`,
    aws: notRecognized(node),
    fixes: () => [changeTo(doc, node, right)],
  };
}

/** The beginning of the ARN of an integration, with too few or too many colons, and the call behind it. */
const CALL_AT_END =
  /^((?:arn:)?(?:aws[\w-]*:)?:*(?:states?:+)?)((?:aws-sdk:)?[a-z][\w-]*:[a-z][a-z0-9]+(?:\.[\w:]+)?)$/i;

const isOptimized = (resource: Resource): boolean =>
  resource.kind === 'optimized' &&
  Object.hasOwn(optimizedServices, resource.service) &&
  Object.hasOwn(optimizedServices[resource.service]?.actions ?? {}, resource.action);

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
