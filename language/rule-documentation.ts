/** The documentation of a rule in Markdown: what it finds and why it matters, and its example, wrong and right. */
import { formatOf } from '#asl';
import type { Rule } from './rule.ts';
import { RULE_EXAMPLES } from './rule-examples.ts';

export function documentationOf({ code, doc }: Rule): string {
  const example = RULE_EXAMPLES[code];
  if (!example) return doc;
  return `${doc}\n\n### Wrong\n\n${fenced(example.wrong)}\n\n### Right\n\n${fenced(example.right)}`;
}

const fenced = (text: string): string => `\`\`\`${formatOf(text)}\n${text}\n\`\`\``;
