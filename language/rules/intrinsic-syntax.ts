/** An intrinsic function that is misspelt, called wrongly, or of no use at its place. */
import type { AslDocument } from '#asl';
import { findIntrinsic, type IntrinsicCall, type ParsedIntrinsic } from '#asl/expressions';
import { schemaFailure } from '../aws-answers.ts';
import { locatedProblem, rangeInString } from '../located.ts';
import type { AwsAnswer, Finding, MachineRule } from '../rule.ts';
import type { PathSite } from '../walk/expression-sites.ts';
import { memberAnswer, memberOf } from './jsonpath-syntax.ts';

export const intrinsicSyntax: MachineRule = {
  code: 'intrinsic-syntax',
  severity: 'error',
  local: true,
  perState: true,
  doc: `An intrinsic function is written like \`States.Format('Order {}', $.id)\`: texts in single quotes, in which \`'\`, \`{\`, \`}\` and \`\\\` are escaped with \`\\\`. \`ErrorPath\` and \`CausePath\` take only functions that yield a text. AWS refuses the definition.

Wrong: \`States.Format("Order {}", $.id)\`. Right: \`States.Format('Order {}', $.id)\`.`,
  check({ doc, walk }) {
    const found: Finding[] = [];
    for (const site of walk.pathSites) {
      const parsed = site.mayBeIntrinsic ? site.intrinsic() : undefined;
      if (parsed) inSite(doc, site, parsed, found);
    }
    return found;
  },
};

function inSite(doc: AslDocument, site: PathSite, parsed: ParsedIntrinsic, found: Finding[]): void {
  const { node, field } = site;
  // What follows the first mistake is most often its echo.
  const error = parsed.problems.find(({ severity }) => !severity);
  for (const problem of parsed.problems) {
    const finding = locatedProblem(doc, node, problem, 0);
    if (problem.severity) found.push(finding);
    else if (problem === error) found.push({ ...finding, aws: awsAnswer(site) });
  }
  if (parsed.problems.length || !parsed.value || site.member || yieldsText(parsed.value)) return;
  found.push({
    range: rangeInString(doc, node, parsed.value.nameRange),
    message: `'${field.spec.name}' needs a text, but ${parsed.value.name} does not yield one.`,
    aws: awsAnswer(site),
  });
}

/** An item of a list may be a text. */
function yieldsText({ name }: IntrinsicCall): boolean {
  const returns = findIntrinsic(name)?.returns;
  return returns === undefined || returns === 'string' || returns === 'any';
}

function awsAnswer(site: PathSite): AwsAnswer {
  const member = memberOf(site);
  if (member) return memberAnswer(member);
  return schemaFailure('Value must be a valid JSONPath or a valid intrinsic function call', site.node);
}
