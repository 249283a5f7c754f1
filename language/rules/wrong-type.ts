/** A value of a type that its field does not take. */
import type { AslDocument, SyntaxNode } from '#asl';
import type { FieldSpec } from '#asl/spec';
import { rangeOf } from '../anchor.ts';
import { schemaFailure } from '../aws-answers.ts';
import { changeValue } from '../edits/fixes.ts';
import type { AwsAnswer, Finding, MachineRule } from '../rule.ts';
import { typeWithoutName } from '../walk/scope-facts.ts';
import { isUnknownValue } from '../walk/stand-ins.ts';
import { expectedInstead, isJsonataText, itemType, VALUE_NAMES } from '../walk/value-types.ts';
import type { WalkedField } from '../walk/walked.ts';
import { isMisplacedField } from './misplaced-field.ts';

export const wrongType: MachineRule = {
  code: 'wrong-type',
  severity: 'error',
  local: true,
  perState: true,
  doc: `The value is of a type that the field does not take. AWS refuses the definition.

Wrong: \`"Seconds": "10"\`. Right: \`"Seconds": 10\`.`,
  check({ doc, walk: { fields } }) {
    const found: Finding[] = [];
    const isStructured = doc.problems.every(({ keepsStructure }) => keepsStructure);
    // By an index, since this is every field of the text: nothing is made for those that are right.
    for (let i = 0; i < fields.length; i++) {
      const field = fields[i];
      if (!field) continue;
      const { spec, value, owner } = field;
      if (spec.only && spec.only !== owner.queryLanguage) continue;
      if (!value) {
        if (doc.format === 'yaml') found.push(noValue(field));
        continue;
      }
      // While it is not known what belongs where, it is not known either which query language counts.
      if (spec.expression && isJsonataText(value) && !isStructured) continue;
      const expected = expectedInstead(spec, value, owner.queryLanguage);
      if (expected) found.push(mismatch(doc, field, value, expected));
      else if (isStructured && hasWrongItem(spec, value) && !isUnknownValue(value)) itemsOf(field, value, found);
    }
    return found;
  },
};

/** In YAML `Next:` is a whole line; in JSON the parser already says that a value is missing. */
function noValue({ spec, property }: WalkedField): Finding {
  const range = rangeOf(property.key);
  // YAML reads nothing as null, which these fields take.
  if (spec.nullable || spec.kind === 'json')
    return { range, severity: 'warning', message: `'${spec.name}' has no value, which counts as null: write 'null'.` };
  return { range, message: `'${spec.name}' has no value.` };
}

/** Texts to YAML 1.2, booleans to YAML 1.1, which CloudFormation and others read. */
const OLDER_BOOLEAN = /^(?:yes|no|on|off)$/i;

function mismatch(doc: AslDocument, { spec }: WalkedField, value: SyntaxNode, expected: string): Finding {
  const right = convertedJson(spec, value);
  if (
    spec.kind === 'boolean' &&
    value.kind === 'string' &&
    value.style === 'plain' &&
    OLDER_BOOLEAN.test(value.value)
  ) {
    const meant = /^(?:yes|on)$/i.test(value.value) ? 'true' : 'false';
    return {
      range: rangeOf(value),
      severity: 'warning',
      message: `'${value.value}' is a boolean in YAML 1.1 only, and a text in YAML 1.2. Write '${meant}'.`,
      fixes: () => [changeValue(doc, value, meant)],
    };
  }
  return {
    range: rangeOf(value),
    message: `'${spec.name}' must be ${expected}, but this is ${value.kind === 'number' ? value.value : VALUE_NAMES[value.kind]}.`,
    aws: awsAnswer(expected, value),
    fixes: () =>
      right === undefined ? [] : [{ ...changeValue(doc, value, right), preferred: spec.kind !== 'stateName' }],
  };
}

/**
 * AWS's answer. Measured for strings only; the other types follow the words of its sentences about numbers, which are
 * integers or floats. Where an expression may stand a text is of the right type, and is judged as an expression.
 */
function awsAnswer(expected: string, value: SyntaxNode): AwsAnswer {
  const [plain = '', mayCompute] = expected.split(' or a JSONata expression');
  if (mayCompute !== undefined && value.kind === 'string')
    return schemaFailure('JSONata string must start with {% and end with %}', value);
  const type = AWS_TYPES[plain] ?? 'STRING';
  const types = mayCompute === undefined || type === 'STRING' ? [type] : [type, 'STRING'];
  return schemaFailure(`Expected value of type [${types.join(', ')}]`, value);
}

/** AWS's names of types, by our words. */
const AWS_TYPES: Readonly<Record<string, string>> = {
  'true or false': 'BOOLEAN',
  'true, false': 'BOOLEAN',
  'a whole number': 'INTEGER',
  'a number': 'NUMBER',
  'an object': 'OBJECT',
  'a list': 'ARRAY',
  'a list, an object': 'ARRAY, OBJECT',
};

/** The value as it was surely meant, as JSON text: a number without its quotes, a single name as a list. */
function convertedJson({ kind, min }: FieldSpec, value: SyntaxNode): string | undefined {
  if (value.kind === 'string') {
    const text = value.value.trim();
    if (kind === 'errorNames' || kind === 'strings') return JSON.stringify([value.value]);
    if (kind === 'boolean') return /^(?:true|false)$/i.test(text) ? text.toLowerCase() : undefined;
    const isNumber = kind === 'integer' ? /^-?\d+$/.test(text) : kind === 'number' && /^-?\d+(?:\.\d+)?$/.test(text);
    return isNumber && Number(text) >= (min ?? Number(text)) ? String(Number(text)) : undefined;
  }
  const isText = kind === 'text' || kind === 'stateName';
  return isText && (value.kind === 'number' || value.kind === 'boolean')
    ? JSON.stringify(String(value.value))
    : undefined;
}

/** Nearly always nothing is wrong: then nothing is made. */
function hasWrongItem(spec: FieldSpec, value: SyntaxNode): boolean {
  const wanted = itemType(spec);
  if (wanted === undefined) return false;
  if (value.kind === 'array') return value.items.some((item) => item.kind !== wanted);
  return (
    value.kind === 'object' && value.properties.some((one) => one.value !== undefined && one.value.kind !== wanted)
  );
}

function itemsOf({ spec }: WalkedField, value: SyntaxNode, found: Finding[]): void {
  const wanted = itemType(spec);
  if (!wanted) return;
  const what =
    spec.kind === 'states' ? 'A state' : spec.kind === 'errorNames' ? 'An error name' : `An entry of '${spec.name}'`;
  for (const item of childrenOf(value)) {
    if (isUnknownValue(item) || item.kind === wanted) continue;
    const expected = wanted === 'object' ? 'an object' : 'a string';
    found.push({
      range: rangeOf(item),
      message: `${what} must be ${expected}, but this is ${VALUE_NAMES[item.kind]}.`,
      aws: awsAnswer(expected, item),
    });
  }
}

function childrenOf(value: SyntaxNode): readonly SyntaxNode[] {
  if (value.kind === 'array') return value.items;
  const children: SyntaxNode[] = [];
  if (isStatesWithoutName(value)) return children;
  if (value.kind === 'object')
    for (const property of value.properties)
      if (property.value && !isMisplacedField(property)) children.push(property.value);
  return children;
}

/** Of such a list of states 'misplaced-field' says what is wrong. */
const isStatesWithoutName = (value: SyntaxNode): boolean =>
  value.kind === 'object' && typeWithoutName(value) !== undefined;
