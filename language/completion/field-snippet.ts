/** The value that a new field begins with, in JSON form and snippet syntax, by what the tables say of the field. */
import type { QueryLanguage } from '#asl';
import type { FieldSpec } from '#asl/spec';

export interface FieldSnippet {
  readonly snippet: string;
  /** The value is chosen by a further completion. */
  readonly retrigger: boolean;
}

const RULES: Readonly<Record<QueryLanguage, string>> = {
  JSONPath: '[\n\t{\n\t\t"Variable": "\\$.$1",\n\t\t"$2": $3,\n\t\t"Next": "$4"\n\t}\n]',
  JSONata: '[\n\t{\n\t\t"Condition": "{% $1 %}",\n\t\t"Next": "$2"\n\t}\n]',
};

/** The value, and whether completion opens again inside it. */
export function fieldSnippet(field: FieldSpec, language: QueryLanguage): FieldSnippet {
  if (field.name === 'Choices') return { snippet: RULES[language], retrigger: false };
  if (field.snippet !== undefined) return { snippet: field.snippet, retrigger: false };
  return {
    snippet: valueSnippet(field, language),
    retrigger: ['stateName', 'stateType', 'resource', 'enum'].includes(field.kind),
  };
}

function valueSnippet(field: FieldSpec, language: QueryLanguage): string {
  switch (field.kind) {
    case 'boolean':
      return '${1|true,false|}';
    case 'integer':
    case 'number':
      return `\${1:${Math.max(field.min ?? 1, 1)}}`;
    case 'timestamp':
      return '"${1:2026-01-31T12:00:00Z}"';
    case 'path':
    case 'referencePath':
      return '"\\$.$1"';
    case 'assign':
      return language === 'JSONata' ? '{\n\t"${1:name}": "{% $2 %}"\n}' : '{\n\t"${1:name}.\\$": "\\$.$2"\n}';
    case 'template':
      return language === 'JSONata' ? '{\n\t"${1:name}": "{% $2 %}"\n}' : '{\n\t"${1:name}.\\$": "\\$.$2"\n}';
    case 'json':
    case 'states':
    case 'object':
    case 'scope':
      return '{\n\t$0\n}';
    case 'objects':
    case 'scopes':
      return '[\n\t{\n\t\t$0\n\t}\n]';
    case 'errorNames':
    case 'strings':
      return '["$1"]';
    default:
      return '"$1"';
  }
}
