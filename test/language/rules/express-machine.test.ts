import { checkDiagnostics } from '../fixture.ts';

describe('express-machine', () => {
  it('finds what an EXPRESS machine cannot do', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Task",
            "Resource": "arn:aws:states:::states:startExecution.sync:2",
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[express-machine]: An EXPRESS state machine cannot wait for a job: leave '.sync' away.
            "Parameters": { "StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:c" },
            "Next": "B"
          },
          "B": {
            "Type": "Task",
            "Resource": "arn:aws:states:::aws-sdk:sqs:sendMessage.waitForTaskToken",
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[express-machine]: An EXPRESS state machine cannot wait for a task token: leave '.waitForTaskToken' away.
            "Parameters": { "QueueUrl": "u", "MessageBody": { "t.$": "$$.Task.Token" } },
            "Next": "C"
          },
          "C": { "Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:x", "Next": "D" },
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[express-machine]: An EXPRESS state machine cannot use an activity.
          "D": {
            "Type": "Map",
            "ItemProcessor": {
              "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
                                           ^^^^^^^^^^^^^ error[express-machine]: An EXPRESS state machine cannot run a distributed Map.
              "StartAt": "E",
              "States": { "E": { "Type": "Succeed" } }
            },
            "End": true
          }
        }
      }
    `,
      { machineType: 'EXPRESS' },
    );
  });

  it('says nothing where nobody said that the machine is EXPRESS', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "C",
        "States": {
          "C": { "Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:x", "End": true }
        }
      }
    `,
    );
  });
});
