/** Completion inside a directive: what it holds for, the codes of rules, their weights. */
import type { AslDocument, Place } from '#asl';
import { DIRECTIVE_SCOPES } from '../directives/directive.ts';
import { RULES } from '../rules/index.ts';
import type { CompletionItem } from './item.ts';

const WEIGHTS = ['error', 'warning', 'information', 'hint', 'off'];

const SCOPE_DOCS: Readonly<Record<(typeof DIRECTIVE_SCOPES)[number], string>> = {
  line: 'For the findings on this line.',
  'next-line': 'For the findings on the next line.',
  state: 'For the findings in this state, or in the state below.',
  file: 'For all findings in this file.',
};

/** The completions in a comment. */
export function commentCompletions(
  doc: AslDocument,
  comment: { readonly start: number },
  offset: number,
): CompletionItem[] {
  const before = doc.text.slice(comment.start, offset);
  const scope = /^(?:\/\/|\/\*|#)\s*(stepwright\s+)([a-z-]*)$/.exec(before);
  if (scope)
    return DIRECTIVE_SCOPES.map((name, index) =>
      item(name, scope[2]?.length ?? 0, offset, index, SCOPE_DOCS[name], 'A directive of Stepwright'),
    );
  return /^(?:\/\/|\/\*|#)\s*stepwright\s+(?:line|next-line|state|file)\s/.test(before) ? codes(before, offset) : [];
}

/** The completions in the brackets of a `Comment` field. */
export function commentFieldCompletions(
  doc: AslDocument,
  { field, string, offset }: Place,
): CompletionItem[] | undefined {
  if (field?.spec.name !== 'Comment' || !string) return undefined;
  const inside = /\[stepwright\s+[^\]]*$/.exec(doc.text.slice(string.start, offset))?.[0];
  return inside === undefined ? undefined : codes(inside, offset);
}

function codes(before: string, offset: number): CompletionItem[] {
  const weight = /[a-z-]+\s*=\s*([a-z]*)$/.exec(before);
  if (weight) return WEIGHTS.map((name, index) => item(name, weight[1]?.length ?? 0, offset, index));
  const typed = /[a-z-]*$/.exec(before)?.[0].length ?? 0;
  return RULES.map(({ code, severity, doc }, index) => item(code, typed, offset, index, doc, severity));
}

function item(
  label: string,
  typed: number,
  offset: number,
  index: number,
  doc?: string,
  detail?: string,
): CompletionItem {
  return {
    label,
    kind: 'value',
    range: { start: offset - typed, end: offset },
    newText: label,
    isSnippet: false,
    sortText: String(index).padStart(3, '0'),
    ...(doc === undefined ? {} : { doc }),
    ...(detail === undefined ? {} : { detail }),
  };
}
