/**
 * Writes what is made from the table of diagnostic rules: the page docs/generated/rules.md, the schema of the rule file
 * (.stepwright.json), and the names of rules that the setting of severities proposes:
 * `node --import tsx scripts/make-rules-docs.mjs`. With `--check` it writes nothing and fails where one is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { documentationOf, RULES } from '../language/index.ts';

const at = (path) => new URL(`../${path}`, import.meta.url);
const WEIGHTS = ['error', 'warning', 'information', 'hint', 'off'];
const codes = RULES.map(({ code }) => code);

const section = (rule) => `## ${rule.code}\n\nDefault severity: ${rule.severity}.\n\n${documentationOf(rule)}\n`;
const list = codes.map((code) => `[${code}](#${code})`).join(' · ');
const page = `# Diagnostics

This page is made from the rules themselves (\`language/rules\`); do not edit it. What AWS itself would answer is shown beside a finding where it is known.

The weight of each rule (${WEIGHTS.map((weight) => `\`${weight}\``).join(', ')}) is set, from the widest to the narrowest, by

- the setting \`stepwright.validation.severities\`;
- a file \`.stepwright.json\` in the folder of the definition or in one above it, which \`stepwright lint\` reads too: \`{"severities": {"unreachable-state": "warning"}, "overrides": [{"files": ["drafts/**"], "severities": {"task-token": "off"}}]}\`. Its \`machineType\` says whether the definitions are for a STANDARD or an EXPRESS state machine;
- a comment: \`# stepwright file error-name\`, \`# stepwright state error-name=hint\`, \`# stepwright next-line error-name\`, \`# stepwright line error-name\`;
- in JSON that goes to AWS as it is, the \`Comment\` of a state or of the machine: \`"Comment": "Ship it [stepwright error-name=hint]"\`.

${list}

${RULES.map(section).join('\n')}`;

const weight = { enum: WEIGHTS };
const severities = {
  description: 'The weight of rules, by their codes.',
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(
    RULES.map(({ code, severity, doc }) => [code, { ...weight, default: severity, markdownDescription: doc }]),
  ),
};
const machineType = {
  description: 'What the definitions are for. Without it only what is wrong for both is reported.',
  enum: ['STANDARD', 'EXPRESS'],
};
const schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Rules for state machine definitions',
  description: 'How Stepwright judges the definitions in this folder and below, in the editor and on the command line.',
  type: 'object',
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    machineType,
    severities,
    overrides: {
      description: 'What is different for some files; of several that match the last one counts.',
      type: 'array',
      items: {
        type: 'object',
        required: ['files'],
        additionalProperties: false,
        properties: {
          files: {
            description: 'Paths from the folder of this file: `*` stays in a folder, `**` does not.',
            type: 'array',
            minItems: 1,
            items: { type: 'string' },
          },
          machineType,
          severities: { $ref: '#/properties/severities' },
        },
      },
    },
  },
};

/** The manifest with the codes that the setting may name; nothing else of it is touched. */
function manifest() {
  const text = readFileSync(at('package.json'), 'utf8');
  const names = codes.map((code) => `                "${code}"`).join(',\n');
  return text.replace(/("propertyNames": \{\s*"enum": )\[[^\]]*\]/, `$1[\n${names}\n              ]`);
}

const made = {
  'docs/generated/rules.md': page,
  'schemas/rules.schema.json': `${JSON.stringify(schema, null, 2)}\n`,
  'package.json': manifest(),
};
for (const [path, text] of Object.entries(made)) {
  if (!process.argv.includes('--check')) writeFileSync(at(path), text);
  else if (isOther(path, text)) {
    console.error(`${path} is out of date: run node --import tsx scripts/make-rules-docs.mjs`);
    process.exit(1);
  }
}

/** Of JSON only what it says counts: the formatter lays it out. */
function isOther(path, text) {
  let there = '';
  try {
    there = readFileSync(at(path), 'utf8');
  } catch {
    return true;
  }
  if (!path.endsWith('.json')) return there !== text;
  return JSON.stringify(JSON.parse(there)) !== JSON.stringify(JSON.parse(text));
}
