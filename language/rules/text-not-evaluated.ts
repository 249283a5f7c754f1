/** Text that looks like an expression, at a place where it stays text. */

import { type AslDocument, type PropertyNode, pointerOf, type State, type StringNode, type SyntaxNode } from '#asl';
import type { FieldSpec } from '#asl/spec';
import { rangeOf } from '../anchor.ts';
import { renameKey } from '../edits/fixes.ts';
import type { AwsAnswer, Finding, MachineRule } from '../rule.ts';
import { fieldSpecsWhere } from '../walk/by-spec.ts';
import type { WalkedField } from '../walk/walked.ts';
import { unsaidStates } from './wrong-query-language-field.ts';

export const textNotEvaluated: MachineRule = {
  code: 'text-not-evaluated',
  severity: 'warning',
  perState: true,
  doc: `A path, an intrinsic function or a JSONata expression stands where it is plain text: a member without \`.$\` in a payload template, the \`Result\` of a Pass, a field that has a twin ending in \`Path\`, \`{% … %}\` in a JSONPath state, or \`.$\` in a JSONata state. AWS accepts it and passes the text on.

Wrong: \`"Parameters": {"id": "$.order.id"}\`. Right: \`"Parameters": {"id.$": "$.order.id"}\`.`,
  check({ doc, machine, walk }) {
    const found: Finding[] = [];
    let unsaid: ReadonlySet<State> | undefined;
    /** That a state does not say that it is written in JSONata is one mistake, and reported as that. */
    const withoutEchoes = (from: number, { owner: { state } }: WalkedField): void => {
      if (found.length === from || !state) return;
      unsaid ??= unsaidStates(machine);
      if (unsaid.has(state)) found.push(...found.splice(from).filter(({ message }) => message !== JSONATA_IN_JSONPATH));
    };
    for (const field of walk.payloadTemplates) {
      const from = found.length;
      if (field.value) inTemplate(doc, field.value, undefined, found);
      withoutEchoes(from, field);
    }
    for (const field of walk.fieldsOf(TEXTS)) {
      const from = found.length;
      inFieldOrValue(doc, field, found);
      withoutEchoes(from, field);
    }
    return found;
  },
};

function inFieldOrValue(doc: AslDocument, field: WalkedField, found: Finding[]): void {
  const { spec, owner, value } = field;
  if (!value || (spec.only && spec.only !== owner.queryLanguage)) return;
  if (owner.queryLanguage === 'JSONata') {
    if (isComputed(spec)) dollarKeys(value, found);
  } else if (spec.kind === 'json') inResult(value, found);
  else if (value.kind === 'string' && spec.kind === 'text') inField(doc, field, value, found);
}

const JSONATA_IN_JSONPATH =
  "The query language here is JSONPath, so this JSONata expression is passed on as text. Set 'QueryLanguage' to 'JSONata' to have it evaluated.";

/** In a JSONata state. */
const isComputed = ({ kind, expression }: FieldSpec): boolean =>
  kind === 'template' || kind === 'assign' || expression === true;

const TEXTS = fieldSpecsWhere((spec) => spec.kind === 'json' || spec.kind === 'text' || isComputed(spec));

