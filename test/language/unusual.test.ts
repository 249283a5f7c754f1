/**
 * What real projects write that is legal, but seldom: stand-ins of many template tools, ARNs of all partitions, forms
 * of YAML, fields at their limits. None of it gets an error, and no warning but those that stand beside it.
 */
import assert from 'node:assert/strict';
import { formatOf, parseAsl } from '#asl';
import type { JsonObject } from '#asl/json';
import { diagnose } from '#language';
import { SERVICES } from '../services.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const JSONATA = { QueryLanguage: 'JSONata' };

const machine = (states: JsonObject, more: JsonObject = {}): string =>
  JSON.stringify({ ...more, StartAt: Object.keys(states)[0] ?? '', States: states });

/** A machine of one state that ends, unless the state says otherwise. */
const alone = (state: JsonObject, more: JsonObject = {}): string =>
  machine({ A: ['Fail', 'Succeed'].includes(state.Type as string) ? state : { ...state, End: true } }, more);

const pass = (fields: JsonObject, more?: JsonObject): string => alone({ Type: 'Pass', ...fields }, more);
const task = (fields: JsonObject, more?: JsonObject): string =>
  alone({ Type: 'Task', Resource: FUNCTION, ...fields }, more);

/** The weights and codes of what is found. */
const foundIn = (text: string): string[] =>
  diagnose(parseAsl(text, formatOf(text)), { services: SERVICES }).map(({ severity, code }) => `${severity} ${code}`);

function takes(what: string, texts: readonly string[], expected: readonly string[] = []): void {
  it(`${what} (${texts.length})`, () => {
    for (const text of texts) assert.deepEqual(foundIn(text), expected, text);
  });
}

