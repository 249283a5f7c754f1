import { checkDiagnostics } from '../fixture.ts';

describe('invalid-resource', () => {
  it('finds what is no resource', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Task", "Resource": "createToken", "Next": "H" },
                                             ^^^^^^^^^^^^^ error[invalid-resource]: 'createToken' is not an ARN. A 'Resource' is written like 'arn:aws:states:::lambda:invoke'.
          "H": { "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f:", "Next": "I" },
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[invalid-resource]: The version or alias behind the last colon is missing.
          "I": { "Type": "Task", "Resource": "arn:aws:sqs:us-east-1:123456789012:queue", "End": true }
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[invalid-resource]: Step Functions knows no such resource: it calls service integrations, Lambda functions and activities.
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
          "A": { "Type": "Task", "Resource": "arn:aws-us-gov:states:::aws-sdk:s3:listBuckets", "Next": "B" },
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
});
