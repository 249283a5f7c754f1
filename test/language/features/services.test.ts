/** What the catalogue of services gives to an editor: resources, parameters, values and errors, proposed and explained. */
import assert from 'node:assert/strict';
import { NO_SERVICES } from '#asl/services/catalog';
import { type CompletionItem, completion, hover } from '#language';
import { atCursor } from '../../asl/cursor.ts';
import { SERVICES } from '../../services.ts';

const items = (source: string, trigger?: string): readonly CompletionItem[] => {
  const { doc, offset } = atCursor(source);
  return [...completion(doc, offset, trigger, SERVICES)].sort((a, b) => (a.sortText < b.sortText ? -1 : 1));
};
const labels = (source: string, trigger?: string): readonly string[] =>
  items(source, trigger).map(({ label }) => label);
const item = (source: string, label: string): CompletionItem => {
  const found = items(source).find((one) => one.label === label);
  assert.ok(found, `no '${label}' among ${labels(source).slice(0, 20).join(', ')}`);
  return found;
};
const markdown = (source: string): string => {
  const { doc, offset } = atCursor(source);
  return hover(doc, offset, SERVICES)?.markdown ?? '';
};

const task = (members: string, language = 'JSONPath'): string =>
  `{ "QueryLanguage": "${language}", "StartAt": "A", "States": { "A": { "Type": "Task", ${members} } } }`;
const calling = (resource: string, members: string, language = 'JSONPath'): string =>
  task(`"Resource": "arn:aws:states:::${resource}", ${members}`, language);

describe('completion of resources', () => {
  it('proposes integrations with their patterns, then the services of the SDK', () => {
    const found = labels(task('"Resource": "$0"'));
    assert.ok(found.indexOf('arn:aws:states:::sqs:sendMessage.waitForTaskToken') > 0);
    assert.ok(found.indexOf('aws-sdk:s3:') > found.indexOf('arn:aws:states:::states:startExecution'));
    assert.ok(!found.some((label) => label.startsWith('aws-sdk:s3:get')));
  });

  it('proposes services behind the name of the SDK, found by other names too', () => {
    const source = task('"Resource": "arn:aws:states:::aws-sdk:$0"');
    assert.ok(labels(source).every((label) => label.startsWith('aws-sdk:')));
    assert.match(item(source, 'aws-sdk:cloudwatchlogs:').filterText ?? '', /\blogs\b/);
    const { newText, isSnippet, retrigger } = item(source, 'aws-sdk:s3:');
    assert.deepEqual([newText, isSnippet, retrigger], ['"arn:aws:states:::aws-sdk:s3:$0"', true, true]);
  });

  it('proposes actions behind the service, and the pattern behind the action', () => {
    const actions = labels(task('"Resource": "arn:aws:states:::aws-sdk:sqs:$0"'), ':');
    assert.ok(actions.includes('aws-sdk:sqs:sendMessage'));
    assert.ok(!actions.some((label) => label.endsWith('.waitForTaskToken')));
    const patterns = labels(task('"Resource": "arn:aws:states:::aws-sdk:sqs:sendMessage.$0"'), '.');
    assert.ok(patterns.includes('aws-sdk:sqs:sendMessage.waitForTaskToken'));
  });

  it('says where an action is described, so that it is read only when somebody looks', () => {
    const { docPlace, detail } = item(task('"Resource": "arn:aws:states:::aws-sdk:sqs:$0"'), 'aws-sdk:sqs:sendMessage');
    assert.deepEqual(docPlace, { service: 'sqs', action: 'sendMessage' });
    assert.equal(detail, 'Amazon SQS');
  });

  it('goes on in YAML, where an ARN that ends in a colon has to be quoted', () => {
    const yaml = (resource: string): string =>
      `StartAt: A\nStates:\n  A:\n    Type: Task\n    Resource: ${resource}\n    End: true\n`;
    const { newText } = item(yaml('arn:aws:states:::aws-sdk:$0'), 'aws-sdk:s3:');
    assert.equal(newText, '"arn:aws:states:::aws-sdk:s3:$0"');
    assert.ok(labels(yaml('"arn:aws:states:::aws-sdk:s3:$0"'), ':').includes('aws-sdk:s3:getObject'));
  });

  it('asks for nothing behind a colon that ends a key', () => {
    assert.deepEqual(labels('{ "StartAt": "A", "States": { "A": { "Type":$0 } } }', ':'), []);
  });

  it('does without the catalogue', () => {
    const { doc, offset } = atCursor(task('"Resource": "arn:aws:states:::aws-sdk:$0"'));
    assert.ok(completion(doc, offset, undefined, NO_SERVICES).length > 100);
  });
});

