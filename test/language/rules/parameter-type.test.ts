import { checkDiagnostics } from '../fixture.ts';

describe('parameter-type', () => {
  it('finds values of a type that the service does not take', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": 5 }, "Next": "B" },
                                                                                                               ^ warning[parameter-type]: 'FunctionName' of 'lambda:invoke' takes a string, not a number.
          "B": { "Type": "Task", "Resource": "arn:aws:states:::events:putEvents", "Parameters": { "Entries": { "Detail": "d" } }, "Next": "C" },
                                                                                                             ^^^^^^^^^^^^^^^^^ warning[parameter-type]: 'Entries' of 'events:putEvents' takes a list of objects, not an object.
          "C": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": { "QueueUrl": "u", "MessageBody": "m", "DelaySeconds": "soon" }, "Next": "D" },
                                                                                                                                                      ^^^^^^ warning[parameter-type]: 'DelaySeconds' of 'sqs:sendMessage' takes a whole number, not a string.
          "D": { "Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::aws-sdk:ec2:startInstances", "Arguments": { "InstanceIds": "i-1" }, "Next": "E" },
                                                                                                                                                      ^^^^^ warning[parameter-type]: 'InstanceIds' of 'ec2:startInstances' takes a list of strings, not a string.
          "E": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:ec2:runInstances", "Parameters": { "MinCount": true, "MaxCount": 1, "Monitoring": [] }, "End": true }
                                                                                                                      ^^^^ warning[parameter-type]: 'MinCount' of 'ec2:runInstances' takes a whole number, not a boolean.
                                                                                                                                                         ^^ warning[parameter-type]: 'Monitoring' of 'ec2:runInstances' takes an object, not a list.
        }
      }
    `,
    );
  });

  it('accepts what is computed, what is filled in, and the texts that published definitions have', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": { "QueueUrl": "u", "MessageBody": { "a": 1 }, "DelaySeconds": "5" }, "Next": "B" },
          "B": { "Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::aws-sdk:ec2:startInstances", "Arguments": { "InstanceIds": "{% $states.input.ids %}" }, "Next": "C" },
          "C": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:ec2:startInstances", "Parameters": { "InstanceIds": "\${Ids}" }, "Next": "D" },
          "D": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:sfn:sendTaskSuccess", "Parameters": { "TaskToken": "t", "Output": { "a": 1 } }, "Next": "E" },
          "E": { "Type": "Task", "Resource": "arn:aws:states:::dynamodb:putItem", "Parameters": { "TableName": "t", "Item": { "id": "text", "ok": { "BOOL": "true" } } }, "End": true }
        }
      }
    `,
    );
  });
});
