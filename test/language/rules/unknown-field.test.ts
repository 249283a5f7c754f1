import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('unknown-field', () => {
  it('names the field that was meant', () => {
    checkDiagnostics(
      `
      {
        "startAt": "A",
        ^^^^^^^^^ error[unknown-field]: A state machine has no field 'startAt'. Did you mean 'StartAt'?
        "Comments": "x",
        ^^^^^^^^^^ error[unknown-field]: A state machine has no field 'Comments'. Did you mean 'Comment'?
        "States": {
          "A": { "Type": "Wait", "Second": 5, "Parameters": {}, "Foo": 1, "End": true }
                                 ^^^^^^^^ error[unknown-field]: A Wait state has no field 'Second'. Did you mean 'Seconds'?
                                              ^^^^^^^^^^^^ error[unknown-field]: A Wait state has no field 'Parameters'. It belongs to 'Task', 'Parallel', 'Map' and 'Pass' states.
                                                                ^^^^^ error[unknown-field]: A Wait state has no field 'Foo'.
        }
      }
    `,
    );
  });

  it('says where a field belongs', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Choice",
            "Choices": [{ "And": [{ "Variable": "$.a", "IsPresent": true, "Next": "B" }], "Next": "B", "End": true }],
                                                                          ^^^^^^ error[unknown-field]: A nested choice rule has no field 'Next'. It belongs to the outermost rule.
                                                                                                       ^^^^^ error[unknown-field]: A choice rule has no field 'End'.
            "Default": "B",
            "TimeoutSeconds": 5
            ^^^^^^^^^^^^^^^^ error[unknown-field]: A Choice state has no field 'TimeoutSeconds'. It belongs to 'Task' states.
          },
          "B": {
            "Type": "Map",
            "ItemProcessor": {
              "QueryLanguage": "JSONata",
              ^^^^^^^^^^^^^^^ error[unknown-field]: An item processor has no field 'QueryLanguage'.
              "ProcessorConfig": { "Mode": "INLINE", "ExecutionType": "STANDARD" },
                                                     ^^^^^^^^^^^^^^^ error[unknown-field]: 'ExecutionType' is only allowed when 'Mode' is 'DISTRIBUTED'.
              "StartAt": "C",
              "States": { "C": { "Type": "Succeed" } }
            },
            "End": true
          }
        }
      }
    `,
    );
  });

  it('writes the field that was meant', () => {
    checkFixed(
      `
      {
        "StartAt": "A",
        "States": { "A": { "Type": "Wait", "Second": 5, "End": true } }
      }
    `,
      "Change to 'Seconds'",
      `
      {
        "StartAt": "A",
        "States": { "A": { "Type": "Wait", "Seconds": 5, "End": true } }
      }
    `,
    );
  });

  it('takes the field away', () => {
    checkFixed(
      `
      StartAt: A
      States:
        A:
          Type: Wait
          Foo:
            - 1
          Seconds: 5
          End: true
    `,
      "Remove 'Foo'",
      `
      StartAt: A
      States:
        A:
          Type: Wait
          Seconds: 5
          End: true
    `,
    );
  });
});
