/** Templates of CloudFormation and SAM on the command line: which machine is meant, and where its mistakes are said to be. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { useCli } from './cli-process.ts';

const resource = (name: string, lines: string): string => `  ${name}:
    Type: AWS::Serverless::StateMachine
    Properties:
${lines.replace(/^/gm, '      ')}
`;

const INLINE = resource(
  'Order',
  `Definition:
  StartAt: Ship
  States:
    Ship:
      Type: Pass
      Result:
        bucket: !Ref Bucket
      End: true`,
);
const IN_FILE = resource('Bill', 'Type: EXPRESS\nDefinitionUri: machines/bill.asl.json');

describe('templates on the command line', () => {
  const cli = useCli();

  before(() => {
    mkdirSync(join(cli.folder, 'machines'));
    cli.write('machines/bill.asl.json', { StartAt: 'Bill', States: { Bill: { Type: 'Pass', Result: 7, End: true } } });
    cli.write('one.yaml', `Resources:\n${INLINE}`);
    cli.write('two.yaml', `Resources:\n${INLINE}${IN_FILE}`);
    cli.write('gone.yaml', `Resources:\n${resource('Gone', 'DefinitionUri: gone.asl.json')}`);
    cli.write('bad.yaml', `Resources:\n${INLINE.replace('StartAt: Ship', 'StartAt: Shp')}`);
    cli.write('text.json', {
      Resources: {
        Order: {
          Type: 'AWS::StepFunctions::StateMachine',
          Properties: { DefinitionString: '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}}}' },
        },
      },
    });
  });

  it('runs and draws the machine of a template, and the one that is named of several', () => {
    assert.deepEqual(JSON.parse(cli.run('run', 'one.yaml').stdout), { bucket: '${Bucket}' });
    assert.equal(cli.run('run', 'two.yaml#Bill').stdout, '7\n');
    assert.match(cli.run('graph', 'two.yaml#Order', '--format', 'mermaid').stdout, /"Ship" as/);
  });

  it('reads texts that are folded, and the text of a list that Fn::Sub takes', () => {
    cli.write(
      'folded.yaml',
      `Resources:\n${INLINE.replace('!Ref Bucket', '!Sub >-\n                  a-${Bucket}\n                  b')}`,
    );
    assert.deepEqual(JSON.parse(cli.run('run', 'folded.yaml').stdout), { bucket: 'a-${Bucket} b' });
    const text = `DefinitionString:
  !Sub
  - |-
    {
      "StartAt": "A",
      "States": { "A": { "Type": "Pass", "Result": "\${name}", "End": true } }
    }
  - name: !Ref Bucket`;
    cli.write('list.yaml', `Resources:\n${resource('Order', text).replace('Serverless', 'StepFunctions')}`);
    assert.equal(cli.run('run', 'list.yaml').stdout, '"${name}"\n');
  });

  it('fills in the substitutions that have a literal text, in the template and in the file that it names', () => {
    const substitutions = `DefinitionSubstitutions:
  Seconds: 0
  Next: Done
  Bucket: !Ref Bucket`;
    cli.write(
      'machines/filled.asl.json',
      '{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":${Seconds},"Next":"${Next}"},"Done":{"Type":"Pass","Result":"${Bucket}","End":true}}}',
    );
    cli.write(
      'filled.yaml',
      `Resources:\n${resource('Order', `DefinitionUri: machines/filled.asl.json\n${substitutions}`)}`,
    );
    assert.equal(cli.run('run', 'filled.yaml').stdout, '"${Bucket}"\n');
    assert.equal(cli.run('lint', 'filled.yaml').code, 0);
    cli.write(
      'wrong.yaml',
      `Resources:\n${resource('Order', `DefinitionUri: machines/filled.asl.json\n${substitutions.replace('Done', 'Gone')}`)}`,
    );
    assert.match(cli.run('lint', 'wrong.yaml').stdout, /filled\.asl\.json:1:\d+: error: .*'Gone'/);
    cli.write(
      'here.yaml',
      `Resources:\n${INLINE.replace('StartAt: Ship', "StartAt: '${First}'").trimEnd()}\n      DefinitionSubstitutions: {First: Ship}\n`,
    );
    assert.deepEqual(JSON.parse(cli.run('run', 'here.yaml').stdout), { bucket: '${Bucket}' });
  });

  it('judges the machines of a file of the Serverless Framework', () => {
    cli.write(
      'serverless.yml',
      `service: x
stepFunctions:
  stateMachines:
    order:
      type: EXPRESS
      definition:
        StartAt: A
        States:
          A:
            Type: Wait
            Seconds: \${self:custom.seconds, 5}
            Next: B
          B: {Type: Pass, End: true}
    bill:
      definition: \${file(machines/bill.asl.json)}
    sent:
      definition: \${self:custom.sent}
`,
    );
    const { stdout, code } = cli.run('lint', 'serverless.yml');
    assert.match(stdout, /information: 'sent' has no definition that can be read here\./);
    assert.equal(code, 0);
    assert.equal(cli.run('run', 'serverless.yml#bill').stdout, '7\n');
  });

  it('finds a definition by its field: in a file that Serverless includes, of Terraform, and as AWS describes it', () => {
    const machine = { StartAt: 'A', States: { A: { Type: 'Pass', Result: '${x.arn}', End: true } } };
    const [definition, wrong] = [machine, { ...machine, StartAt: 'B' }].map((one) => JSON.stringify(one));
    const files = {
      'included.json': { stateMachines: { 'my-order': { definition: machine } }, validate: true },
      'several.json': { 'my-order': { name: 'x', events: [], definition: machine }, other: {} },
      'one.json': { name: 'order', definition: machine },
      'terraform.tf.json': { resource: { aws_sfn_state_machine: { order: { definition, type: 'EXPRESS' } } } },
      'described.json': { stateMachineArn: 'arn', status: 'ACTIVE', definition, type: 'STANDARD' },
    };
    for (const [file, content] of Object.entries(files)) {
      cli.write(file, content);
      assert.equal(cli.run('run', file).stdout, '"${x.arn}"\n', file);
      assert.match(cli.run('lint', file).stdout, /^No errors and no warnings/, file);
    }
    assert.equal(cli.run('run', 'included.json#my-order').stdout, '"${x.arn}"\n');
    cli.write('described-wrong.json', { ...files['described.json'], definition: wrong });
    assert.match(cli.run('lint', 'described-wrong.json').stdout, /described-wrong\.json:\d+:\d+: error: .*'B'/);
    cli.write('no-machine.json', { definition: { type: 'object' } });
    assert.match(cli.run('lint', 'no-machine.json').stdout, /holds no state machine/);
  });

  it('does not take a definition in S3 for a mistake', () => {
    const elsewhere = 'DefinitionS3Location: {Bucket: b, Key: k}';
    cli.write('elsewhere.yaml', `Resources:\n${resource('Order', elsewhere).replace('Serverless', 'StepFunctions')}`);
    assert.equal(cli.run('lint', 'elsewhere.yaml').code, 0);
  });

  it('runs it as the machine that another one starts', () => {
    cli.write('start.asl.json', {
      StartAt: 'Start',
      States: {
        Start: {
          Type: 'Task',
          Resource: 'arn:aws:states:::states:startExecution.sync:2',
          Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:bill', Input: {} },
          OutputPath: '$.Output',
          End: true,
        },
      },
    });
    assert.equal(cli.run('run', 'start.asl.json', '--machine', 'bill=two.yaml#Bill').stdout, '7\n');
  });

  for (const [file, message] of [
    [
      'two.yaml',
      /^two\.yaml holds several state machines\. Name the one that is meant: two\.yaml#Order, two\.yaml#Bill\.\n$/,
    ],
    ['two.yaml#Ordr', /^two\.yaml has no state machine 'Ordr'\. It has two\.yaml#Order, two\.yaml#Bill\.\n$/],
    ['machines/bill.asl.json#Bill', /^'machines\/bill\.asl\.json' is no template, so it has no resource 'Bill'\.\n$/],
    [
      'gone.yaml',
      /^gone\.yaml:5:22: The definition of 'Gone' is in another file, and 'gone\.asl\.json' cannot be read: it does not exist\.\n$/,
    ],
  ] as const) {
    it(`refuses ${file}`, () => {
      for (const command of ['run', 'graph']) {
        const { code, stderr } = cli.run(command, file);
        assert.match(stderr, message);
        assert.equal(code, 2);
      }
    });
  }

  it('tells a mistake at its place in the template', () => {
    const { code, stderr } = cli.run('run', 'bad.yaml');
    assert.match(stderr, /^bad\.yaml:6:18: .*'Shp'.* \[unknown-state\]/);
    assert.equal(code, 1);
  });

  it('lints all machines of a template where they stand, or the one that is named', () => {
    assert.match(cli.run('lint', 'bad.yaml').stdout, /^bad\.yaml:6:18: error: .*'Shp'/);
    assert.match(cli.run('lint', 'text.json').stdout, /^text\.json:6:29: error: .*'B'/);
    assert.match(cli.run('lint', 'gone.yaml').stdout, /^gone\.yaml:5:22: error: The definition of 'Gone'/);
    assert.equal(cli.run('lint', 'two.yaml').stdout, 'No errors and no warnings in 2 files.\n');
    assert.equal(cli.run('lint', 'two.yaml#Order').stdout, 'No errors and no warnings in 1 file.\n');
    assert.equal(
      cli.run('lint', 'two.yaml', 'machines/bill.asl.json').stdout,
      'No errors and no warnings in 2 files.\n',
    );
    assert.equal(cli.run('lint', 'two.yaml#Ordr').code, 2);
  });

  it('says the pointer in the template', () => {
    const [report] = JSON.parse(cli.run('lint', '--format', 'json', 'bad.yaml').stdout);
    assert.equal(report.diagnostics[0].pointer, '/Resources/Order/Properties/Definition/StartAt');
  });

  it('judges a machine by the type that the template gives it', () => {
    cli.write('machines/bill.asl.json', {
      StartAt: 'Ask',
      States: {
        Ask: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
          Parameters: { FunctionName: 'f', Payload: { 'token.$': '$$.Task.Token' } },
          End: true,
        },
      },
    });
    assert.match(
      cli.run('lint', 'two.yaml').stdout,
      /^machines\/bill\.asl\.json:\d+:\d+: error: .*\[express-machine\]$/m,
    );
    assert.equal(cli.run('lint', 'machines/bill.asl.json').code, 0);
  });
});
