import assert from 'node:assert/strict';
import { parseAsl } from '#asl';
import { diagnose } from '#language';
import { checkDiagnostics, checkFixed } from '../fixture.ts';

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
          "A": { "Type": "Task", "Resource": "arn:aws-us-gov:states:::aws-sdk:s3:listBuckets", "Parameters": {}, "Next": "B" },
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

  it('knows what an ItemReader and a ResultWriter can call', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Map",
            "ItemReader": { "Resource": "arn:aws:states:::s3:putObject", "Parameters": { "Bucket": "b", "Key": "k" } },
                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[invalid-resource]: 'arn:aws:states:::s3:putObject' cannot be called here. It must be 'arn:aws:states:::s3:getObject' or 'arn:aws:states:::s3:listObjectsV2'.
            "ResultWriter": { "Resource": "s3", "Parameters": { "Bucket": "b", "Prefix": "p" } },
                                          ^^^^ error[invalid-resource]: 's3' is not an ARN. A 'Resource' is written like 'arn:aws:states:::lambda:invoke'.
            "ItemProcessor": {
              "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
              "StartAt": "B",
              "States": { "B": { "Type": "Pass", "End": true } }
            },
            "Next": "C"
          },
          "C": {
            "Type": "Map",
            "ItemReader": { "Resource": "arn:aws-cn:states:::s3:listObjectsV2", "Parameters": { "Bucket": "b" } },
            "ResultWriter": { "Resource": "\${Writer}", "Parameters": { "Bucket": "b", "Prefix": "p" } },
            "ItemProcessor": {
              "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
              "StartAt": "D",
              "States": { "D": { "Type": "Pass", "End": true } }
            },
            "End": true
          }
        }
      }
    `,
    );
  });

  it('finds integrations whose ARN has lost something', () => {
    for (const text of ['lambda:invoke', 'arn:aws:states::lambda:invoke', 'arn:aws:state:::lambda:invoke'])
      checkFixed(
        `{ "StartAt": "A", "States": { "A": { "Type": "Task", "Resource": "${text}", "Parameters": { "FunctionName": "f" }, "End": true } } }`,
        "Change to 'arn:aws:states:::lambda:invoke'",
        '{ "StartAt": "A", "States": { "A": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "f" }, "End": true } } }',
      );
  });

  it('finds an activity without a name', () => {
    checkDiagnostics(`
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:", "End": true }
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[invalid-resource]: The name of the activity is missing.
        }
      }
    `);
  });

  it('shows a name that stands for an ARN as the placeholder that it should be', () => {
    const names = {
      'REPLACE-ME': 'REPLACE-ME',
      $LAMBDA_ARN: 'LAMBDA_ARN',
      '$(lambda_arn)': 'lambda_arn',
      '{arn}': 'arn',
    };
    for (const [written, name] of Object.entries(names)) {
      const text = `{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"${written}","End":true}}}`;
      assert.deepEqual(
        diagnose(parseAsl(text, 'json')).map(({ message }) => message),
        [`'${written}' is not an ARN. If a tool replaces it before you deploy, write it as '\${${name}}'.`],
      );
    }
  });
});
