import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('missing-field', () => {
  it('names what is missing, at the name of the object', () => {
    checkDiagnostics(
      `
      {
      ^ error[missing-field]: A state machine needs the field 'StartAt'.
        "States": {
          "A": { "Type": "Task", "Next": "B" },
          ^^^ error[missing-field]: The Task state 'A' needs the field 'Resource'.
          "B": { "Type": "Wait", "Next": "C" },
          ^^^ error[missing-field]: The Wait state 'B' needs one of 'SecondsPath', 'Seconds', 'TimestampPath' or 'Timestamp'.
          "C": { "Type": "Map", "Next": "D" },
          ^^^ error[missing-field]: The Map state 'C' needs the field 'ItemProcessor'.
          "D": { "Type": "Choice", "Choices": [{ "Variable": "$.a", "IsPresent": true }, { "Next": "E" }], "Default": "E" },
                                               ^ error[missing-field]: A choice rule needs the field 'Next'.
                                                                                         ^ error[missing-field]: A choice rule needs one of 'And', 'Or', 'Not' or 'Variable'.
          "E": { "Type": "Parallel", "Branches": [{ "States": { "F": { "Type": "Succeed" } } }], "End": true }
                                                  ^ error[missing-field]: A branch needs the field 'StartAt'.
        }
      }
    `,
    );
  });

  it('knows what the other fields ask for', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Map",
            "ItemReader": {
              "Resource": "arn:aws:states:::s3:getObject",
              "Parameters": { "Bucket": "b", "Key": "k" },
              "ReaderConfig": { "InputType": "CSV", "CSVHeaderLocation": "GIVEN" }
              ^^^^^^^^^^^^^^ error[missing-field]: A ReaderConfig needs the field 'CSVHeaders'.
            },
            "ItemProcessor": {
              "ProcessorConfig": { "Mode": "DISTRIBUTED" },
              ^^^^^^^^^^^^^^^^^ error[missing-field]: A ProcessorConfig needs the field 'ExecutionType'.
              "StartAt": "B",
              "States": { "B": { "Type": "Succeed" } }
            },
            "End": true
          }
        }
      }
    `,
    );
  });

  it('wants a role in the credentials', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Task",
            "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f",
            "Credentials": {},
            ^^^^^^^^^^^^^ error[missing-field]: A Credentials object needs one of 'RoleArn' or 'RoleArn.$'.
            "Catch": [{ "Next": "B" }],
                      ^ error[missing-field]: A catcher needs the field 'ErrorEquals'.
            "Next": "B"
          },
          "B": { "Type": "Succeed" }
        }
      }
    `,
    );
  });

  it('says once that a field is misspelt', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Task", "resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "End": true }
                                 ^^^^^^^^^^ error[unknown-field]: A Task state has no field 'resource'. Did you mean 'Resource'?
        }
      }
    `,
    );
  });

  it('does not miss what may be merged in', () => {
    checkDiagnostics(
      `
      StartAt: A
      States:
        A:
          Type: Task
          \${More}: x
          End: true
    `,
    );
  });

  it('starts with the first state', () => {
    checkFixed(
      `
      {
        "States": {
          "A": { "Type": "Succeed" }
        }
      }
    `,
      "Add 'StartAt'",
      `
      {
        "States": {
          "A": { "Type": "Succeed" }
        },
        "StartAt": "A"
      }
    `,
    );
  });

  it('catches everything', () => {
    checkFixed(
      `
      StartAt: A
      States:
        A:
          Type: Task
          Resource: arn:aws:lambda:us-east-1:123456789012:function:f
          Catch:
            - Next: B
          Next: B
        B:
          Type: Succeed
    `,
      "Add 'ErrorEquals'",
      `
      StartAt: A
      States:
        A:
          Type: Task
          Resource: arn:aws:lambda:us-east-1:123456789012:function:f
          Catch:
            - Next: B
              ErrorEquals: [States.ALL]
          Next: B
        B:
          Type: Succeed
    `,
    );
  });
});
