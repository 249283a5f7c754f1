/** The expression in a string of a definition: its language, its text, and where a cursor stands in it. */

import type { PropertyNode, StringNode, SyntaxNode } from '../syntax.ts';
import { indexInString } from '../text/string-offsets.ts';
import type { FieldPlace } from './roles.ts';

export interface ExpressionPlace {
  readonly language: 'JSONPath' | 'JSONata';
  readonly node: StringNode;
  /** The expression without the delimiters of JSONata. */
  readonly code: string;
  /** The index in the value of the string at which the expression begins. */
  readonly from: number;
  /** The index of the cursor in the expression. */
  readonly index: number;
}

/** An expression in a string, wherever the cursor is. */
export type Expression = Omit<ExpressionPlace, 'index'>;

/** The expression that the string is, when the language evaluates it at this place. */
export function expressionOf(node: StringNode, field: FieldPlace | undefined): Expression | undefined {
  if (!field) return undefined;
  const { spec, state, machine } = field;
  const language = state?.queryLanguage ?? machine.queryLanguage;
  const payload = spec.kind === 'template' || spec.kind === 'assign';
  if (language === 'JSONata') {
    if (!node.value.startsWith('{%') || !(payload || spec.kind === 'condition' || spec.expression)) return undefined;
    const end = node.value.endsWith('%}') && node.value.length >= 4 ? node.value.length - 2 : node.value.length;
    return { language, node, code: node.value.slice(2, end), from: 2 };
  }
  const isPath = payload ? evaluatedKey(node) : spec.kind === 'path' || spec.kind === 'referencePath';
  return isPath ? { language, node, code: node.value, from: 0 } : undefined;
}

/** The expression at a cursor in the string. */
export function expressionAt(
  text: string,
  node: StringNode,
  field: FieldPlace | undefined,
  offset: number,
): ExpressionPlace | undefined {
  const expression = expressionOf(node, field);
  if (!expression || !isInside(text, node, offset)) return undefined;
  const index = indexInString(text, node, offset) - expression.from;
  return index < 0 || index > expression.code.length ? undefined : { ...expression, index };
}

/** A cursor before the opening quote or behind the closing one is not in the string. */
function isInside(text: string, node: StringNode, offset: number): boolean {
  if (node.style !== 'double' && node.style !== 'single') return true;
  const closed = node.end - node.start > 1 && text[node.end - 1] === text[node.start];
  return offset > node.start && !(closed && offset >= node.end);
}

/** In a payload template of JSONPath a value is evaluated where its key ends in `.$`. */
function evaluatedKey(node: SyntaxNode | PropertyNode): boolean {
  return node.parent?.kind === 'property' && node.parent.key.value.endsWith('.$');
}
