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
          "B": { "Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::sns:publish", "Arguments": "{% $states.input %}", "End": true }
        }
      }
    `,
    );
  });
});
