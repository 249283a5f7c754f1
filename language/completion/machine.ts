/** A whole machine, for a text that is still empty. */
import type { AslDocument, Range } from '#asl';
import { machineSpec } from '#asl/spec';
import { valueText } from '../edits/value-text.ts';
import { fieldSnippet } from './field-snippet.ts';
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
  return [...wholeMachines(doc, range), ...(doc.format === 'yaml' ? firstFields(range) : [])];
}

/** In YAML a machine begins with its first key: there are no braces around it. */
function firstFields(range: Range): CompletionItem[] {
  return machineSpec.fields.map((field) => {
    const { snippet, retrigger } = fieldSnippet(field, 'JSONPath');
    const text = valueText(snippet, YAML);
    return {
      label: field.name,
      kind: 'field',
      detail: field.required ? 'required' : 'optional',
      doc: field.doc,
      range,
      newText: `${field.name}:${text.startsWith('\n') ? '' : ' '}${text}`,
      isSnippet: true,
      sortText: `9${field.name}`,
      retrigger,
    };
  });
}

const YAML = { format: 'yaml', unit: '  ', indent: '', lineBreak: '\n', inline: false } as const;

function wholeMachines(doc: AslDocument, range: Range): CompletionItem[] {
  return MACHINES.map(({ label, json }, index) => ({
    label,
    kind: 'snippet',
    doc: 'A state machine with one state.',
    range,
    newText:
      doc.format === 'json' ? json.replaceAll('\t', '  ') : valueText(json, YAML).trimStart().replaceAll('\n  ', '\n'),
    isSnippet: true,
    sortText: String(index),
  }));
}
