import assert from 'node:assert/strict';
import {
  compileJsonataTemplate,
  compilePathOrIntrinsic,
  compilePathTemplate,
  sharedExpressions,
} from '#asl/expressions';
import { type Json, parseJson, stringifyJson } from '#asl/json';
import { jsonataScope, type Known, pathScope } from './scope.ts';

const fill = (template: Json, known: Known = {}): Json => compilePathTemplate(template).evaluate(pathScope(known));

describe('Payload templates of JSONPath states', () => {
  it('evaluate members whose key ends in .$, at any depth and inside arrays', () => {
    const template = {
      fixed: [1, { 'x.$': '$.a' }],
      'whole.$': '$',
      'ctx.$': '$$.Execution.Id',
      'var.$': '$v',
      nested: { 'call.$': 'States.MathAdd($.a, 1)' },
      text: '$.a',
    };
    const result = fill(template, { data: { a: 2 }, context: { Execution: { Id: 'id' } }, variables: { v: [3] } });
    assert.deepEqual(result, {
      fixed: [1, { x: 2 }],
      nested: { call: 3 },
      text: '$.a',
      var: [3],
      whole: { a: 2 },
      ctx: 'id',
    });
  });

  it('give fixed keys first, then evaluated ones in the order of a Java hash map (recorded)', () => {
    const paths = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [`${key}.$`, '$']));
    const orderOf = (template: Json) => Object.keys(fill(template) as object);
    assert.deepEqual(orderOf({ ...paths(['StateMachineArn', 'Input', 'Name']) }), ['Input', 'StateMachineArn', 'Name']);
    assert.deepEqual(orderOf(paths(['ApiEndpoint', 'Method', 'Path', 'Stage', 'RequestBody', 'Headers'])), [
      'Path',
      'Headers',
      'Stage',
      'ApiEndpoint',
      'Method',
      'RequestBody',
    ]);
    assert.deepEqual(
      orderOf(
        paths([
          'context_object',
          'execution',
          'execution_id',
          'execution_input',
          'execution_name',
          'execution_rolearn',
          'execution_starttime',
          'state',
          'state_enteredtime',
          'state_name',
          'statemachine',
          'statemachine_id',
          'statemachine_name',
        ]),
      ),
      [
        'execution',
        'execution_rolearn',
        'execution_name',
        'statemachine_id',
        'execution_id',
        'execution_input',
        'execution_starttime',
        'state_name',
        'state_enteredtime',
        'statemachine',
        'state',
        'context_object',
        'statemachine_name',
      ],
    );
    assert.deepEqual(
      orderOf({ 'original_input.$': '$', constant_value: 1, 'iteration_index.$': '$' }).at(0),
      'constant_value',
    );
  });

  it('leave a template without such members as it is', () => {
    const template = { a: [1, { b: null }] };
    assert.equal(compilePathTemplate(template).isStatic, true);
    assert.equal(fill(template), template);
    assert.equal(fill('text'), 'text');
  });

  it('say how large the payload can be where that follows from the size of the data', () => {
    const data = { n: -1e21, text: '"ä', list: [1, { deep: null }], none: [] };
    const bytesOf = (value: Json): number => Buffer.byteLength(stringifyJson(value));
    const levelsOf = (value: Json): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(levelsOf)) : 0;
    const templates: readonly Json[] = [
      'ä"',
      { 'all.$': '$', 'again.$': '$', 'ke"y': [null, { 'n.$': '$.n' }] },
      { 'sum.$': 'States.MathAdd(-999999999999999, -1)', 'last.$': '$.none[7]' },
      [{ 'a.$': "$.list[1]['deep']" }, 'text', 1.5, true],
    ];
    for (const template of templates) {
      const { growth, evaluate } = compilePathTemplate(template);
      assert.ok(growth);
      const atMost = growth.fixed + growth.copies * bytesOf(data);
      assert.ok(bytesOf(evaluate(pathScope({ data }))) <= atMost, stringifyJson(template));
      assert.ok(levelsOf(template) <= growth.levels, stringifyJson(template));
    }
  });

  it('do not say it where other data come in, or values that functions make', () => {
    for (const text of ['$$.Execution', '$v', '$..n', '$.list[*]', "States.Format('{}{}', $, $)"])
      assert.equal(compilePathTemplate({ 'x.$': text }).growth, undefined, text);
  });

  it('keep null, the text of numbers, and indexes past the end as null', () => {
    const data = parseJson('{"n":0.0,"nil":null,"l":[1]}').value as Json;
    assert.equal(
      stringifyJson(fill({ 'a.$': '$.n', 'b.$': '$.nil', 'c.$': '$.l[5]' }, { data })),
      '{"a":0.0,"b":null,"c":null}',
    );
  });

  it('fail with the sentence that names path, field and input', () => {
    assert.throws(() => fill({ a: { 'missing.$': '$.nope.deep' } }, { data: { other: 1 } }), {
      error: 'States.Runtime',
      message: `The JSONPath '$.nope.deep' specified for the field 'missing.$' could not be found in the input '{"other":1}'`,
    });
    assert.throws(() => compilePathOrIntrinsic('$.ErrorX', 'ErrorPath').evaluate(pathScope({ data: { Error: 'e' } })), {
      message: `The JSONPath '$.ErrorX' specified for the field 'ErrorPath' could not be found in the input '{"Error":"e"}'`,
    });
    assert.throws(
      () => fill({ 'x.$': 5 }),
      /The value for the field 'x\.\$' must be a valid JSONPath or a valid intrinsic function call/,
    );
    assert.throws(() => fill({ 'x.$': 'plain text' }), { error: 'States.Runtime' });
  });
});

