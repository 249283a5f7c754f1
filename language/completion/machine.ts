/** A whole machine, for a text that is still empty. */
import type { AslDocument } from '#asl';
import { valueText } from '../value-text.ts';
import type { CompletionItem } from './item.ts';

const MACHINES = [
  {
    label: 'State machine (JSONata)',
    json: '{\n\t"Comment": "${1:What it does}",\n\t"QueryLanguage": "JSONata",\n\t"StartAt": "${2:First}",\n\t"States": {\n\t\t"${2:First}": {\n\t\t\t"Type": "Pass",\n\t\t\t"Output": "{% \\$states.input %}",\n\t\t\t"End": true\n\t\t}\n\t}\n}',
  },
  {
    label: 'State machine (JSONPath)',
    json: '{\n\t"Comment": "${1:What it does}",\n\t"StartAt": "${2:First}",\n\t"States": {\n\t\t"${2:First}": {\n\t\t\t"Type": "Pass",\n\t\t\t"End": true\n\t\t}\n\t}\n}',
  },
] as const;

/** Completions for a text without anything but blanks, comments and a first word. */
export function machineCompletions(doc: AslDocument, offset: number): CompletionItem[] {
  if (doc.root && doc.root.kind !== 'string' && doc.root.kind !== 'null') return [];
  // What is replaced has to hold the cursor, and editors take ranges of one line only.
  if (doc.root && (offset < doc.root.start || doc.text.slice(doc.root.start, offset).includes('\n'))) return [];
  const range = doc.root
    ? { start: doc.root.start, end: Math.max(doc.root.end, offset) }
    : { start: offset, end: offset };
  return MACHINES.map(({ label, json }, index) => ({
    label,
    kind: 'snippet',
    doc: 'A state machine with one state.',
    range,
    newText:
      doc.format === 'json'
        ? json.replaceAll('\t', '  ')
        : valueText(json, { format: 'yaml', unit: '  ', indent: '', lineBreak: '\n', inline: false })
            .trimStart()
            .replaceAll('\n  ', '\n'),
    isSnippet: true,
    sortText: String(index),
  }));
}
