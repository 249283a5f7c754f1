import { checkDiagnostics } from '../fixture.ts';

describe('unreachable-state', () => {
  it('finds states that only lead to each other', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Succeed" },
          "B": { "Type": "Pass", "Next": "C" },
          ^^^ error[unreachable-state]: The state 'B' cannot be reached: no way from 'StartAt' leads to it.
          "C": { "Type": "Pass", "Next": "B" }
          ^^^ error[unreachable-state]: The state 'C' cannot be reached: no way from 'StartAt' leads to it.
        }
      }
    `,
    );
  });

  it('finds them in branches', () => {
    checkDiagnostics(
      `
      StartAt: P
      States:
        P:
          Type: Parallel
          Branches:
            - StartAt: A
              States:
                A:
                  Type: Succeed
                B:
                ^ error[unreachable-state]: The state 'B' cannot be reached: no way from 'StartAt' leads to it.
                  Type: Succeed
          End: true
    `,
    );
  });

  it('is silent where a way may lead there', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "Next": "\${Next}" },
          "B": { "Type": "Succeed" }
        }
      }
    `,
    );
  });
});
