/**
 * The same mistake at every place where it can be made: each field of each object of the tables with each wrong kind of
 * value, in both query languages; each scope with each mistake of its graph. One mistake is one finding, everywhere.
 */
import assert from 'node:assert/strict';
import { stringify } from 'yaml';
import { parseAsl } from '#asl';
import type { Json } from '#asl/json';
import { type FieldCondition, type FieldSpec, type ObjectSpec, objectSpecs, stateSpecs } from '#asl/spec';
import { type Diagnostic, diagnose } from '#language';
import { SERVICES } from '../services.ts';

type Language = 'JSONPath' | 'JSONata';
type Fields = Record<string, Json>;

const LANGUAGES: readonly Language[] = ['JSONPath', 'JSONata'];
const Resource = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const END: Fields = { Type: 'Succeed' };
const inner = (config: Fields = {}): Fields => ({
  ...config,
  StartAt: 'X',
  States: { X: { Type: 'Pass', End: true } },
});
const distributed = inner({ ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } });
const s3 = (language: Language, call: string, more: Fields): Fields => ({
  Resource: `arn:aws:states:::s3:${call}`,
  [language === 'JSONata' ? 'Arguments' : 'Parameters']: { Bucket: 'b', ...more },
});
const rule = (language: Language): Fields =>
  language === 'JSONata' ? { Condition: true, Next: 'Z' } : { Variable: '$.a', IsNull: true, Next: 'Z' };
const map = (fields: Fields): Fields => ({ Type: 'Map', ItemProcessor: distributed, ...fields, End: true });
const task = (fields: Fields): Fields => ({ Type: 'Task', Resource, ...fields, End: true });
const choice = (one: Json): Fields => ({ Type: 'Choice', Choices: [one], Default: 'Z' });

/** What is found in a definition; it is the same in JSON and in YAML, which is asked for one query language only. */
function foundIn(definition: Fields): readonly Diagnostic[] {
  const judged = (text: string, format: 'json' | 'yaml'): Diagnostic[] =>
    diagnose(parseAsl(text, format), { services: SERVICES });
  const all = judged(JSON.stringify(definition, null, 1), 'json');
  if (definition.QueryLanguage !== 'JSONata')
    assert.deepEqual(told(judged(stringify(definition), 'yaml')), told(all), JSON.stringify(definition));
  return all;
}

const found = (states: Fields, language: Language = 'JSONPath'): readonly Diagnostic[] =>
  foundIn({ QueryLanguage: language, StartAt: 'A', States: states });

const told = (all: readonly Diagnostic[]): string[] =>
  all.map(({ severity, code, message }) => `${severity} ${code}: ${message}`);

function isOne(what: string, all: readonly Diagnostic[]): void {
  assert.deepEqual([all.length, all[0]?.severity], [1, 'error'], `${what}\n${told(all).join('\n')}`);
}

/** What a field of that kind does not take. */
const WRONG: Readonly<Partial<Record<FieldSpec['kind'], readonly Json[]>>> = {
  assign: ['x', 1, null, []],
  boolean: ['x', 1, null, {}],
  condition: ['x', 1, null, {}],
  enum: ['x', 1, null, {}, ''],
  errorNames: ['x', 1, null, {}, [1], [null], []],
  integer: ['x', true, null, {}, 1.5, []],
  number: ['x', true, null, {}, []],
  object: ['x', 1, null, []],
  objects: ['x', 1, null, {}, ['x'], [1]],
  path: [1, true, {}, [], 'x'],
  referencePath: [1, true, {}, [], 'x', '$.a[*]', '$..a', '$.a[?(@.b)]'],
  resource: [1, true, null, {}, []],
  scope: ['x', 1, null, []],
  scopes: ['x', 1, null, {}, ['x']],
  stateName: [1, true, null, {}, []],
  states: ['x', 1, null, [], {}],
  strings: ['x', 1, null, {}, [1]],
  text: [1, true, null, {}, []],
  timestamp: [1, 'x', '2020-01-01', null, {}],
};

const isTaken = ({ kind, nullable, expression }: FieldSpec, value: Json, language: Language): boolean =>
  (value === null && nullable === true) ||
  (language === 'JSONata' && expression === true && kind === 'text' && value === 'x');

/** The object without the fields that exclude this one. */
function without(fields: Fields, { groups = [] }: ObjectSpec, name: string): Fields {
  const excluded = groups.filter((group) => group.fields.includes(name)).flatMap((group) => group.fields);
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !excluded.includes(key)));
}

interface Place {
  /** A legal object. */
  readonly object: (language: Language) => Fields;
  /** The states of a machine that holds it. */
  readonly states: (object: Fields, language: Language) => Fields;
}

