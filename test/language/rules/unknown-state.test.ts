import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('unknown-state', () => {
  it('names the state that was meant', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "Chek",
                   ^^^^^^ error[unknown-state]: There is no state 'Chek' in this scope. Did you mean 'Check'?
        "States": {
          "Check": {
            "Type": "Choice",
            "Choices": [{ "Variable": "$.a", "IsPresent": true, "Next": "Done" }],
            "Default": "Nowhere"
                       ^^^^^^^^^ error[unknown-state]: There is no state 'Nowhere' in this scope.
          },
          "Done": { "Type": "Succeed" }
        }
      }
    `,
    );
  });

  it('asks for a name where none is typed yet', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "",
                   ^^ error[unknown-state]: The name of a state is missing here.
        "States": { "A": { "Type": "Succeed" } }
      }
    `,
    );
  });

  it('says where a state of that name is', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "P",
        "States": {
          "P": {
            "Type": "Parallel",
            "Branches": [{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Next": "B" } } }],
                                                                                      ^^^ error[unknown-state]: The state 'B' is outside of this scope. A transition cannot leave the 'States' object that it stands in.
            "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "A" }],
                                                               ^^^ error[unknown-state]: The state 'A' is inside branch 1 of 'P'. A transition cannot lead into another 'States' object.
            "Next": "B"
          },
          "B": { "Type": "Succeed" }
        }
      }
    `,
    );
  });

  it('does not judge names that are filled in later', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "\${First}",
        "States": {
          "A": { "Type": "Pass", "Next": "After \${Step}" },
          "B": \${Body},
          "C": { "Type": "Pass", "Next": "B" }
        }
      }
    `,
    );
  });

  it('writes the name that was meant', () => {
    checkFixed(
      `
      {
        "StartAt": "Shipp",
        "States": { "Ship": { "Type": "Succeed" } }
      }
    `,
      "Change to 'Ship'",
      `
      {
        "StartAt": "Ship",
        "States": { "Ship": { "Type": "Succeed" } }
      }
    `,
    );
  });

  it('creates the state', () => {
    checkFixed(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Pass",
            "Next": "B"
          },
          "C": { "Type": "Succeed" }
        }
      }
    `,
      "Create state 'B'",
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Pass",
            "Next": "B"
          },
          "B": {
            "Type": "Pass",
            "End": true
          },
          "C": { "Type": "Succeed" }
        }
      }
    `,
    );
  });

  it('creates the state in YAML', () => {
    checkFixed(
      `
      StartAt: A
      States:
        A:
          Type: Pass
          Next: Ship it
    `,
      "Create state 'Ship it'",
      `
      StartAt: A
      States:
        A:
          Type: Pass
          Next: Ship it
        Ship it:
          Type: Pass
          End: true
    `,
    );
  });
});