describe('completion of parameters', () => {
  it('proposes what is required first, with types', () => {
    const source = calling('aws-sdk:s3:putObject', '"Parameters": { $0 }');
    assert.deepEqual(labels(source).slice(0, 2), ['Bucket', 'Key']);
    assert.equal(item(source, 'Acl').detail, 'string, optional');
    assert.equal(item(source, 'Metadata').detail, 'map to strings, optional');
    assert.equal(item(source, 'Bucket').detail, 'string, required');
    assert.deepEqual(Object.keys(item(source, 'Acl').docPlace ?? {}), ['service', 'row', 'at']);
  });

  it('proposes computed members in JSONPath and none of them in JSONata', () => {
    assert.ok(labels(calling('sqs:sendMessage', '"Parameters": { $0 }')).includes('QueueUrl.$'));
    const jsonata = labels(calling('sqs:sendMessage', '"Arguments": { $0 }', 'JSONata'));
    assert.ok(jsonata.includes('QueueUrl') && !jsonata.includes('QueueUrl.$'));
  });

  it('proposes members of objects inside, of items of lists, and of values of maps', () => {
    const inside = 'Parameters": { "TaskDefinition": "t", "Overrides": { "ContainerOverrides": [ { $0 } ] } }';
    assert.ok(labels(calling('ecs:runTask', `"${inside}`)).includes('Environment'));
    const value = labels(calling('dynamodb:putItem', '"Parameters": { "TableName": "t", "Item": { "id": { $0 } } }'));
    assert.ok(value.includes('S') && value.includes('BOOL'));
    const sdk = labels(
      calling('aws-sdk:dynamodb:putItem', '"Parameters": { "TableName": "t", "Item": { "id": { $0 } } }'),
    );
    assert.ok(sdk.includes('Bool') && sdk.includes('Nul') && !sdk.includes('BOOL'));
  });

  it('leaves away what is there', () => {
    const found = labels(calling('sqs:sendMessage', '"Parameters": { "QueueUrl.$": "$.q", $0 }'));
    assert.ok(!found.includes('QueueUrl') && found.includes('MessageBody'));
  });

  it('proposes the values of an enumeration, and of booleans', () => {
    const source = calling('ecs:runTask', '"Parameters": { "TaskDefinition": "t", "LaunchType": "$0" }');
    assert.deepEqual(labels(source), ['EC2', 'FARGATE', 'EXTERNAL', 'MANAGED_INSTANCES']);
    const flag = labels(calling('ecs:runTask', '"Parameters": { "TaskDefinition": "t", "EnableExecuteCommand": $0 }'));
    assert.ok(flag.includes('true') && flag.includes('false'));
  });

  it('writes the required ones at once', () => {
    const { newText } = item(calling('aws-sdk:s3:putObject', '$0'), 'Parameters');
    assert.match(newText, /"Bucket": "\$1",\s+"Key": "\$2"/);
    const jsonata = item(calling('sns:publish', '$0', 'JSONata'), 'Arguments');
    assert.match(jsonata.newText, /"Message": "\{% \$1 %\}",\s+"TopicArn": "\$2"/);
  });

  it('works in YAML', () => {
    const yaml = (members: string): string =>
      `StartAt: A\nStates:\n  A:\n    Type: Task\n    Resource: arn:aws:states:::ecs:runTask\n    Parameters:\n${members}`;
    assert.equal(labels(yaml('      $0'))[0], 'TaskDefinition');
    assert.ok(labels(yaml('      NetworkConfiguration:\n        $0')).includes('AwsvpcConfiguration'));
    assert.ok(labels(yaml('      LaunchType: F$0')).includes('FARGATE'));
    assert.deepEqual(labels(yaml('      LaunchType: $0')).slice(0, 2), ['EC2', 'FARGATE']);
    const begun = item(yaml('      Task$0'), 'TaskDefinition');
    assert.equal(begun.newText, 'TaskDefinition: $1');
    assert.ok(labels(yaml('      NetworkConfiguration:\n        Aws$0')).includes('AwsvpcConfiguration'));
  });
});

