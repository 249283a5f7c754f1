import { checkDiagnostics } from '../fixture.ts';

describe('service-error-name', () => {
  it('finds names that are nearly those of the called service', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Task",
            "Resource": "arn:aws:states:::dynamodb:putItem",
            "Parameters": { "TableName": "t", "Item": { "id": { "S": "x" } } },
            "Retry": [{ "ErrorEquals": ["DynamoDb.ConditionalCheckFailedException"] }],
                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint[service-error-name]: 'dynamodb:putItem' raises no 'DynamoDb.ConditionalCheckFailedException' that we know of. Did you mean 'DynamoDB.ConditionalCheckFailedException'?
            "Next": "B"
          },
          "B": {
            "Type": "Task",
            "Resource": "arn:aws:states:::aws-sdk:s3:getObject",
            "Parameters": { "Bucket": "b", "Key": "k" },
            "Catch": [{ "ErrorEquals": ["S3.NoSuchKeysException"], "Next": "C" }],
                                        ^^^^^^^^^^^^^^^^^^^^^^^^ hint[service-error-name]: 's3:getObject' raises no 'S3.NoSuchKeysException' that we know of. Did you mean 'S3.NoSuchKeyException'?
            "Next": "C"
          },
          "C": { "Type": "Succeed" }
        }
      }
    `,
    );
  });

  it('accepts names of the service, names of others, and names of functions', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Task",
            "Resource": "arn:aws:states:::lambda:invoke",
            "Parameters": { "FunctionName": "f" },
            "Retry": [{ "ErrorEquals": ["Lambda.ServiceException", "Lambda.ENILimitReachedException", "CustomError", "My.Own.Error"] }],
            "Next": "B"
          },
          "B": {
            "Type": "Task",
            "Resource": "arn:aws:states:::aws-sdk:s3:getObject",
            "Parameters": { "Bucket": "b", "Key": "k" },
            "Retry": [{ "ErrorEquals": ["S3.NoSuchKeyException", "S3.S3Exception", "S3.NoSuchBucketException", "S3.SlowDownException"] }],
            "End": true
          }
        }
      }
    `,
    );
  });
});
