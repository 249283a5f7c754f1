/** What AWS answers to a definition, and which variables it lists. The corpora hold hundreds of answers; these are the rules. */
import assert from 'node:assert/strict';
import { awsRefusalOf, validateAsAws, variableReferencesOf } from '#language';
import { SERVICES } from '../services.ts';

const QUEUE = { QueueUrl: 'q', MessageBody: { 't.$': '$$.Task.Token' } };

const machine = (states: object, more: object = {}): string =>
  JSON.stringify({ StartAt: Object.keys(states)[0], States: states, ...more });

describe('the answer of AWS to a definition', () => {
  it('is OK without diagnostics where nothing is wrong', () => {
    const answer = validateAsAws(machine({ A: { Type: 'Succeed' } }));
    assert.deepEqual(answer, { result: 'OK', diagnostics: [], truncated: false });
  });

  it('names code, message and place', () => {
    assert.deepEqual(validateAsAws('{}').diagnostics, [
      {
        severity: 'ERROR',
        code: 'SCHEMA_VALIDATION_FAILED',
        message: 'These fields are required: [States, StartAt]',
        location: '/',
      },
    ]);
  });

  it('quotes the parser for a text that is no JSON, and names no place for one that is empty', () => {
    const [broken] = validateAsAws('{').diagnostics;
    assert.equal(broken?.code, 'INVALID_JSON_DESCRIPTION');
    assert.match(broken?.location ?? '', /^\[Source: \(String\)"\{"; line: 1, column: 2\]$/);
    const [empty] = validateAsAws(' ').diagnostics;
    assert.deepEqual(empty, {
      severity: 'ERROR',
      code: 'SCHEMA_VALIDATION_FAILED',
      message: 'Definition must be a valid JSON object',
    });
  });

  it('joins its errors into the sentence of CreateStateMachine', () => {
    assert.equal(
      awsRefusalOf(machine({ A: { Type: 'Pass', Next: 'B' } })),
      "Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next, MISSING_END_STATE: Workflow has no terminal state at null'",
    );
    assert.equal(awsRefusalOf(machine({ A: { Type: 'Succeed' } })), undefined);
  });

  const told = (text: string, type?: 'EXPRESS'): readonly string[] =>
    validateAsAws(text, type, SERVICES).diagnostics.map(({ message, location }) => `${message} at ${location}`);

  it('refuses two states of one name, in one object, too', () => {
    const twice = '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true},"A":{"Type":"Succeed"}}}';
    assert.deepEqual(validateAsAws(twice).diagnostics, [
      { severity: 'ERROR', code: 'DUPLICATE_STATE_NAME', message: 'Duplicate State name: A', location: '/States/A' },
    ]);
    assert.equal(validateAsAws('{"StartAt":"A","States":{"A":{"Type":"Succeed","Type":"Succeed"}}}').result, 'OK');
  });

  it('refuses a name of more than 80 characters', () => {
    const name = 'a'.repeat(81);
    assert.deepEqual(told(machine({ [name]: { Type: 'Succeed' } })), [
      `Invalid State name: State '${name}' exceeds the 80-character limit allowed by the service at /States/${name}`,
    ]);
  });

  it('lists fields in the order in which a hash set of Java holds them', () => {
    const of = (state: object) => told(machine({ A: { End: true, ...state } }));
    assert.deepEqual(of({ Type: 'Wait' }), [
      'This object should have only one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp] at /States/A',
    ]);
    assert.deepEqual(of({ Type: 'Parallel', Branches: [{}] }), [
      'These fields are required: [States, StartAt] at /States/A/Branches[0]',
    ]);
    assert.deepEqual(
      of({ Type: 'Parallel', Branches: [{ StartAt: 'B', States: { B: { Type: 'Succeed' } } }], Catch: [{}] }),
      ['These fields are required: [Next, ErrorEquals] at /States/A/Catch[0]'],
    );
  });

  it('refuses to read what $states does not hold', () => {
    const of = (Output: string) =>
      told(machine({ A: { Type: 'Pass', Output, End: true } }, { QueryLanguage: 'JSONata' }));
    assert.deepEqual(of('{% $states.imput %}'), ["Field '$states.imput' does not exist. at /States/A/Output"]);
    assert.deepEqual(of('{% $states.input.x %}'), []);
  });

  it('tells what an expression may not read once for a field, however often it does', () => {
    const of = (Output: unknown) =>
      told(machine({ A: { Type: 'Pass', Output, End: true } }, { QueryLanguage: 'JSONata' }));
    const missing = "Field '$states.result' does not exist.";
    assert.deepEqual(of('{% $states.result.a + $states.result.b %}'), [`${missing} at /States/A/Output`]);
    assert.deepEqual(of(['{% $states.result %}', '{% $states.result %}']), [
      `${missing} at /States/A/Output[0]`,
      `${missing} at /States/A/Output[1]`,
    ]);
    const name = "Reference to 'a' at the top level is not supported.";
    assert.deepEqual(of('{% a + a %}'), [`${name} at /States/A/Output`]);
  });

  it('says of a path that is no text what it is', () => {
    assert.deepEqual(told(machine({ A: { Type: 'Pass', Parameters: { 'ids.$': ['$.id'] }, End: true } })), [
      "The value for the field 'ids.$' must be a STRING that contains a JSONPath but was an ARRAY at /States/A/Parameters",
    ]);
  });

  it('does not ask what a misspelt word was meant to be', () => {
    const pass = { Type: 'Pass', End: true };
    const isOther = (field: string, language: string, place: string) =>
      `The QueryLanguage is set to '${language}', but field '${field}' is only supported for the '${language === 'JSONata' ? 'JSONPath' : 'JSONata'}' QueryLanguage at ${place}`;
    // Measured: whatever is not exactly 'JSONPath' is JSONata.
    for (const QueryLanguage of ['JSONPaht', 'JSONPath ', '']) {
      const unknown = 'Value should be one of the following: [JSONPath, JSONata] at /States/A/QueryLanguage';
      assert.deepEqual(told(machine({ A: { QueryLanguage, ...pass, Output: 1 } })), [unknown]);
      assert.deepEqual(told(machine({ A: { QueryLanguage, ...pass, InputPath: '$.x' } })), [
        unknown,
        isOther('InputPath', 'JSONata', '/States/A'),
      ]);
    }
    assert.deepEqual(told(machine({ A: { ...pass, InputPath: '$.x' } }, { QueryLanguage: 5 })), [
      isOther('InputPath', 'JSONata', '/States/A'),
      'Expected value of type [STRING] at /QueryLanguage',
    ]);
    assert.deepEqual(told(machine({ A: { ...pass, Output: 1 }, QueryLanguage: 'JSONata' })), [
      isOther('Output', 'JSONPath', '/States/A'),
      'Expected value of type [OBJECT] at /States/QueryLanguage',
    ]);
    const Resource = 'arn:aws:states:::lambda:invoke';
    const Parameters = { functionName: 'f' };
    assert.deepEqual([...told(machine({ A: { Type: 'Task', Resource, Parameters, End: true } }))].sort(), [
      'The field "functionName" is not supported by Step Functions at /States/A/Parameters',
      "The field 'FunctionName' is required but was missing at /States/A/Parameters",
    ]);
    assert.deepEqual(told('{"startAt":"A","states":{}}'), [
      'These fields are required: [States, StartAt] at /',
      "Field 'startAt' is not supported at /",
      "Field 'states' is not supported at /",
    ]);
  });

  it('names the fields of the other language in the order of the text', () => {
    const states = { A: { Type: 'Pass', Output: 1, Next: 'B' }, B: { Type: 'Wait', Seconds: -1, Next: 'C' } };
    const places = told(machine({ ...states, C: { Type: 'Pass', Output: 1, End: true } }));
    assert.deepEqual(
      places.map((one) => one.replace(/.* at /, '')),
      ['/States/A', '/States/B/Seconds', '/States/C'],
    );
  });

  it('says nothing of the parameters of a resource that AWS does not know', () => {
    const of = (resource: string) =>
      told(machine({ A: { Type: 'Task', Resource: resource, Parameters: { Foo: 1 }, End: true } })).map((one) =>
        one.replace(/ at .*/, ''),
      );
    assert.deepEqual(of('arn:aws:states:::sqs:sendMessage.sync'), [
      'The resource provided arn:aws:states:::sqs:sendMessage.sync is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.',
    ]);
    assert.equal(of('arn:aws:states:::lambda:invoke').length, 2);
  });

  it('names the type that a value should have, whatever type that is', () => {
    const of = (field: string, value: unknown) =>
      told(
        machine({ A: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:1:function:f', End: true, [field]: value } }),
      );
    assert.deepEqual(of('Comment', 1), ['Expected value of type [STRING] at /States/A/Comment']);
    assert.deepEqual(of('TimeoutSeconds', 'x'), ['Expected value of type [INTEGER] at /States/A/TimeoutSeconds']);
    assert.deepEqual(of('Retry', {}), ['Expected value of type [ARRAY] at /States/A/Retry']);
    assert.deepEqual(of('Retry', ['x']), ['Expected value of type [OBJECT] at /States/A/Retry[0]']);
    assert.deepEqual(of('End', 'true'), ['Expected value of type [BOOLEAN] at /States/A/End']);
    const wait = (Seconds: unknown) =>
      told(machine({ A: { Type: 'Wait', Seconds, End: true } }, { QueryLanguage: 'JSONata' }));
    assert.deepEqual(wait('x'), ['JSONata string must start with {% and end with %} at /States/A/Seconds']);
    assert.deepEqual(wait({}), ['Expected value of type [INTEGER, STRING] at /States/A/Seconds']);
    assert.deepEqual(told(machine({ QueryLanguage: 'JSONata', A: { Type: 'Succeed' } })).slice(-1), [
      'Expected value of type [OBJECT] at /States/QueryLanguage',
    ]);
  });

  it('looks at where states lead only once each of them is sound', () => {
    const rules = { A: { Type: 'Choice', Choices: [] }, B: { Type: 'Pass', Next: 'C' } };
    assert.deepEqual(told(machine(rules)), ['Value cannot be empty at /States/A/Choices']);
  });

  it('names the targets that are missing before the states that nothing reaches', () => {
    const states = { B: { Type: 'Pass', Next: 'X' }, C: { Type: 'Pass', Next: 'Y' }, D: { Type: 'Succeed' } };
    assert.deepEqual(told(machine(states)), [
      "Missing 'Next' target: X at /States/B/Next",
      "Missing 'Next' target: Y at /States/C/Next",
      'State "C" is not reachable. at /States/C',
      'State "D" is not reachable. at /States/D',
    ]);
  });

  it('knows no action that is in no model, though people are only warned', () => {
    const resource = 'arn:aws:states:::aws-sdk:lambda:brewCoffee';
    assert.deepEqual(told(machine({ A: { Type: 'Task', Resource: resource, Parameters: {}, End: true } })), [
      `The resource provided ${resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region. at /States/A/Resource`,
    ]);
  });

  it('takes no hyphen in the name of a variable, though people are only warned', () => {
    const [refused] = validateAsAws(
      machine({ A: { Type: 'Pass', Assign: { 'top-level': 1 }, End: true } }),
    ).diagnostics;
    assert.deepEqual([refused?.code, refused?.location], ['INVALID_VARIABLE_NAME', '/States/A/Assign/top-level']);
  });

  it('knows no parameter that is in no model, and misses those that are needed', () => {
    const call = (action: string, Parameters?: object) =>
      told(machine({ A: { Type: 'Task', Resource: `arn:aws:states:::aws-sdk:s3:${action}`, Parameters, End: true } }));
    assert.deepEqual(call('getObject', { Bucket: 'b', Key: 'k', Colour: 'red' }), [
      'The field "Colour" is not supported by Step Functions at /States/A/Parameters',
    ]);
    assert.deepEqual(call('getObject', { Bucket: 'b' }), [
      "The field 'Key' is required but was missing at /States/A/Parameters",
    ]);
    assert.deepEqual(call('listBuckets'), [
      'Parameters field is required for resource ARN: arn:aws:states:::aws-sdk:s3:listBuckets at /States/A/Resource',
    ]);
    assert.deepEqual(call('listBuckets', {}), []);
  });

  it('refuses a parameter of another type in an optimized integration, at any depth', () => {
    const call = (action: string, Parameters: object) =>
      told(machine({ A: { Type: 'Task', Resource: `arn:aws:states:::${action}`, Parameters, End: true } }));
    const job = { JobName: 'n', JobQueue: 'q', JobDefinition: 'd' };
    assert.deepEqual(call('batch:submitJob', { ...job, ArrayProperties: { Size: 'many' } }), [
      "The value for the field 'Size' must be an INTEGER at /States/A/Parameters",
    ]);
    assert.deepEqual(call('dynamodb:getItem', { TableName: 't', Key: { id: { N: 1 } } }), [
      "The value for the field 'N' must be a STRING at /States/A/Parameters",
    ]);
    assert.deepEqual(call('aws-sdk:s3:getObject', { Bucket: 5, Key: 'k' }), []);
  });

  it('takes the Credentials for a payload template', () => {
    const task = (role: string) => ({
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:1:function:f',
      Credentials: { 'RoleArn.$': role },
      End: true,
    });
    for (const role of ['x', '$.a[', 'States.Format('])
      assert.deepEqual(told(machine({ A: task(role) })), [
        "The value for the field 'RoleArn.$' must be a valid JSONPath or a valid intrinsic function call at /States/A/Credentials",
      ]);
    assert.deepEqual(told(machine({ A: task("States.Format('{}', $.role)") })), []);
  });

  it('says of Express children what it says of Express machines', () => {
    const inner = {
      A: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', Parameters: QUEUE, End: true },
    };
    const ProcessorConfig = { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' };
    const text = machine({
      M: { Type: 'Map', ItemProcessor: { ProcessorConfig, StartAt: 'A', States: inner }, End: true },
    });
    assert.deepEqual(told(text), [
      "Express state machine does not support '.waitForTaskToken' service integration  at /States/M/ItemProcessor/States/A/Resource",
    ]);
  });

  it('takes no field of a distributed Map in one that says that it runs inline', () => {
    const ItemProcessor = { ProcessorConfig: { Mode: 'INLINE' }, StartAt: 'A', States: { A: { Type: 'Succeed' } } };
    assert.deepEqual(told(machine({ M: { Type: 'Map', Label: 'l', ItemProcessor, End: true } })), [
      "Field 'Label' is not supported at /States/M",
    ]);
  });

  it('has at most a hundred diagnostics and says that there are more', () => {
    const states = Object.fromEntries(Array.from({ length: 120 }, (_, i) => [`S${i}`, { Type: 'Nope', End: true }]));
    const { diagnostics, truncated } = validateAsAws(machine(states));
    assert.deepEqual([diagnostics.length, truncated], [100, true]);
    const some = validateAsAws(machine(states), 'STANDARD', SERVICES, 3);
    assert.deepEqual([some.diagnostics.length, some.truncated, some.result], [3, true, 'FAIL']);
  });
});

describe('variable references', () => {
  it('are the variables that a state reads by JSONPath, once each', () => {
    const text = machine({
      A: { Type: 'Pass', Assign: { x: 1 }, Parameters: { 'a.$': '$v.b', 'c.$': 'States.Array($v, $w)' }, Next: 'B' },
      B: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $v %}', End: true },
    });
    assert.deepEqual(variableReferencesOf(text), { A: ['v', 'w'] });
  });
});
