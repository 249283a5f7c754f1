import { checkDiagnostics } from '../fixture.ts';

describe('task-token', () => {
  it('finds a Task that waits for a token which nobody gets', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Task",
            "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[task-token]: The state 'A' waits for its task token, but passes it to nobody. Pass '$$.Task.Token' in its parameters.
            "Parameters": { "QueueUrl": "u", "MessageBody": { "order.$": "$.order" } },
            "End": true
          }
        }
      }
    `,
    );
  });

  it('accepts one that passes it', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Task",
            "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
            "Parameters": { "QueueUrl": "u", "MessageBody": { "token.$": "$$.Task.Token" } },
            "Next": "B"
          },
          "B": {
            "Type": "Task",
            "QueryLanguage": "JSONata",
            "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
            "Arguments": { "QueueUrl": "u", "MessageBody": "{% $merge([$states.input, { 'token': $states.context.Task.Token }]) %}" },
            "Next": "AsText"
          },
          "AsText": {
            "Type": "Task",
            "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
            "Parameters": { "QueueUrl": "u", "MessageBody.$": "States.JsonToString($$.Task)" },
            "Next": "C"
          },
          "C": { "Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:x", "End": true }
        }
      }
    `,
    );
  });
});
