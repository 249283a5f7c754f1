import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('unsupported-pattern', () => {
  it('finds what the action cannot wait for', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "F",
        "States": {
          "F": { "Type": "Task", "Resource": "arn:aws:states:::http:invoke.sync", "Parameters": { "ApiEndpoint": "e", "Method": "GET", "InvocationConfig": { "ConnectionArn": "c" } }, "Next": "G" },
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[unsupported-pattern]: 'http:invoke' has no '.sync'. Nothing may follow the action.
          "G": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:listBuckets.sync", "Next": "H" },
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[unsupported-pattern]: An SDK integration has no '.sync'. Only '.waitForTaskToken' may follow its action.
          "H": { "Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun.sync:2", "Parameters": { "JobName": "j" }, "Next": "J" },
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[unsupported-pattern]: 'glue:startJobRun' has no '.sync:2'. It may end in '.sync'.
          "J": { "Type": "Task", "Resource": "arn:aws:states:::eks:call.waitForTaskToken", "Parameters": { "ClusterName": "c", "CertificateAuthority": "a", "Endpoint": "e", "Method": "GET", "Path.$": "$$.Task.Token" }, "End": true }
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information[unsupported-pattern]: AWS's own pages disagree whether 'eks:call' has '.waitForTaskToken'.
        }
      }
    `,
    );
  });

  it('accepts the patterns of the tables', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2", "Parameters": { "StateMachineArn": "m" }, "Next": "B" },
          "B": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:sqs:sendMessage.waitForTaskToken", "Parameters": { "QueueUrl": "q", "MessageBody.$": "$$.Task.Token" }, "End": true }
        }
      }
    `,
    );
  });

  it('writes the pattern that was meant, or none', () => {
    const machine = (resource: string): string => `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Task", "Resource": "${resource}", "Parameters": { "JobName": "j" }, "End": true }
        }
      }
    `;
    for (const [wrong, right] of [
      ['arn:aws:states:::glue:startJobRun.sync:2', 'arn:aws:states:::glue:startJobRun.sync'],
      ['arn:aws:states:::glue:startJobRun.waitForTaskToken', 'arn:aws:states:::glue:startJobRun'],
    ] as const)
      checkFixed(machine(wrong), `Change to '${right}'`, machine(right));
  });
});
