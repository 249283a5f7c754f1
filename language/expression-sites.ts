/**
 * Every place of a machine at which an expression stands: paths in path fields, `.$` members of payload templates,
 * and `{% … %}` strings. Found once, parsed at most once each, and shared by all rules.
 */
import type { PropertyNode, StringNode, SyntaxNode } from '#asl';
import { expressionOf, type ParsedJsonata, type ParsedPath, parseJsonata, parsePath } from '#asl/expressions';
import type { WalkedField } from './machine-walk.ts';
import { isFilledInLater, isUnknownValue } from './stand-ins.ts';
import { isJsonataText } from './value-types.ts';

interface SiteBase {
  readonly node: StringNode;
  /** The field that the expression stands in, directly or inside a template. */
  readonly field: WalkedField;
}

/** A path where only a path may stand, or where an intrinsic function may stand too. */
export interface PathSite extends SiteBase {
  readonly kind: 'path';
  /** It must name one place, so that something can be written there or one number be read. */
  readonly isReference: boolean;
  readonly mayBeIntrinsic: boolean;
  /** The `.$` member of a payload template; undefined for the value of a field. */
  readonly member: PropertyNode | undefined;
  /** The text as a path; undefined where it does not begin with `$`. */
  readonly path: () => ParsedPath | undefined;
}

/** A string that begins with `{%`. */
export interface JsonataSite extends SiteBase {
  readonly kind: 'jsonata';
  /** Undefined where the string does not end with `%}`. */
  readonly expression: () => { readonly start: number; readonly parsed: ParsedJsonata } | undefined;
}

export type ExpressionSite = PathSite | JsonataSite;

/** The expressions of a field, in the order of the text. Texts with `${…}` in them are not known yet and left out. */
export function* sitesIn(field: WalkedField): Iterable<ExpressionSite> {
  const { spec, value, owner } = field;
  if (!value || isUnknownValue(value) || (spec.only && spec.only !== owner.queryLanguage)) return;
  if (owner.queryLanguage === 'JSONata') {
    if (spec.expression || spec.kind === 'template' || spec.kind === 'assign') yield* jsonataIn(field, value);
  } else if (spec.kind === 'path' || spec.kind === 'referencePath') {
    if (value.kind === 'string' && !isFilledInLater(value.value)) yield pathSite(field, value, undefined);
  } else if (isPayloadTemplate(field)) yield* membersIn(field, value);
}

/** True where members whose key ends in `.$` are evaluated. */
export function isPayloadTemplate({ spec, owner, isForeign }: WalkedField): boolean {
  if (owner.queryLanguage !== 'JSONPath' || spec.only === 'JSONata') return false;
  return spec.kind === 'template' || spec.kind === 'assign' || isForeign;
}

function* jsonataIn(field: WalkedField, node: SyntaxNode): Iterable<ExpressionSite> {
  if (node.kind === 'string') {
    if (isJsonataText(node) && !isFilledInLater(node.value)) yield jsonataSite(field, node);
  } else if (node.kind === 'array') for (const item of node.items) yield* jsonataIn(field, item);
  else if (node.kind === 'object') for (const { value } of node.properties) if (value) yield* jsonataIn(field, value);
}

function* membersIn(field: WalkedField, node: SyntaxNode): Iterable<ExpressionSite> {
  if (node.kind === 'array') for (const item of node.items) yield* membersIn(field, item);
  if (node.kind !== 'object') return;
  for (const member of node.properties) {
    const { key, value } = member;
    if (!value) continue;
    if (!key.value.endsWith('.$')) yield* membersIn(field, value);
    else if (value.kind === 'string' && !isFilledInLater(value.value)) yield pathSite(field, value, member);
  }
}

function jsonataSite(field: WalkedField, node: StringNode): JsonataSite {
  // A block of YAML may end in a line break.
  const text = expressionOf(node.value.trimEnd());
  let parsed: ParsedJsonata | undefined;
  return {
    kind: 'jsonata',
    node,
    field,
    expression: () => {
      if (!text) return undefined;
      parsed ??= parseJsonata(text.text);
      return { start: text.start, parsed };
    },
  };
}

function pathSite(field: WalkedField, node: StringNode, member: PropertyNode | undefined): PathSite {
  let parsed: ParsedPath | undefined;
  return {
    kind: 'path',
    node,
    field,
    member,
    isReference: field.spec.kind === 'referencePath',
    mayBeIntrinsic: member !== undefined || field.spec.intrinsic === true,
    path: () => {
      if (node.value.startsWith('$')) parsed ??= parsePath(node.value);
      return parsed;
    },
  };
}
