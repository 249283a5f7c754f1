/** A call of a JSONata function that does not exist, or with the wrong number of arguments. */
import type { AslDocument } from '#asl';
import {
  findJsonataFunction,
  JSONATA_FUNCTIONS,
  type JsonataCall,
  type JsonataFunction,
  jsonataArity,
  jsonataSignatureOf,
} from '#asl/expressions';
import { nearestName } from '#asl/nearest-name';
import { rangeInString } from '../located.ts';
import type { Finding, MachineRule } from '../rule.ts';
import type { JsonataSite } from '../walk/expression-sites.ts';

export const jsonataFunction: MachineRule = {
  code: 'jsonata-function',
  severity: 'warning',
  local: true,
  perState: true,
  doc: `Step Functions has the functions of JSONata and some of its own (\`$partition\`, \`$range\`, \`$hash\`, \`$random\`, \`$uuid\`, \`$parse\`), but not \`$eval\`. AWS accepts the definition, and the state fails when it runs.

Wrong: \`{% $sun($states.input.prices) %}\`. Right: \`{% $sum($states.input.prices) %}\`.`,
  check({ doc, walk }) {
    const found: Finding[] = [];
    for (const site of walk.jsonataSites) inSite(doc, site, found);
    return found;
  },
};

function inSite(doc: AslDocument, site: JsonataSite, found: Finding[]): void {
  const { start = 0, parsed } = site.expression() ?? {};
  for (const call of parsed?.calls ?? []) {
    const known = findJsonataFunction(call.name);
    const range = rangeInString(doc, site.node, { start: start + call.start, end: start + call.end });
    if (!known) found.push(unknown(call, range));
    else {
      const message = call.isPartial ? undefined : wrongCount(known, call.argumentCount);
      if (message) found.push({ range, message });
    }
  }
}

function unknown({ name }: JsonataCall, range: Finding['range']): Finding {
  const what = `There is no function '$${name}'.`;
  if (name === 'eval') return { range, message: `${what} Use '$parse' to read a JSON text.` };
  const near = nearestName(
    name,
    JSONATA_FUNCTIONS.map((row) => row.name),
  );
  if (!near) return { range, message: what };
  const fix = { title: `Change to '$${near}'`, edits: [{ range, newText: `$${near}` }], preferred: true };
  return { range, message: `${what} Did you mean '$${near}'?`, fixes: () => [fix] };
}

function wrongCount(row: JsonataFunction, count: number): string | undefined {
  const { least, most } = jsonataArity(row);
  if (count >= least && count <= most) return undefined;
  const wanted =
    least === most ? `${least}` : most === Number.POSITIVE_INFINITY ? `at least ${least}` : `${least} to ${most}`;
  const argument = wanted === '1' ? 'argument' : 'arguments';
  return `'$${row.name}' takes ${wanted === '0' ? 'no' : wanted} ${argument}, but ${count} ${count === 1 ? 'is' : 'are'} given: ${jsonataSignatureOf(row)}.`;
}