/** Every object of the language but the machine and the states, at its place. */
const PLACES: Readonly<Record<string, Place>> = {
  Branch: { object: () => inner(), states: (one) => ({ A: { Type: 'Parallel', Branches: [one], End: true } }) },
  Catcher: {
    object: () => ({ ErrorEquals: ['E'], Next: 'Z' }),
    states: (one) => ({ A: task({ Catch: [one] }), Z: END }),
  },
  ChoiceRule: { object: rule, states: (one) => ({ A: choice(one), Z: END }) },
  Credentials: { object: () => ({ RoleArn: 'x' }), states: (one) => ({ A: task({ Credentials: one }) }) },
  ItemBatcher: { object: () => ({ MaxItemsPerBatch: 1 }), states: (one) => ({ A: map({ ItemBatcher: one }) }) },
  ItemReader: {
    object: (language) => s3(language, 'getObject', { Key: 'k' }),
    states: (one) => ({ A: map({ ItemReader: one }) }),
  },
  Iterator: { object: () => inner(), states: (one) => ({ A: { Type: 'Map', Iterator: one, End: true } }) },
  NestedChoiceRule: {
    object: () => ({ Variable: '$.a', IsNull: true }),
    states: (one) => ({ A: choice({ Not: one, Next: 'Z' }), Z: END }),
  },
  Processor: { object: () => inner(), states: (one) => ({ A: { Type: 'Map', ItemProcessor: one, End: true } }) },
  ProcessorConfig: {
    object: () => ({ Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }),
    states: (one) => ({ A: { Type: 'Map', ItemProcessor: inner({ ProcessorConfig: one }), End: true } }),
  },
  ReaderConfig: {
    object: () => ({ InputType: 'JSON' }),
    states: (one, language) => ({
      A: map({ ItemReader: { ...s3(language, 'getObject', { Key: 'k' }), ReaderConfig: one } }),
    }),
  },
  ResultWriter: {
    object: (language) => s3(language, 'putObject', {}),
    states: (one) => ({ A: map({ ResultWriter: one }) }),
  },
  Retrier: { object: () => ({ ErrorEquals: ['E'] }), states: (one) => ({ A: task({ Retry: [one] }) }) },
  WriterConfig: {
    object: () => ({ OutputType: 'JSON' }),
    states: (one, language) => ({ A: map({ ResultWriter: { ...s3(language, 'putObject', {}), WriterConfig: one } }) }),
  },
};

const COMBINED = ['And', 'Or', 'Not'];

/** The object of the place with this field in it, with what comes with the field and nothing that it excludes. */
function holding(field: FieldSpec, value: Json, spec: ObjectSpec, base: Fields): Fields {
  const fields = without(base, spec, field.name);
  // A choice rule has one comparison.
  if (field.only === 'JSONPath' && field.name !== 'Variable' && 'IsNull' in fields) delete fields.IsNull;
  if (COMBINED.includes(field.name)) delete fields.Variable;
  const needed: Fields = {};
  for (let at: FieldSpec | undefined = field; at?.when; ) {
    const { field: name, values }: FieldCondition = at.when;
    needed[name] = values[0] ?? '';
    at = spec.fields.find((one) => one.name === name);
  }
  const held: Fields = { ...fields, ...needed, [field.name]: value };
  for (const { name, requiredWhen, values } of spec.fields) {
    const isMissing = requiredWhen && !(name in held) && requiredWhen.values.includes(String(held[requiredWhen.field]));
    if (isMissing && values) held[name] = values[0] ?? '';
  }
  return held;
}

describe('one mistake', () => {
  it('is known at every object of the language', () => {
    assert.deepEqual(
      Object.keys(PLACES),
      Object.keys(objectSpecs)
        .filter((name) => name !== 'Machine')
        .sort(),
    );
  });

  for (const language of LANGUAGES) {
    for (const [name, { object, states }] of Object.entries(PLACES)) {
      const spec = objectSpecs[name];
      if (!spec || (language === 'JSONata' && name === 'NestedChoiceRule')) continue;
      const base = object(language);
      const findings = (fields: Fields): readonly Diagnostic[] => found(states(fields, language), language);

      it(`is one finding in ${spec.title}, in ${language}`, () => {
        assert.deepEqual(told(findings(base)), []);
        isOne('an unknown field', findings({ ...base, Foo: 1 }));
        for (const field of spec.fields.filter(({ only }) => !only || only === language)) {
          for (const value of WRONG[field.kind] ?? []) {
            if (!isTaken(field, value, language))
              isOne(`${field.name} = ${JSON.stringify(value)}`, findings(holding(field, value, spec, base)));
          }
          const { min, max } = field;
          if (min !== undefined) isOne(`${field.name} too small`, findings(holding(field, min - 1, spec, base)));
          if (max !== undefined) isOne(`${field.name} too large`, findings(holding(field, max + 1, spec, base)));
          if (field.name in base) {
            const { [field.name]: value = null, ...others } = base;
            if (field.required) isOne(`without ${field.name}`, findings(others));
            for (const slip of [field.name.toLowerCase(), field.name.slice(0, -1), `${field.name}s`])
              isOne(slip, findings({ ...others, [slip]: value }));
          }
        }
        for (const { only, name: wrong } of spec.fields) {
          const isOther = only !== undefined && only !== language;
          if (isOther && COMBINED.includes(wrong))
            isOne(wrong, findings({ ...base, [wrong]: wrong === 'Not' ? NESTED : [NESTED] }));
        }
      });
    }

    for (const spec of Object.values(stateSpecs)) {
      it(`is one finding in ${spec.title}, in ${language}`, () => {
        for (const field of spec.fields.filter(({ only }) => !only || only === language)) {
          if (field.kind === 'stateType' || field.name === 'QueryLanguage') continue;
          for (const value of WRONG[field.kind] ?? []) {
            if (isTaken(field, value, language)) continue;
            const state = { ...without(STATES[spec.type](language), spec, field.name), [field.name]: value };
            isOne(
              `${field.name} = ${JSON.stringify(value)}`,
              found(spec.type === 'Choice' ? { A: state, Z: END } : { A: state }, language),
            );
          }
        }
      });
    }
  }
});

