import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('out-of-range', () => {
  it('finds numbers that are too small or too large', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Task",
            "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f",
            "TimeoutSeconds": 0,
                              ^ error[out-of-range]: 'TimeoutSeconds' must be at least 1.
            "Retry": [{ "ErrorEquals": ["States.ALL"], "IntervalSeconds": 0, "MaxAttempts": -1, "BackoffRate": 0.5, "MaxDelaySeconds": 31622401 }],
                                                                                            ^^ error[out-of-range]: 'MaxAttempts' must be at least 0.
                                                                                                               ^^^ error[out-of-range]: 'BackoffRate' must be at least 1.
                                                                                                                                       ^^^^^^^^ error[out-of-range]: 'MaxDelaySeconds' must be at most 31622400.
            "Next": "B"
          },
          "B": { "Type": "Wait", "Seconds": 0, "End": true }
        }
      }
    `,
    );
  });

  it('writes the nearest number', () => {
    checkFixed(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "TimeoutSeconds": 0, "End": true }
        }
      }
    `,
      'Change to 1',
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "TimeoutSeconds": 1, "End": true }
        }
      }
    `,
    );
  });
});
