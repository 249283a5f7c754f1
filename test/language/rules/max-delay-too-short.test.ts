import { checkDiagnostics } from '../fixture.ts';

describe('max-delay-too-short', () => {
  it('finds a longest delay that is not longer than the first', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Task",
            "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f",
            "Retry": [
              { "ErrorEquals": ["A"], "IntervalSeconds": 10, "MaxDelaySeconds": 5 },
                                                                                ^ warning[max-delay-too-short]: 'MaxDelaySeconds' (5) must be larger than 'IntervalSeconds' (10).
              { "ErrorEquals": ["B"], "MaxDelaySeconds": 1 },
                                                         ^ warning[max-delay-too-short]: 'MaxDelaySeconds' (1) must be larger than 'IntervalSeconds' (1).
              { "ErrorEquals": ["C"], "MaxDelaySeconds": 2 }
            ],
            "End": true
          }
        }
      }
    `,
    );
  });
});
