import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('exclusive-fields', () => {
  it('finds fields that exclude each other', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "Next": "B", "End": true },
                                              ^^^^^ error[exclusive-fields]: 'Next' and 'End' exclude each other in a Pass state. Only one of them may be there.
          "B": { "Type": "Wait", "Seconds": 1, "Timestamp": "2026-01-31T12:00:00Z", "SecondsPath": "$.s", "Next": "C" },
                                                                                    ^^^^^^^^^^^^^ error[exclusive-fields]: 'Seconds', 'Timestamp' and 'SecondsPath' cannot stand together in a Wait state. Only one of them may be there.
          "C": {
            "Type": "Choice",
            "Choices": [{ "Variable": "$.a", "StringEquals": "x", "IsPresent": true, "Next": "D" }],
                                                                  ^^^^^^^^^^^ error[exclusive-fields]: 'StringEquals' and 'IsPresent' exclude each other in a choice rule. Only one of them may be there.
            "Default": "D"
          },
          "D": { "Type": "Fail", "Cause": "c", "CausePath": "$.c" }
                                               ^^^^^^^^^^^ error[exclusive-fields]: 'Cause' and 'CausePath' exclude each other in a Fail state. Only one of them may be there.
        }
      }
    `,
    );
  });

  it('keeps one of the two', () => {
    checkFixed(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "Next": "B", "End": true },
          "B": { "Type": "Succeed" }
        }
      }
    `,
      "Remove 'End'",
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "Next": "B" },
          "B": { "Type": "Succeed" }
        }
      }
    `,
    );
  });
});
