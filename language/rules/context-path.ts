/** A member of the context object that does not exist. */
import type { AslDocument, Range } from '#asl';
import { nearestName } from '#asl/nearest-name';
import { type ContextField, contextObject } from '#asl/spec';
import { rangeInString } from '../located.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { type ContextMember, contextMembersIn } from '../walk/context-members.ts';
import type { ExpressionSite } from '../walk/expression-sites.ts';
import { quotedList } from '../words.ts';

export const contextPath: MachineRule = {
  code: 'context-path',
  severity: 'warning',
  local: true,
  perState: true,
  doc: `The context object (\`$$\` in JSONPath, \`$states.context\` in JSONata) has the members \`Execution\`, \`StateMachine\`, \`State\`, \`Task\` and \`Map\`, each with its own. AWS accepts another name, and the state fails when it runs.

Wrong: \`$$.Execution.ID\`. Right: \`$$.Execution.Id\`.`,
  check({ doc, walk }) {
    const found: Finding[] = [];
    for (const site of walk.contextSites) {
      for (const members of contextMembersIn(site)) {
        const finding = judge(doc, site, members);
        if (finding) found.push(finding);
      }
    }
    return found;
  },
};

function judge(doc: AslDocument, site: ExpressionSite, members: readonly ContextMember[]): Finding | undefined {
  let fields: readonly ContextField[] = contextObject;
  let owner = 'The context object';
  for (const { name, ...part } of members) {
    const field = fields.find((one) => one.name === name);
    if (!field) return missing(doc, site, name, part, owner, fields);
    if (!field.fields) return undefined;
    fields = field.fields;
    owner = `'${name}' of the context object`;
  }
  return undefined;
}

function missing(
  doc: AslDocument,
  { node }: ExpressionSite,
  name: string,
  part: Range,
  owner: string,
  fields: readonly ContextField[],
): Finding {
  const names = fields.map((field) => field.name);
  const near = nearestName(name, names);
  const range = rangeInString(doc, node, part);
  const fix = { title: `Change to '${near}'`, edits: [{ range, newText: near ?? '' }], preferred: true };
  return {
    range,
    message: `${owner} has no member '${name}'. ${near ? `Did you mean '${near}'?` : `It has ${quotedList(names, 'and')}.`}`,
    fixes: () => (near === undefined ? [] : [fix]),
  };
}
