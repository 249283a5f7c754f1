import { checkDiagnostics } from '../fixture.ts';

describe('context-place', () => {
  it('finds what the context object has not here', () => {
    checkDiagnostics(`
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "Parameters": { "x.$": "$$.Map.Item.Value" }, "Next": "B" },
                                                            ^^^ warning[context-place]: The context object has a 'Map' only inside a Map state, and no Map runs the state 'A'.
          "B": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": { "QueueUrl": "q", "MessageBody.$": "$$.Task.Token" }, "Next": "C" },
                                                                                                                                       ^^^^ warning[context-place]: The context object has a 'Task' only in a Task with '.waitForTaskToken' or '.sync', which 'B' is not.
          "C": { "Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $states.context.Task.Token %}", "End": true }
                                                                                           ^^^^ warning[context-place]: The context object has a 'Task' only in a Task with '.waitForTaskToken' or '.sync', which 'C' is not.
        }
      }
    `);
  });

  it('knows where it has it', () => {
    checkDiagnostics(`
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Map",
            "ItemSelector": { "value.$": "$$.Map.Item.Value" },
            "ItemProcessor": { "StartAt": "B", "States": { "B": { "Type": "Pass", "Parameters": { "i.$": "$$.Map.Item.Index" }, "End": true } } },
            "Next": "C"
          },
          "C": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "Parameters": { "QueueUrl": "q", "MessageBody.$": "$$.Task.Token" }, "Next": "D" },
          "D": { "Type": "Task", "Resource": "\${Resource}", "Parameters": { "token.$": "$$.Task.Token" }, "End": true }
        }
      }
    `);
  });
});
