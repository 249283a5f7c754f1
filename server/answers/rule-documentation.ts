/** What a diagnostic means, from the table of rules, for clients that link to it. */
import { RULES } from '#language';
import type { InitializationOptions, RuleDocumentationParams } from '#protocol';

const SYNTAX = 'The text is not what JSON or YAML is at this place. Other checks wait until it is.';

export function ruleDocumentation({ code }: RuleDocumentationParams): string | null {
  const doc = code === 'syntax' ? SYNTAX : RULES.find((rule) => rule.code === code)?.doc;
  return doc === undefined ? null : `# ${code}\n\n${doc}\n`;
}

/** The link to a rule's documentation, for a client that said where it shows it. */
export function documentationLink(options: InitializationOptions, code: string): string | undefined {
  const base: unknown = options.ruleDocumentationBase;
  return typeof base === 'string' ? `${base}${code}.md` : undefined;
}
