/**
 * Choice rules. The comparison operators of JSONPath rules are a table from which the fields, their documentation
 * and the interpreter's comparisons derive.
 */
import { assign, comment, next, output } from './fields.ts';
import type { FieldSpec, ObjectSpec } from './types.ts';

const LINK = 'state-choice.html';

export type ChoiceOperand = 'string' | 'number' | 'boolean' | 'timestamp' | 'pattern' | 'test';
export type ChoiceRelation =
  | 'Equals'
  | 'LessThan'
  | 'GreaterThan'
  | 'LessThanEquals'
  | 'GreaterThanEquals'
  | 'Matches'
  | 'Is';

/** One comparison operator of JSONPath choice rules. */
export interface ChoiceOperator {
  readonly name: string;
  /** What the variable is compared as; `test` for the `Is…` operators. */
  readonly operand: ChoiceOperand;
  readonly relation: ChoiceRelation;
  /** The value is a path to what to compare with, not the value itself. */
  readonly path: boolean;
  readonly doc: string;
}

const RELATIONS: readonly [ChoiceRelation, string][] = [
  ['Equals', 'equal to'],
  ['LessThan', 'less than'],
  ['GreaterThan', 'greater than'],
  ['LessThanEquals', 'less than or equal to'],
  ['GreaterThanEquals', 'greater than or equal to'],
];

const TYPES: readonly [string, ChoiceOperand, string, string][] = [
  ['String', 'string', 'a string', 'the string'],
  ['Numeric', 'number', 'a number', 'the number'],
  ['Boolean', 'boolean', 'a boolean', 'the boolean'],
  ['Timestamp', 'timestamp', 'a timestamp', 'the RFC 3339 timestamp'],
];

const TESTS: readonly [string, string][] = [
  ['IsNull', 'True when the variable exists and is `null`. With `false`: when it exists and is not `null`.'],
  ['IsPresent', 'True when the path finds something in the input, also a `null`. With `false`: when it finds nothing.'],
  ['IsNumeric', 'True when the variable is a number. With `false`: when it is not.'],
  ['IsString', 'True when the variable is a string. With `false`: when it is not.'],
  ['IsBoolean', 'True when the variable is a boolean. With `false`: when it is not.'],
  [
    'IsTimestamp',
    'True when the variable is a string in the form of an RFC 3339 timestamp. With `false`: when it is not.',
  ],
];

function comparisons(): ChoiceOperator[] {
  return TYPES.flatMap(([prefix, operand, article, definite]) =>
    RELATIONS.filter(([relation]) => operand !== 'boolean' || relation === 'Equals').flatMap(([relation, words]) => {
      const order = operand === 'string' && relation !== 'Equals' ? ' Strings are ordered by their characters.' : '';
      return [
        {
          name: `${prefix}${relation}`,
          operand,
          relation,
          path: false,
          doc: `True when the variable is ${article} ${words} ${definite} given here.${order}`,
        },
        {
          name: `${prefix}${relation}Path`,
          operand,
          relation,
          path: true,
          doc: `True when the variable is ${article} ${words} ${definite} that this path finds.${order}`,
        },
      ];
    }),
  );
}

/** Every comparison operator, in the order in which completion offers them. */
export const choiceOperators: readonly ChoiceOperator[] = [
  ...comparisons(),
  {
    name: 'StringMatches',
    operand: 'pattern',
    relation: 'Matches',
    path: false,
    doc: 'True when the variable is a string that matches the pattern. `*` stands for any run of characters; `\\\\*` is a star, `\\\\\\\\` a backslash.',
  },
  ...TESTS.map(([name, doc]): ChoiceOperator => ({ name, operand: 'test', relation: 'Is', path: false, doc })),
];

function kindOf(operator: ChoiceOperator): FieldSpec['kind'] {
  if (operator.path) return 'path';
  switch (operator.operand) {
    case 'number':
      return 'number';
    case 'boolean':
    case 'test':
      return 'boolean';
    case 'timestamp':
      return 'timestamp';
    default:
      return 'text';
  }
}

const operatorFields: readonly FieldSpec[] = choiceOperators.map((operator) => ({
  name: operator.name,
  kind: kindOf(operator),
  only: 'JSONPath',
  doc: operator.doc,
  link: LINK,
}));

const testFields: readonly FieldSpec[] = [
  {
    name: 'And',
    kind: 'objects',
    object: 'NestedChoiceRule',
    only: 'JSONPath',
    nonEmpty: true,
    doc: 'A list of rules that must all be true. They have no `Next` of their own.',
    link: LINK,
  },
  {
    name: 'Not',
    kind: 'object',
    object: 'NestedChoiceRule',
    only: 'JSONPath',
    doc: 'A rule that must be false. It has no `Next` of its own.',
    link: LINK,
  },
  {
    name: 'Or',
    kind: 'objects',
    object: 'NestedChoiceRule',
    only: 'JSONPath',
    nonEmpty: true,
    doc: 'A list of rules of which at least one must be true. They have no `Next` of their own.',
    link: LINK,
  },
  ...operatorFields,
  {
    name: 'Variable',
    kind: 'path',
    only: 'JSONPath',
    snippet: '"\\$.$1"',
    doc: 'The path of the value to compare: in the input (`$.a`), the context object (`$$.Execution.Name`) or a variable (`$name`). A path that finds nothing fails the state unless the operator is `IsPresent`.',
    link: LINK,
  },
];

const oneTest = { fields: ['And', 'Or', 'Not', 'Variable'], need: 'exactly-one', only: 'JSONPath' } as const;
const oneOperator = { fields: choiceOperators.map(({ name }) => name), need: 'at-most-one', only: 'JSONPath' } as const;

const sorted = (fields: readonly FieldSpec[]): readonly FieldSpec[] =>
  [...fields].sort((a, b) => (a.name < b.name ? -1 : 1));

export const choiceRuleSpec: ObjectSpec = {
  name: 'ChoiceRule',
  title: 'a choice rule',
  doc: 'One rule of a Choice state. The rules are tried in their order; the first one that is true decides the next state.',
  link: LINK,
  groups: [oneTest, oneOperator],
  fields: sorted([
    {
      ...assign,
      doc: 'Stores values in variables when this rule is the one that matches; the `Assign` of the state itself is used only when no rule does.',
    },
    comment,
    {
      name: 'Condition',
      kind: 'condition',
      only: 'JSONata',
      required: true,
      expression: true,
      snippet: '"{% $1 %}"',
      doc: 'A JSONata expression in `{% … %}` that yields a boolean, or a boolean itself. One that yields nothing fails the state.',
      link: LINK,
    },
    { ...next, required: true, doc: 'The state that runs next when this rule matches.' },
    {
      ...output,
      doc: 'The output of the state when this rule matches; the `Output` of the state itself is used only when no rule does.',
    },
    ...testFields,
  ]),
};

export const nestedChoiceRuleSpec: ObjectSpec = {
  name: 'NestedChoiceRule',
  title: 'a nested choice rule',
  doc: 'A rule inside `And`, `Or` or `Not`: a test only. `Next` stands in the outermost rule.',
  link: LINK,
  groups: [oneTest, oneOperator],
  fields: sorted([comment, ...testFields]),
};
