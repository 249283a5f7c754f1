import { checkDiagnostics } from '../fixture.ts';

describe('missing-parameter', () => {
  it('finds calls without what they need', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "B" },
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[missing-parameter]: This integration needs 'Parameters' with 'FunctionName'.
          "B": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "Payload.$": "$" }, "Next": "C" },
                                                                               ^^^^^^^^^^^^ warning[missing-parameter]: 'lambda:invoke' needs 'FunctionName' in 'Parameters'.
          "C": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": { "QueueUrl.$": "$.url" }, "Next": "D" },
                                                                                 ^^^^^^^^^^^^ error[missing-parameter]: 'sqs:sendMessage' needs 'MessageBody' in 'Parameters'.
          "D": {
            "Type": "Task",
            "QueryLanguage": "JSONata",
            "Resource": "arn:aws:states:::dynamodb:getItem",
            "Arguments": { "TableName": "t" },
            ^^^^^^^^^^^ error[missing-parameter]: 'dynamodb:getItem' needs 'Key' in 'Arguments'.
            "Next": "E"
          },
          "E": { "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Parameters": { "Message": "hi" }, "End": true }
                                                                             ^^^^^^^^^^^^ warning[missing-parameter]: 'sns:publish' needs one of 'TopicArn', 'TargetArn' or 'PhoneNumber' in 'Parameters'.
        }
      }
    `,
    );
  });

  it('finds what SDK integrations need, also deep inside', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:getObject", "Next": "B" },
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-parameter]: This integration needs 'Parameters' with 'Bucket' and 'Key'.
          "B": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:getObject", "Parameters": { "Bucket": "b" }, "Next": "C" },
                                                                                      ^^^^^^^^^^^^ warning[missing-parameter]: 's3:getObject' needs 'Key' in 'Parameters'.
          "C": {
            "Type": "Task",
            "Resource": "arn:aws:states:::aws-sdk:ec2:createTags",
            "Parameters": { "Resources.$": "$.ids", "Tags": [{ "Key": "k" }] },
            "Next": "D"
          },
          "D": {
            "Type": "Task",
            "Resource": "arn:aws:states:::aws-sdk:s3:putBucketTagging",
            "Parameters": { "Bucket": "b", "Tagging": { "TagSet": [{ "Key": "k" }, { "Key.$": "$.key", "Value": "v" }] } },
                                                                   ^ warning[missing-parameter]: 'Tagging.TagSet' of 's3:putBucketTagging' needs 'Value'.
            "End": true
          }
        }
      }
    `,
    );
  });

  it('accepts calls that have it, by a path or an expression too', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName.$": "$.f" }, "Next": "B" },
          "B": { "Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::sns:publish", "Arguments": "{% $states.input %}", "Next": "C" },
          "C": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:copyObject", "Parameters": { "DestinationBucket": "b", "DestinationKey": "k", "SourceBucket": "c", "SourceKey": "k" }, "Next": "D" },
          "D": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:copyObject", "Parameters": { "Bucket": "b", "Key": "k", "CopySource": "c/k" }, "End": true }
        }
      }
    `,
    );
  });

  it('looks at what item readers and result writers need', () => {
    checkDiagnostics(`
      {
        "QueryLanguage": "JSONata",
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Map",
            "ItemReader": { "Resource": "arn:aws:states:::s3:getObject", "Arguments": { "Bucket": "b" } },
                                                                         ^^^^^^^^^^^ warning[missing-parameter]: 's3:getObject' needs 'Key' in 'Arguments'.
            "ItemProcessor": {
              "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
              "StartAt": "B",
              "States": { "B": { "Type": "Pass", "End": true } }
            },
            "ResultWriter": { "Resource": "arn:aws:states:::s3:putObject" },
                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-parameter]: This integration needs 'Arguments' with 'Bucket'.
            "End": true
          }
        }
      }
    `);
  });
});