describe('completion of results', () => {
  it('proposes what the service gives back, in JSONata through lists', () => {
    const output = (path: string) =>
      calling('aws-sdk:dynamodb:query', `"Output": "{% $states.result.${path}$0 %}"`, 'JSONata');
    assert.ok(labels(output('')).includes('Items') && labels(output('')).includes('LastEvaluatedKey'));
    assert.equal(item(output(''), 'Count').detail, 'whole number');
    const tables = calling(
      'aws-sdk:dynamodb:listBackups',
      '"Output": "{% $states.result.BackupSummaries.$0 %}"',
      'JSONata',
    );
    assert.ok(labels(tables).includes('BackupArn'));
  });

  it('proposes it in a ResultSelector, and nowhere else in JSONPath', () => {
    const selector = calling('sqs:sendMessage', '"ResultSelector": { "id.$": "$.$0" }');
    assert.ok(labels(selector).includes('MessageId') && labels(selector).includes('MD5OfMessageBody'));
    assert.deepEqual(labels(calling('sqs:sendMessage', '"Parameters": { "QueueUrl.$": "$.$0" }')), []);
  });

  it('proposes nothing where the task waits for something else', () => {
    assert.deepEqual(labels(calling('sqs:sendMessage.waitForTaskToken', '"ResultSelector": { "id.$": "$.$0" }')), []);
  });
});

describe('completion of error names', () => {
  it('proposes those of the called service and no others of services', () => {
    const found = labels(calling('aws-sdk:dynamodb:putItem', '"Retry": [{ "ErrorEquals": ["$0"] }]'));
    assert.ok(
      found.includes('DynamoDb.ConditionalCheckFailedException') && found.includes('DynamoDb.DynamoDbException'),
    );
    assert.ok(found.includes('States.Timeout') && !found.some((name) => name.startsWith('Lambda.')));
    const optimized = labels(calling('dynamodb:putItem', '"Retry": [{ "ErrorEquals": ["$0"] }]'));
    assert.ok(optimized.includes('DynamoDB.ConditionalCheckFailedException'));
  });
});

describe('hover over service calls', () => {
  it('explains the resource', () => {
    const found = markdown(calling('aws-sdk:s3:put$0Object', '"Next": "B"'));
    assert.match(found, /^\*\*s3:putObject\*\* · Amazon Simple Storage Service · AWS SDK integration/);
    assert.match(found, /End of support notice|Adds an object to a bucket/);
    assert.match(found, /Needs `Bucket`, `Key`\./);
    assert.match(
      markdown(calling('ecs:run$0Task.sync', '"Next": "B"')),
      /optimized integration.*Needs `TaskDefinition`/s,
    );
  });

  it('explains parameters at every depth', () => {
    const found = markdown(calling('sqs:sendMessage', '"Parameters": { "Queue$0Url.$": "$.q" }'));
    assert.match(found, /^\*\*QueueUrl\*\* · string · required/);
    assert.match(found, /The URL of the Amazon SQS queue to which a message is sent\./);
    const inside = '"Parameters": { "Tagging": { "TagSet": [{ "Ke$0y": "k" }] } }';
    assert.match(markdown(calling('aws-sdk:s3:putBucketTagging', inside)), /`s3:putBucketTagging › Tagging › TagSet`/);
  });

  it('lists the values of an enumeration, at the name and at the value', () => {
    assert.match(
      markdown(calling('ecs:runTask', '"Parameters": { "Launch$0Type": "EC2" }')),
      /One of `EC2`, `FARGATE`/,
    );
    assert.match(
      markdown(calling('ecs:runTask', '"Parameters": { "LaunchType": "E$0C2" }')),
      /a value of `LaunchType`/,
    );
  });

  it('tells whose error it is', () => {
    const found = markdown(
      calling('aws-sdk:s3:getObject', '"Retry": [{ "ErrorEquals": ["S3.NoSuch$0KeyException"] }]'),
    );
    assert.match(found, /An error of Amazon Simple Storage Service, as `s3:getObject` reports it/);
  });

  it('says which service has more to tell, while its lines are not loaded', () => {
    const { doc, offset } = atCursor(calling('sqs:sendMessage', '"Parameters": { "Queue$0Url": "q" }'));
    const found = hover(doc, offset, {
      ...SERVICES,
      services: () => SERVICES.services(),
      model: (...given) => SERVICES.model(...given),
      loaded: () => SERVICES,
      line: () => undefined,
    });
    assert.equal(found?.needs, 'sqs');
  });
});