const NESTED: Fields = { Variable: '$.x', IsNull: true };

const STATES: Readonly<Record<(typeof stateSpecs)[keyof typeof stateSpecs]['type'], (language: Language) => Fields>> = {
  Choice: (language) => ({ Type: 'Choice', ...choice(rule(language)) }),
  Fail: () => ({ Type: 'Fail' }),
  Map: () => map({}),
  Parallel: () => ({ Type: 'Parallel', Branches: [inner()], End: true }),
  Pass: () => ({ Type: 'Pass', End: true }),
  Succeed: () => ({ Type: 'Succeed' }),
  Task: () => task({}),
  Wait: () => ({ Type: 'Wait', Seconds: 1, End: true }),
};

/** Where a `StartAt` with its `States` may stand. */
const SCOPES: Readonly<Record<string, (scope: Fields) => Fields>> = {
  'the machine': (scope) => scope,
  'a processor': (scope) => ({ StartAt: 'M', States: { M: { Type: 'Map', ItemProcessor: scope, End: true } } }),
  'an iterator': (scope) => ({ StartAt: 'M', States: { M: { Type: 'Map', Iterator: scope, End: true } } }),
  'a distributed processor': (scope) => ({
    StartAt: 'M',
    States: {
      M: {
        Type: 'Map',
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' }, ...scope },
        End: true,
      },
    },
  }),
  'a branch': (scope) => ({ StartAt: 'M', States: { M: { Type: 'Parallel', Branches: [inner(), scope], End: true } } }),
  'a processor in a branch': (scope) => ({
    StartAt: 'M',
    States: {
      M: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'N', States: { N: { Type: 'Map', ItemProcessor: scope, End: true } } }],
        End: true,
      },
    },
  }),
};

const to = (Next: string): Fields => ({ Type: 'Pass', Next });
const last: Fields = { Type: 'Pass', End: true };

/** What is wrong with the states of a scope. */
const GRAPHS: Readonly<Record<string, Fields>> = {
  'Next leads nowhere': { A: to('B'), C: last },
  'Next differs in case': { A: to('b'), B: last },
  'Next is empty': { A: to(''), B: last },
  'Next and End': { A: { ...last, Next: 'B' }, B: last },
  'neither Next nor End': { A: { Type: 'Pass' }, B: last },
  'End is false': { A: { Type: 'Pass', End: false } },
  'a catcher leads nowhere': { A: task({ Catch: [{ ErrorEquals: ['E'], Next: 'B' }] }) },
  'a rule leads nowhere': { A: choice({ Variable: '$.a', IsNull: true, Next: 'B' }), Z: END },
  'Default leads nowhere': { A: { ...choice(rule('JSONPath')), Default: 'B' }, Z: END },
  'nothing leads to a state': { A: last, B: last },
  'a state leads only to itself': { A: last, B: to('B') },
  'Next on a Choice': { A: { ...choice(rule('JSONPath')), Next: 'Z' }, Z: END },
  'Next on a Succeed': { A: to('Z'), Z: { ...END, Next: 'A' } },
  'End on a Fail': { A: to('Z'), Z: { Type: 'Fail', End: true } },
  'a name of 81 characters': { A: to('B'.repeat(81)), ['B'.repeat(81)]: last },
  'a type in the wrong case': { A: { ...last, Type: 'pass' } },
  'no type': { A: { End: true } },
  'a state that is null': { A: null },
  'the name of a state is missing': task({ Comment: 'c', Parameters: { a: { b: 1 } }, TimeoutSeconds: 5 }),
};

describe('one mistake in the graph', () => {
  for (const [where, around] of Object.entries(SCOPES)) {
    const findings = (scope: Fields): readonly Diagnostic[] => foundIn(around(scope));

    it(`is one finding in ${where}`, () => {
      for (const [what, States] of Object.entries(GRAPHS)) isOne(what, findings({ StartAt: 'A', States }));
      isOne('StartAt leads nowhere', findings({ StartAt: 'B', States: { A: last } }));
      isOne('no StartAt', findings({ States: { A: last } }));
      isOne('no States', findings({ StartAt: 'A' }));
      isOne('States is a list', findings({ StartAt: 'A', States: [{ A: last }] }));
    });
  }
});
