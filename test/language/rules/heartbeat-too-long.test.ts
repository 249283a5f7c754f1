import { checkDiagnostics } from '../fixture.ts';

describe('heartbeat-too-long', () => {
  it('finds a heartbeat that is not shorter than the timeout', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Task",
            "Resource": "arn:aws:states:us-east-1:123456789012:activity:x",
            "TimeoutSeconds": 60,
            "HeartbeatSeconds": 60,
                                ^^ warning[heartbeat-too-long]: 'HeartbeatSeconds' (60) must be smaller than 'TimeoutSeconds' (60).
            "End": true
          }
        }
      }
    `,
    );
  });
});
