import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('states-all-order', () => {
  it('finds States.ALL beside other names and before other entries', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Task",
            "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f",
            "Retry": [{ "ErrorEquals": ["Busy", "States.ALL"] }],
                                                ^^^^^^^^^^^^ error[states-all-order]: 'States.ALL' stands for every error, so it must be the only name of its list.
            "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "B" }, { "ErrorEquals": ["Busy"], "Next": "B" }],
                                        ^^^^^^^^^^^^ error[states-all-order]: 'States.ALL' stands for every error, so it must be in the last entry of 'Catch'.
            "Next": "B"
          },
          "B": { "Type": "Succeed" }
        }
      }
    `,
    );
  });

  it('keeps it alone', () => {
    checkFixed(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Task",
            "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f",
            "Retry": [{ "ErrorEquals": ["Busy", "States.ALL"] }],
            "End": true
          }
        }
      }
    `,
      "Keep 'States.ALL' alone",
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Task",
            "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f",
            "Retry": [{ "ErrorEquals": ["States.ALL"] }],
            "End": true
          }
        }
      }
    `,
    );
  });

  it('is the only finding where States.ALL stands in two entries', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Task",
            "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f",
            "Retry": [
              { "ErrorEquals": ["States.ALL"], "MaxAttempts": 1 },
                                ^^^^^^^^^^^^ error[states-all-order]: 'States.ALL' stands for every error, so it must be in the last entry of 'Retry'.
              { "ErrorEquals": ["States.ALL"] }
            ],
            "End": true
          }
        }
      }
    `,
    );
  });
});