/** A path into the data or the context object; a bare `$name` is as often just text. */
const looksLikePath = (text: string): boolean => text.startsWith('$') && /^\$\$?(?:\.[\p{L}_*[]|\[)/u.test(text);
const looksLikeIntrinsic = (text: string): boolean => text.startsWith('States.') && /^States\.[A-Z]\w*\(/.test(text);
const looksLikeJsonata = (text: string): boolean => text.length >= 4 && text.startsWith('{%') && text.endsWith('%}');

function inTemplate(doc: AslDocument, node: SyntaxNode, member: PropertyNode | undefined, found: Finding[]): void {
  if (node.kind === 'object') {
    for (const property of node.properties)
      if (property.value && !property.key.value.endsWith('.$')) inTemplate(doc, property.value, property, found);
  } else if (node.kind === 'array') for (const item of node.items) inTemplate(doc, item, undefined, found);
  else if (node.kind !== 'string') return;
  else if (looksLikeJsonata(node.value)) found.push(jsonataInJsonPath(node));
  else if (looksLikePath(node.value) || looksLikeIntrinsic(node.value)) found.push(withoutDollar(doc, node, member));
}

function withoutDollar(doc: AslDocument, node: StringNode, member: PropertyNode | undefined): Finding {
  const what = looksLikePath(node.value) ? 'path' : 'intrinsic function';
  const name = member?.key.value;
  const advice =
    name === undefined
      ? 'An item of a list cannot be one: use an object, or build the list with States.Array.'
      : `Name the member '${name}.$' to have it evaluated.`;
  return {
    range: rangeOf(member?.key ?? node),
    message: `This ${what} is passed on as text. ${advice}`,
    ...aws('NO_DOLLAR', node),
    fixes: () => (member ? [{ ...renameKey(doc, member, `${name}.$`), preferred: true }] : []),
  };
}

const jsonataInJsonPath = (node: StringNode): Finding => ({ range: rangeOf(node), message: JSONATA_IN_JSONPATH });

function inResult(node: SyntaxNode, found: Finding[]): void {
  if (node.kind === 'array') for (const item of node.items) inResult(item, found);
  else if (node.kind === 'string') {
    if (looksLikeJsonata(node.value)) found.push(jsonataInJsonPath(node));
    else if (looksLikePath(node.value) || looksLikeIntrinsic(node.value)) found.push(staticResult(node, node));
  } else if (node.kind === 'object') {
    for (const { key, value } of node.properties) {
      if (key.value.endsWith('.$')) found.push(staticResult(key, value ?? key));
      else if (value) inResult(value, found);
    }
  }
}

const staticResult = (at: StringNode, node: SyntaxNode): Finding => ({
  range: rangeOf(at),
  message: "The 'Result' of a Pass is never evaluated: this is passed on as text. Use 'Parameters' instead.",
  ...aws('PASS_RESULT_IS_STATIC', node),
});

function inField(doc: AslDocument, field: WalkedField, node: StringNode, found: Finding[]): void {
  const { spec, owner, property } = field;
  const twin = `${spec.name}Path`;
  if (looksLikeJsonata(node.value) && spec.expression) found.push(jsonataInJsonPath(node));
  else if (
    (looksLikePath(node.value) || looksLikeIntrinsic(node.value)) &&
    owner.spec.fields.some(({ name }) => name === twin)
  ) {
    found.push({
      range: rangeOf(node),
      message: `This is passed on as text. Use '${twin}' to have it evaluated.`,
      ...aws('NO_PATH', node),
      fixes: () => [{ ...renameKey(doc, property, twin), preferred: true }],
    });
  }
}

function mistakenText(text: string): string | undefined {
  if (looksLikePath(text) || looksLikeIntrinsic(text)) {
    return "The query language here is JSONata, so this is passed on as text. Expressions stand in '{% … %}'.";
  }
  if (!text.includes('%}')) return undefined;
  if (/^\{%.*%\}\s+$/s.test(text)) {
    return "Blanks or a line break follow '%}', so this is passed on as text. In YAML, a block that begins with '>-' or '|-' ends without one.";
  }
  if (/^(?!\s*\{%).*%\}\s*$/s.test(text) && !text.includes('{%'))
    return "This ends like an expression, but '{%' is missing at its start, so it is passed on as text.";
  return /^[^{].*\{%.*%\}/s.test(text)
    ? 'An expression must fill the whole string, so this is passed on as text. Build the text inside: \'{% "…" & … %}\'.'
    : undefined;
}

function dollarKeys(node: SyntaxNode, found: Finding[]): void {
  if (node.kind === 'array') for (const item of node.items) dollarKeys(item, found);
  else if (node.kind === 'string') {
    const message = mistakenText(node.value);
    if (message) found.push({ range: rangeOf(node), message });
  } else if (node.kind === 'object') {
    for (const { key, value } of node.properties) {
      if (key.value.endsWith('.$')) {
        found.push({
          range: rangeOf(key),
          message: `The query language here is JSONata, where '.$' has no meaning. Name the member '${key.value.slice(0, -2)}' and write the value as '{% … %}'.`,
        });
      } else if (value) dollarKeys(value, found);
    }
  }
}

/** AWS warns about these with codes of their own; its wording is not documented. */
const aws = (code: string, node: SyntaxNode): { readonly aws: AwsAnswer } => ({
  aws: { code, location: pointerOf(node) },
});
