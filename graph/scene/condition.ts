/**
 * Choice rules in few words, for the labels on edges: `total > 100`, `status = "paid" and not refunded`.
 * Reads only the syntax tree and never judges it: a rule that makes no sense gives the words that it has.
 */
import { type ObjectNode, type SyntaxNode, stringOf, valueOf } from '#asl';
import { expressionText, pathText, shortenCondition } from './words.ts';

const COMPARISONS: readonly [suffix: string, sign: string][] = [
  ['LessThanEquals', '≤'],
  ['GreaterThanEquals', '≥'],
  ['LessThan', '<'],
  ['GreaterThan', '>'],
  ['Equals', '='],
  ['Matches', 'matches'],
];

const TYPE_TESTS: Readonly<Record<string, string>> = {
  IsBoolean: 'a boolean',
  IsNull: 'null',
  IsNumeric: 'a number',
  IsPresent: 'present',
  IsString: 'a string',
  IsTimestamp: 'a timestamp',
};

/** The whole condition of a choice rule as one line; empty where none can be read. */
export function conditionText(rule: ObjectNode): string {
  const condition = valueOf(rule, 'Condition');
  if (condition?.kind === 'string') return expressionText(condition.value);
  if (condition?.kind === 'boolean') return condition.value ? 'always' : 'never';
  return ruleText(rule, false);
}

function ruleText(rule: SyntaxNode | undefined, inner: boolean): string {
  if (rule?.kind !== 'object') return '';
  const not = valueOf(rule, 'Not');
  if (not) return negated(not);
  for (const [key, word] of [
    ['And', ' and '],
    ['Or', ' or '],
  ] as const) {
    const list = valueOf(rule, key);
    if (list?.kind !== 'array') continue;
    const text = list.items
      .map((item) => ruleText(item, list.items.length > 1))
      .filter(Boolean)
      .join(word);
    return inner && word === ' or ' && list.items.length > 1 ? `(${text})` : text;
  }
  return comparisonText(rule);
}

function negated(rule: SyntaxNode): string {
  const text = ruleText(rule, false);
  if (text.endsWith(' is present')) return text.replace(/ is present$/, ' is missing');
  return text && `not ${/ (?:and|or) /.test(text) ? `(${text})` : text}`;
}

function comparisonText(rule: ObjectNode): string {
  const variable = pathText(stringOf(rule, 'Variable') ?? '');
  for (const { key, value } of rule.properties) {
    const name = key.value;
    const test = TYPE_TESTS[name];
    if (test) return typeTestText(variable, name, test, value);
    const byPath = name.endsWith('Path');
    const operator = byPath ? name.slice(0, -4) : name;
    if (!/^(?:String|Numeric|Boolean|Timestamp)/.test(operator)) continue;
    const comparison = COMPARISONS.find(([suffix]) => operator.endsWith(suffix));
    if (!comparison) continue;
    if (operator === 'BooleanEquals' && value?.kind === 'boolean') return value.value ? variable : `not ${variable}`;
    return `${variable} ${comparison[1]} ${operandText(value, byPath)}`.trim();
  }
  return variable;
}

function typeTestText(variable: string, name: string, test: string, value: SyntaxNode | undefined): string {
  const holds = !(value?.kind === 'boolean' && !value.value);
  if (name === 'IsPresent') return `${variable} is ${holds ? 'present' : 'missing'}`;
  return `${variable} is ${holds ? '' : 'not '}${test}`;
}

function operandText(value: SyntaxNode | undefined, byPath: boolean): string {
  switch (value?.kind) {
    case 'string':
      return byPath ? pathText(value.value) : `"${value.value}"`;
    case 'number':
    case 'boolean':
      return String(value.value);
    case 'placeholder':
      return `\${${value.name}}`;
    default:
      return '';
  }
}

const LABEL_LENGTH = 28;
/** A choice with more rules than this is not read by its labels. */
const MOST_RULES = 50;

/** The condition as an edge label of at most 28 characters, without what it has in common with a rule beside it. */
export function conditionLabel(rule: ObjectNode, index: number): string {
  const text = conditionText(rule);
  const label = shortenCondition(text, LABEL_LENGTH);
  if (label === text) return label || `rule ${index + 1}`;
  const twins = textsBeside(rule).filter((other) => shortenCondition(other, LABEL_LENGTH) === label);
  const shared = Math.max(0, ...twins.map((other) => sharedTerms(text, other)));
  return shared === 0 ? label : shortenCondition(`… ${text.slice(shared)}`, LABEL_LENGTH);
}

function textsBeside(rule: ObjectNode): readonly string[] {
  const rules = rule.parent?.kind === 'array' ? rule.parent.items.slice(0, MOST_RULES) : [];
  return rules.flatMap((other) => (other.kind === 'object' && other !== rule ? [conditionText(other)] : []));
}

/** The length of the terms with which both conditions begin, with the word behind them. */
function sharedTerms(text: string, other: string): number {
  let shared = 0;
  for (const { 0: word, index } of text.matchAll(/ (?:and|or) /g)) {
    const end = index + word.length;
    if (!other.startsWith(text.slice(0, end))) break;
    shared = end;
  }
  return text === other ? 0 : shared;
}
