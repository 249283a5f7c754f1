import { checkDiagnostics } from '../fixture.ts';

describe('no-terminal-state', () => {
  it('finds a machine that never ends, and does not search it further', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
        ^^^^^^^^ error[no-terminal-state]: No state ends this state machine. Give one state 'End': true, or add a Succeed or Fail state.
          "A": { "Type": "Pass", "Next": "B" },
          "B": { "Type": "Pass", "Next": "A" },
          "C": { "Type": "Pass", "Next": "A" }
        }
      }
    `,
    );
  });

  it('only warns of a branch that never ends', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "P",
        "States": {
          "P": {
            "Type": "Parallel",
            "Branches": [
              {
                "StartAt": "A",
                "States": { "A": { "Type": "Pass", "Next": "B" }, "B": { "Type": "Pass", "Next": "A" } }
                ^^^^^^^^ warning[no-terminal-state]: No state ends this branch, so it can only end by an error. Give one state 'End': true, or add a Succeed or Fail state.
              }
            ],
            "End": true
          }
        }
      }
    `,
    );
  });

  it('does not repeat that a target is missing', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": { "A": { "Type": "Pass", "Next": "Later" } }
                                                   ^^^^^^^ error[unknown-state]: There is no state 'Later' in this scope.
      }
    `,
    );
  });
});
