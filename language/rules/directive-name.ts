/** A directive in a comment that names no rule. */
import { nearestName } from '#asl/nearest-name';
import type { DirectiveRule } from '../rule.ts';

export const directiveName: DirectiveRule = {
  code: 'directive-name',
  severity: 'warning',
  doc: `A comment such as \`# stepwright next-line error-name\` names a rule that there is not, or a weight other than \`error\`, \`warning\`, \`information\`, \`hint\` and \`off\`: it does nothing. A directive holds for \`line\`, \`next-line\`, \`state\` or \`file\`. In JSON without comments the \`Comment\` of a state, or of the machine, takes it in brackets: \`"Comment": "Ship it [stepwright error-name=hint]"\`.

Wrong: \`# stepwright file eror-name\`. Right: \`# stepwright file error-name\`.`,
  *checkDirectives({ directives }, codes) {
    for (const { code, range } of directives.flatMap(({ entries }) => entries)) {
      if (codes.includes(code)) continue;
      const [, name = code, weight] = /^([a-z-]+)\s*=\s*(.*)$/.exec(code) ?? [];
      if (weight !== undefined) {
        yield { range, message: `'${weight}' is no weight: it is 'error', 'warning', 'information', 'hint' or 'off'.` };
        continue;
      }
      const near = nearestName(name, codes);
      const end = range.start + code.length;
      const edits = [{ range: { start: range.start, end }, newText: near ?? '' }];
      yield {
        range,
        message: `There is no rule '${code}'.${near ? ` Did you mean '${near}'?` : ''}`,
        fixes: () => (near ? [{ title: `Change to '${near}'`, edits, preferred: true }] : []),
      };
    }
  },
};
