/** A member of the context object that does not exist. */
import type { AslDocument, Range } from '#asl';
import type { Path } from '#asl/expressions';
import { nearestName } from '#asl/nearest-name';
import { type ContextField, contextObject } from '#asl/spec';
import { rangeInString } from '../located.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { type ExpressionSite, pathsOf } from '../walk/expression-sites.ts';
import { quotedList } from '../words.ts';

export const contextPath: MachineRule = {
  code: 'context-path',
  severity: 'warning',
  local: true,
  perState: true,
  doc: `The context object (\`$$\` in JSONPath, \`$states.context\` in JSONata) has the members \`Execution\`, \`StateMachine\`, \`State\`, \`Task\` and \`Map\`, each with its own. AWS accepts another name, and the state fails when it runs.

Wrong: \`$$.Execution.ID\`. Right: \`$$.Execution.Id\`.`,
  *check({ doc, walk }) {
    for (const site of walk.sites) {
      for (const members of contextMembersIn(site)) {
        const finding = judge(doc, site, members);
        if (finding) yield finding;
      }
    }
  },
};

interface Member extends Range {
  readonly name: string;
}

/** The members behind each use of the context object, as far as they are plain names. */
function contextMembersIn(site: ExpressionSite): (readonly Member[])[] {
  if (site.kind === 'path') {
    // A reference path cannot go there at all: 'reference-path' says so.
    if (site.isReference) return [];
    return pathsOf(site).flatMap((path) => (path.root === 'context' ? [membersOf(path)] : []));
  }
  const { start: offset = 0, parsed } = site.expression() ?? {};
  const uses =
    parsed?.variables.filter(({ name, members }) => name === 'states' && members[0]?.name === 'context') ?? [];
  return uses.map(({ members }) =>
    members.slice(1).map(({ name, start, end }) => ({ name, start: start + offset, end: end + offset })),
  );
}

function membersOf({ segments }: Path): Member[] {
  const members: Member[] = [];
  for (const segment of segments) {
    const [name] = segment.kind === 'member' && segment.names.length === 1 ? segment.names : [];
    const range = segment.kind === 'member' ? segment.nameRanges[0] : undefined;
    if (name === undefined || !range) break;
    members.push({ name, start: range.start, end: range.end });
  }
  return members;
}

function judge(doc: AslDocument, site: ExpressionSite, members: readonly Member[]): Finding | undefined {
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
