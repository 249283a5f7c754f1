import assert from 'node:assert/strict';
import { parseAsl } from '#asl';
import { diagnose } from '#language';
import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('unknown-action', () => {
  it('finds services and actions without an optimized integration', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "B",
        "States": {
          "B": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invok", "Next": "C" },
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[unknown-action]: The optimized integration of 'lambda' has no action 'invok'. Did you mean 'invoke'?
          "C": { "Type": "Task", "Resource": "arn:aws:states:::lamda:invoke", "Next": "D" },
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[unknown-action]: There is no optimized integration of 'lamda'. Did you mean 'lambda'?
          "D": { "Type": "Task", "Resource": "arn:aws:states:::dynamodb:query", "Next": "E" },
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[unknown-action]: The optimized integration of 'dynamodb' has no action 'query'. It has 'getItem', 'putItem', 'deleteItem' and 'updateItem'; other actions are called through 'aws-sdk'.
          "E": { "Type": "Task", "Resource": "arn:aws:states:::s3:getObject", "Next": "F" },
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[unknown-action]: There is no optimized integration of 's3'. Other services are called like 'arn:aws:states:::aws-sdk:s3:getObject'.
          "F": { "Type": "Task", "Resource": "arn:aws:states:::sagemaker:createAutoMLJob.sync", "End": true }
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[unknown-action]: AWS's pages do not list 'sagemaker:createAutoMLJob' among the optimized integrations.
        }
      }
    `,
    );
  });

  it('finds services and actions that no SDK has', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "B",
        "States": {
          "B": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:putObjekt", "Next": "C" },
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[unknown-action]: The API of Amazon S3 has no action 'putObjekt' that Step Functions can call. Did you mean 'putObject'?
          "C": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:PutObject", "Next": "D" },
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[unknown-action]: The API of Amazon S3 has no action 'PutObject' that Step Functions can call. Did you mean 'putObject'?
          "D": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:dynamoDb:query", "Next": "E" },
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[unknown-action]: There is no AWS SDK integration of a service 'dynamoDb'. Did you mean 'dynamodb'?
          "E": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:cognito-idp:listUsers", "Next": "F" },
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[unknown-action]: There is no AWS SDK integration of a service 'cognito-idp'. Did you mean 'cognitoidentityprovider'?
          "F": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:sts:assumeRole", "Next": "G" },
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[unknown-action]: Step Functions does not offer the action 'assumeRole' of AWS STS.
          "G": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:brandnewservice:makeSomething", "Next": "H" },
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[unknown-action]: There is no AWS SDK integration of a service 'brandnewservice'.
          "H": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3", "End": true }
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[unknown-action]: An SDK integration is written like 'arn:aws:states:::aws-sdk:s3:getObject'.
        }
      }
    `,
    );
  });

  it('accepts services without a published model, whatever their action', () => {
    checkDiagnostics(
      `
{ "StartAt": "A", "States": { "A": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:honeycode:getScreenData", "End": true } } }
`,
    );
  });

  it('says nothing of SDK integrations while the catalogue is not loaded', () => {
    const text = JSON.stringify({
      StartAt: 'A',
      States: { A: { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:s3:putObjekt', End: true } },
    });
    assert.deepEqual(diagnose(parseAsl(text, 'json')), []);
  });

  it('writes what was meant', () => {
    const machine = (resource: string): string => `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Task", "Resource": "${resource}", "End": true }
        }
      }
    `;
    for (const [wrong, right] of [
      ['arn:aws:states:::lambda:invok', 'arn:aws:states:::lambda:invoke'],
      ['arn:aws:states:::aws-sdk:s3:ListBucket', 'arn:aws:states:::aws-sdk:s3:listBuckets'],
      ['arn:aws:states:::aws-sdk:logs:describeLogGroups', 'arn:aws:states:::aws-sdk:cloudwatchlogs:describeLogGroups'],
    ] as const)
      checkFixed(machine(wrong), `Change to '${right}'`, machine(right));
  });
});
