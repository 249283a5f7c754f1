/** A path that names several places, or a place that cannot be written, where one place is wanted. */
import type { AslDocument } from '#asl';
import { schemaFailure } from '../aws-answers.ts';
import { rangeInString } from '../located.ts';
import type { Finding, MachineRule } from '../rule.ts';
import type { PathSite } from '../walk/expression-sites.ts';

export const referencePath: MachineRule = {
  code: 'reference-path',
  severity: 'error',
  local: true,
  perState: true,
  doc: `\`ResultPath\` and the fields that end in \`Path\` and stand for a number or a time take a reference path: one place in the input, without wildcards, filters, slices or functions, and not in the context object. \`ResultPath\` cannot name a variable either. AWS refuses the definition.

Wrong: \`"ResultPath": "$.items[*]"\`. Right: \`"ResultPath": "$.items"\`.`,
  check({ doc, walk }) {
    const found: Finding[] = [];
    for (const site of walk.pathSites) {
      const finding = site.isReference ? inSite(doc, site) : undefined;
      if (finding) found.push(finding);
    }
    return found;
  },
};

function inSite(doc: AslDocument, site: PathSite): Finding | undefined {
  const { node, field } = site;
  const parsed = site.path();
  const value = parsed?.value;
  const name = field.spec.name;
  const isVariable = value?.root === 'variable' && name === 'ResultPath';
  if (!value || parsed.problems.length || (value.isReference && value.root !== 'context' && !isVariable))
    return undefined;
  const aws = schemaFailure('Value is not a Reference Path', node);
  if (value.root === 'context') {
    if (name !== 'ResultPath' && READ_CONTEXT.has(field.owner.spec.name)) return undefined;
    const range = rangeInString(doc, node, { start: 0, end: 2 });
    return {
      range,
      message: `'${name}' must name a place in the ${name === 'ResultPath' ? 'state input' : 'effective input'}: '$$' is the context object.`,
      aws,
    };
  }
  if (isVariable) {
    const range = rangeInString(doc, node, { start: 0, end: value.variable?.end ?? 1 });
    return { range, message: "'ResultPath' cannot write to a variable. Use 'Assign' to store the result in one.", aws };
  }
  const bad = value.segments.find(
    (segment) =>
      !(segment.kind === 'member' && segment.names.length === 1) &&
      !(segment.kind === 'index' && segment.indexes.length === 1),
  );
  return {
    range: rangeInString(doc, node, bad ?? value),
    message: `'${name}' must name a single place: wildcards, filters, slices, lists of names and functions are not allowed.`,
    aws,
  };
}

/**
 * AWS was seen to refuse paths into the context object in the fields of a Map. Published machines read the time of a
 * Wait from there; that a Task may do so for its time limits is taken from that, nothing shows it.
 */
const READ_CONTEXT: ReadonlySet<string> = new Set(['Task', 'Wait']);
