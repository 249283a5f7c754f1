import { checkDiagnostics } from '../fixture.ts';

describe('shadowed-error', () => {
  it('finds names that are never looked at', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Task",
            "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f",
            "Retry": [
              { "ErrorEquals": ["States.TaskFailed"] },
              { "ErrorEquals": ["Lambda.TooManyRequestsException", "States.Timeout"] },
                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[shadowed-error]: An earlier entry of 'Retry' handles 'States.TaskFailed', which includes 'Lambda.TooManyRequestsException'. Put this entry before it.
              { "ErrorEquals": ["States.TaskFailed"] },
                                ^^^^^^^^^^^^^^^^^^^ warning[shadowed-error]: 'States.TaskFailed' stands in 'Retry' already. Only the first entry for an error counts.
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
