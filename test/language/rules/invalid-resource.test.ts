import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('invalid-resource', () => {
  it('finds what is no resource', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Task", "Resource": "createToken", "Next": "B" },
                                             ^^^^^^^^^^^^^ error[invalid-resource]: 'createToken' is not an ARN. A 'Resource' is written like 'arn:aws:states:::lambda:invoke'.
          "B": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invok", "Next": "C" },
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[invalid-resource]: The optimized integration of 'lambda' has no action 'invok'. Did you mean 'invoke'?
          "C": { "Type": "Task", "Resource": "arn:aws:states:::lamda:invoke", "Next": "D" },
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[invalid-resource]: There is no optimized integration of 'lamda'. Did you mean 'lambda'?
          "D": { "Type": "Task", "Resource": "arn:aws:states:::dynamodb:query", "Next": "E" },
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[invalid-resource]: The optimized integration of 'dynamodb' has no action 'query'. It has 'deleteItem', 'getItem', 'putItem' and 'updateItem'; other actions are called through 'aws-sdk'.
          "E": { "Type": "Task", "Resource": "arn:aws:states:::s3:getObject", "Next": "F" },
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[invalid-resource]: There is no optimized integration of 's3'. Other services are called like 'arn:aws:states:::aws-sdk:s3:getObject'.
          "F": { "Type": "Task", "Resource": "arn:aws:states:::http:invoke.sync", "Parameters": { "ApiEndpoint": "e", "Method": "GET" }, "Next": "G" },
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[invalid-resource]: 'http:invoke' has no '.sync'. Nothing may follow the action.
          "G": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:getObject.sync", "Next": "H" },
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[invalid-resource]: An SDK integration has no '.sync'. Only '.waitForTaskToken' may follow its action.
          "H": { "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f:", "Next": "I" },
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[invalid-resource]: The version or alias behind the last colon is missing.
          "I": { "Type": "Task", "Resource": "arn:aws:sqs:us-east-1:123456789012:queue", "Next": "J" },
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[invalid-resource]: Step Functions knows no such resource: it calls service integrations, Lambda functions and activities.
          "J": { "Type": "Task", "Resource": "arn:aws:states:::eks:call.waitForTaskToken", "Parameters": { "ClusterName": "c", "CertificateAuthority": "a", "Endpoint": "e", "Method": "GET", "Path.$": "$$.Task.Token" }, "End": true }
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[invalid-resource]: AWS's own pages disagree whether 'eks:call' has '.waitForTaskToken'.
        }
      }
    `,
    );
  });

  it('accepts what Step Functions can call, and what is filled in later', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Task", "Resource": "arn:aws-us-gov:states:::aws-sdk:s3:getObject.waitForTaskToken", "Next": "B" },
          "B": { "Type": "Task", "Resource": "arn:\${AWS::Partition}:states:::\${Call}", "Next": "C" },
          "C": { "Type": "Task", "Resource": "\${Function}", "Next": "D" },
          "D": { "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST", "Next": "E" },
          "E": { "Type": "Task", "Resource": { "Fn::GetAtt": ["Function", "Arn"] }, "Next": "F" },
          "F": { "Type": "Task", "Resource": "{{ function }}", "End": true }
        }
      }
    `,
    );
  });

  it('writes the action that was meant', () => {
    checkFixed(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invok", "End": true }
        }
      }
    `,
      "Change to 'arn:aws:states:::lambda:invoke'",
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true }
        }
      }
    `,
    );
  });
});