describe('what is legal but unusual', () => {
  takes(
    'functions and activities of every partition and region, and stand-ins for them',
    [
      'arn:aws-cn:lambda:cn-north-1:123456789012:function:f',
      'arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:f:PROD',
      'arn:aws-iso:lambda:us-iso-east-1:123456789012:function:f:$LATEST',
      'arn:aws-iso-b:lambda:us-isob-east-1:123456789012:function:f:12',
      'arn:aws-eusc:lambda:eusc-de-east-1:123456789012:function:f',
      'arn:aws:lambda:ap-southeast-7:123456789012:function:f:my-alias_1',
      'arn:aws-cn:states:cn-north-1:123456789012:activity:a-b_c',
      'arn:aws:states:${AWS::Region}:${AWS::AccountId}:activity:${Name}',
      'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:${Name}',
      'arn:aws:lambda:us-east-1:#{AWS::AccountId}:function:f',
      'arn:aws:lambda:#{AWS::Region}:#{AWS::AccountId}:function:${self:service}-${opt:stage}',
      'arn:aws:lambda:{{region}}:{{account}}:function:{{name}}',
      'arn:aws:lambda:<region>:<account>:function:<name>',
      'arn:aws:lambda:REGION:ACCOUNT_ID:function:FUNCTION_NAME',
      'arn:aws:states:::lambda:invoke${Suffix}',
      '${LambdaArn}',
      '${LambdaArn}:${Alias}',
      '${aws_lambda_function.f.arn}',
      '${module.lambda["x"].arn}:$LATEST',
      '#{LambdaArn}',
      '{{ lambda_arn }}',
      '<%= lambda_arn %>',
      '<LAMBDA_ARN>',
      '<<LAMBDA_ARN>>',
      '[[lambda_arn]]',
      '%LAMBDA_ARN%',
      '%%LAMBDA_ARN%%',
      '@LAMBDA_ARN@',
      '@@LAMBDA_ARN@@',
      '__LAMBDA_ARN__',
      '_tbd_',
      '%{ if is_prod }arn:a%{ else }arn:b%{ endif }',
    ].map((Resource) => task({ Resource })),
  );

  takes(
    'names that some tool replaces by an ARN: a warning that they are none',
    ['LAMBDA_ARN', 'lambda_arn', 'REPLACE_ME', 'TODO', '$LAMBDA_ARN', '$(lambda_arn)', '{lambda_arn}'].map((Resource) =>
      task({ Resource }),
    ),
    ['warning invalid-resource'],
  );

  takes(
    'integrations that may be newer than the catalogue: a warning at most',
    ['arn:aws:states:::aws-sdk:newservice:doIt', 'arn:aws-cn:states:::aws-sdk:s3:brandNewThing'].map((Resource) =>
      task({ Resource }),
    ),
    ['warning unknown-action'],
  );

  takes(
    'paths of the dialect that AWS reads',
    [
      ...['$.a-b', "$['a b']", "$.a['b-c'].d", '$.a[*].b', '$..a', '$.a..b', '$.*', '$.a[-1:]', '$.a[0:2]', '$.a[0,1]'],
      ...["$.a['x','y']", '$.a[?(@.b)]', "$.a[?(@.b == 'x')].c", '$.a[?(@.b > 1 && @.c < 2)]', '$.a[?(!@.b)]'],
      ...['$.a[?(@.b =~ /x.*/i)]', '$.[0]', '$.a.[0].b', "$.[*].['bucket','key']", '$[?(@.x == $.y)]'],
      ...['$.a[(@.length-1)]', '$.$a', '$.@type', '$.a:b', '$.été', '$.a[ 0 ]', '$.a[?(@.b==-1.5)]', '$', '$$'],
      ...["$$['Execution']['Id']", '$$.Execution.Input[0].x', "$.a[?(@.b=='x' && (@.c==1 || @.d==2))]"],
    ].map((path) => task({ InputPath: path, Parameters: { 'x.$': path }, OutputPath: path })),
  );

  takes(
    'intrinsic functions with escapes, nested, with paths that hold commas and quotes',
    [
      String.raw`States.Format('\'{}\'', $.a)`,
      String.raw`States.Format('\{\}')`,
      String.raw`States.StringToJson(States.Format('\{"a":"{}"\}', $.a))`,
      "States.Format( '{}' , $.a )",
      "States.Format('{} {} {}', true, null, -1.5)",
      'States.Format($.template, $.a, $.b)',
      'States.Array()',
      "States.ArrayGetItem($.a[?(@.x == 'a,b')].z, 0)",
      "States.ArrayGetItem(States.StringSplit(States.ArrayGetItem(States.StringSplit($.a, '/'), 1), '.'), 0)",
      'States.ArrayRange(0, States.MathAdd($.n, -1), 1)',
      'States.JsonMerge($$.Execution.Input, States.StringToJson(\'{"a":1}\'), false)',
      "States.Format('{}-${Stage}', $.a)",
    ].map((text) => pass({ Parameters: { 'x.$': text } })),
  );

  takes('fields at their limits, and numbers written as fractions', [
    pass({}, { TimeoutSeconds: 0, Version: '1.0', Comment: '' }),
    pass({}, { TimeoutSeconds: 99_999_999 }),
    task({ TimeoutSeconds: 99_999_999, HeartbeatSeconds: 1, Retry: [], Catch: [] }),
    `{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":10.0,"End":true}}}`,
    `{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":1e2,"End":true}}}`,
    task({ Retry: [{ ErrorEquals: ['E'], IntervalSeconds: 0, MaxAttempts: 0, BackoffRate: 1, Comment: 'c' }] }),
    alone({ Type: 'Wait', Timestamp: '2020-01-01T00:00:00.123456+05:30' }),
    alone({ Type: 'Fail' }),
    alone({ Type: 'Fail', Error: '', Cause: '' }),
  ]);

  takes('a wait until a moment of the context object', [
    alone({ Type: 'Wait', TimestampPath: '$$.Execution.Input.time' }),
    alone({ Type: 'Wait', SecondsPath: '$$.Execution.Input.seconds' }),
    task({ TimeoutSecondsPath: '$$.Execution.Input.timeout' }),
  ]);

  it('an object that a function gives back is no stand-in', () => {
    const found = foundIn(pass({ Output: "{% $map($states.input, function($v){{'a': b}}) %}" }, JSONATA));
    assert.deepEqual(found, ['error jsonata-reference']);
  });

  takes('text that only resembles an expression', [
    pass({ Result: { cost: '$5', q: 'text with $.path inside', total: '$100', css: '{{x}}' } }),
    pass({ Parameters: { price: '$5.00', sign: '$', two: '$$', pattern: '^a$', sql: 'SELECT $.x FROM t' } }),
    pass({ Output: { q: '100%', open: 'a {% b', price: '$5', none: '' } }, JSONATA),
    pass({ Output: 'plain', Comment: '{% x %}' }, JSONATA),
  ]);

  takes(
    'stand-ins that are made of others, in the place of a number',
    ['${self:custom.seconds, 30}', '${cf:stack-${self:stage}.Seconds}', '${strToBool(${self:a})}', '${x ? 1 : {}}'].map(
      (Seconds) => alone({ Type: 'Wait', Seconds }),
    ),
  );

  takes(
    'paths and names of which a part is filled in',
    ['$.${Name}', '$.{{ name }}', '$.a.#{b}.c'].map((path) =>
      pass({ InputPath: path, ResultPath: path, Parameters: { 'x.$': path } }),
    ),
  );

  takes('calls without the tokens that AWS’s clients make', [
    alone({
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:emrcontainers:startJobRun',
      Parameters: { VirtualClusterId: 'v' },
    }),
    alone({
      Type: 'Task',
      Resource: 'arn:aws:states:::emr-containers:startJobRun.sync',
      Parameters: { VirtualClusterId: 'v' },
    }),
  ]);

  takes('what CloudFormation fills in, whole and in parts', [
    `{"StartAt":"A","States":{"A":{"Type":"Task","Resource":{"Fn::Sub":"\${X.Arn}"},"Parameters":{"Fn::If":["a",{},{}]},
      "TimeoutSeconds":{"Ref":"T"},"Retry":{"Fn::If":["c",[],["x"]]},"End":{"Fn::If":["x",true,false]}}}}`,
    `{"StartAt":"\${Start}","States":{"\${Start}":{"Type":"Pass","Next":"\${Next}"},"\${Next}":{"Type":"Succeed"}}}`,
    `{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"%{ if x }B%{ else }C%{ endif }"},"B":{"Type":"Succeed"},"C":{"Type":"Succeed"}}}`,
  ]);

  takes('JSON of templates: stand-ins without quotes, directives, a byte order mark, lines of Windows', [
    '{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":${Seconds},"End":true}}}',
    '{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":{{ seconds }},"End":true}}}',
    '{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":<%= seconds %>,"End":true}}}',
    '{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":<<seconds>>,"End":true}}}',
    '{"StartAt":"A","States":{"A":{"Type":"Pass","Parameters":${ jsonencode({ "a": "}" }) },"End":true}}}',
    '{"StartAt":"A","States":{\n%{ for s in states ~}\n"B${s}":{"Type":"Pass","End":true},\n%{ endfor ~}\n"A":{"Type":"Pass","End":true}\n}}',
    '{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"}\n%{ if x }\n,"B":{"Type":"Pass","End":true},\n%{ endif }\n}}',
    `\uFEFF${pass({})}`,
    JSON.stringify(JSON.parse(pass({})), null, 2).replaceAll('\n', '\r\n'),
  ]);

  takes('tags, anchors and merged maps of YAML', [
    `StartAt: A
States:
  A: &base
    Type: Task
    Resource: !GetAtt F.Arn
    Retry: &retry
      - ErrorEquals: [States.ALL]
    Next: B
  B:
    <<: *base
    Next: C
  C:
    Type: Task
    Resource: !Sub
      - arn:\${Partition}:states:::lambda:invoke
      - Partition: aws
    Parameters: {FunctionName: !Ref F, Payload: !If [a, b, c]}
    Retry: *retry
    TimeoutSeconds: !FindInMap [a, b, c]
    End: true
`,
    'StartAt: A\nStates:\n  A: {Type: Wait, Seconds: {{ seconds }}, Next: B-{{ stage }}}\n  B-{{ stage }}:\n    Type: Wait\n    Seconds: {{seconds}}\n    End: true\n',
    '%YAML 1.2\n---\n# first\nStartAt: on\nStates:\n  on: {Type: Pass, Next: no}\n  no: {Type: !!str Pass, End: true}\n...\n',
    'StartAt: A\r\nStates:\r\n  A:\r\n    Type: Pass\r\n    End: True\r\n',
    '\uFEFFStartAt: A\nStates:\n  A:\n    Type: Wait\n    Timestamp: 2020-01-01T00:00:00Z\n    End: true\n',
  ]);

  takes(
    'YAML that reads a missing value as null, or a word as a boolean: a warning',
    ['ResultPath:', 'OutputPath:', 'Result:'].map(
      (line) => `StartAt: A\nStates:\n  A:\n    Type: Pass\n    ${line}\n    End: true\n`,
    ),
    ['warning wrong-type'],
  );

  takes(
    'a word that older YAML reads as a boolean: a warning',
    ['StartAt: A\nStates:\n  A: {Type: Pass, End: yes}\n'],
    ['warning wrong-type'],
  );
});
