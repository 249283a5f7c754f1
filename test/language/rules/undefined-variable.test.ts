import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('undefined-variable', () => {
  it('finds variables that nothing in reach assigns', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "Assign": { "total.$": "$.total" }, "Next": "B" },
          "B": { "Type": "Pass", "Parameters": { "a.$": "$totl", "b.$": "States.Format('{}', $none)", "c.$": "$total" }, "Next": "C" },
                                                         ^^^^^ warning[undefined-variable]: Nothing assigns the variable '$totl' before this runs. Did you mean '$total'?
                                                                                             ^^^^^ warning[undefined-variable]: Nothing assigns the variable '$none' before this runs.
          "C": { "Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% ($x := 1; $x + $total + $nothing) %}", "End": true }
                                                                                                   ^^^^^^^^ warning[undefined-variable]: Nothing assigns the variable '$nothing' before this runs.
        }
      }
    `,
    );
  });

  it('knows when a variable is assigned only later', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "Parameters": { "x.$": "$x" }, "Assign": { "x": 1 }, "Next": "B" },
                                                         ^^ warning[undefined-variable]: Nothing assigns the variable '$x' before this runs. It is assigned only later.
          "B": { "Type": "Pass", "Parameters": { "x.$": "$x" }, "End": true }
        }
      }
    `,
    );
  });

  it('knows that variables of a branch end with it', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "P",
        "States": {
          "P": {
            "Type": "Parallel",
            "Assign": { "outer": 1 },
            "Branches": [
              { "StartAt": "A", "States": { "A": { "Type": "Pass", "Assign": { "inner": 1 }, "Next": "A2" }, "A2": { "Type": "Pass", "Parameters": { "x.$": "$inner" }, "End": true } } }
            ],
            "Next": "B"
          },
          "B": { "Type": "Pass", "Parameters": { "x.$": "$inner", "y.$": "$outer" }, "End": true }
                                                         ^^^^^^ warning[undefined-variable]: Nothing assigns the variable '$inner' before this runs. It is assigned in another scope, which cannot be read from here.
        }
      }
    `,
    );
  });

  it('writes the variable that was meant', () => {
    checkFixed(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "Assign": { "total": 1 }, "Next": "B" },
          "B": { "Type": "Pass", "Parameters": { "a.$": "$totl" }, "End": true }
        }
      }
    `,
      "Change to '$total'",
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "Assign": { "total": 1 }, "Next": "B" },
          "B": { "Type": "Pass", "Parameters": { "a.$": "$total" }, "End": true }
        }
      }
    `,
    );
  });
});