describe('Values of JSONata states', () => {
  const evaluate = (template: Json, known: Known = {}): Json =>
    compileJsonataTemplate(template).evaluate(jsonataScope(known), 'Output');

  it('evaluate strings that are expressions, at any depth, in the order of the keys', () => {
    const template = {
      z: '{% $states.input.n %}',
      a: ['{% 1 + 1 %}', { b: '{%$v%}' }],
      text: ' {% 1 %}',
      'k.$': '$.x',
      n: 5,
    };
    assert.equal(
      stringifyJson(evaluate(template, { data: { n: 1 }, variables: { v: null } })),
      '{"z":1,"a":[2,{"b":null}],"text":" {% 1 %}","k.$":"$.x","n":5}',
    );
  });

  it('share expressions and paths in a machine, and still name their own place', () => {
    const shared = sharedExpressions();
    const read = compileJsonataTemplate({ a: '{% $states.input.n %}', b: '{% $states.input.n + 1 %}' }, shared);
    const again = compileJsonataTemplate(['{% $states.input.n %}', '{% $states.input.m %}'], shared);
    const scope = jsonataScope({ data: { n: 1 } });
    assert.deepEqual(read.evaluate(scope, 'Output'), { a: 1, b: 2 });
    assert.throws(() => again.evaluate(scope, 'Arguments'), { location: 'Arguments[1]' });
    assert.throws(() => again.evaluate(jsonataScope({ data: {} }), 'Arguments'), { location: 'Arguments[0]' });
    assert.equal(shared.expressions.size, 3);
  });

  it('give written objects anew where they are the items of a list, and take them as constants elsewhere', () => {
    const known: Known = { data: { list: [{ a: 1 }, { a: 2 }], one: { a: 1 } } };
    assert.deepEqual(evaluate('{% $states.input.list.{"b": {"c": null}} %}', known), [
      { b: { c: null } },
      { b: { c: null } },
    ]);
    assert.deepEqual(evaluate('{% $merge([$states.input.one, {"b": {"c": true}}]) %}', known), {
      a: 1,
      b: { c: true },
    });
    assert.deepEqual(evaluate('{% {"b": {"c": 1}}.b.c %}', known), 1);
  });

  it('say whether the whole is one expression, or nothing is evaluated', () => {
    assert.equal(compileJsonataTemplate('{% 1 %}').expression?.source, '1');
    assert.equal(compileJsonataTemplate(['{% 1 %}']).expression, undefined);
    assert.equal(compileJsonataTemplate({ a: [1, 'x'] }).isStatic, true);
  });

  for (const [template, location] of [
    ['{% $x %}', 'Output'],
    [{ a: { b: [[0, '{% $x %}']] } }, 'Output/a/b[0][1]'],
    [{ 'k.$': '{% $x %}' }, 'Output/k.$'],
  ] as const) {
    it(`a failure is located at ${location}`, () => {
      assert.throws(() => evaluate(template), {
        error: 'States.QueryEvaluationError',
        location,
        message: `The JSONata expression '$x' specified for the field '${location}' returned nothing (undefined).`,
      });
    });
  }

  it('fail for text that does not parse', () => {
    assert.throws(() => evaluate('{% 1 + %}'), { error: 'States.QueryEvaluationError' });
  });
});
