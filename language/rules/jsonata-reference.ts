/** A name that JSONata knows but Step Functions does not let an expression read. */
import type { AslDocument } from '#asl';
import { pointerOf } from '#asl';
import type { JsonataVariable } from '#asl/expressions';
import { nearestName } from '#asl/nearest-name';
import { locatedProblem, rangeInString } from '../located.ts';
import type { Finding, MachineRule } from '../rule.ts';
import type { JsonataSite } from '../walk/expression-sites.ts';

export const jsonataReference: MachineRule = {
  code: 'jsonata-reference',
  severity: 'error',
  local: true,
  perState: true,
  doc: `An expression reads \`$states\` and workflow variables. There is no input at the top level, so neither a bare name nor \`$\` nor \`$$\` means anything there. \`$states.result\` exists in \`Output\` and \`Assign\` of a Task, Parallel or Map, \`$states.errorOutput\` in those of a catcher. AWS refuses the definition.

Wrong: \`{% order.id %}\`, \`{% $states.imput %}\`. Right: \`{% $states.input.order.id %}\`.`,
  check({ doc, walk }) {
    const found: Finding[] = [];
    for (const site of walk.jsonataSites) inSite(doc, site, found);
    return found;
  },
};

function inSite(doc: AslDocument, site: JsonataSite, found: Finding[]): void {
  const expression = site.expression();
  if (!expression) return;
  const { start, parsed } = expression;
  for (const problem of parsed.problems) {
    if (problem.aws?.code === 'UNSUPPORTED_JSONATA_EXPRESSION')
      found.push(locatedProblem(doc, site.node, problem, start));
  }
  const members = membersAt(site);
  for (const variable of parsed.variables) {
    const [member] = variable.members;
    if (variable.name === 'states' && member && !members.includes(member.name))
      found.push(missingMember(doc, site, variable, start, members));
    else if (variable.name === 'states' && member?.name === 'errorOutput') inError(doc, site, variable, start, found);
  }
}

/** What `$states` holds at the place. */
function membersAt(site: JsonataSite): readonly string[] {
  const everywhere = ['input', 'context'];
  const { owner, spec } = site.field;
  if (spec.name !== 'Output' && spec.name !== 'Assign') return everywhere;
  if (inCatcher(site)) return [...everywhere, 'errorOutput'];
  return ['Task', 'Parallel', 'Map'].includes(owner.spec.name) ? [...everywhere, 'result'] : everywhere;
}

function inCatcher({ field }: JsonataSite): boolean {
  return field.owner.spec.name === 'Catcher';
}

function missingMember(
  doc: AslDocument,
  site: JsonataSite,
  variable: JsonataVariable,
  offset: number,
  members: readonly string[],
): Finding {
  const [member] = variable.members;
  const name = member?.name ?? '';
  const part = { start: offset + variable.start, end: offset + (member?.end ?? variable.end) };
  const range = rangeInString(doc, site.node, part);
  const message = `'$states.${name}' does not exist here. ${adviceOn(name, members)}`;
  const near = name === 'result' ? undefined : nearestName(name, members);
  const place = rangeInString(doc, site.node, { start: offset + (member?.start ?? 0), end: part.end });
  const fixes = () =>
    near ? [{ title: `Change to '$states.${near}'`, edits: [{ range: place, newText: near }], preferred: true }] : [];
  // Measured of the error. AWS's guide says it of all that is not there ("Transforming data with JSONata": "caught at
  // creation, update, or validation"), but definitions that count as valid read the result in a catcher, or another name.
  const answer = `Field '$states.${name}' does not exist.`;
  const aws = { code: 'UNSUPPORTED_JSONATA_EXPRESSION', message: answer, location: pointerOf(site.node) };
  const refused = name === 'errorOutput' || (name === 'result' && !inCatcher(site));
  return { range, message, aws, ...(refused ? {} : { severity: 'warning', fixes }) };
}

const ERROR_MEMBERS = ['Error', 'Cause'];

/** The error that a catcher gets has two members. */
function inError(
  doc: AslDocument,
  { node }: JsonataSite,
  { members }: JsonataVariable,
  offset: number,
  found: Finding[],
): void {
  const member = members[1];
  if (!member || ERROR_MEMBERS.includes(member.name)) return;
  const near = nearestName(member.name, ERROR_MEMBERS);
  const range = rangeInString(doc, node, { start: offset + member.start, end: offset + member.end });
  found.push({
    range,
    severity: 'warning',
    message: `The error has no member '${member.name}'. ${near ? `Did you mean '${near}'?` : "It has 'Error' and 'Cause'."}`,
    fixes: () => (near ? [{ title: `Change to '${near}'`, edits: [{ range, newText: near }], preferred: true }] : []),
  });
}

function adviceOn(name: string, members: readonly string[]): string {
  if (name === 'result') return "There is a result only in 'Output' and 'Assign' of a Task, Parallel or Map state.";
  if (name === 'errorOutput') return "The error is known only in 'Output' and 'Assign' of a catcher.";
  const near = nearestName(name, members);
  return near
    ? `Did you mean '$states.${near}'?`
    : `'$states' holds ${members.map((member) => `'${member}'`).join(' and ')} here.`;
}
