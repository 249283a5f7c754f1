/** A text that should be a JSONPath and is none. */
import { type AslDocument, type PropertyNode, pointerOf, type SyntaxNode } from '#asl';
import { type ExpressionProblem, parsePath } from '#asl/expressions';
import { rangeOf } from '../anchor.ts';
import { schemaFailure } from '../aws-answers.ts';
import { changeTo, renameKey } from '../edits/fixes.ts';
import { rangeInString } from '../located.ts';
import type { AwsAnswer, Finding, Fix, MachineRule } from '../rule.ts';
import type { PathSite } from '../walk/expression-sites.ts';
import { isUnknownValue } from '../walk/stand-ins.ts';

export const jsonpathSyntax: MachineRule = {
  code: 'jsonpath-syntax',
  severity: 'error',
  local: true,
  perState: true,
  doc: `A JSONPath begins with \`$\` (the data), \`$$\` (the context object) or \`$name\` (a variable). A member of a payload template whose key ends in \`.$\` holds a path or an intrinsic function. AWS refuses the definition.

Wrong: \`"InputPath": "order.id"\`, \`"id.$": "$.order[id"\`. Right: \`"InputPath": "$.order.id"\`, \`"id.$": "$.order['id']"\`.`,
  check({ doc, walk }) {
    const found: Finding[] = [];
    for (const site of walk.pathSites) if (!isPath(site)) inSite(doc, site, found);
    for (const { value } of walk.payloadTemplates) if (value) searchNoText(doc, value, found);
    return found;
  },
};

const isPath = (site: PathSite): boolean => site.path()?.problems.length === 0;

function inSite(doc: AslDocument, site: PathSite, found: Finding[]): void {
  const path = site.path();
  if (path) {
    for (const problem of path.problems)
      found.push({
        ...located(doc, site, problem),
        ...(problem.severity ? { severity: problem.severity } : { aws: awsAnswer(site) }),
      });
  } else if (!site.mayBeIntrinsic)
    found.push({
      range: rangeOf(site.node),
      message: `'${fieldName(site)}' must be a JSONPath: a text that begins with '$'.`,
      aws: awsAnswer(site),
      fixes: () => withDollar(doc, site),
    });
  else if (!site.intrinsic()) {
    found.push({
      range: rangeOf(site.node),
      message: `'${fieldName(site)}' must be a JSONPath, which begins with '$', or an intrinsic function, which begins with 'States.'.`,
      aws: awsAnswer(site),
      fixes: () => [...withDollar(doc, site), ...asText(doc, site.member)],
    });
  }
}

/** `order.id` was most likely meant as `$.order.id`. */
function withDollar(doc: AslDocument, { node }: PathSite): Fix[] {
  if (!/^[\p{L}_][\w.[\]]*$/u.test(node.value) || parsePath(`$.${node.value}`).problems.length) return [];
  return [{ ...changeTo(doc, node, `$.${node.value}`), preferred: false }];
}

/** A fixed value is written without `.$`. */
function asText(doc: AslDocument, member: PropertyNode | undefined): Fix[] {
  return member ? [renameKey(doc, member, member.key.value.slice(0, -2))] : [];
}

const located = (doc: AslDocument, { node }: PathSite, problem: ExpressionProblem) => ({
  range: rangeInString(doc, node, problem),
  message: problem.message,
});

const fieldName = ({ member, field }: PathSite): string => member?.key.value ?? field.spec.name;

function awsAnswer(site: PathSite): AwsAnswer {
  const member = memberOf(site);
  if (member) return memberAnswer(member);
  if (site.mayBeIntrinsic)
    return schemaFailure('Value must be a valid JSONPath or a valid intrinsic function call', site.node);
  if (site.isReference || site.field.spec.name === 'Variable') {
    const why = site.node.value.startsWith('$') ? '' : ": Reference path didn't start with '$'";
    return schemaFailure(`Value is not a Reference Path${why}`, site.node);
  }
  return schemaFailure('Value must be a valid JSONPath.', site.node);
}

/** The member that holds the text: of a payload template, or the `RoleArn.$` of Credentials, which are one to AWS. */
export const memberOf = ({ member, field }: PathSite): PropertyNode | undefined =>
  member ?? (field.spec.name.endsWith('.$') ? field.property : undefined);

/** AWS names the object that holds the member as the place. */
export function memberAnswer({ key, value, parent }: PropertyNode): AwsAnswer {
  const kind = value ? NO_TEXTS[value.kind] : 'a NULL';
  // Of a value that is no text users were told so in the console.
  const what =
    kind === undefined
      ? 'a valid JSONPath or a valid intrinsic function call'
      : `a STRING that contains a JSONPath but was ${kind}`;
  const message = `The value for the field '${key.value}' must be ${what}`;
  return { code: 'SCHEMA_VALIDATION_FAILED', message, location: parent ? pointerOf(parent) : '/' };
}

const NO_TEXTS: Readonly<Partial<Record<SyntaxNode['kind'], string>>> = {
  array: 'an ARRAY',
  boolean: 'a BOOLEAN',
  null: 'a NULL',
  number: 'a NUMBER',
  object: 'an OBJECT',
};

/** Members whose key promises a path but whose value is no text at all. */
function searchNoText(doc: AslDocument, node: SyntaxNode, found: Finding[]): void {
  if (node.kind === 'array') for (const item of node.items) searchNoText(doc, item, found);
  if (node.kind !== 'object') return;
  for (const member of node.properties) {
    const { key, value } = member;
    if (!value && doc.format === 'yaml' && key.value.endsWith('.$'))
      found.push({ range: rangeOf(key), message: `'${key.value}' has no value.`, aws: memberAnswer(member) });
    if (!value || isUnknownValue(value)) continue;
    if (!key.value.endsWith('.$')) searchNoText(doc, value, found);
    else if (value.kind !== 'string') {
      found.push({
        range: rangeOf(value),
        message: `'${key.value}' must be a JSONPath or an intrinsic function in quotes. For a fixed value leave '.$' away from the key.`,
        aws: memberAnswer(member),
        fixes: () => asText(doc, member),
      });
    }
  }
}
