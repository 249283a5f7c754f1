import { checkDiagnostics } from '../fixture.ts';

describe('error-name', () => {
  it('finds names that Step Functions does not have', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Task",
            "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f",
            "Retry": [{ "ErrorEquals": ["States.TimeOut", "Lambda.Unknown", "My.Own"] }],
                                        ^^^^^^^^^^^^^^^^ warning[error-name]: Step Functions has no error 'States.TimeOut', so this never matches. Did you mean 'States.Timeout'?
            "Catch": [{ "ErrorEquals": ["States.Http.StatusCode.404", "States.Runtime"], "Next": "B" }],
                                                                      ^^^^^^^^^^^^^^^^ warning[error-name]: 'States.Runtime' ends the execution. No catcher sees it, not even by this name.
            "Next": "B"
          },
          "B": { "Type": "Succeed" }
        }
      }
    `,
    );
  });

  it('accepts a name that a Fail state of the machine raises', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Parallel",
            "Branches": [{ "StartAt": "F", "States": { "F": { "Type": "Fail", "Error": "States.Enough" } } }],
            "Catch": [{ "ErrorEquals": ["States.Enough"], "Next": "B" }],
            "Next": "B"
          },
          "B": { "Type": "Succeed" }
        }
      }
    `,
    );
  });
});
