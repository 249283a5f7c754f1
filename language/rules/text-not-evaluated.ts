/** Text that looks like an expression, at a place where it stays text. */
import { type AslDocument, type PropertyNode, pointerOf, type StringNode, type SyntaxNode } from '#asl';
import { rangeOf } from '../anchor.ts';
import { renameKey } from '../edits/fixes.ts';
import type { AwsAnswer, Finding, MachineRule } from '../rule.ts';
import { isPayloadTemplate } from '../walk/expression-sites.ts';
import type { WalkedField } from '../walk/walked.ts';

export const textNotEvaluated: MachineRule = {
  code: 'text-not-evaluated',
  severity: 'warning',
  perState: true,
  doc: `A path, an intrinsic function or a JSONata expression stands where it is plain text: a member without \`.$\` in a payload template, the \`Result\` of a Pass, a field that has a twin ending in \`Path\`, \`{% … %}\` in a JSONPath state, or \`.$\` in a JSONata state. AWS accepts it and passes the text on.

Wrong: \`"Parameters": {"id": "$.order.id"}\`. Right: \`"Parameters": {"id.$": "$.order.id"}\`.`,
  *check({ doc, walk }) {
    for (const field of walk.fields) {
      const { spec, owner, value } = field;
      if (!value || (spec.only && spec.only !== owner.queryLanguage)) continue;
      if (owner.queryLanguage === 'JSONata') yield* inJsonata(field, value);
      else if (isPayloadTemplate(field)) yield* inTemplate(doc, value, undefined);
      else if (spec.kind === 'json') yield* inResult(value);
      else if (value.kind === 'string' && spec.kind === 'text') yield* inField(doc, field, value);
    }
  },
};

/** A path into the data or the context object; a bare `$name` is as often just text. */
const looksLikePath = (text: string): boolean => /^\$\$?(?:\.[\p{L}_*[]|\[)/u.test(text);
const looksLikeIntrinsic = (text: string): boolean => /^States\.[A-Z]\w*\(/.test(text);
const looksLikeJsonata = (text: string): boolean => /^\{%.*%\}$/s.test(text);

function* inTemplate(doc: AslDocument, node: SyntaxNode, member: PropertyNode | undefined): Iterable<Finding> {
  if (node.kind === 'object') {
    for (const property of node.properties)
      if (property.value && !property.key.value.endsWith('.$')) yield* inTemplate(doc, property.value, property);
  } else if (node.kind === 'array') for (const item of node.items) yield* inTemplate(doc, item, undefined);
  else if (node.kind !== 'string') return;
  else if (looksLikeJsonata(node.value)) yield jsonataInJsonPath(node);
  else if (looksLikePath(node.value) || looksLikeIntrinsic(node.value)) yield withoutDollar(doc, node, member);
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

const jsonataInJsonPath = (node: StringNode): Finding => ({
  range: rangeOf(node),
  message:
    "The query language here is JSONPath, so this JSONata expression is passed on as text. Set 'QueryLanguage' to 'JSONata' to have it evaluated.",
});

function* inResult(node: SyntaxNode): Iterable<Finding> {
  if (node.kind === 'array') for (const item of node.items) yield* inResult(item);
  else if (node.kind === 'string') {
    if (looksLikeJsonata(node.value)) yield jsonataInJsonPath(node);
    else if (looksLikePath(node.value) || looksLikeIntrinsic(node.value)) yield staticResult(node, node);
  } else if (node.kind === 'object') {
    for (const { key, value } of node.properties) {
      if (key.value.endsWith('.$')) yield staticResult(key, value ?? key);
      else if (value) yield* inResult(value);
    }
  }
}

const staticResult = (at: StringNode, node: SyntaxNode): Finding => ({
  range: rangeOf(at),
  message: "The 'Result' of a Pass is never evaluated: this is passed on as text. Use 'Parameters' instead.",
  ...aws('PASS_RESULT_IS_STATIC', node),
});

function* inField(doc: AslDocument, { spec, owner, property }: WalkedField, node: StringNode): Iterable<Finding> {
  const twin = `${spec.name}Path`;
  if (looksLikeJsonata(node.value) && spec.expression) yield jsonataInJsonPath(node);
  else if (
    (looksLikePath(node.value) || looksLikeIntrinsic(node.value)) &&
    owner.spec.fields.some(({ name }) => name === twin)
  ) {
    yield {
      range: rangeOf(node),
      message: `This is passed on as text. Use '${twin}' to have it evaluated.`,
      ...aws('NO_PATH', node),
      fixes: () => [{ ...renameKey(doc, property, twin), preferred: true }],
    };
  }
}

function* inJsonata({ spec }: WalkedField, node: SyntaxNode): Iterable<Finding> {
  if (spec.kind === 'template' || spec.kind === 'assign' || spec.expression) yield* dollarKeys(node);
}

function mistakenText(text: string): string | undefined {
  if (looksLikePath(text) || looksLikeIntrinsic(text)) {
    return "The query language here is JSONata, so this is passed on as text. Expressions stand in '{% … %}'.";
  }
  if (/^\{%.*%\}\s+$/s.test(text)) {
    return "Blanks or a line break follow '%}', so this is passed on as text. In YAML, a block that begins with '>-' or '|-' ends without one.";
  }
  if (/^(?!\s*\{%).*%\}\s*$/s.test(text) && !text.includes('{%'))
    return "This ends like an expression, but '{%' is missing at its start, so it is passed on as text.";
  return /^[^{].*\{%.*%\}/s.test(text)
    ? 'An expression must fill the whole string, so this is passed on as text. Build the text inside: \'{% "…" & … %}\'.'
    : undefined;
}

function* dollarKeys(node: SyntaxNode): Iterable<Finding> {
  if (node.kind === 'array') for (const item of node.items) yield* dollarKeys(item);
  else if (node.kind === 'string') {
    const message = mistakenText(node.value);
    if (message) yield { range: rangeOf(node), message };
  } else if (node.kind === 'object') {
    for (const { key, value } of node.properties) {
      if (key.value.endsWith('.$')) {
        yield {
          range: rangeOf(key),
          message: `The query language here is JSONata, where '.$' has no meaning. Name the member '${key.value.slice(0, -2)}' and write the value as '{% … %}'.`,
        };
      } else if (value) yield* dollarKeys(value);
    }
  }
}

/** AWS warns about these with codes of their own; its wording is not documented. */
const aws = (code: string, node: SyntaxNode): { readonly aws: AwsAnswer } => ({
  aws: { code, location: pointerOf(node) },
});
