/** What a diagnostic means, from the table of rules, for clients that link to it. */
import { documentationOf, RULES } from '#language';
import type { InitializationOptions, RuleDocumentationParams } from '#protocol';

const WEIGHT =
  'Its weight is set by `stepwright.validation.severities`, by a file `.stepwright.json`, or where a quick fix of the problem writes it.';

const SYNTAX = 'The text is not what JSON or YAML is at this place. Other checks wait until it is.';

export function ruleDocumentation({ code }: RuleDocumentationParams): string | null {
  const rule = RULES.find((one) => one.code === code);
  const doc = code === 'syntax' ? SYNTAX : rule && `${documentationOf(rule)}\n\n${WEIGHT}`;
  return doc === undefined ? null : `# ${code}\n\n${doc}\n`;
}

/** The link to a rule's documentation, for a client that said where it shows it. */
export function documentationLink(options: InitializationOptions, code: string): string | undefined {
  const base: unknown = options.ruleDocumentationBase;
  return typeof base === 'string' ? `${base}${code}.md` : undefined;
}
