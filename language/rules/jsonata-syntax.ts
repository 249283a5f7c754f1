/** A JSONata expression that does not parse. */

import type { AslDocument } from '#asl';
import { rangeOf } from '../anchor.ts';
import { schemaFailure } from '../aws-answers.ts';
import { replaceString } from '../edits/edits.ts';
import { locatedProblem } from '../located.ts';
import type { Finding, MachineRule } from '../rule.ts';
import type { JsonataSite } from '../walk/expression-sites.ts';

export const jsonataSyntax: MachineRule = {
  code: 'jsonata-syntax',
  severity: 'error',
  local: true,
  perState: true,
  doc: `The text between \`{%\` and \`%}\` is not a JSONata expression, or \`%}\` is missing. AWS refuses the definition.

Wrong: \`{% $states.input.items[0 %}\`. Right: \`{% $states.input.items[0] %}\`.`,
  check({ doc, walk }) {
    const found: Finding[] = [];
    for (const site of walk.jsonataSites) inSite(doc, site, found);
    return found;
  },
};

function inSite(doc: AslDocument, site: JsonataSite, found: Finding[]): void {
  const expression = site.expression();
  if (!expression) {
    found.push({
      range: rangeOf(site.node),
      message: "This JSONata expression is not closed: it must end with '%}'.",
      aws: schemaFailure('JSONata string must start with {% and end with %}', site.node),
      fixes: () => [
        { title: "Close with '%}'", edits: [replaceString(doc, site.node, closed(site.node.value))], preferred: true },
      ],
    });
    return;
  }
  for (const problem of expression.parsed.problems) {
    if (problem.aws?.code !== 'UNSUPPORTED_JSONATA_EXPRESSION')
      found.push(locatedProblem(doc, site.node, problem, expression.start));
  }
}

/** What is already there of the end, `%` or `}`, is taken for a part of it. */
const closed = (text: string): string => `${text.replace(/\s*[%}]?\s*$/, '')} %}`;
