/**
 * Writes docs/generated/rules.md from the table of diagnostic rules: `node --import tsx scripts/make-rules-docs.mjs`.
 * With `--check` it writes nothing and fails where the page is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { RULES } from '../language/index.ts';

const page = new URL('../docs/generated/rules.md', import.meta.url);

const section = ({ code, severity, doc }) => `## ${code}\n\nDefault severity: ${severity}.\n\n${doc}\n`;
const list = RULES.map(({ code }) => `[${code}](#${code})`).join(' · ');
const text = `# Diagnostics

This page is made from the rules themselves (\`language/rules\`); do not edit it. The severity of each rule can be changed in the settings, or turned off. What AWS itself would answer is shown beside a finding where it is known.

${list}

${RULES.map(section).join('\n')}`;

if (process.argv.includes('--check')) {
  if (readFileSync(page, 'utf8') !== text) {
    console.error('docs/generated/rules.md is out of date: run node --import tsx scripts/make-rules-docs.mjs');
    process.exit(1);
  }
} else writeFileSync(page, text);
