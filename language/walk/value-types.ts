/** Which JSON values a field may hold, derived from its kind in the tables. */
import type { QueryLanguage, SyntaxNode } from '#asl';
import type { FieldSpec } from '#asl/spec';
import { isFilledInLater, isUnknownValue } from './stand-ins.ts';

/** True for `{% … %}` and for what is on the way to be one. */
export function isJsonataText(node: SyntaxNode | undefined): boolean {
  return node?.kind === 'string' && node.value.startsWith('{%');
}

/** What is expected instead, in words; undefined where the value is of a type that the field takes. */
export function expectedInstead(spec: FieldSpec, node: SyntaxNode, language: QueryLanguage): string | undefined {
  const words = mismatch(spec, node);
  if (!words || isUnknownValue(node) || (node.kind === 'null' && spec.nullable)) return undefined;
  const mayCompute = spec.expression === true && language === 'JSONata';
  if (mayCompute && isJsonataText(node)) return undefined;
  return mayCompute ? `${words} or a JSONata expression in '{% … %}'` : words;
}

function mismatch(spec: FieldSpec, node: SyntaxNode): string | undefined {
  switch (spec.kind) {
    case 'boolean':
      return node.kind === 'boolean' ? undefined : 'true or false';
    case 'integer':
      return node.kind === 'number' && Number.isInteger(node.value) ? undefined : 'a whole number';
    case 'number':
      return node.kind === 'number' ? undefined : 'a number';
    case 'condition':
      return node.kind === 'boolean' || (node.kind === 'string' && isFilledInLater(node.value))
        ? undefined
        : 'true, false';
    case 'json':
      return undefined;
    case 'template':
      return spec.container !== true || node.kind === 'array' || node.kind === 'object'
        ? undefined
        : 'a list, an object';
    case 'assign':
    case 'states':
    case 'scope':
    case 'object':
      return node.kind === 'object' ? undefined : 'an object';
    case 'errorNames':
    case 'strings':
    case 'scopes':
    case 'objects':
      return node.kind === 'array' ? undefined : 'a list';
    default:
      return node.kind === 'string' ? undefined : 'a string';
  }
}

/** What to call a value in a message. */
export const VALUE_NAMES: Readonly<Record<SyntaxNode['kind'], string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a string',
  number: 'a number',
  boolean: 'a boolean',
  null: 'null',
  placeholder: 'a placeholder',
};

/** What the items of a list, or the values of `States`, must be; undefined where the field has no such things. */
export function itemType(spec: FieldSpec): 'string' | 'object' | undefined {
  switch (spec.kind) {
    case 'errorNames':
    case 'strings':
      return 'string';
    case 'scopes':
    case 'objects':
    case 'states':
      return 'object';
    default:
      return undefined;
  }
}
