import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('unknown-parameter', () => {
  it('finds parameters that no call of that name takes', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": { "queueUrl": "u", "MessageBody": "m" }, "Next": "B" },
                                                                                                 ^^^^^^^^^^ error[unknown-parameter]: 'sqs:sendMessage' has no parameter 'queueUrl'. Did you mean 'QueueUrl'?
          "B": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": { "QueueUrl": "u", "MessageBdy.$": "$.m" }, "Next": "C" },
                                                                                                                  ^^^^^^^^^^^^^^ error[unknown-parameter]: 'sqs:sendMessage' has no parameter 'MessageBdy'. Did you mean 'MessageBody'?
          "C": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "f", "TenantId": "t", "Nonsense": 1 }, "Next": "D" },
                                                                                                                    ^^^^^^^^^^ warning[unknown-parameter]: The API takes 'TenantId', but AWS does not list it for the optimized integration 'lambda:invoke'.
                                                                                                                                     ^^^^^^^^^^ warning[unknown-parameter]: 'lambda:invoke' has no parameter 'Nonsense'.
          "D": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:rds:describeDBInstances", "Parameters": { "DBInstanceIdentifier": "d", "Colour": 1 }, "Next": "E" },
                                                                                                                 ^^^^^^^^^^^^^^^^^^^^^^ warning[unknown-parameter]: 'rds:describeDBInstances' has no parameter 'DBInstanceIdentifier'. Did you mean 'DbInstanceIdentifier'?
                                                                                                                                              ^^^^^^^^ warning[unknown-parameter]: 'rds:describeDBInstances' has no parameter 'Colour'.
          "E": {
            "Type": "Task",
            "Resource": "arn:aws:states:::ecs:runTask.sync",
            "Parameters": { "TaskDefinition": "t", "NetworkConfiguration": { "AwsVpcConfiguration": { "Subnets": ["s"] } }, "Count": 2 },
                                                                             ^^^^^^^^^^^^^^^^^^^^^ warning[unknown-parameter]: 'NetworkConfiguration' of 'ecs:runTask' has no member 'AwsVpcConfiguration'. Did you mean 'AwsvpcConfiguration'?
                                                                                                                            ^^^^^^^ warning[unknown-parameter]: The API takes 'Count', but AWS does not list it for the optimized integration 'ecs:runTask'.
            "End": true
          }
        }
      }
    `,
    );
  });

  it('accepts the spellings of AWS, names in maps, and what is filled in', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:dynamodb:putItem", "Parameters": { "TableName": "t", "Item": { "id": { "S.$": "$.id" }, "a": { "Nul": true }, "b": { "NULL": true }, "c": { "Ss": ["x"] }, "d": { "SS": ["x"] } } }, "Next": "B" },
          "B": { "Type": "Task", "Resource": "arn:aws:states:::dynamodb:putItem", "Parameters": { "TableName": "t", "Item": { "id": { "BOOL": true } } }, "Next": "C" },
          "C": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:putObject", "Parameters": { "Bucket": "b", "Key": "k", "Acl": "private", "SsekmsKeyId": "k", "Metadata": { "anything": "v" } }, "Next": "D" },
          "D": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": { "\${Rest}": "x" }, "End": true }
        }
      }
    `,
    );
  });

  it('writes the name that was meant, and keeps the mark of a computed value', () => {
    const machine = (parameters: string): string => `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": { "QueueUrl": "u", ${parameters} }, "End": true }
        }
      }
    `;
    checkFixed(machine('"messageBody.$": "$.m"'), "Rename to 'MessageBody.$'", machine('"MessageBody.$": "$.m"'));
  });

  it('looks at item readers and result writers, too', () => {
    checkDiagnostics(`
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Map",
            "ItemReader": { "Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": { "bucket": "b", "Prefix.$": "$.p" } },
                                                                                             ^^^^^^^^ warning[unknown-parameter]: 's3:listObjectsV2' has no parameter 'bucket'. Did you mean 'Bucket'?
            "ItemProcessor": {
              "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
              "StartAt": "B",
              "States": { "B": { "Type": "Pass", "End": true } }
            },
            "ResultWriter": { "Resource": "arn:aws:states:::s3:putObject", "Parameters": { "Bucket": "b", "Key": "k" } },
                                                                                                          ^^^^^ warning[unknown-parameter]: 's3:putObject' has no parameter 'Key'.
            "End": true
          }
        }
      }
    `);
  });
});
