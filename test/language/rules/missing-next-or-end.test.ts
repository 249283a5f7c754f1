import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('missing-next-or-end', () => {
  it('finds states that lead nowhere', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass" },
          ^^^ error[missing-next-or-end]: The state 'A' has neither 'Next' nor 'End'. Name the state that runs next, or end here with 'End': true.
          "B": { "Type": "Pass", "End": false },
                                        ^^^^^ error[missing-next-or-end]: The state 'B' has no 'Next', and 'End' is false: it neither leads on nor ends.
          "C": { "Type": "Succeed" }
        }
      }
    `,
    );
  });

  it('says once that a field is misspelt', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": { "A": { "Type": "Pass", "end": true } }
                                           ^^^^^ error[unknown-field]: A Pass state has no field 'end'. Did you mean 'End'?
      }
    `,
    );
  });

  it('does not judge an End that is filled in later', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": { "A": { "Type": "Pass", "End": \${IsLast} } }
      }
    `,
    );
  });

  it('leads to the state below', () => {
    checkFixed(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Pass"
          },
          "B": { "Type": "Succeed" }
        }
      }
    `,
      'Add \'Next\': "B"',
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Pass",
            "Next": "B"
          },
          "B": { "Type": "Succeed" }
        }
      }
    `,
    );
  });

  it('ends', () => {
    checkFixed(
      `
      StartAt: A
      States:
        A:
          Type: Pass # last
    `,
      "Add 'End'",
      `
      StartAt: A
      States:
        A:
          Type: Pass # last
          End: true
    `,
    );
  });
});
