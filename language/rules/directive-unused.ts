/** A directive in a comment that no finding needs. */
import type { AslDocument, Range } from '#asl';
import type { DirectiveEntry } from '../directives/directive.ts';
import type { DirectiveRule, Fix, TextEdit } from '../rule.ts';

export const directiveUnused: DirectiveRule = {
  code: 'directive-unused',
  severity: 'hint',
  doc: `A comment such as \`# stepwright state error-name\` sets the weight of a rule that finds nothing there: the mistake is gone, and the comment would hide the next one.

Wrong: the comment above a state without such a finding. Right: no comment.`,
  *checkDirectives({ unused }, codes, doc) {
    for (const entry of unused()) {
      if (!codes.includes(entry.code)) continue;
      yield {
        range: entry.range,
        message: `'${entry.code}' finds nothing here, so this is not needed.`,
        tag: 'unnecessary',
        fixes: () => [fixOf(doc, entry)],
      };
    }
  },
};

function fixOf(doc: AslDocument, entry: DirectiveEntry): Fix {
  const { directive, range, code } = entry;
  const { entries } = directive;
  if (entries.length === 1)
    return {
      title: `Remove '${code}'`,
      edits: [withoutBlanks(doc, directive.range, directive.inField)],
      preferred: true,
    };
  const isFirst = entries[0]?.range.start === range.start;
  const next = entries.find(({ range: { start } }) => start > range.start);
  const before = entries[entries.indexOf(entry) - 1];
  const part =
    isFirst && next
      ? { start: range.start, end: next.range.start }
      : { start: before?.range.end ?? range.start, end: range.end };
  return { title: `Remove '${code}'`, edits: [{ range: part, newText: '' }], preferred: true };
}

/** A comment on its own line goes with the line. */
function withoutBlanks({ text }: AslDocument, { start, end }: Range, inField: boolean): TextEdit {
  const from = start - (/[ \t]*$/.exec(text.slice(Math.max(0, start - 500), start))?.[0].length ?? 0);
  const isOwnLine = !inField && (from === 0 || text[from - 1] === '\n');
  const to = isOwnLine && text.startsWith('\r\n', end) ? end + 2 : isOwnLine && text[end] === '\n' ? end + 1 : end;
  return { range: { start: from, end: to }, newText: '' };
}
